//! The lane takes every ordinary form itself. The reader would read the same without it, so that only a look inside can tell.

// The method itself is one for a single lifetime, which no caller of `at` can name.
#![allow(clippy::redundant_closure_for_method_calls)]

extern crate std;

use core::cell::Cell;
use core::fmt::Debug;
use std::format;

use super::Reader;
use crate::json::class::Shape;
use crate::json::field::{Field, decode};
use crate::json::lane::{Lane, MAX_DEPTH, Members, Open, Rest, behind_colon, boolean, key, strip, whole_number};
use crate::json::name::{Name, names};
use crate::json::{Map, Private, Secret, Text, Timestamp, Value};

const SHAPE: &Shape = &Shape { names: names!["a", "b"], required: 0b10, informational: 0 };

/// Runs `read` at the beginning of `text`, within as many lists as `depth` says.
fn at<'a, T>(text: &'a str, depth: u32, read: impl FnOnce(Lane<'_, 'a>, Rest<'a>) -> T) -> T {
    let field = Cell::new(Name::NONE);
    read(Lane::new(text, Open { depth, objects: 0 }, &field), text.as_bytes())
}

fn skip(text: &str, depth: u32) -> Option<Rest<'_>> {
    at(text, depth, |lane, rest| lane.skip(rest))
}

/// Reads `text` and nothing behind it by the lane, and compares with the strict walk.
fn takes<'a, T: Field<'a> + PartialEq + Debug>(text: &'a str) {
    let (value, end) = at(text, 0, T::by_lane).unwrap_or_else(|| panic!("{text} is not taken"));
    let length = text.len() - end.len();
    assert_eq!(end, b",", "{text}");
    assert_eq!(Ok(value), decode(&text.as_bytes()[..length]), "{text}");
}

fn leaves<'a, T: Field<'a> + PartialEq + Debug>(text: &'a str) {
    assert_eq!(at(text, 0, T::by_lane), None, "{text}");
}

