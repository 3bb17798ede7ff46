//! JSON texts to try: valid ones in every spelling, and damaged ones.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A character of a string in one of its spellings.
fn spelling() -> impl Strategy<Value = String> {
    let bare = any::<char>().prop_filter("needs an escape", |c| !matches!(c, '"' | '\\' | '\0'..='\x1f'));
    prop_oneof![
        4 => "[ -!#-\\[\\]-~]{1,12}",
        2 => bare.prop_map(String::from),
        1 => r#"\\["\\/bfnrt]"#,
        2 => (any::<char>(), any::<bool>()).prop_map(|(character, capital)| escaped(character, capital)),
    ]
}

/// `character` as one escape, or as two where it needs a surrogate pair.
pub(crate) fn escaped(character: char, capital: bool) -> String {
    let mut units = [0; 2];
    let units = character.encode_utf16(&mut units);
    units.iter().map(|unit| if capital { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") }).collect()
}

/// A string, quotes included.
pub(crate) fn string() -> impl Strategy<Value = String> {
    vec(spelling(), 0..6).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

/// A number in any spelling of the grammar.
pub(crate) fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
    ]
}

fn blanks() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => "[ \t\r\n]{1,12}"]
}

fn padded(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (blanks(), text, blanks()).prop_map(|(before, text, after)| before + &text + &after)
}

/// A whole text of the grammar.
pub(crate) fn document() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        1 => prop_oneof![Just("null"), Just("true"), Just("false")].prop_map(str::to_owned),
        2 => number(),
        2 => string(),
    ];
    padded(scalar.prop_recursive(6, 48, 6, |value| {
        let value = padded(value).boxed();
        let member = (padded(string()), value.clone()).prop_map(|(key, value)| format!("{key}:{value}"));
        prop_oneof![
            vec(value, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            vec(member, 0..6).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    }))
}

/// A change of one byte or piece.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Replace(u8),
    Insert(u8),
    Remove,
    Repeat(usize),
    Cut,
}

fn damage() -> impl Strategy<Value = Damage> {
    let byte = prop_oneof![
        3 => select(&b"{}[]:,\"\\-+.eE0123tfnu/ \n\t\0\x0c\x7f"[..]),
        1 => any::<u8>(),
        1 => 0x80..=0xFF_u8,
    ];
    prop_oneof![
        4 => byte.clone().prop_map(Damage::Replace),
        4 => byte.prop_map(Damage::Insert),
        3 => Just(Damage::Remove),
        2 => (1..5_usize).prop_map(Damage::Repeat),
        1 => Just(Damage::Cut),
    ]
}

/// One to three changes of bytes or pieces, as [`damaged`] makes them.
pub(crate) fn damages() -> impl Strategy<Value = Vec<(Damage, Index)>> {
    vec((damage(), any::<Index>()), 1..4)
}

/// `bytes` after the changes.
pub(crate) fn damaged(mut bytes: Vec<u8>, damages: Vec<(Damage, Index)>) -> Vec<u8> {
    for (damage, index) in damages {
        if bytes.is_empty() {
            break;
        }
        let at = index.index(bytes.len());
        match damage {
            Damage::Replace(byte) => bytes[at] = byte,
            Damage::Insert(byte) => bytes.insert(at, byte),
            Damage::Remove => {
                bytes.remove(at);
            }
            Damage::Repeat(length) => {
                let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Damage::Cut => bytes.truncate(at),
        }
    }
    bytes
}
