//! The pull reader, driven rightly, wrongly and at random.

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::json::{Error, ErrorKind, MAX_DEPTH, Reader, check};

use super::any_call::any_call;
use super::documents::{damaged, damages, document};

/// A caller's choices about the values that it meets, taken from the front.
struct Choices<'c>(std::slice::Iter<'c, u8>);

impl Choices<'_> {
    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }
}

/// Reads the next value by the method that fits its first byte, skips it, or leaves it half read.
fn walk(reader: &mut Reader<'_>, choices: &mut Choices<'_>) {
    let choice = choices.next();
    match reader.peek() {
        _ if choice.is_multiple_of(4) => reader.skip(),
        Some(b'"') => drop(reader.text()),
        Some(b't' | b'f') => drop(reader.boolean()),
        Some(b'n') => drop(reader.null()),
        Some(b'{') => {
            reader.enter_object();
            while reader.key().is_some() {
                match choices.next() % 8 {
                    0 => {}
                    1 => return reader.leave(),
                    _ => walk(reader, choices),
                }
            }
        }
        Some(b'[') => {
            reader.enter_list();
            while !reader.failed() && reader.item() {
                match choices.next() % 8 {
                    0 => {}
                    1 => return reader.leave(),
                    _ => walk(reader, choices),
                }
            }
        }
        _ => drop(reader.number()),
    }
}

fn walked(text: &[u8], choices: &[u8]) -> Result<(), Error> {
    let mut reader = Reader::new(text);
    walk(&mut reader, &mut Choices(choices.iter()));
    reader.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_and_what_is_skipped_are_judged_alike(
        text in document(), damages in damages(), choices in vec(any::<u8>(), 0..64),
    ) {
        let text = damaged(text.into_bytes(), damages);
        prop_assert_eq!(walked(&text, &choices), check(&text), "{}", String::from_utf8_lossy(&text));
    }

    #[test]
    fn no_order_of_calls_does_more_than_fail(text in document(), damages in damages(), choices in vec(any::<u8>(), 0..64)) {
        let text = damaged(text.into_bytes(), damages);
        let mut reader = Reader::new(&text);
        for choice in choices {
            any_call(&mut reader, choice);
            prop_assert!(reader.offset() <= text.len() && reader.depth() <= MAX_DEPTH);
        }
        let finished = reader.finish();
        prop_assert!(check(&text).is_ok() || finished.is_err());
    }

    #[test]
    fn after_the_first_error_everything_reads_as_the_end(text in document(), choices in vec(any::<u8>(), 1..32)) {
        let mut reader = Reader::new(text.as_bytes());
        reader.fail(ErrorKind::Range);
        for choice in choices {
            any_call(&mut reader, choice);
            prop_assert!(reader.failed() && reader.peek().is_none());
        }
        prop_assert_eq!(reader.finish().unwrap_err().kind(), ErrorKind::Range);
    }
}

/// Runs `work` on a stack as small as a firmware's task has.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(32 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_million_brackets_are_refused_without_recursion() {
    on_a_small_stack(|| {
        for text in ["[".repeat(1_000_000), "[{\"\":".repeat(500_000), "{\"a\":".repeat(1_000_000)] {
            assert_eq!(check(text.as_bytes()).unwrap_err().kind(), ErrorKind::Depth);
        }
        let closed = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert_eq!(check(closed.as_bytes()).unwrap_err().offset(), 32);
    });
}

#[test]
fn a_million_items_at_the_deepest_level_take_no_stack() {
    on_a_small_stack(|| {
        let levels = MAX_DEPTH as usize - 1;
        let text = "[".repeat(levels) + &"[],".repeat(1_000_000) + "0" + &"]".repeat(levels);
        assert_eq!(check(text.as_bytes()), Ok(()));
    });
}

#[test]
fn depth_is_counted_by_open_levels_not_by_levels_seen() {
    let levels = MAX_DEPTH as usize;
    let deepest = "[".repeat(levels) + &"]".repeat(levels);
    assert_eq!(check(deepest.as_bytes()), Ok(()));
    let inner = "[".repeat(levels - 1) + &"]".repeat(levels - 1);
    assert_eq!(check(format!("[{inner},{inner},{{\"a\":0}},{inner}]").as_bytes()), Ok(()));
}

