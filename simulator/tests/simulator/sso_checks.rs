//! The order of checks of the Single Sign-On Service, and the form of its refusals.

use tvpass_simulator::{Fault, FaultKind, Request};

use crate::stage::{Answer, JSON, Stage, Television, encode, service_token};

/// A device with a service token.
fn linked() -> (Stage, Television) {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let token = television.service_token(&mut stage, "household-19");
    let television = television.with("AD-Service-Token", &token);
    (stage, television)
}

/// Status, outer text, code and action of a wrapped refusal.
fn refusal(answer: &Answer) -> (u16, String, String, String) {
    (answer.status, answer.text("/status"), answer.text("/error/code"), answer.text("/error/action"))
}

fn refused(status: u16, word: &str, code: &str, action: &str) -> (u16, String, String, String) {
    (status, word.into(), code.into(), action.into())
}

fn calls(television: &Television) -> [Request; 5] {
    let unlink =
        television.sso("POST", "unlink").with_header("Content-Type", JSON).with_body(r#"{"devices":["attic"]}"#);
    [
        television.sso("POST", "serviceToken").with_header("X-SSO-ID", "household-19"),
        television.sso("GET", "serviceToken"),
        television.sso("POST", "link"),
        unlink,
        television.sso("GET", "list"),
    ]
}

#[test]
fn an_access_token_that_is_not_good_is_refused_by_all_five() {
    let (mut stage, television) = linked();
    for wrong in [television.without("Authorization"), television.with("Authorization", "Bearer x")] {
        for call in calls(&wrong) {
            let expected = refused(401, "UNAUTHORIZED", "unauthorized", "none");
            assert_eq!(refusal(&stage.send(&call)), expected, "{}", call.target());
        }
    }
    for call in calls(&television.at("NEWS24")) {
        assert_eq!(stage.send(&call).status, 401);
    }
}

#[test]
fn a_service_provider_that_is_not_known_is_refused_as_in_the_rest_of_the_api() {
    let (mut stage, television) = linked();
    for call in calls(&television.at("NOBODY")) {
        let answer = stage.send(&call);
        assert_eq!((answer.status, answer.text("/code").as_str()), (400, "invalid_parameter_service_provider"));
    }
}

#[test]
fn the_devices_headers_are_checked_where_the_row_lists_them() {
    let (mut stage, television) = linked();
    let [token, refresh, link, unlink, list] = calls(&television.without("AP-Device-Identifier"));
    for call in [token, link, unlink, list] {
        let expected = refused(400, "BAD_REQUEST", "header_missing", "check_headers");
        assert_eq!(refusal(&stage.send(&call)), expected, "{}", call.target());
    }
    assert_eq!(stage.send(&refresh).status, 200);
    let [token, ..] = calls(&television.with("AP-Device-Identifier", "serial 7"));
    assert_eq!(stage.send(&token).text("/code"), "invalid_header_device_identifier");
    let [token, ..] = calls(&television.with("X-Device-Info", &encode("{")));
    assert_eq!(stage.send(&token).text("/code"), "invalid_header_device_info");
    let [token, ..] = calls(&television.without("X-Device-Info"));
    assert_eq!(stage.send(&token).status, 201);
}

#[test]
fn a_token_is_for_somebody() {
    let (mut stage, television) = linked();
    let expected = refused(400, "BAD_REQUEST", "header_missing", "check_headers");
    assert_eq!(refusal(&stage.send(&television.sso("POST", "serviceToken"))), expected);
    let empty = television.sso("POST", "serviceToken").with_header("X-SSO-ID", "").with_header("X-SSO-LINK", " ");
    assert_eq!(refusal(&stage.send(&empty)), expected);
    let both =
        television.sso("POST", "serviceToken").with_header("X-SSO-ID", "household-19").with_header("X-SSO-LINK", "1");
    let void = refused(400, "BAD_REQUEST", "token_invalid", "get_new_token");
    assert_eq!(refusal(&stage.send(&both)), void, "the code counts");
}

#[test]
fn a_service_token_is_missing_wrong_or_expired() {
    let (mut stage, television) = linked();
    let [_, refresh, rest @ ..] = calls(&television.without("AD-Service-Token"));
    assert_eq!(refusal(&stage.send(&refresh)), refused(400, "BAD_REQUEST", "header_missing", "check_headers"));
    for call in rest {
        let expected = refused(401, "UNAUTHORIZED", "header_missing", "check_headers");
        assert_eq!(refusal(&stage.send(&call)), expected, "{}", call.target());
    }
    let external = service_token("household-19", stage.now.plus_millis(60_000));
    for wrong in ["a", "a.b.c", external.as_str()] {
        let [_, calls @ ..] = calls(&television.with("AD-Service-Token", wrong));
        for call in calls {
            let expected = refused(401, "UNAUTHORIZED", "header_invalid", "get_new_token");
            assert_eq!(refusal(&stage.send(&call)), expected, "{wrong}");
        }
    }
    stage.wait_minutes(60);
    let [_, refresh, rest @ ..] = calls(&television);
    assert_eq!(stage.send(&refresh).status, 200, "recently");
    for call in rest {
        let expected = refused(401, "UNAUTHORIZED", "token_expired", "get_new_token");
        assert_eq!(refusal(&stage.send(&call)), expected);
    }
    stage.wait_minutes(60);
    assert_eq!(refusal(&stage.send(&refresh)), refused(401, "UNAUTHORIZED", "token_expired", "get_new_token"));
}

#[test]
fn a_list_of_devices_is_there_and_is_one() {
    let (mut stage, television) = linked();
    let unlink = |body: &str| television.sso("POST", "unlink").with_header("Content-Type", JSON).with_body(body);
    for body in ["", "null", "{", " "] {
        let expected = refused(400, "BAD_REQUEST", "request_null", "none");
        assert_eq!(refusal(&stage.send(&unlink(body))), expected, "{body}");
    }
    for body in ["{}", r#"{"devices":null}"#, r#"{"devices":[]}"#, r#"{"devices":"a"}"#, r#"{"devices":[7]}"#, "[]"] {
        let expected = refused(400, "BAD_REQUEST", "request_invalid", "check_request_body");
        assert_eq!(refusal(&stage.send(&unlink(body))), expected, "{body}");
    }
}

#[test]
fn a_method_that_a_path_does_not_have_is_refused_and_a_version_is_no_service_provider() {
    let (mut stage, television) = linked();
    let answer = stage.send(&television.sso("DELETE", "serviceToken"));
    assert_eq!((answer.status, answer.response.header("allow")), (405, Some("GET, POST, OPTIONS")));
    assert_eq!(stage.send(&television.at("v2").sso("GET", "list")).status, 404);
}

#[test]
fn failures_on_demand_have_the_services_own_codes() {
    let (mut stage, television) = linked();
    for (kind, status, code) in
        [(FaultKind::Unauthorized, 401, "unauthorized"), (FaultKind::InternalServerError, 500, "internal_error")]
    {
        stage.service.inject(Fault { endpoint: None, kind, times: 1 });
        let answer = stage.send(&television.sso("GET", "list"));
        assert_eq!((answer.status, answer.text("/error/code").as_str()), (status, code));
    }
}
