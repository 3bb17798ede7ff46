//! `Text`: compared, walked and copied by its characters, however they were written.

use proptest::prelude::*;
use tvpass::Output;
use tvpass::json::{Reader, Secret, Text, Texts, Value, Writer};

use super::documents::{characters, escaped, string};

fn read(literal: &str) -> Text<'_> {
    let mut reader = Reader::new(literal.as_bytes());
    let text = reader.text().unwrap();
    assert_eq!(reader.finish(), Ok(()));
    text
}

/// The string with every character as an escape.
fn all_escaped(text: &str) -> String {
    let escapes: String = text.chars().map(|character| escaped(character, false)).collect();
    format!("\"{escapes}\"")
}

fn written(text: &Text<'_>) -> String {
    let mut buffer = [0; 4096];
    let mut output = Output::new(&mut buffer);
    Writer::new(&mut output).text(text);
    str::from_utf8(output.finish().unwrap()).unwrap().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_spelling_of_a_string_makes_no_difference(text in characters()) {
        let escaped = all_escaped(&text);
        let spellings = [Text::from(text.as_str()), read(&escaped)];
        for one in spellings {
            prop_assert_eq!(one, text.as_str());
            prop_assert!(one.chars().eq(text.chars()));
            prop_assert_eq!(one.length(), text.len());
            prop_assert_eq!(one.is_empty(), text.is_empty());
            prop_assert_eq!(one.to_string(), text.as_str());
            for other in spellings {
                prop_assert_eq!(one, other);
            }
            let longer = text.clone() + "x";
            prop_assert!(one != longer.as_str() && one != Text::from(longer.as_str()));
        }
    }

    #[test]
    fn a_copy_needs_exactly_the_length_and_leaves_a_smaller_buffer_alone(literal in string()) {
        let text = read(&literal);
        let expected: String = serde_json::from_str(&literal).unwrap();
        let mut exact = vec![0xEE; expected.len()];
        prop_assert_eq!(text.copy_to(&mut exact), Ok(expected.as_str()));
        let mut larger = vec![0xEE; expected.len() + 3];
        prop_assert_eq!(text.copy_to(&mut larger), Ok(expected.as_str()));
        prop_assert_eq!(&larger[expected.len()..], &[0xEE; 3]);
        if let Some(shorter) = expected.len().checked_sub(1) {
            let mut small = vec![0xEE; shorter];
            prop_assert_eq!(text.copy_to(&mut small), Err(expected.len()));
            prop_assert!(small.iter().all(|byte| *byte == 0xEE));
        }
    }

    #[test]
    fn a_string_is_written_as_json_with_the_same_characters(literal in string()) {
        let expected: String = serde_json::from_str(&literal).unwrap();
        let text = written(&read(&literal));
        prop_assert_eq!(serde_json::from_str::<String>(&text).unwrap(), expected.as_str());
        let own = written(&Text::from(expected.as_str()));
        prop_assert_eq!(serde_json::from_str::<String>(&own).unwrap(), expected);
        // What was read keeps its spelling.
        prop_assert_eq!(text, literal);
    }
}

#[test]
fn a_string_without_escapes_is_borrowed_as_it_stands() {
    assert_eq!(read("\"café 😀\"").plain(), Some("café 😀"));
    assert_eq!(read("\"caf\\u00e9\"").plain(), None);
    assert_eq!(read("\"\"").plain(), Some(""));
}

#[test]
fn every_short_escape_means_its_character() {
    assert_eq!(read(r#""\"\\\/\b\f\n\r\t""#), "\"\\/\u{8}\u{c}\n\r\t");
}

#[test]
fn a_backslash_of_the_caller_is_a_backslash() {
    let text = Text::from("C:\\new\\u0041");
    assert_eq!(text, "C:\\new\\u0041");
    assert_eq!(text.length(), 12);
    assert_eq!(written(&text), r#""C:\\new\\u0041""#);
}

#[test]
fn only_quote_backslash_and_controls_are_escaped_when_written() {
    let controls: String = (0..0x20_u8).map(char::from).collect();
    let text = written(&Text::from(controls.as_str()));
    assert_eq!(
        text,
        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\u0008\\t\\n\\u000b\\u000c\\r\\u000e\\u000f\
         \\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\""
    );
    assert_eq!(written(&Text::from("\"\\/\u{7f}é\u{2028}😀")), "\"\\\"\\\\/\u{7f}é\u{2028}😀\"");
}

#[test]
fn a_log_line_stays_one_line_whatever_a_text_holds() {
    let printed = format!("{:?}", read("\"a\\nb\\u0000\\\"c\""));
    assert_eq!(printed, "\"a\\nb\\u{0}\\\"c\"");
}

#[test]
fn a_secret_compares_and_gives_its_text_only_when_asked() {
    let secret = Secret::from(read("\"eyJ\\u0068bGciOi\""));
    assert_eq!(secret, Secret::from("eyJhbGciOi"));
    assert_eq!(secret.reveal(), "eyJhbGciOi");
    assert_eq!(format!("{secret} {secret:?} {:#?}", Some(secret)), "[redacted] [redacted] Some(\n    [redacted],\n)");
}

#[test]
fn a_list_of_strings_is_the_same_from_the_caller_and_from_the_wire() {
    let Ok(Value::List(list)) = Value::decode(br#"[ "mvpd" , "re\u0064irectUrl" ]"#) else { panic!("not a list") };
    let read = Texts::Read(list);
    let own = Texts::from(&["mvpd", "redirectUrl"][..]);
    assert_eq!(read, own);
    assert!(own.contains("redirectUrl") && read.contains("redirectUrl") && !read.contains("domain"));
    assert!(!read.is_empty() && Texts::default().is_empty());
    assert_ne!(read, Texts::from(&["mvpd"][..]));
    assert!(read.into_iter().eq(["mvpd", "redirectUrl"]));
    assert_eq!(format!("{read:?}"), r#"["mvpd", "redirectUrl"]"#);
}
