//! Form bodies and queries, byte for byte.

use percent_encoding::percent_decode_str;

use super::Findings;

/// The fields of an `application/x-www-form-urlencoded` text.
#[derive(Debug)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// Reads a text of which every field must be one of `known`, at most once, not empty, and encoded.
    pub(crate) fn read(text: &[u8], known: &[&str], findings: &mut Findings) -> Self {
        let mut form = Self { fields: Vec::new() };
        let text = String::from_utf8_lossy(text);
        for pair in text.split('&').filter(|_| !text.is_empty()) {
            form.take(pair, known, findings);
        }
        form
    }

    fn take(&mut self, pair: &str, known: &[&str], findings: &mut Findings) {
        let Some((name, raw)) = pair.split_once('=') else {
            findings.note(format!("'{pair}' in the form has no '='"));
            return;
        };
        if !known.contains(&name) {
            findings.note(format!("the form field '{name}' is unknown (R19)"));
        }
        if self.value(name).is_some() {
            findings.note(format!("the form field '{name}' comes twice"));
        }
        if raw.is_empty() {
            findings.note(format!("the form field '{name}' is empty; what cannot be given is left out (R33)"));
            return;
        }
        if !is_encoded(raw) {
            findings.note(format!("the form field '{name}' is not percent-encoded (R34)"));
        }
        match decoded(&raw.replace('+', " ")) {
            Some(value) => self.fields.push((name.to_owned(), value)),
            None => findings.note(format!("the form field '{name}' is not UTF-8 once decoded")),
        }
    }

    /// The first value of that name, decoded.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(given, _)| given == name)?;
        Some(value)
    }

    /// Why `value`, which is not what it should be, is not: encoded once too often, if one more decoding makes it right.
    pub(crate) fn encoded_twice(value: &str, is_right: impl Fn(&str) -> bool) -> bool {
        decoded(value).is_some_and(|again| again != value && is_right(&again))
    }
}

fn decoded(text: &str) -> Option<String> {
    Some(percent_decode_str(text).decode_utf8().ok()?.into_owned())
}

/// The unreserved characters, what forms also leave alone (`*`, `+` for a space), and whole escapes.
fn is_encoded(raw: &str) -> bool {
    let mut rest = raw.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => after,
            (b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' | b'*' | b'+', after) => after,
            _ => return false,
        };
    }
    true
}
