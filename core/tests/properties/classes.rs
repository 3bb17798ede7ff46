//! T10: a value of every wrong type in every field does what the field's class says.

use std::fmt::Debug;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tvpass::endpoint::{
    AccessToken, AuthenticationRequest, Browser, ClientCredentials, Configuration, Connection, Decision, Decisions,
    Display, Domain, Hardware, LogoutAction, Logouts, MediaToken, Mvpd, OperatingSystem, ProfileStream, Profiles,
    RegisterBody, Resources, Session, SessionDetails, SessionDevice,
};
use tvpass::json::{Error, ErrorKind, FieldClass, FieldDefinition, FieldKind};
use tvpass::message::{
    DcrError, DeviceInfo, EnhancedError, FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo,
};

use super::documents::document;
use super::sample::config;

/// A value that a field of this kind takes.
fn right(kind: FieldKind) -> Value {
    match kind {
        FieldKind::Boolean => json!(true),
        FieldKind::Integer | FieldKind::Lifetime => json!(7),
        FieldKind::Number => json!(5.5),
        FieldKind::Texts => json!(["a", "b"]),
        // Fields that the records within must have; others do not know it.
        FieldKind::Object | FieldKind::Map => json!({"serializedToken": "t", "accessStatus": "granted"}),
        _ => json!("x"),
    }
}

/// True if a field of this kind takes `value`; `None` where that depends on more than its type.
fn takes(kind: FieldKind, value: &Value) -> Option<bool> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) if text.parse::<f64>().is_ok() => return None,
        _ => None,
    };
    Some(match kind {
        FieldKind::Text => value.is_string(),
        FieldKind::Boolean => value.is_boolean() || *value == json!("true") || *value == json!("false"),
        FieldKind::Integer => match number {
            Some(number) if number >= 1e9 => return None,
            Some(number) => number >= 0.0 && number.fract() == 0.0,
            None => false,
        },
        FieldKind::Lifetime => match number {
            Some(number) if number >= 1e9 => return None,
            Some(number) => number >= 0.0,
            None => false,
        },
        FieldKind::Number => number.is_some(),
        FieldKind::Texts => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
        FieldKind::Object | FieldKind::Map if value.is_object() => return None,
        FieldKind::Object | FieldKind::Map => false,
        _ => true,
    })
}

/// A record's fields, each with a value that it takes.
fn members(fields: &[FieldDefinition]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.to_owned(), right(field.kind))).collect()
}

/// The result of `decode` for `fields` with `value` in the one at `index`.
fn check<'a, T: PartialEq + Debug>(
    fields: &[FieldDefinition],
    decode: impl Fn(&'a [u8]) -> Result<T, Error>,
    index: usize,
    value: &Value,
) -> Result<(), TestCaseError> {
    let field = &fields[index % fields.len()];
    let Some(is_taken) = takes(field.kind, value) else { return Ok(()) };
    let with = |value: Option<&Value>| {
        let mut members = members(fields);
        match value {
            Some(value) => members.insert(field.name.to_owned(), value.clone()),
            None => members.remove(field.name),
        };
        let body: &'static str = Value::Object(members).to_string().leak();
        (body, decode(body.as_bytes()))
    };
    // A null is as good as none, whatever the class.
    let (body, decoded) = with(Some(value));
    if value.is_null() {
        prop_assert_eq!(decoded.is_err(), field.is_required, "{}", body);
    } else if is_taken {
        prop_assert!(decoded.is_ok(), "{decoded:?} {body}");
    } else if field.class == FieldClass::Informational {
        // A field that must be there is there, and empty: as every other value of a wrong type.
        let like = if field.is_required { with(Some(&json!([{}]))).1 } else { with(None).1 };
        prop_assert!(decoded.is_ok(), "{decoded:?} {body}");
        prop_assert_eq!(decoded, like, "{}", body);
    } else {
        let error = decoded.map(drop).expect_err(body);
        let place = body.find(&format!("\"{}\":", field.name)).unwrap() + field.name.len() + 3;
        prop_assert!(matches!(error.kind(), ErrorKind::Type | ErrorKind::Range), "{error} {body}");
        prop_assert_eq!(error.field(), field.name, "{}", body);
        prop_assert!(error.offset() >= place && error.offset() < place + value.to_string().len(), "{error} {body}");
    }
    Ok(())
}

macro_rules! check_records {
    ($index:ident, $value:ident: $($record:ident),* $(,)?) => { $(
        check($record::FIELDS, $record::decode, $index, &$value)?;
    )* };
}

