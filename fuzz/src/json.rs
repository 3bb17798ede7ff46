//! The reader agrees with serde_json, and no walk over a text takes it for valid when it is not.
//!
//! The input is a text, and behind a byte 0xFF, which no text holds, the steps of a walk.

#[path = "../../core/tests/support/any_call.rs"]
mod any_call;
#[path = "../../core/tests/support/second_opinion.rs"]
mod second_opinion;

use tvpass::json::{Error, MAX_DEPTH, Reader, Text, Value, Writer, check as is_valid};
use tvpass::{Output, TooSmall};

use crate::exact::exactly;
use any_call::any_call;

pub fn check(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == 0xFF);
    let text = parts.next().unwrap_or_default();
    let steps = parts.next().unwrap_or_default();
    assert_eq!(second_opinion::disagreement(text), None);
    let verdict = is_valid(text);
    if let Err(error) = verdict {
        assert!(error.offset() <= text.len(), "an error beyond the end");
    }
    walk(text, steps, verdict);
    if let Ok(Value::Text(text)) = Value::decode(text) {
        comes_back(text);
    }
}

/// Any calls in any order: the reader neither leaves the text nor goes back, and ends well only if the text is valid.
fn walk(text: &[u8], steps: &[u8], verdict: Result<(), Error>) {
    let mut reader = Reader::new(text);
    let mut last = 0;
    for step in steps {
        any_call(&mut reader, *step);
        assert!(reader.offset() <= text.len() && reader.depth() <= MAX_DEPTH);
        assert!(reader.offset() >= last, "the reader went back");
        last = reader.offset();
    }
    let has_failed = reader.failed();
    let end = reader.finish();
    assert!(!has_failed || end.is_err(), "an error was forgotten");
    assert!(end.is_err() || verdict.is_ok(), "{end:?} although {verdict:?}");
}

/// A text that was read is written as it stands, and one that was not with escapes of its own: both mean the same.
fn comes_back(text: Text<'_>) {
    let plain: String = text.chars().collect();
    for text in [text, Text::from(plain.as_str())] {
        let written = exactly(|buffer| write(text, buffer)).expect("a text can be written");
        let again = Value::decode(&written);
        assert!(again.is_ok_and(|again| again.as_text().is_some_and(|again| again == text)), "{again:?}");
    }
}

fn write(text: Text<'_>, buffer: &mut [u8]) -> Result<usize, TooSmall> {
    let mut output = Output::new(buffer);
    Writer::new(&mut output).text(&text);
    output.finish().map(<[u8]>::len)
}
