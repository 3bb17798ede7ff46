//! Mutation by the structure of JSON: members are removed, doubled, exchanged and wrapped, values swapped for others.
//!
//! Mutation of bytes alone seldom gives a text that is still JSON and says something else. The text around the JSON, and
//! what is no JSON any more, stays as it is: brackets and quotes are all that is looked at.

use std::ops::Range;

/// Values that a field does not expect, and others that it barely may.
const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "-0",
    "1.5",
    "1e400",
    "18446744073709551615",
    "99999999999",
    "\"\"",
    "\"1733735289035\"",
    "\"\\u0000\"",
    "\"\\ud83d\\udcfa\"",
    "\"\\ud800\"",
    "[]",
    "{}",
    "[[]]",
    "{\"a\":[{}]}",
];

/// A member of an object or an item of a list.
#[derive(Clone, Debug)]
struct Part {
    whole: Range<usize>,
    value: Range<usize>,
}

/// A mutator for libFuzzer; every other time it leaves the work to libFuzzer's own.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mutated = data.get(..size).filter(|_| seed & 1 == 0).and_then(|text| restructured(text, Random(seed)));
    match mutated {
        Some(text) if text.len() <= max_size => {
            data[..text.len()].copy_from_slice(&text);
            text.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
}

fn restructured(text: &[u8], mut random: Random) -> Option<Vec<u8>> {
    let parts = parts(text);
    let part = random.pick(&parts)?.clone();
    let other = random.pick(&parts)?.clone();
    let new =
        |range: Range<usize>, middle: &[&[u8]]| [&text[..range.start], &middle.concat(), &text[range.end..]].concat();
    Some(match random.below(6) {
        0 => new(with_comma(text, part.whole), &[]),
        1 => new(part.whole.end..part.whole.end, &[b",", &text[part.whole.clone()]]),
        2 => new(part.value, &[&text[other.value]]),
        3 => new(part.value, &[random.pick(VALUES)?.as_bytes()]),
        4 => {
            let (first, second) = if part.whole.end <= other.whole.start { (part, other) } else { (other, part) };
            let between = text.get(first.whole.end..second.whole.start)?;
            new(first.whole.start..second.whole.end, &[&text[second.whole], between, &text[first.whole]])
        }
        _ => {
            let (open, close) = *random.pick(&[("[", "]"), ("{\"a\":", "}")])?;
            new(part.value.clone(), &[open.as_bytes(), &text[part.value], close.as_bytes()])
        }
    })
}

/// With the comma behind it, or else with the one before it, so that what is left is still a list.
fn with_comma(text: &[u8], part: Range<usize>) -> Range<usize> {
    let next = text[part.end..].iter().position(|byte| !byte.is_ascii_whitespace()).map(|offset| part.end + offset);
    let last = text[..part.start].iter().rposition(|byte| !byte.is_ascii_whitespace());
    match (next, last) {
        (Some(next), _) if text[next] == b',' => part.start..next + 1,
        (_, Some(last)) if text[last] == b',' => last..part.end,
        _ => part,
    }
}

/// All parts, from the first bracket on.
fn parts(text: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    // Where each open value begins, and where its key does.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut key = None;
    let mut at = text.iter().position(|byte| matches!(byte, b'{' | b'[')).unwrap_or(text.len());
    while let Some(byte) = text.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' | b'[' => open.push((start, key.take().unwrap_or(start))),
            b'}' | b']' => {
                key = None;
                if let Some((value, whole)) = open.pop() {
                    parts.push(Part { whole: whole..at, value: value..at });
                }
            }
            b',' => key = None,
            b':' | b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                at = end_of_scalar(text, start);
                if is_key(text, at) {
                    key = Some(start);
                } else {
                    parts.push(Part { whole: key.take().unwrap_or(start)..at, value: start..at });
                }
            }
        }
    }
    parts
}

fn end_of_scalar(text: &[u8], start: usize) -> usize {
    let rest = &text[start + 1..];
    let length = if text[start] == b'"' {
        let mut is_escaped = false;
        let end = rest.iter().position(|byte| {
            let is_end = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            is_end
        });
        end.map(|end| end + 1)
    } else {
        rest.iter().position(|byte| byte.is_ascii_whitespace() || b",:{}[]\"".contains(byte))
    };
    start + 1 + length.unwrap_or(rest.len())
}

fn is_key(text: &[u8], end: usize) -> bool {
    text[end..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

/// A linear congruential generator: what it gives is to be repeatable, not good.
struct Random(u32);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % limit
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() { None } else { items.get(self.below(items.len())) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Random, parts, restructured};

    const TEXT: &str = r#"{"a": [1, "x\"y"], "b": {"c": null}}"#;

    #[test]
    fn every_member_and_item_is_found_with_its_key() {
        let found = parts(TEXT.as_bytes());
        let texts: Vec<_> = found.iter().map(|part| &TEXT[part.whole.clone()]).collect();
        assert_eq!(texts, ["1", r#""x\"y""#, r#""a": [1, "x\"y"]"#, r#""c": null"#, r#""b": {"c": null}"#, TEXT]);
    }

    #[test]
    fn most_mutations_of_json_are_json_and_say_something_else() {
        let mutated: Vec<_> = (0..1000).filter_map(|seed| restructured(TEXT.as_bytes(), Random(seed))).collect();
        let is_other =
            |text: &&Vec<u8>| *text != TEXT.as_bytes() && serde_json::from_slice::<serde_json::Value>(text).is_ok();
        assert!(mutated.iter().filter(is_other).count() > 600);
    }
}
