//! The headers of a request, and their values.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tvpass_stand_in::{Faults, Options};

use crate::world::{FORM, JSON, PROFILES, SESSIONS, World};

#[test]
fn a_missing_required_header_is_noted() {
    let world = World::without_faults();
    let register = World::register_call();
    world.breaks(&register.without("X-Device-Info"), 201, "X-Device-Info is missing, register requires it");
    let world = World::with_token();
    assert_eq!(world.send(&world.get(PROFILES)).status, 200);
    let session = world.post(SESSIONS, FORM, "mvpd=Dish").without("Content-Type");
    world.breaks(&session, 200, "Content-Type is missing, create_session requires it");
}

#[test]
fn a_request_without_token_is_refused() {
    let world = World::with_token();
    let call = world.get(PROFILES).without("Authorization");
    let sentence = "Authorization is missing, profiles requires it";
    world.refuses(&call, 401, "invalid_access_token_client_application", sentence);
}

#[test]
fn a_token_in_another_dress_is_refused() {
    let world = World::with_token();
    let token = world.access_token.clone();
    for value in [format!("bearer {token}"), format!("Bearer  {token}"), token, "Bearer ".into()] {
        let call = world.get(PROFILES).with("Authorization", &value);
        world.refuses(&call, 401, "invalid_access_token_client_application", "not 'Bearer ' and a token");
    }
}

#[test]
fn a_token_that_was_never_issued_is_refused() {
    let world = World::with_token();
    let call = world.get(PROFILES).with("Authorization", "Bearer made.up");
    world.refuses(&call, 401, "invalid_access_token_client_application", "never issued");
}

#[test]
fn a_header_that_the_endpoint_does_not_define_is_noted() {
    let world = World::with_token();
    let register = World::without_faults();
    let call = World::register_call().with("Authorization", "Bearer x");
    register.breaks(&call, 201, "Authorization is not defined for register");
    let profiles = world.get(PROFILES).with("AP-TempPass-Identity", "e30=");
    world.breaks(&profiles, 200, "AP-TempPass-Identity is not defined for profiles");
    let empty = world.get(PROFILES).with("Content-Type", JSON);
    world.breaks(&empty, 200, "Content-Type is not defined for profiles");
    let cookie = world.get(PROFILES).with("Cookie", "a=b");
    world.breaks(&cookie, 200, "Cookie belongs to no endpoint");
}

#[test]
fn a_header_that_the_endpoint_lists_as_optional_is_no_violation() {
    let world = World::with_token();
    let call = world.get(PROFILES).with("AP-Visitor-Identifier", "1").with("User-Agent", "tv");
    assert_eq!(world.send(&call.with("Accept", "application/json;charset=utf-8")).status, 200);
    world.assert_no_violations();
}

#[test]
fn a_header_that_comes_twice_is_noted() {
    let world = World::with_token();
    world.breaks(&world.get(PROFILES).and("accept", JSON), 200, "the header accept comes twice");
}

#[test]
fn a_header_with_other_than_visible_ascii_is_noted() {
    let world = World::with_token();
    let call = world.get(PROFILES).with("User-Agent", "T\u{e9}l\u{e9}");
    world.breaks(&call, 200, "more than visible ASCII");
}

#[test]
fn a_request_without_host_is_noted() {
    let world = World::with_token();
    world.breaks(&world.get(PROFILES).without("Host"), 200, "the header Host is missing");
}

#[test]
fn the_streaming_device_tells_itself_even_where_the_tables_do_not_ask() {
    let world = World::with_session(Options { faults: Faults::none(), ..Options::default() });
    world.breaks(&world.poll().without("X-Device-Info"), 200, "X-Device-Info is missing, profile_code");
    let info = world.get(format!("{SESSIONS}/{}", world.code)).without("AP-Device-Identifier");
    world.breaks(&info, 200, "AP-Device-Identifier is missing, session_info");
}

