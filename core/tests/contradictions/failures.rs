//! N8 and N9: statuses decide before bodies do.

use tvpass::endpoint::{
    AccessToken, Answer, ClientCredentials, Configuration, Decisions, Logouts, Profiles, Session, SessionDetails,
};
use tvpass::message::{DcrErrorCode, ErrorCode, Failure, failure_of, registration_failure_of};

/// Bodies of a refusal: in OAuth's form, of the service, of a proxy, cut short, and none.
const BODIES: [&[u8]; 6] = [
    br#"{"error":"invalid_token"}"#,
    br#"{"error":"temporarily_unavailable","error_description":"later"}"#,
    br#"{"code":"authenticated_profile_missing","action":"authentication"}"#,
    b"<html>Forbidden</html>",
    br#"{"error":"inval"#,
    b"",
];

/// The reading of a response by every answer of the API; they agree.
fn api_failure(http_status: u16, body: &[u8]) -> Failure<'_> {
    let failures = [
        Configuration::from_response(http_status, body).unwrap_err(),
        Session::from_response(http_status, body).unwrap_err(),
        SessionDetails::from_response(http_status, body).unwrap_err(),
        Profiles::from_response(http_status, body).unwrap_err(),
        Decisions::from_response(http_status, body).unwrap_err(),
        Logouts::from_response(http_status, body).unwrap_err(),
        failure_of(http_status, body).unwrap(),
    ];
    assert!(failures.iter().all(|failure| *failure == failures[0]), "{failures:?}");
    failures[0]
}

/// The reading of a response by register and token; they agree.
fn registration_failure(http_status: u16, body: &[u8]) -> Failure<'_> {
    let failure = ClientCredentials::from_response(http_status, body).unwrap_err();
    assert_eq!(AccessToken::from_response(http_status, body).unwrap_err(), failure);
    assert_eq!(registration_failure_of(http_status, body), Some(failure));
    failure
}

fn is_transient(http_status: u16, body: &[u8]) -> bool {
    let (api, registration) = (api_failure(http_status, body), registration_failure(http_status, body));
    assert_eq!(api.is_transient(), registration.is_transient(), "{http_status} {}", body.escape_ascii());
    api.is_transient()
}

#[test]
fn n8_servers_errors_timeouts_and_throttling_are_worth_repeating_whatever_the_body() {
    for http_status in [408, 429, 500, 502, 503, 504, 511, 599, 600, 700, 999] {
        for body in BODIES {
            assert!(is_transient(http_status, body), "{http_status} {}", body.escape_ascii());
        }
    }
}

#[test]
fn n8_any_other_refusal_is_not_worth_repeating_whatever_the_body() {
    for http_status in (400..500).filter(|status| ![408, 429].contains(status)) {
        for body in BODIES {
            assert!(!is_transient(http_status, body), "{http_status} {}", body.escape_ascii());
        }
    }
}

#[test]
fn n8_an_errors_own_action_counts_more_than_its_status() {
    let error = |action: &str| format!("{{\"code\":\"network_received_error\",\"action\":\"{action}\"}}");
    assert!(is_transient(403, error("retry").as_bytes()));
    assert!(!is_transient(500, error("configuration").as_bytes()));
    assert!(is_transient(500, error("none").as_bytes()));
    assert!(!is_transient(403, error("none").as_bytes()));
}

#[test]
fn n8_a_success_that_is_no_answer_is_worth_repeating_and_one_that_is_wrong_is_not() {
    for http_status in [200, 201] {
        for body in [&b"<html>Sign in to this network</html>"[..], b"", br#"{"profiles":{"Dish":{"notBefore":1"#] {
            assert!(Profiles::from_response(http_status, body).unwrap_err().is_transient(), "{}", body.escape_ascii());
        }
        assert!(!Profiles::from_response(http_status, br#"{"profiles":7}"#).unwrap_err().is_transient());
    }
    assert!(is_transient(302, b""), "a captive portal's redirect");
}

#[test]
fn n9_only_register_and_token_have_registration_errors() {
    for http_status in [400, 401, 403, 404, 500, 503, 700] {
        for word in ["invalid_client", "invalid_token", "temporarily_unavailable", "access_denied"] {
            let body = format!("{{\"error\":\"{word}\"}}");
            let error = DcrErrorCode::from(word);
            assert_eq!(
                registration_failure(http_status, body.as_bytes()),
                Failure::Registration { http_status, error }
            );
            let failure = api_failure(http_status, body.as_bytes());
            let Failure::Service { http_status: status, error } = failure else { panic!("{failure:?}") };
            assert_eq!((status, error.code.unwrap().to_string()), (http_status, word.to_owned()));
            assert_eq!((error.action(), error.known_code()), (None, None), "no page says what such a word asks for");
        }
    }
}

#[test]
fn n9_an_unknown_client_is_told_from_every_other_word_on_every_call() {
    let unknown = br#"{"error":"invalid_client"}"#;
    for http_status in [400, 401, 403] {
        assert!(api_failure(http_status, unknown).is_invalid_client());
        assert!(registration_failure(http_status, unknown).is_invalid_client());
        for body in BODIES {
            assert!(!api_failure(http_status, body).is_invalid_client(), "{}", body.escape_ascii());
            assert!(!registration_failure(http_status, body).is_invalid_client(), "{}", body.escape_ascii());
        }
    }
}

#[test]
fn n9_the_status_is_told_whatever_the_body() {
    for http_status in [400, 401, 403, 429, 500, 777] {
        for body in BODIES {
            assert_eq!(api_failure(http_status, body).http_status(), http_status);
            assert_eq!(registration_failure(http_status, body).http_status(), http_status);
        }
    }
}

#[test]
fn n9_the_description_of_a_word_is_the_errors_message() {
    let failure = api_failure(401, br#"{"error":"invalid_token","error_description":"The token has expired"}"#);
    assert_eq!(failure.to_string(), "the service refuses (HTTP 401): invalid_token: The token has expired");
    let Failure::Service { error, .. } = api_failure(401, br#"{"error":"invalid_token","error_description":[]}"#)
    else {
        panic!()
    };
    assert_eq!(error.message, None);
}

#[test]
fn n9_an_enhanced_error_is_one_from_register_and_token_too() {
    let body = br#"{"code":"invalid_access_token_client_application","action":"application-registration"}"#;
    let failure = registration_failure(401, body);
    let Failure::Service { error, .. } = failure else { panic!("{failure:?}") };
    assert!(error.has_code(ErrorCode::InvalidAccessTokenClientApplication));
}