#[test]
fn fields_of_each_type_are_taken_in_their_ordinary_form() {
    for text in ["\"\",", "\"news\",", r#""a\"b\\cé\n","#, r#""a long text with é and a quote\" behind eight bytes","#]
    {
        takes::<Text<'_>>(text);
        takes::<Secret<'_>>(text);
        takes::<Option<Text<'_>>>(text);
        takes::<Value<'_>>(text);
        takes::<Private<Value<'_>>>(text);
    }
    for text in ["true,", "false,"] {
        takes::<bool>(text);
        takes::<Option<bool>>(text);
        takes::<Value<'_>>(text);
    }
    for text in ["0,", "7,", "\"0\",", "\"42\",", "1733735289,"] {
        takes::<u64>(text);
        takes::<u32>(text);
        takes::<Timestamp>(text);
    }
    for text in ["{},", r#"{"a":[1,{"b":null}],"c":"}"},"#] {
        takes::<Map<'_>>(text);
        takes::<Value<'_>>(text);
    }
    for text in ["[],", "[[],[1]],", "0,", "12,", "-1.5e3,", "0.5,", "12.5,"] {
        takes::<Value<'_>>(text);
    }
}

#[test]
fn other_forms_are_left_to_the_strict_walk() {
    for text in ["", "x", "\"open", r#""a\x","#, "\"a\u{1}\",", "\"a\\", "[\"a\"],"] {
        leaves::<Text<'_>>(text);
    }
    for text in ["True,", "truth,", "", "\"true\","] {
        leaves::<bool>(text);
    }
    for text in ["12.5,", "1e3,", "-1,", "01,", "\"12", "\"12x\",", "\"\",", "x", "\"x\","] {
        leaves::<u64>(text);
    }
    leaves::<u32>("4294967296,");
    for text in
        ["null,", "nul", "{\"a\":1]", "[1}", "{1:2},", "{\"a\" 1},", "[1 2],", "{\"a\":1,},", "[1,],", "[01],", "x"]
    {
        leaves::<Value<'_>>(text);
    }
    leaves::<Map<'_>>("[],");
}

#[test]
fn keys_and_colons_are_taken_with_a_space_and_without() {
    for value in ["1", " 1", "  1", " \n1", "\t1"] {
        assert_eq!(behind_colon(value.as_bytes()), b"1", "{value:?}");
    }
    assert_eq!(behind_colon(b" "), b"");
    assert_eq!(strip(b"abc", b"ab"), Some(&b"c"[..]));
    assert_eq!((strip(b"xbc", b"ab"), strip(b"a", b"ab")), (None, None));
    for text in [r#"{"a":1"#, r#"{"a" :1"#, r#"{"a": 1"#, r#"{"a" : 1"#] {
        let (key, value) =
            Members::of(text.as_bytes()).and_then(|members| at(text, 0, |lane, _| members.member(lane))).unwrap();
        assert_eq!((key, value), ("a".into(), &b"1"[..]), "{text}");
    }
    assert_eq!(boolean(b"false]"), Some((false, &b"]"[..])));
    assert_eq!(whole_number(b"0}"), Some((0, &b"}"[..])));
}

#[test]
fn values_of_any_type_are_walked_over() {
    for text in [
        r#"{"a":[1,true,null,"x",{},[],false,-2.5],"b":{"c":"d"}}"#,
        "{ \"a\" : [ 1 , true , null , \"x\" , { } , [ ] ] , \"b\" : { \"c\" : { } } }",
        "[\n  [\n    1,\n    2\n  ],\n  {\n    \"a\": null\n  }\n]",
        "null",
    ] {
        let long = format!("{text} ,");
        assert_eq!(skip(&long, 0), Some(&b" ,"[..]), "{text}");
    }
}

#[test]
fn nesting_ends_where_the_reader_ends_it() {
    let nested = |levels: u32| "[".repeat(levels as usize) + &"]".repeat(levels as usize);
    let limit = nested(MAX_DEPTH);
    assert_eq!(skip(&limit, 0), Some(&b""[..]));
    assert_eq!(skip(&nested(MAX_DEPTH + 1), 0), None);
    assert_eq!(skip(&limit, 1), None);
    assert_eq!(skip("{}", MAX_DEPTH), None);
    assert!(at("", MAX_DEPTH - 1, |lane, _| lane.within().is_some()));
    assert!(at("", MAX_DEPTH, |lane, _| lane.within().is_none()));
}

#[test]
fn members_are_taken_in_any_order_up_to_the_closing_brace() {
    let text = r#"{"b":1 , "other" : 2, "a" : null , "a":3 } ,"#;
    at(text, 0, |lane, rest| {
        let mut members = Members::of(rest).unwrap();
        assert_eq!(members.left(), text.len() - 1);
        assert!(members.value(key!("a")).is_none());
        let (_, end) = whole_number(members.value(key!("b")).unwrap()).unwrap();
        assert!(!members.read_null(0, members.value(key!("b")).unwrap()));
        assert!(members.read(1, false, end) && !members.is_over());
        assert!(members.end(lane, SHAPE).is_none(), "it goes on");
        let (name, value) = members.member(lane).unwrap();
        assert_eq!((name, value[0]), ("other".into(), b'2'));
        assert!(members.read_other(&value[1..]));
        let (name, value) = members.member(lane).unwrap();
        assert_eq!(name, "a");
        assert!(members.read_null(0, value));
        let (_, end) = whole_number(members.value(key!("a")).unwrap()).unwrap();
        assert!(members.read(0, false, end) && members.is_over());
        assert_eq!((members.seen(), members.left()), (0b11, 2));
        assert_eq!(members.end(lane, SHAPE), Some(&b" ,"[..]));
    });
}

#[test]
fn an_object_is_whole_only_with_its_required_field() {
    at(r#"{"a":1}"#, 0, |lane, rest| {
        let mut members = Members::of(rest).unwrap();
        assert!(members.read(0, false, &rest[6..]) && members.is_over());
        assert!(members.end(lane, SHAPE).is_none());
    });
    assert!(Members::of(b"[1]").is_none());
    assert!(Members::behind(br#" , "b":2}"#).is_some_and(|members| members.value(key!("b")).is_some()));
    assert!(Members::behind(br#"x"b":2}"#).is_none());
}

#[test]
fn a_reader_goes_by_the_lane_as_far_as_that_leads() {
    let mut reader = Reader::new(br#"{"a":1,"b":2}"#);
    let mut is_taken = false;
    let begun = reader.begin_record(SHAPE, |_, members| {
        is_taken = true;
        members
    });
    reader.end_record(SHAPE, begun, |reader, _| reader.skip());
    assert!(is_taken && reader.finish().is_ok());
    let mut reader = Reader::new(br#""news" "#);
    assert_eq!(reader.by_lane(|lane, rest| lane.text(rest)), Some(Text::from("news")));
    assert_eq!(reader.finish(), Ok(()));
    let mut reader = Reader::new(br#"{"a":1}"#);
    reader.enter_object();
    assert_eq!(reader.members_by_lane(|lane, members| Some((members.paused_since(members, lane), 7))), Some(7));
}

#[test]
fn a_record_within_too_many_lists_is_refused() {
    for (lists, is_taken) in [(MAX_DEPTH - 1, true), (MAX_DEPTH, false)] {
        let text = "[".repeat(lists as usize) + r#"{"b":1}"# + &"]".repeat(lists as usize);
        let mut reader = Reader::new(text.as_bytes());
        for _ in 0..lists {
            reader.enter_list();
            assert!(reader.item());
        }
        let mut has_begun = false;
        let begun = reader.begin_record(SHAPE, |_, members| {
            has_begun = true;
            members
        });
        reader.end_record(SHAPE, begun, |reader, _| reader.skip());
        assert_eq!((has_begun, reader.failed()), (is_taken, !is_taken), "{lists}");
    }
}

#[test]
fn a_value_between_two_texts_is_taken_where_both_are_there() {
    let parts: [&[u8]; 2] = [br#"{"value":"#, br#","state":"plain"}"#];
    let names = [Name::only(&"value"), Name::only(&"state")];
    let value = |text: &'static str| {
        let mut reader = Reader::new(text.as_bytes());
        let value = reader.value_between(names, parts[0], parts[1]);
        (value, reader.value_rest())
    };
    assert_eq!(
        value(r#"{"value":7,"state":"plain"}"#).0.map(|value| format!("{value:?}")),
        Some(format!("{:?}", decode::<Value<'_>>(b"7").unwrap()))
    );
    let other = r#"{"value":7,"state":"enc"}"#;
    assert_eq!(value(other), (None, other.as_bytes()));
    let deep = "[".repeat(MAX_DEPTH as usize) + r#"{"value":7,"state":"plain"}"#;
    let mut reader = Reader::new(deep.as_bytes());
    for _ in 0..MAX_DEPTH {
        reader.enter_list();
        assert!(reader.item());
    }
    assert!(reader.value_between(names, parts[0], parts[1]).is_none());
}

#[test]
fn a_list_has_no_keys_however_much_its_items_look_like_them() {
    let mut reader = Reader::new(br#"["a":1]"#);
    reader.enter_list();
    assert_eq!((reader.key(), reader.failed()), (None, true));
    let mut reader = Reader::new(br#"[1,"a":1]"#);
    reader.enter_list();
    assert!(reader.item());
    reader.skip();
    assert_eq!((reader.key(), reader.failed()), (None, true));
}