#[test]
fn a_secondary_application_sends_both_device_headers_or_none() {
    let options = Options { faults: Faults::none(), secondary_application: true, ..Options::default() };
    let world = World::with_session(options);
    let info = world.get(format!("{SESSIONS}/{}", world.code)).without("AP-Device-Identifier");
    world.breaks(&info, 200, "AP-Device-Identifier is missing, session_info");
    assert_eq!(world.send(&info.without("X-Device-Info")).status, 200);
    assert_eq!(world.report().violations.len(), 1);
}

#[test]
fn a_wrong_device_identifier_is_refused() {
    let world = World::with_token();
    let missing = world.get(PROFILES).without("AP-Device-Identifier");
    let sentence = "AP-Device-Identifier is missing";
    world.refuses(&missing, 400, "invalid_header_device_identifier", sentence);
    for (value, sentence) in [
        ("Fingerprint YQ==", "not of the type 'fingerprint'"),
        ("YQ==", "not of the type 'fingerprint'"),
        ("fingerprint YQ", "not base64"),
        ("fingerprint  YQ==", "not base64"),
        ("fingerprint ba23d141-d715", "not base64"),
        ("fingerprint ", "not of the type 'fingerprint'"),
    ] {
        let call = world.get(PROFILES).with("AP-Device-Identifier", value);
        world.refuses(&call, 400, "invalid_header_device_identifier", sentence);
    }
}

#[test]
fn a_device_identifier_that_changes_is_noted() {
    let world = World::with_token();
    assert_eq!(world.send(&world.get(PROFILES)).status, 200);
    let other = world.get(PROFILES).with("AP-Device-Identifier", "fingerprint b3RoZXI=");
    world.breaks(&other, 200, "not what it was before");
}

#[test]
fn wrong_device_information_is_refused() {
    let whole = json!({"model": "TV", "version": "1", "osName": "Linux", "osVersion": "6", "connectionType": "LAN"});
    let changed = |key: &str, value: Value| {
        let mut info = whole.clone();
        info[key] = value;
        STANDARD.encode(info.to_string())
    };
    let mut lacking = whole.clone();
    lacking.as_object_mut().unwrap().remove("connectionType");
    let world = World::with_token();
    for (value, sentence) in [
        ("{}".to_owned(), "not base64"),
        (STANDARD.encode("[]"), "not a JSON object"),
        (STANDARD.encode(r#"{"model":"a" "version":"b"}"#), "not a JSON object"),
        (STANDARD.encode(r#"{"model":"a","model":"b"}"#), "comes twice"),
        (STANDARD.encode(lacking.to_string()), "lacks 'connectionType'"),
        (changed("model", json!("")), "'model' that is empty or no text"),
        (changed("version", json!(1)), "'version' that is empty or no text"),
        (changed("type", json!("TV")), "undocumented key 'type'"),
    ] {
        let call = world.get(PROFILES).with("X-Device-Info", &value);
        world.refuses(&call, 400, "invalid_header_device_info", sentence);
    }
    let register = world.token_call().with("X-Device-Info", "e30=");
    world.refuses_registration(&register, "invalid_request", "lacks 'model'");
}

#[test]
fn another_content_type_or_accept_is_noted() {
    let world = World::with_token();
    let call = world.get(PROFILES).with("Accept", "*/*");
    world.breaks(&call, 200, "Accept is '*/*'");
    let call = world.post(SESSIONS, JSON, "mvpd=Dish");
    assert_eq!(world.send(&world.get(PROFILES)).status, 200);
    world.breaks(&call, 200, "Content-Type is 'application/json'");
}

#[test]
fn authenticate_gets_no_headers_of_the_api() {
    let world = World::with_session(Options { faults: Faults::none(), ..Options::default() });
    let call = world.page().with("Authorization", &format!("Bearer {}", world.access_token));
    world.breaks(&call, 302, "Authorization is not defined for authenticate");
}
