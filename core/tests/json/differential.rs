//! The same verdict and the same values as serde_json, but for the differences that `second_opinion` lists.

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::json::{ErrorKind, MAX_DEPTH, check};

use super::documents::{damaged, damages, document};
use super::second_opinion::disagreement;

/// Lists and objects nested around a value, up to a few levels beyond what serde_json takes.
fn nested_document() -> impl Strategy<Value = String> {
    (vec(any::<bool>(), 0..140), document()).prop_map(|(levels, inner)| {
        let open: String = levels.iter().map(|object| if *object { "{\"a\":" } else { "[" }).collect();
        let close: String = levels.iter().rev().map(|object| if *object { '}' } else { ']' }).collect();
        open + &inner + &close
    })
}

fn agree(text: &[u8]) -> Result<(), TestCaseError> {
    prop_assert_eq!(disagreement(text), None);
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
