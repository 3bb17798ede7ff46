//! Facts that a value tells of itself: sizes, scopes, the whole of a URL, equality.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use tvpass::endpoint::{ClientCredentials, SessionDevice};
use tvpass::flow::{saved_size, saved_token_size};
use tvpass::json::{Checked, Error, Text};
use tvpass::message::BaseUrl;

fn has_v2_scope(scopes: &str) -> bool {
    let body = format!(r#"{{"client_id": "i", "client_secret": "s"{scopes}}}"#);
    ClientCredentials::decode(body.as_bytes()).unwrap().has_v2_scope()
}

#[test]
fn credentials_may_use_the_second_version_unless_their_scopes_leave_it_out() {
    assert!(has_v2_scope(r#", "scopes": ["api:client:v1", "api:client:v2"]"#));
    assert!(has_v2_scope("") && has_v2_scope(r#", "scopes": []"#));
    assert!(!has_v2_scope(r#", "scopes": ["api:client:v1"]"#));
}

#[test]
fn sizes_of_saved_forms_grow_with_what_they_hold() {
    assert_eq!((saved_size(0), saved_size(10) - saved_size(0)), (512, 60));
    let base = saved_token_size(0, 0);
    assert_eq!((base, saved_token_size(5, 0) - base, saved_token_size(0, 5) - base), (256, 5, 10));
}

#[test]
fn a_base_url_is_a_host_with_a_path_and_nothing_behind_it() {
    for wrong in [
        "https://",
        "https:///path",
        "https://host?query",
        "https://host/#part",
        "https://ho st",
        "https://host/\u{e9}",
    ] {
        assert!(BaseUrl::new(wrong).is_err(), "{wrong}");
    }
    let base = BaseUrl::new("https://host:8443/adobe/").unwrap();
    let mut buffer = [0; 64];
    assert_eq!(base.join("/api/v2/REF30/profiles", &mut buffer), Ok("https://host:8443/adobe/api/v2/REF30/profiles"));
    assert!(base.join("/api/v2/REF30/profiles", &mut [0; 8]).is_err());
}

fn hash(error: &Error) -> u64 {
    let mut hasher = DefaultHasher::new();
    error.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn errors_hash_by_what_they_say() {
    let error = |body: &str| ClientCredentials::decode(body.as_bytes()).unwrap_err();
    let (first, same, other) = (error("{"), error("{"), error(r#"{"client_id": 1}"#));
    assert_eq!(hash(&first), hash(&same));
    assert_ne!(hash(&first), hash(&other));
}

#[test]
fn records_that_were_checked_are_equal_by_their_fields() {
    let (one, other) = (br#"{"model": "A"}"#, br#"{"model": "B"}"#);
    let record = |body: &'static [u8], buffer| {
        Checked::<SessionDevice<'_>>::new(&SessionDevice::decode(body).unwrap(), buffer).unwrap()
    };
    let (mut memory, mut more, mut last) = ([0; 64], [0; 64], [0; 64]);
    let (first, same, other) = (record(one, &mut memory), record(one, &mut more), record(other, &mut last));
    assert!(first == same && first != other);
    assert_eq!(format!("{first:?}"), format!("{:?}", SessionDevice::decode(one).unwrap()));
    assert!(Text::from("a") == "a" && Text::from("a") != "b");
}
