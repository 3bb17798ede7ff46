//! The same verdict and the same values as serde_json, but for the differences that [`explained`] lists.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::json::{Error, ErrorKind, MAX_DEPTH, Text, Value, check};

use super::documents::{damaged, damages, document};

/// Why both may judge `text` differently.
fn explained(ours: &Result<(), Error>, theirs: &Result<serde_json::Value, serde_json::Error>) -> bool {
    match (ours, theirs) {
        // A firmware's stack is small, and no answer of the protocol nests deeper than a tenth of this.
        (Err(error), Ok(_)) => error.kind() == ErrorKind::Depth,
        // Numbers stay text until they are asked for, so that their size refuses nothing.
        (Ok(()), Err(error)) => error.to_string().starts_with("number out of range"),
        _ => true,
    }
}

/// Lists and objects nested around a value, up to a few levels beyond what serde_json takes.
fn nested_document() -> impl Strategy<Value = String> {
    (vec(any::<bool>(), 0..140), document()).prop_map(|(levels, inner)| {
        let open: String = levels.iter().map(|object| if *object { "{\"a\":" } else { "[" }).collect();
        let close: String = levels.iter().rev().map(|object| if *object { '}' } else { ']' }).collect();
        open + &inner + &close
    })
}

fn characters(text: Text<'_>) -> String {
    text.chars().collect()
}

/// Whether both hold the same; members of an object by their last value, as serde_json keeps them.
fn same(ours: Value<'_>, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Boolean(ours), serde_json::Value::Bool(theirs)) => ours == *theirs,
        (Value::Text(ours), serde_json::Value::String(theirs)) => {
            characters(ours) == *theirs && ours == theirs.as_str() && ours.length() == theirs.len()
        }
        (Value::Number(ours), serde_json::Value::Number(theirs)) => match (theirs.as_u64(), theirs.as_i64()) {
            (Some(theirs), _) => ours.as_u64() == Some(theirs),
            (None, Some(theirs)) => ours.as_i64() == Some(theirs),
            (None, None) => theirs.as_f64().is_some_and(|theirs| theirs.to_bits() == ours.to_f64().to_bits()),
        },
        (Value::List(ours), serde_json::Value::Array(theirs)) => {
            ours.iter().count() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Map(ours), serde_json::Value::Object(theirs)) => {
            let keys: BTreeSet<_> = ours.iter().map(|(key, _)| characters(key)).collect();
            keys == theirs.keys().cloned().collect()
                && theirs.iter().all(|(key, theirs)| ours.get(key).is_some_and(|ours| same(ours, theirs)))
        }
        _ => false,
    }
}

fn agree(text: &[u8]) -> Result<(), TestCaseError> {
    let ours = check(text);
    let theirs = serde_json::from_slice::<serde_json::Value>(text);
    prop_assert!(ours.is_ok() == theirs.is_ok() || explained(&ours, &theirs), "ours {ours:?}, theirs {theirs:?}");
    if let (Ok(()), Ok(theirs)) = (ours, theirs) {
        prop_assert!(same(Value::decode(text).unwrap(), &theirs), "{theirs}");
    }
    Ok(())
}

/// A text is right up to the place of its first error, and wrong with one byte more.
fn first_error_is_first(text: &[u8]) -> Result<(), TestCaseError> {
    let Err(error) = check(text) else { return Ok(()) };
    let before = &text[..error.offset()];
    match error.kind() {
        ErrorKind::Utf8 => prop_assert!(str::from_utf8(before).is_ok()),
        kind => {
            if let Err(earlier) = check(before) {
                prop_assert_eq!((earlier.kind(), earlier.offset()), (ErrorKind::End, before.len()));
            }
            let with_one_more = check(text.get(..=error.offset()).unwrap_or(text));
            prop_assert!(
                with_one_more.is_err_and(|again| again.offset() == error.offset()),
                "{kind:?} {with_one_more:?}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_of_the_grammar_means_what_serde_json_says(text in document()) {
        prop_assert_eq!(check(text.as_bytes()), Ok(()));
        agree(text.as_bytes())?;
    }

    #[test]
    fn damaged_texts_get_the_verdict_of_serde_json(text in document(), damages in damages()) {
        let text = damaged(text.into_bytes(), damages);
        agree(&text)?;
    }

    #[test]
    fn the_first_error_is_where_the_text_can_no_longer_go_on(text in document(), damages in damages()) {
        let text = damaged(text.into_bytes(), damages);
        first_error_is_first(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nested_texts_differ_from_serde_json_by_depth_alone(text in nested_document()) {
        agree(text.as_bytes())?;
    }
}

#[test]
fn the_listed_differences_exist() {
    let deep = "[".repeat(MAX_DEPTH as usize + 1) + &"]".repeat(MAX_DEPTH as usize + 1);
    assert_eq!(check(deep.as_bytes()).unwrap_err().kind(), ErrorKind::Depth);
    assert!(serde_json::from_str::<serde_json::Value>(&deep).is_ok());
    assert_eq!(check(b"1e400"), Ok(()));
    let theirs = serde_json::from_slice::<serde_json::Value>(b"1e400").unwrap_err();
    assert!(theirs.to_string().starts_with("number out of range"), "{theirs}");
}
