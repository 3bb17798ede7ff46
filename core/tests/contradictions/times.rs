//! T and N: timestamps, lives, and values with more than one type.

use tvpass::endpoint::{AccessToken, Attribute, ClientCredentials, Decisions, Mvpd, Profiles, Session, SessionDetails};
use tvpass::json::{Checked, Timestamp, Value};
use tvpass::message::EnhancedError;

use super::case::case;

const BEFORE: Timestamp = Timestamp::from_millis(1_733_735_289_035);
const AFTER: Timestamp = Timestamp::from_millis(1_733_737_089_035);

fn profiles(fields: &str, attributes: &str) -> Profiles<'static> {
    let body = format!(
        "{{\"profiles\":{{\"M\":{{{fields},\"issuer\":\"M\",\"type\":\"regular\",\"attributes\":{attributes}}}}}}}"
    );
    Profiles::decode(body.leak().as_bytes()).unwrap()
}

fn attribute(name: &str, value: &str) -> Attribute<'static> {
    let attributes = format!("{{\"{name}\":{{\"value\":{value},\"state\":\"plain\"}}}}");
    let profiles = profiles("\"notBefore\":1733735289035,\"notAfter\":1733737089035", &attributes);
    profiles.iter().next().unwrap().attributes.get(name).unwrap()
}

#[test]
fn t1_timestamps_are_numbers_or_strings_everywhere() {
    for (before, after) in [("1733735289035", "1733737089035"), ("\"1733735289035\"", "\"1733737089035\"")] {
        let times = format!("\"notBefore\":{before},\"notAfter\":{after}");
        let session = format!(
            "{{\"actionName\":\"a\",\"actionType\":\"b\",\"reasonType\":\"c\",\"sessionId\":\"d\",\"serviceProvider\":\"e\",{times}}}"
        );
        let session = Session::decode(session.as_bytes()).unwrap();
        assert_eq!((session.not_before, session.not_after), (Some(BEFORE), Some(AFTER)));
        let information = format!("{{\"existingParameters\":{{}},{times}}}");
        let information = SessionDetails::decode(information.as_bytes()).unwrap();
        assert_eq!((information.not_before, information.not_after), (BEFORE, AFTER));
        let profile = profiles(&times, "{}").iter().next().unwrap();
        assert_eq!((profile.not_before, profile.not_after), (BEFORE, AFTER));
    }
}

