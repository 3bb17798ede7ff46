//! The writer: compact JSON into a buffer of exactly the needed size.

use proptest::prelude::*;
use tvpass::json::{Text, Writer, check};
use tvpass::{Output, TooSmall};

use super::documents::characters;

/// A document that a test writes: a tree of the writer's own calls.
#[derive(Clone, Debug)]
enum Tree {
    Text(String),
    Number(u64),
    Digits(u64),
    Boolean(bool),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        characters().prop_map(Tree::Text),
        any::<u64>().prop_map(Tree::Number),
        any::<u64>().prop_map(Tree::Digits),
        any::<bool>().prop_map(Tree::Boolean),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Tree::List),
            proptest::collection::vec((characters(), inner), 0..5).prop_map(Tree::Object),
        ]
    })
}

fn write(writer: &mut Writer<'_, '_>, tree: &Tree) {
    match tree {
        Tree::Text(text) => writer.text(&Text::from(text.as_str())),
        Tree::Number(number) => writer.number(*number),
        Tree::Digits(number) => writer.digits(*number),
        Tree::Boolean(value) => writer.boolean(*value),
        Tree::List(items) => {
            writer.begin_list();
            for item in items {
                write(writer, item);
            }
            writer.end_list();
        }
        Tree::Object(members) => {
            writer.begin_object();
            for (key, value) in members {
                writer.text_key(&Text::from(key.as_str()));
                write(writer, value);
            }
            writer.end_object();
        }
    }
}

fn encode<'b>(tree: &Tree, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    write(&mut Writer::new(&mut output), tree);
    output.finish()
}

/// A string as serde_json writes it, but for the two short escapes that it has and the writer spares.
fn expected_text(text: &str) -> String {
    let piece = |character: char| match character {
        '\u{8}' => "\\u0008".to_owned(),
        '\u{c}' => "\\u000c".to_owned(),
        _ => serde_json::to_string(&character).unwrap().trim_matches('"').to_owned(),
    };
    let pieces: String =
        text.chars().map(|character| if character == '"' { "\\\"".to_owned() } else { piece(character) }).collect();
    format!("\"{pieces}\"")
}

/// The same JSON by serde_json, which keeps neither order nor repeated keys: so an object is put together here.
fn expected(tree: &Tree) -> String {
    match tree {
        Tree::Text(text) => expected_text(text),
        Tree::Number(number) => number.to_string(),
        Tree::Digits(number) => format!("\"{number}\""),
        Tree::Boolean(value) => value.to_string(),
        Tree::List(items) => format!("[{}]", items.iter().map(expected).collect::<Vec<_>>().join(",")),
        Tree::Object(members) => {
            let member = |(key, value): &(String, Tree)| format!("{}:{}", expected_text(key), expected(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_compact_json_in_the_order_of_the_calls(tree in tree()) {
        let mut buffer = vec![0; 1 << 16];
        let json = encode(&tree, &mut buffer).unwrap();
        prop_assert_eq!(check(json), Ok(()));
        prop_assert_eq!(str::from_utf8(json).unwrap(), expected(&tree));
    }

    #[test]
    fn a_buffer_of_exactly_the_needed_size_suffices_and_none_smaller(tree in tree(), shorter in any::<proptest::sample::Index>()) {
        let needed = encode(&tree, &mut []).unwrap_err().needed;
        let mut exact = vec![0; needed];
        prop_assert_eq!(encode(&tree, &mut exact).map(<[u8]>::len), Ok(needed));
        let mut small = vec![0; shorter.index(needed)];
        prop_assert_eq!(encode(&tree, &mut small), Err(TooSmall { needed }));
    }
}

#[test]
fn the_end_of_the_buffer_stays_as_it_was() {
    let mut buffer = [0xEE; 8];
    assert_eq!(encode(&Tree::Number(42), &mut buffer), Ok(&b"42"[..]));
    assert_eq!(buffer[2..], [0xEE; 6]);
}

#[test]
fn the_largest_number_and_the_smallest_are_written_whole() {
    let mut buffer = [0; 24];
    assert_eq!(encode(&Tree::Number(u64::MAX), &mut buffer), Ok(&b"18446744073709551615"[..]));
    assert_eq!(encode(&Tree::Number(0), &mut buffer), Ok(&b"0"[..]));
    assert_eq!(encode(&Tree::Digits(u64::MAX), &mut buffer), Ok(&b"\"18446744073709551615\""[..]));
}
