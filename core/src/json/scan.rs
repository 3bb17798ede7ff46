//! Runs of bytes: where a string's plain characters end, and white space.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod block;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod block_run;
mod run;
#[cfg(target_pointer_width = "64")]
mod wide_run;
mod word;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use {block as unit, block_run as measure};
#[cfg(not(target_pointer_width = "64"))]
use {run as measure, word as unit};
#[cfg(all(target_pointer_width = "64", not(all(target_arch = "x86_64", target_feature = "sse2"))))]
use {wide_run as measure, word as unit};

pub(super) use measure::plain_run;

/// True if a word holds eight bytes. Processors with smaller ones have less room than time, so that what only makes common
/// texts faster is left out for them.
pub(super) const IS_64_BIT: bool = word::SIZE == 8;

/// The number of bytes before the first backslash of a checked text.
#[inline]
pub(super) fn unescaped_run(bytes: &[u8]) -> usize {
    // One function less where words are small.
    if IS_64_BIT { measure::backslash_run(bytes) } else { plain_run(bytes) }
}

/// `bytes` from their first one that is not JSON white space.
#[inline]
pub(crate) fn blanks(bytes: &[u8]) -> &[u8] {
    match bytes {
        [0..=b' ', ..] => long_blanks(bytes),
        _ => bytes,
    }
}

// Out of the way of compact text, which has none.
#[inline(never)]
fn long_blanks(bytes: &[u8]) -> &[u8] {
    // In pretty-printed text it is a line feed and a run of spaces.
    if IS_64_BIT
        && let [b'\n', tail @ ..] = bytes
        && let rest @ [b'!'..=0xFF, ..] = behind_spaces(tail)
    {
        return rest;
    }
    blank_run(bytes)
}

#[inline]
fn blank_run(mut rest: &[u8]) -> &[u8] {
    while let [b' ' | b'\n' | b'\r' | b'\t', tail @ ..] = rest {
        rest = behind_spaces(tail);
    }
    rest
}

/// `bytes` behind the spaces at their start, or at least behind some of them.
#[inline]
fn behind_spaces(mut rest: &[u8]) -> &[u8] {
    while let Some((word, tail)) = rest.split_first_chunk() {
        let others = unit::no_space(*word);
        if others != 0 {
            return rest.get(unit::lowest(others)..).unwrap_or_default();
        }
        rest = tail;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{blanks, plain_run};

    #[test]
    fn plain_run_agrees_with_a_byte_by_byte_count_at_every_alignment() {
        for special in 0..=255_u8 {
            for length in 0..20_usize {
                let mut bytes = [b'x'; 24];
                bytes[length] = special;
                bytes[length + 1] = b'"';
                let expected = bytes.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1F)).unwrap_or(24);
                assert_eq!(plain_run(&bytes), expected, "byte {special} at {length}");
            }
        }
    }

    #[test]
    fn plain_run_agrees_with_a_byte_by_byte_count_in_texts_shorter_than_a_word() {
        for length in 0..8 {
            for (place, special) in (0..=length).flat_map(|place| (0..=255_u8).map(move |byte| (place, byte))) {
                let mut bytes = [b'x'; 8];
                bytes[place] = special;
                let expected =
                    bytes[..length].iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1F)).unwrap_or(length);
                assert_eq!(plain_run(&bytes[..length]), expected, "byte {special} at {place} of {length}");
            }
        }
    }

    #[test]
    fn high_bytes_before_a_quote_hide_it_from_nobody() {
        for high in 0x80..=0xFF_u8 {
            assert_eq!(plain_run(&[high, high, high, b'"', 0, 0, 0, 0, 0]), 3);
        }
    }

    #[test]
    fn only_the_four_blanks_of_rfc_8259_are_skipped() {
        for byte in 0..=127_u8 {
            let bytes = [
                b' ', b'\n', b' ', b' ', b' ', b' ', b' ', b' ', b' ', b' ', byte, b'x', b'x', b'x', b'x', b'x', b'x',
                b'x',
            ];
            let expected = if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') { 7 } else { 8 };
            assert_eq!(blanks(&bytes).len(), expected, "byte {byte}");
        }
    }
}
