//! Fields of answers: what is taken, and where a wrong one is reported.

use std::collections::{BTreeSet, HashSet};

use tvpass::endpoint::{
    AccessToken, ClientCredentials, Configuration, ProfileStream, Profiles, Session, SessionDetails,
};
use tvpass::json::{Error, ErrorKind, Timestamp, check};
use tvpass::message::DeviceInfo;

/// Decodes `{…,"name":value}` by `decode`, and says which error stands where, counted from the start of the value.
fn refusal<'a, T: std::fmt::Debug>(
    decode: impl Fn(&'a [u8]) -> Result<T, Error>,
    name: &str,
    value: &str,
) -> (ErrorKind, String, usize) {
    let before = format!("{{\"other\": [1], \"{name}\": ");
    let text = format!("{before}{value} , \"last\": 0}}");
    let error = decode(text.leak().as_bytes()).expect_err(value);
    (error.kind(), error.field().to_owned(), error.offset() - before.len())
}

#[test]
fn a_value_of_another_type_is_reported_where_it_begins() {
    for (name, value) in [
        ("actionName", "7"),
        ("actionName", "{}"),
        ("actionName", "true"),
        ("url", "[\"/a\"]"),
        ("missingParameters", "\"mvpd\""),
        ("missingParameters", "{\"mvpd\": 1}"),
        ("authenticationRequest", "\"SAML\""),
        ("notAfter", "true"),
        ("notAfter", "\"soon\""),
        ("notAfter", "\"\""),
        ("notAfter", "\"-5\""),
        ("notAfter", "\"1.5\""),
        ("notAfter", "[1733735289035]"),
    ] {
        assert_eq!(refusal(Session::decode, name, value), (ErrorKind::Type, name.to_owned(), 0), "{name} {value}");
    }
    for (name, value) in
        [("connectionSecure", "\"maybe\""), ("connectionSecure", "1"), ("diagonalScreenSize", "\"wide\"")]
    {
        assert_eq!(refusal(DeviceInfo::decode, name, value), (ErrorKind::Type, name.to_owned(), 0), "{name} {value}");
    }
    let existing = "existingParameters";
    for value in ["[]", "7", "\"mvpd\"", "false"] {
        assert_eq!(refusal(SessionDetails::decode, existing, value), (ErrorKind::Type, existing.to_owned(), 0));
    }
    assert_eq!(refusal(Profiles::decode, "profiles", "[]"), (ErrorKind::Type, "profiles".to_owned(), 0));
}

#[test]
fn a_wrong_item_of_a_list_is_reported_where_the_item_begins() {
    let scopes = refusal(ClientCredentials::decode, "scopes", "[\"api:client:v2\", 7]");
    assert_eq!(scopes, (ErrorKind::Type, "scopes".to_owned(), 18));
}

#[test]
fn a_value_beyond_the_field_is_reported_where_it_begins() {
    for value in ["-5", "-0.5", "1e20", "18446744073709551616", "\"18446744073709551616\""] {
        assert_eq!(
            refusal(AccessToken::decode, "expires_in", value),
            (ErrorKind::Range, "expires_in".to_owned(), 0),
            "{value}"
        );
    }
    for value in ["-5", "1.5", "1733735289035.5", "1e-1", "18446744073709551616"] {
        assert_eq!(
            refusal(Session::decode, "notAfter", value),
            (ErrorKind::Range, "notAfter".to_owned(), 0),
            "{value}"
        );
    }
    for value in ["4294967296", "\"4294967296\"", "-1"] {
        let name = "displayWidth";
        assert_eq!(refusal(DeviceInfo::decode, name, value), (ErrorKind::Range, name.to_owned(), 0));
    }
}

#[test]
fn a_byte_that_begins_no_value_is_an_error_of_the_grammar_whatever_the_field_wants() {
    for name in ["actionName", "missingParameters", "notAfter", "authenticationRequest", "unknown"] {
        assert_eq!(refusal(Session::decode, name, "authenticate").0, ErrorKind::Syntax, "{name}");
    }
    for name in ["primaryHardwareType", "connectionSecure", "displayWidth", "diagonalScreenSize"] {
        assert_eq!(refusal(DeviceInfo::decode, name, "SetTopBox").0, ErrorKind::Syntax, "{name}");
    }
    assert_eq!(refusal(SessionDetails::decode, "existingParameters", "mvpd").0, ErrorKind::Syntax);
    assert_eq!(refusal(Profiles::decode, "profiles", "none").0, ErrorKind::Syntax);
    // As without any idea of fields.
    assert_eq!(check(b"{\"actionName\": authenticate}").unwrap_err().kind(), ErrorKind::Syntax);
}

#[test]
fn a_required_field_that_is_missing_or_null_is_named_where_its_object_ends() {
    for body in [&b"{\"access_token\": \"t\"}"[..], b"{\"access_token\": \"t\", \"expires_in\": null}"] {
        let error = AccessToken::decode(body).unwrap_err();
        assert_eq!((error.kind(), error.field(), error.offset()), (ErrorKind::Missing, "expires_in", body.len()));
    }
}

#[test]
fn the_text_is_judged_to_its_end_before_an_answer_is_given() {
    let body = b"{\"access_token\": \"t\", \"expires_in\": 1} x";
    let error = AccessToken::decode(body).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Syntax, 39));
}

