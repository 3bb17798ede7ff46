//! J: public samples that are no JSON. They are reported with their place, and never guessed.

use std::fs;

use serde_json::Value;
use tvpass::endpoint::{Answer, Profiles, Session};
use tvpass::json::ErrorKind;
use tvpass::message::{DeviceInfo, Failure, HeaderDecodeError};

use super::support::vectors;

fn cases(file: &str) -> Vec<Value> {
    let whole: Value = serde_json::from_slice(&fs::read(vectors(file)).unwrap()).unwrap();
    whole["cases"].as_array().unwrap().clone()
}

#[test]
fn j1_a_sample_that_is_no_json_is_malformed_at_its_first_wrong_byte() {
    let cases = cases("responses/profiles.json");
    let sample = cases.iter().find(|case| case["name"] == "seed 002: a bare word").unwrap();
    let body = sample["body"].as_str().unwrap();
    assert!(serde_json::from_str::<Value>(body).is_err());
    let failure = Profiles::from_response(200, body.as_bytes()).unwrap_err();
    let Failure::Malformed { http_status, error } = failure else { panic!("{failure:?}") };
    assert_eq!((http_status, error.kind(), error.field()), (200, ErrorKind::Syntax, "value"));
    assert!(body[error.offset()..].starts_with("BASE64_value_parental-controls"));
}

#[test]
fn j1_a_missing_comma_a_missing_brace_a_bare_word_and_inner_quotes_are_malformed() {
    let whole = r#"{"actionName": "resume", "actionType": "direct", "reasonType": "none", "sessionId": "s", "serviceProvider": "p"}"#;
    assert!(Session::from_response(200, whole.as_bytes()).is_ok());
    for (from, to, kind, rest) in [
        ("\"direct\",", "\"direct\"", ErrorKind::Syntax, "\"reasonType\""),
        ("\"p\"}", "\"p\"", ErrorKind::End, ""),
        ("\"resume\"", "resume", ErrorKind::Syntax, "resume"),
        ("\"none\"", "\"no\"n\"e\"", ErrorKind::Syntax, "n\"e\""),
    ] {
        let body = whole.replacen(from, to, 1);
        let failure = Session::from_response(200, body.as_bytes()).map(drop);
        let Err(Failure::Malformed { http_status: 200, error }) = failure else { panic!("{body}: {failure:?}") };
        assert_eq!(error.kind(), kind, "{body}");
        assert!(body[error.offset()..].starts_with(rest), "{body}: {}", error.offset());
    }
}

#[test]
fn j2_the_samples_device_information_lacks_a_comma_and_is_malformed_there() {
    let cases = cases("headers/device_info.json");
    let sample = cases.iter().find(|case| case["name"].as_str().is_some_and(|name| name.contains("(J2)"))).unwrap();
    let mut json = [0; 256];
    let refused = DeviceInfo::decode_header(sample["value"].as_str().unwrap(), &mut json).map(drop);
    let Err(HeaderDecodeError::Json(error)) = refused else { panic!("{refused:?}") };
    assert_eq!((error.kind(), error.field()), (ErrorKind::Syntax, "osName"));
    assert!(sample["json"].as_str().unwrap()[error.offset()..].starts_with("\"osVendor\""));
}
