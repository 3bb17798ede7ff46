//! `Value`, `List` and `Map`: values whose type the protocol leaves open.

use proptest::prelude::*;
use tvpass::json::{ErrorKind, Map, Text, Value};

use super::documents::document;

fn map(json: &str) -> Map<'_> {
    let Ok(Value::Map(map)) = Value::decode(json.as_bytes()) else { panic!("{json} is not an object") };
    map
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walking_a_checked_value_ends_after_all_of_it(text in document()) {
        fn count(value: Value<'_>) -> usize {
            1 + match value {
                Value::List(list) => list.iter().map(count).sum(),
                Value::Map(map) => map.iter().map(|(_, value)| count(value)).sum(),
                _ => 0,
            }
        }
        let value = Value::decode(text.as_bytes()).unwrap();
        let nested = match value {
            Value::List(list) => Some(list.as_json()),
            Value::Map(map) => Some(map.as_json()),
            _ => None,
        };
        if let Some(json) = nested {
            prop_assert_eq!(json, text.trim());
            prop_assert_eq!(count(Value::decode(json.as_bytes()).unwrap()), count(value));
        }
    }
}

#[test]
fn a_value_is_the_kind_that_it_looks_like() {
    assert_eq!(Value::decode(b" null "), Ok(Value::Null));
    assert_eq!(Value::decode(b"true"), Ok(Value::Boolean(true)));
    assert_eq!(Value::decode(b"\"true\""), Ok(Value::Text(Text::from("true"))));
    assert!(Value::decode(b"-1").unwrap().as_number().is_some_and(|number| number.as_i64() == Some(-1)));
    assert!(Value::decode(b"1").unwrap().as_text().is_none() && Value::decode(b"\"1\"").unwrap().as_number().is_none());
    assert!(Value::Null.is_null() && !Value::Boolean(false).is_null() && Value::default().is_null());
    assert_eq!(Value::decode(b"[1,").unwrap_err().kind(), ErrorKind::End);
    assert_eq!(Value::decode(b"nil").unwrap_err().offset(), 1);
}

#[test]
fn the_words_true_and_false_count_as_booleans() {
    let boolean = |json: &'static [u8]| Value::decode(json).unwrap().as_boolean();
    assert_eq!((boolean(b"true"), boolean(b"\"true\"")), (Some(true), Some(true)));
    assert_eq!((boolean(b"false"), boolean(b"\"f\\u0061lse\"")), (Some(false), Some(false)));
    for other in [&b"\"TRUE\""[..], b"\"yes\"", b"\"\"", b"1", b"0", b"null", b"[]", b"{}"] {
        assert_eq!(boolean(other), None);
    }
}

#[test]
fn items_are_those_of_a_list_or_the_one_value() {
    let items = |json: &'static [u8]| Value::decode(json).unwrap().items().count();
    assert_eq!(
        (items(b"[\"84001\", \"84002\"]"), items(b"[]"), items(b"\"84001\""), items(b"{\"a\":1}")),
        (2, 0, 1, 1)
    );
    let zip = Value::decode(b"\"84001\"").unwrap();
    assert!(zip.items().eq([zip]));
}

#[test]
fn a_map_finds_the_last_member_of_a_name_as_it_stands() {
    let members = map(r#"{"userID": 1, "userId": 2, "household\u0049D": "h", "userID": 3, "": null}"#);
    assert_eq!(members.get("userID").and_then(|value| value.as_number()?.as_u64()), Some(3));
    assert_eq!(members.get("userId").and_then(|value| value.as_number()?.as_u64()), Some(2));
    assert_eq!(members.get("householdID"), Some(Value::Text("h".into())));
    assert_eq!(members.get(""), Some(Value::Null));
    assert_eq!(members.get("USERID"), None);
    assert_eq!(members.into_iter().count(), 5);
    assert_eq!(map("{}").iter().count(), 0);
}

#[test]
fn an_iterator_that_ended_stays_ended() {
    let Ok(Value::List(list)) = Value::decode(b"[1]") else { panic!() };
    let mut items = list.into_iter();
    assert!(items.next().is_some() && items.next().is_none() && items.next().is_none());
    let mut members = map("{\"a\": {}}").into_iter();
    assert!(members.next().is_some() && members.next().is_none() && members.next().is_none());
}

#[test]
fn nested_values_print_as_their_own_json() {
    assert_eq!(format!("{:?}", Value::decode(b"[1, {\"a\": null}]").unwrap()), "List([1, {\"a\": null}])");
    assert_eq!(format!("{:?}", map("{\"a\": [ ]}")), "{\"a\": [ ]}");
}
