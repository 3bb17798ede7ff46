//! S: statuses of HTTP.

use tvpass::endpoint::{Answer, Decisions, Endpoint, ProfileType, Profiles, Session};
use tvpass::message::{Action, ErrorCode, Failure};

const PARTNER_PROFILE: &[u8] = br#"{"profiles":{"Cablevision":{"notBefore":1733735289035,"notAfter":1733737089035,
    "issuer":"Apple","type":"appleSSO","attributes":{}}}}"#;
const LAPSED: &[u8] = br#"{"status":403,"code":"temporary_access_duration_limit_exceeded","action":"authentication"}"#;

fn service_error(failure: Failure<'_>) -> (u16, ErrorCode, Action<'_>) {
    let Failure::Service { http_status, error } = failure else { panic!("{failure:?}") };
    (http_status, error.known_code().unwrap(), error.action().unwrap())
}

#[test]
fn s1_partner_profile_succeeds_with_201_and_with_200() {
    assert_eq!(Endpoint::PartnerProfile.definition().success, [201, 200]);
    for status in [200, 201] {
        let profiles = Profiles::from_response(status, PARTNER_PROFILE).unwrap();
        assert_eq!(profiles.iter().next().unwrap().profile_type, ProfileType::AppleSso);
    }
}

#[test]
fn s1_every_answer_is_taken_with_200_and_201_and_with_no_other_status() {
    for status in [200, 201] {
        assert!(Profiles::from_response(status, b"{\"profiles\":{}}").unwrap().is_empty());
    }
    for status in [100, 199, 202, 204, 206, 300, 304, 400, 500, 0, u16::MAX] {
        let failure = Profiles::from_response(status, b"{\"profiles\":{}}").unwrap_err();
        assert_eq!(failure, Failure::NotApi { http_status: status });
    }
}

#[test]
fn s2_lapsed_temporary_access_is_a_403_with_a_flat_error() {
    let expected = (403, ErrorCode::TemporaryAccessDurationLimitExceeded, Action::Authentication);
    assert_eq!(service_error(Profiles::from_response(403, LAPSED).unwrap_err()), expected);
}

#[test]
fn s3_lapsed_temporary_access_is_an_item_error_of_an_authorization() {
    let body = format!(
        "{{\"decisions\":[{{\"resource\":\"r\",\"serviceProvider\":\"s\",\"mvpd\":\"t\",\"authorized\":false,\
         \"source\":\"temppass\",\"error\":{}}}]}}",
        str::from_utf8(LAPSED).unwrap()
    );
    let decision = Decisions::from_response(200, body.as_bytes()).unwrap().iter().next().unwrap();
    assert!(!decision.authorized);
    assert!(decision.error.unwrap().has_code(ErrorCode::TemporaryAccessDurationLimitExceeded));
}

#[test]
fn s5_a_429_means_throttled_whatever_its_body() {
    for body in [&b"<html>429 Too Many Requests</html>"[..], b"", LAPSED, b"{\"profiles\":{}}", b"\xff"] {
        assert_eq!(Profiles::from_response(429, body), Err(Failure::Throttled));
        assert_eq!(Session::from_response(429, body), Err(Failure::Throttled));
    }
}