#[test]
fn t1_a_session_is_written_with_strings_as_the_samples_have_it() {
    let body = br#"{"actionName":"a","actionType":"b","reasonType":"c","sessionId":"d","serviceProvider":"e","notBefore":1733735289035,"notAfter":1733737089035}"#;
    let mut buffer = [0; 256];
    let written = Session::decode(body).unwrap().encode(&mut buffer).unwrap();
    let text = str::from_utf8(written).unwrap();
    assert!(text.ends_with(r#""notBefore":"1733735289035","notAfter":"1733737089035"}"#), "{text}");
}

#[test]
fn t1_t9_session_details_is_written_with_its_numbers_as_texts() {
    let device = r#""device":{"display":{"diagonalSize":"55.5"},"connection":{"port":"53124"}}"#;
    let expected =
        format!(r#"{{"existingParameters":{{}},{device},"notBefore":"1733735289035","notAfter":"1733737089035"}}"#);
    let in_numbers = ["55.5", "53124", "1733735289035", "1733737089035"]
        .iter()
        .fold(expected.clone(), |text, number| text.replace(&format!("\"{number}\""), number));
    let mut buffer = [0; 256];
    for body in [&expected, &in_numbers] {
        // The device is as it came, so it is written from its parts.
        let mut information = SessionDetails::decode(body.as_bytes()).unwrap();
        let mut device = [0; 128];
        information.device = Checked::new(&information.device.unwrap().get(), &mut device).ok();
        let written = information.encode(&mut buffer).unwrap();
        assert_eq!(str::from_utf8(written).unwrap(), expected);
    }
    let escaped = SessionDetails::decode(case!("number-string-with-escape.json").as_bytes()).unwrap();
    let written = escaped.device.unwrap().get().encode(&mut buffer).unwrap();
    assert_eq!(str::from_utf8(written).unwrap(), r#"{"display":{"diagonalSize":"\u0035"}}"#);
}

#[test]
fn t2_small_timestamps_are_seconds() {
    let profile = profiles("\"notBefore\":1623943955,\"notAfter\":1623951155", "{}").iter().next().unwrap();
    assert_eq!(profile.not_before, Timestamp::from_millis(1_623_943_955_000));
    assert_eq!(profile.not_after, Timestamp::from_millis(1_623_951_155_000));
}

#[test]
fn t3_registration_counts_in_milliseconds_and_in_seconds_as_stated() {
    let token = br#"{"access_token":"t","created_at":1733735289035,"expires_in":21600}"#;
    let token = AccessToken::decode(token).unwrap();
    assert_eq!((token.created_at, token.expires_in), (Some(BEFORE), 21_600));
    assert_eq!(token.expires_at(AFTER), BEFORE.plus_millis(21_600_000));
    let credentials = br#"{"client_id":"a","client_secret":"b","client_id_issued_at":1733735289}"#;
    assert_eq!(ClientCredentials::decode(credentials).unwrap().client_id_issued_at, Some(1_733_735_289));
}

#[test]
fn t4_the_profiles_own_end_counts_beside_an_expiration_date_of_temporary_access() {
    let attributes = "{\"expiration_date\":{\"value\":1733735289035,\"state\":\"plain\"}}";
    let profiles = profiles("\"notBefore\":1733735289035,\"notAfter\":1733737089035", attributes);
    let profile = profiles.longest_valid().unwrap();
    assert_eq!(profile.not_after, AFTER);
    let date = profile.attributes.get("expiration_date").unwrap().value.reveal().as_number().unwrap();
    assert_eq!(date.as_u64(), Some(BEFORE.millis()), "the attribute is told as it stands");
}

#[test]
fn t8_times_with_an_exponent_are_times() {
    let profiles = Profiles::decode(case!("profiles-exponent-time.json").as_bytes());
    let profile = profiles.unwrap().longest_valid().unwrap();
    assert_eq!(profile.not_before, BEFORE);
    assert_eq!(profile.not_after, Timestamp::from_millis(1_765_366_800_000));
}

#[test]
fn t8_a_life_with_a_point_is_a_life() {
    let token = AccessToken::decode(case!("token-dot-zero.json").as_bytes()).unwrap();
    assert_eq!(token.expires_in, 21_600);
}

#[test]
fn t8_an_escaped_digit_is_a_digit() {
    let information = SessionDetails::decode(case!("number-string-with-escape.json").as_bytes());
    let device = information.unwrap().device.unwrap().get();
    assert_eq!(device.display.unwrap().diagonal_size.unwrap().as_u64(), Some(5));
}

#[test]
fn t5_flags_are_booleans_or_their_words() {
    for name in ["hba_status", "allowMirroring"] {
        for (value, expected) in [("true", true), ("\"true\"", true), ("false", false), ("\"false\"", false)] {
            assert_eq!(attribute(name, value).value.reveal().as_boolean(), Some(expected), "{name} {value}");
        }
        assert_eq!(attribute(name, "\"maybe\"").value.reveal().as_boolean(), None);
    }
    for (value, expected) in [("true", true), ("\"true\"", true), ("\"false\"", false), ("null", false)] {
        let mvpd = format!("{{\"id\":\"x\",\"isProxy\":{value}}}");
        assert_eq!(Mvpd::decode(mvpd.as_bytes()).unwrap().is_proxy, expected);
    }
}

#[test]
fn t6_zip_is_a_list_or_one_text() {
    let list = attribute("zip", "[\"84001\",\"84002\"]").value.reveal();
    assert!(list.items().filter_map(|item| item.as_text()).eq(["84001", "84002"]));
    let encrypted = attribute("zip", "\"BASE64_value_zip\"").value.reveal();
    assert!(encrypted.items().filter_map(|item| item.as_text()).eq(["BASE64_value_zip"]));
    assert!(matches!(list, Value::List(_)) && matches!(encrypted, Value::Text(_)));
}

#[test]
fn t7_a_message_is_text_or_nothing() {
    for (message, expected) in [
        ("\"The profile is missing.\"", Some("The profile is missing.")),
        ("{\"hostAddress\":\"10.0.0.1\"}", Some("10.0.0.1")),
        ("{\"text\":\"x\"}", None),
        ("{}", None),
        ("null", None),
        ("7", None),
        ("[\"x\"]", None),
    ] {
        let body = format!("{{\"code\":\"x\",\"message\":{message},\"trace\":\"t\"}}");
        let error = EnhancedError::decode(body.as_bytes()).unwrap();
        assert_eq!(error.message.map(|message| message.0.to_string()).as_deref(), expected, "{message}");
        assert!(error.trace.is_some_and(|trace| trace == "t"));
    }
}

#[test]
fn t7_an_address_is_text_or_the_host_address_of_an_object() {
    for (address, expected) in [
        ("\"203.0.113.7\"", Some("203.0.113.7")),
        ("{\"hostName\":\"h\",\"hostAddress\":\"2001:db8::7\"}", Some("2001:db8::7")),
        ("{\"hostName\":\"h\"}", None),
        ("{\"hostAddress\":7}", None),
        ("null", None),
    ] {
        let body = format!(
            "{{\"existingParameters\":{{}},\"notBefore\":1,\"notAfter\":2,\"device\":{{\"connection\":{{\"ipAddress\":{address},\"type\":\"LAN\"}}}}}}"
        );
        let device = SessionDetails::decode(body.as_bytes()).unwrap().device.unwrap().get();
        let connection = device.connection.unwrap();
        assert_eq!(connection.ip_address.map(|address| address.0.to_string()).as_deref(), expected, "{address}");
        assert!(connection.connection_type.is_some_and(|kind| kind == "LAN"));
    }
}

#[test]
fn n2_a_token_lives_as_long_as_it_says() {
    for life in [21_600, 86_400, 1, 0] {
        let body = format!("{{\"access_token\":\"t\",\"created_at\":1733735289035,\"expires_in\":{life}}}");
        let token = AccessToken::decode(body.as_bytes()).unwrap();
        assert_eq!(token.expires_at(BEFORE), BEFORE.plus_millis(life * 1000));
    }
}

#[test]
fn n5_a_media_token_ends_when_it_says() {
    for minutes in [7, 10] {
        let end = BEFORE.plus_millis(minutes * 60_000);
        let body = format!(
            "{{\"decisions\":[{{\"resource\":\"r\",\"serviceProvider\":\"s\",\"mvpd\":\"m\",\"authorized\":true,\"source\":\"mvpd\",\
             \"token\":{{\"notBefore\":{},\"notAfter\":\"{}\",\"serializedToken\":\"x\"}}}}]}}",
            BEFORE.millis(),
            end.millis()
        );
        let decision = Decisions::decode(body.as_bytes()).unwrap().iter().next().unwrap();
        assert_eq!(decision.token.unwrap().not_after, Some(end));
    }
}