#[test]
fn unknown_fields_are_skipped_however_they_look_but_only_if_they_are_json() {
    let body = br#"{"x": {"access_token": [1, {"expires_in": null}]}, "access_token": "t", "expires_in": 1, "y": "\ud83d\ude00"}"#;
    assert_eq!(AccessToken::decode(body).unwrap().access_token.reveal(), "t");
    let error = AccessToken::decode(br#"{"access_token": "t", "expires_in": 1, "x": {"y": tru}}"#).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Syntax, 53));
}

#[test]
fn keys_and_known_values_may_be_written_with_escapes() {
    let body = br#"{"access_t\u006fken": "t", "\u0065xpires_in": "\u0031\u0032"}"#;
    let token = AccessToken::decode(body).unwrap();
    assert_eq!((token.access_token.reveal(), token.expires_in), ("t".into(), 12));
}

#[test]
fn t8_a_whole_number_is_read_in_every_spelling_and_in_a_string_as_well() {
    for number in ["21600", "21600.0", "2.16E4", "216e2", "2160000e-2", "0.216e+5"] {
        // The first digit as it stands, in a string, and as an escape there: `\u0032` is 2.
        for value in [number.to_owned(), format!("\"{number}\""), format!("\"\\u003{number}\"")] {
            let body = format!("{{\"access_token\":\"t\",\"expires_in\":{value},\"created_at\":{value}}}");
            let token = AccessToken::decode(body.as_bytes());
            let token = token.unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(
                (token.expires_in, token.created_at),
                (21_600, Some(Timestamp::from_millis(21_600_000))),
                "{body}"
            );
        }
    }
}

#[test]
fn t8_a_fraction_of_a_life_is_dropped() {
    for (value, expected) in [("1.5", 1), ("\"21600.9\"", 21_600), ("215999e-1", 21_599), ("1e-3", 0), ("-0.0", 0)] {
        let body = format!("{{\"access_token\":\"t\",\"expires_in\":{value}}}");
        assert_eq!(AccessToken::decode(body.as_bytes()).unwrap().expires_in, expected, "{value}");
    }
}

#[test]
fn t8_an_escaped_digit_is_a_digit_wherever_a_number_may_be_text() {
    let size = |size: &str| {
        let body = format!("{{\"diagonalScreenSize\":{size}}}");
        let number = DeviceInfo::decode(body.as_bytes()).unwrap().diagonal_screen_size.unwrap();
        let mut buffer = [0; 64];
        let mut written = DeviceInfo::default();
        written.diagonal_screen_size = Some(number);
        let written = written.encode(&mut buffer).unwrap();
        (number.as_u64(), number.to_f64().to_bits(), String::from_utf8(written.to_vec()).unwrap())
    };
    let written = |number: &str| format!("{{\"diagonalScreenSize\":{number}}}");
    for (text, whole, double) in
        [(r#""\u0035""#, Some(5), 5.0), (r#""5\u002E5""#, None, 5.5), (r#""\u0035\u0065\u0031""#, Some(50), 50.0_f64)]
    {
        assert_eq!(size(text), (whole, double.to_bits(), written(text)));
    }
    for refused in [r#""\u0078""#, r#""5\n""#, r#""\u0030\u0035""#] {
        let body = written(refused);
        assert_eq!(DeviceInfo::decode(body.as_bytes()).unwrap_err().kind(), ErrorKind::Type, "{body}");
    }
    let body = br#"{"displayWidth":"\u0031\u00392\u0030","connectionPort":"8\u00300"}"#;
    let info = DeviceInfo::decode(body).unwrap();
    assert_eq!((info.display_width, info.connection_port), (Some(1920), Some(800)));
}

#[test]
fn of_a_repeated_field_the_last_counts() {
    let token = AccessToken::decode(br#"{"expires_in": 1, "access_token": "a", "expires_in": 2, "access_token": "b"}"#);
    let token = token.unwrap();
    assert_eq!((token.access_token.reveal(), token.expires_in), ("b".into(), 2));
}

#[test]
fn the_order_of_fields_has_no_meaning() {
    let first = AccessToken::decode(br#"{"access_token": "a", "expires_in": 1, "created_at": "1733735289035"}"#);
    let second = AccessToken::decode(br#"{"created_at": 1733735289035, "expires_in": "1", "access_token": "a"}"#);
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(first.unwrap().created_at, Some(Timestamp::from_millis(1_733_735_289_035)));
}

#[test]
fn a_member_without_its_comma_and_quote_is_refused_where_it_stands() {
    for member in ["id", "name", "domains", "mvpds"] {
        let body = format!(r#"{{"requestor":{{"id":"REF30","name":"R"{member}":"x"}}}}"#);
        let (decoded, checked) = (Configuration::decode(body.as_bytes()), check(body.as_bytes()));
        let place = |error: Error| (error.kind(), error.offset());
        assert_eq!(decoded.map(drop).map_err(place), checked.map_err(place), "{body}");
        assert!(checked.is_err());
    }
}

#[test]
fn errors_that_say_the_same_are_equal_whichever_way_the_answer_was_read() {
    let body = br#"{"profiles": {"Dish": {"attributes": {"userID": "viewer"}}}}"#;
    let (whole, streamed) =
        (Profiles::decode(body).unwrap_err(), ProfileStream::new().part(body, true).finish().unwrap_err());
    assert_eq!(whole, streamed);
    assert_eq!(BTreeSet::from([format!("{whole}"), format!("{streamed}")]).len(), 1);
    assert_eq!(HashSet::from([whole, streamed]).len(), 1);
    let elsewhere = Profiles::decode(br#"{"profiles": {"Dish": {"attributes":{"userID": "viewer"}}}}"#).unwrap_err();
    assert_ne!(whole, elsewhere);
}
