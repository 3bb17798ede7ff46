//! Each failure of the Single Sign-On Service, and the next step after it.

use tvpass::flow::{PersonSource, ServiceToken};

use super::answers::{CREDENTIALS, HTML, refused_token, sso_error, token};
use super::service_token::{IDENTIFIER, NEW, OBTAIN, REFRESH, by_code, by_id, flow, kept, new_token};
use super::stage::{MINUTES, START, Stage};

const TOKEN_CALL: &str = "POST /o/client/token";

fn access_token() -> String {
    token(START.millis(), 24 * 60 * 60)
}

fn renewing() -> Stage<ServiceToken> {
    let mut stage = flow(Some(kept()), PersonSource::Identifier(IDENTIFIER));
    stage.pass(70 * MINUTES);
    stage
}

/// The codes that mean a token without saying which.
fn of_a_token() -> [(u16, String); 2] {
    [(401, sso_error("token_expired", "get_new_token")), (400, sso_error("token_invalid", "get_new_token"))]
}

#[test]
fn r122_r146_a_refusal_of_the_access_token_renews_it_and_repeats_the_call() {
    for body in [sso_error("unauthorized", "none"), refused_token(), HTML.into(), String::new()] {
        let mut stage = by_id();
        stage.begin();
        assert_eq!(stage.answer(401, &body), TOKEN_CALL, "{body}");
        assert_eq!(stage.answer(201, access_token()), OBTAIN);
        assert_eq!(stage.answer(201, new_token()), format!("token {NEW}"));
    }
}

#[test]
fn r122_a_fresh_access_token_that_is_refused_leads_to_a_registration_only_if_the_service_says_so() {
    let mut stage = by_id();
    stage.begin();
    stage.answer(401, refused_token());
    stage.answer(201, access_token());
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/register");
    stage.answer(201, CREDENTIALS);
    assert_eq!(stage.answer(201, access_token()), OBTAIN);
    let mut stage = by_id();
    stage.begin();
    stage.answer(401, sso_error("unauthorized", "none"));
    stage.answer(201, access_token());
    let said = stage.answer(401, sso_error("unauthorized", "none"));
    assert_eq!(said, "stop ServiceProvider: the service refuses (HTTP 401): unauthorized");
}

#[test]
fn r146_a_token_that_is_not_named_is_first_taken_for_the_access_token() {
    for (status, body) in of_a_token() {
        let mut stage = renewing();
        assert_eq!(stage.begin(), REFRESH);
        assert_eq!(stage.answer(status, &body), TOKEN_CALL);
        assert_eq!(stage.answer(201, access_token()), REFRESH);
        assert_eq!(stage.answer(status, &body), OBTAIN, "the same again means the service token");
    }
}

#[test]
fn r146_with_an_access_token_of_this_flow_it_is_the_service_token_at_once() {
    for (status, body) in of_a_token() {
        let mut stage = Stage::unregistered(renewing().flow);
        stage.pass(70 * MINUTES);
        stage.begin();
        stage.answer(201, CREDENTIALS);
        assert_eq!(stage.answer(201, access_token()), REFRESH);
        assert_eq!(stage.answer(status, &body), OBTAIN);
    }
}

#[test]
fn r146_for_an_identifier_it_is_the_access_token_and_then_a_mistake_of_the_setup() {
    for (status, body) in of_a_token() {
        let mut stage = by_id();
        stage.begin();
        assert_eq!(stage.answer(status, &body), TOKEN_CALL);
        assert_eq!(stage.answer(201, access_token()), OBTAIN);
        let said = stage.answer(status, &body);
        assert!(said.starts_with("stop Viewer: the service refuses"), "{said}");
    }
}

#[test]
fn r137_a_code_is_void_when_a_token_is_refused_with_a_fresh_access_token() {
    let mut stage = by_code();
    stage.begin();
    let (status, body) = &of_a_token()[0];
    assert_eq!(stage.answer(*status, body), TOKEN_CALL);
    assert_eq!(stage.answer(201, access_token()), OBTAIN);
    assert_eq!(stage.answer(*status, body), "another code: token_expired");
}

#[test]
fn r137_every_400_but_a_missing_header_means_the_code() {
    for (body, word) in [
        (sso_error("token_invalid", "get_new_token"), "token_invalid"),
        (sso_error("request_null", "none"), "request_null"),
        (sso_error("teapot", "pour_tea"), "teapot"),
        (r#"{"code": "flat"}"#.into(), "flat"),
        (HTML.into(), "no word on it"),
    ] {
        let mut stage = by_code();
        stage.begin();
        assert_eq!(stage.answer(400, &body), format!("another code: {word}"), "{body}");
    }
}

#[test]
fn r146_a_success_is_the_answer_even_with_the_code_of_an_error_beside_it() {
    for code in ["header_invalid", "header_missing", "token_expired"] {
        let said = new_token().replacen('{', &format!(r#"{{"code": "{code}", "#), 1);
        for mut stage in [by_id(), by_code(), renewing()] {
            stage.begin();
            assert_eq!(stage.answer(200, &said), format!("token {NEW}"), "{code}");
        }
    }
}

#[test]
fn r147_a_mistake_of_this_program_is_not_repeated() {
    for (mut stage, status) in [(by_id(), 400), (by_code(), 400), (renewing(), 400), (renewing(), 401)] {
        stage.begin();
        let said = stage.answer(status, sso_error("header_missing", "check_headers"));
        assert_eq!(said, format!("stop ServiceProvider: the service refuses (HTTP {status}): header_missing"));
    }
}

#[test]
fn r149_where_the_service_is_not_there_the_application_goes_on_without_it() {
    for status in [403, 404, 405] {
        for mut stage in [by_id(), by_code(), renewing()] {
            for body in ["", HTML, r#"{"error": "Not Found"}"#] {
                let mut stage = stage.clone();
                stage.begin();
                let expected = format!("no single sign-on, Configuration: not licensed, {status}");
                assert_eq!(stage.answer(status, body), expected, "{body}");
            }
            stage.begin();
            let said = stage.answer(status, sso_error("forbidden", "none"));
            assert_eq!(said, format!("no single sign-on, Configuration: not licensed, {status}"));
        }
    }
}

#[test]
fn r149_an_answer_of_no_use_is_as_good_as_none() {
    let unsigned = r#"{"serviceToken": "no token", "notAfter": 1790003600000}"#;
    for (mut stage, body) in
        [(by_id(), "{}"), (renewing(), "{}"), (by_id(), unsigned), (by_code(), unsigned), (renewing(), unsigned)]
    {
        stage.begin();
        let said = stage.answer(200, body);
        assert!(said.starts_with("no single sign-on, Service: "), "{said}");
    }
}

#[test]
fn r138_with_an_identifier_three_attempts_are_made() {
    let mut stage = by_id();
    stage.begin();
    for _ in 0..2 {
        let said = stage.answer(500, sso_error("internal_error", "none"));
        assert_eq!(stage.waited(said), OBTAIN);
    }
    let said = stage.answer(500, sso_error("internal_error", "none"));
    assert_eq!(said, "no single sign-on, Service: no answer of the service (HTTP 500)");
}

#[test]
fn a_busy_service_is_asked_again_in_its_own_time() {
    for mut stage in [by_id(), by_code()] {
        stage.begin();
        for _ in 0..7 {
            let said = stage.answer(429, HTML);
            assert_eq!(stage.waited(said), OBTAIN);
        }
        let said = stage.answer(429, HTML);
        assert_eq!(said, "no single sign-on, Service: rate limited by the service (HTTP 429)");
    }
}