/// Values of every type, simple ones above all.
fn any_value() -> impl Strategy<Value = Value> {
    let simple = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(403),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(""),
        json!("true"),
        json!("FORBIDDEN"),
        json!([]),
        json!([7]),
        json!(["a", null]),
        json!(["a"]),
        json!({}),
        json!({"hostAddress": "::1"}),
        json!([[{"a": [null]}]]),
    ];
    prop_oneof![
        3 => proptest::sample::select(simple),
        1 => document().prop_map(|text| serde_json::from_str(&text).unwrap_or_default()),
    ]
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn t10_a_value_of_a_wrong_type_does_what_the_class_of_its_field_says(index in 0..32_usize, value in any_value()) {
        check_records! { index, value:
            AccessToken, AuthenticationRequest, Browser, ClientCredentials, Connection, DcrError, Decision, DeviceInfo, Display,
            Domain, EnhancedError, FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo, Hardware, LogoutAction,
            MediaToken, Mvpd, OperatingSystem, RegisterBody, Resources, Session, SessionDevice, SessionDetails,
        }
    }

    #[test]
    fn t10_an_item_is_skipped_and_counted_exactly_where_it_lacks_its_key(
        keys in proptest::collection::vec(prop_oneof![Just(json!("x")), any_value()], 0..5),
        whole in proptest::collection::vec(any::<bool>(), 5),
    ) {
        let items = |fields: &[FieldDefinition]| -> Vec<Value> {
            let key = fields.iter().find(|field| field.class == FieldClass::Key).unwrap().name;
            let item = |value: &Value| {
                let mut members = members(fields);
                members.insert(key.to_owned(), value.clone());
                Value::Object(members)
            };
            // An item that is no object is one without its key.
            let or_alone = |(value, whole): (&Value, &bool)| {
                if *whole || value.is_object() { item(value) } else { value.clone() }
            };
            keys.iter().zip(&whole).map(or_alone).collect()
        };
        let lacking = keys.iter().zip(&whole).filter(|(key, whole)| !key.is_string() || !(**whole || key.is_object()));
        let (lacking, all) = (u32::try_from(lacking.count()).unwrap(), u32::try_from(keys.len()).unwrap());
        let body = json!({"decisions": items(Decision::FIELDS)}).to_string();
        let decisions = Decisions::decode(body.as_bytes());
        prop_assert_eq!(decisions.map(|all| (all.iter().count(), all.skipped())), Ok(((all - lacking) as usize, lacking)), "{}", body);
        let named: Map<_, _> = items(LogoutAction::FIELDS).into_iter().enumerate().map(|(n, item)| (n.to_string(), item)).collect();
        let body = json!({"logouts": named}).to_string();
        let logouts = Logouts::decode(body.as_bytes());
        prop_assert_eq!(logouts.map(|all| (all.iter().count(), all.skipped())), Ok(((all - lacking) as usize, lacking)), "{}", body);
        let body = json!({"requestor": {"id": "R", "domains": items(Domain::FIELDS), "mvpds": items(Mvpd::FIELDS)}}).to_string();
        let configuration = Configuration::decode(body.as_bytes());
        let counts = configuration.map(|all| (all.domains().count(), all.mvpds().count(), all.skipped()));
        prop_assert_eq!(counts, Ok(((all - lacking) as usize, (all - lacking) as usize, 2 * lacking)), "{}", body);
    }
}

#[test]
fn t10_an_item_without_its_key_is_skipped_whatever_else_is_wrong_with_it() {
    let deciding = r#""authorized":"perhaps""#;
    for (item, skipped) in [(format!("{{{deciding}}}"), 1), (format!("{{{deciding},\"resource\":[]}}"), 1)] {
        let decisions = format!(r#"{{"decisions":[{item}]}}"#);
        assert_eq!(Decisions::decode(decisions.as_bytes()).unwrap().skipped(), skipped, "{item}");
    }
    for item in [format!("{{{deciding},\"resource\":\"x\"}}"), format!("{{\"resource\":\"x\",{deciding}}}")] {
        let decisions = format!(r#"{{"decisions":[{item}]}}"#);
        let error = Decisions::decode(decisions.as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.field()), (ErrorKind::Type, "authorized"), "{item}");
    }
}

#[test]
fn t10_what_is_skipped_is_json_all_the_same() {
    for (body, kind) in [
        (r#"{"requestor":{"id":"R","mvpds":[{"logoUrl":nul}]}}"#, ErrorKind::Syntax),
        (r#"{"requestor":{"id":"R","mvpds":[{"id":"x","logoUrl":[1,]}]}}"#, ErrorKind::Syntax),
        (r#"{"requestor":{"id":"R","mvpds":[{"id":7,"x":"\q"}]}}"#, ErrorKind::Escape),
        (r#"{"requestor":{"id":"R","name":{"a":"#, ErrorKind::End),
    ] {
        assert_eq!(Configuration::decode(body.as_bytes()).unwrap_err().kind(), kind, "{body}");
    }
    let deep = format!(r#"{{"requestor":{{"id":"R","domains":{}1{}}}}}"#, "[".repeat(31), "]".repeat(31));
    assert_eq!(Configuration::decode(deep.as_bytes()).unwrap_err().kind(), ErrorKind::Depth);
}

#[test]
fn t10_an_attribute_that_is_no_object_is_as_good_as_absent() {
    let body =
        br#"{"profiles":{"Dish":{"notBefore":1733735289035,"notAfter":1733737089035,"issuer":7,"type":[],"attributes":
        {"userID":"viewer","zip":{"value":"1","state":{}},"age":null}},"Cox":null}}"#;
    let profiles = Profiles::decode(body).unwrap();
    assert_eq!((profiles.iter().count(), profiles.skipped()), (1, 1));
    let profile = profiles.longest_valid().unwrap();
    assert_eq!((profile.issuer, profile.profile_type), ("".into(), "".into()));
    assert!(profile.attributes.iter().map(|attribute| attribute.name).eq(["zip"]));
}

#[test]
fn t10_of_a_profile_that_is_wrong_twice_the_first_fault_is_told() {
    for (body, kind, offset) in [
        (r#"{"profiles":{"a":f}"#, ErrorKind::Type, 17),
        (r#"{"profiles":{"a":nul"#, ErrorKind::End, 20),
        (r#"{"profiles":{"a":n"ull"}}"#, ErrorKind::Syntax, 18),
        (r#"{"profiles":{"a":{"notBefore":[}}"#, ErrorKind::Type, 30),
    ] {
        let error = Profiles::decode(body.as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{body}");
        assert_eq!(ProfileStream::new().part(body.as_bytes(), true).finish(), Err(error), "{body}");
    }
}