#[test]
fn one_string_of_100_megabytes_is_read_without_a_copy() {
    let mut text = vec![b'x'; 100_000_002];
    text[0] = b'"';
    text[100_000_001] = b'"';
    let mut reader = Reader::new(&text);
    let string = reader.text().unwrap().plain().unwrap();
    assert_eq!((string.len(), string.as_ptr()), (100_000_000, text[1..].as_ptr()));
    assert_eq!(reader.finish(), Ok(()));
}

#[test]
fn an_answer_is_whole_only_if_finish_says_so() {
    let mut reader = Reader::new(b"{\"code\": \"8ADF2\", \"mvpd\": ");
    reader.enter_object();
    assert!(reader.key().is_some_and(|key| key == "code"));
    assert_eq!(reader.text().unwrap(), "8ADF2");
    assert!(!reader.failed());
    let error = reader.finish().unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::End, 26));
}

#[test]
fn values_that_nobody_asks_for_are_judged_as_strictly() {
    let mut reader = Reader::new(b"[{\"a\": [1, 2,]}, 3]");
    reader.enter_list();
    assert!(reader.item());
    assert!(!reader.item());
    assert_eq!(reader.finish().unwrap_err().offset(), 13);
}

#[test]
fn leave_skips_the_rest_of_the_innermost_level_only() {
    let mut reader = Reader::new(b"{\"a\": [1, [2], {\"b\": 3}], \"c\": 4}");
    reader.enter_object();
    reader.key();
    reader.enter_list();
    assert_eq!(reader.depth(), 2);
    assert!(reader.item());
    reader.leave();
    assert_eq!(reader.depth(), 1);
    assert!(reader.key().is_some_and(|key| key == "c"));
    assert_eq!(reader.number().unwrap().as_u64(), Some(4));
    assert!(reader.key().is_none());
    assert_eq!((reader.depth(), reader.finish()), (0, Ok(())));
}

#[test]
fn a_reader_that_was_never_used_reports_what_is_missing() {
    assert_eq!(Reader::new(b"").finish().unwrap_err().kind(), ErrorKind::End);
    assert!(Reader::new(b"{}").finish().is_err());
}

#[test]
fn one_value_is_one_value() {
    let mut reader = Reader::new(b"1 2");
    assert_eq!(reader.number().unwrap().as_u64(), Some(1));
    assert!(reader.number().is_none());
    assert!(reader.finish().is_err());
}

#[test]
fn keys_are_asked_of_objects_and_items_of_lists() {
    let mut list = Reader::new(b"[1]");
    list.enter_list();
    assert!(list.key().is_none());
    assert_eq!(list.finish().unwrap_err().kind(), ErrorKind::Type);
    let mut object = Reader::new(b"{\"a\": 1}");
    object.enter_object();
    assert!(!object.item());
    assert_eq!(object.finish().unwrap_err().kind(), ErrorKind::Type);
    assert!(Reader::new(b"[1]").key().is_none());
    assert!(!Reader::new(b"{}").item());
}

#[test]
fn invalid_utf_8_is_refused_before_anything_is_read() {
    let mut reader = Reader::new(b"{\"a\": \"\xff\"}");
    reader.enter_object();
    assert!(reader.key().is_none());
    let error = reader.finish().unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Utf8, 7));
}

#[test]
fn every_kind_of_error_has_words_for_people() {
    let kinds = [
        ErrorKind::End,
        ErrorKind::Syntax,
        ErrorKind::Utf8,
        ErrorKind::Control,
        ErrorKind::Escape,
        ErrorKind::Depth,
        ErrorKind::Type,
        ErrorKind::Range,
        ErrorKind::Missing,
    ];
    for (index, kind) in kinds.into_iter().enumerate() {
        assert_eq!(kind as usize, index + 1, "numbers are for C, and never change");
        assert!(!kind.as_str().is_empty() && kinds.iter().filter(|other| other.as_str() == kind.as_str()).count() == 1);
    }
    let mut reader = Reader::new(b"  x");
    reader.set_field(&"mvpd");
    reader.skip();
    let error = reader.finish().unwrap_err();
    assert_eq!(error.to_string(), "not allowed by the JSON grammar at byte 2 (field mvpd)");
    assert_eq!(format!("{error:?}"), error.to_string());
}
