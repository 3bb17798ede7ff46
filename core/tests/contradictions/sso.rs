//! V: the Single Sign-On Service.

use tvpass::endpoint::{
    Answer, Call, IssuedLinkCode, IssuedToken, LinkedDevices, Person, SsoLink, SsoList, SsoRefresh, SsoToken,
    SsoUnlink, UnlinkedDevices,
};
use tvpass::json::{ErrorKind, Timestamp};
use tvpass::message::{
    Action, CommonIdentifier, DecodeError, EncodeError, ErrorCode, Failure, HeaderName, Headers, Incoming, LinkCode,
    Method, Request, Scratch, Sender, failure_of,
};

use super::{all_headers, sent};

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
const SERVICE_PROVIDER: &str = "REF30";
const BY_ID: &str = "household-19";

fn by_id() -> SsoToken<'static> {
    SsoToken::new(SERVICE_PROVIDER, Person::Id(CommonIdentifier::new(BY_ID).unwrap()))
}

fn by_code(code: &'static str) -> SsoToken<'static> {
    SsoToken::new(SERVICE_PROVIDER, Person::LinkCode(LinkCode::new(code).unwrap()))
}

fn unlink(devices: &'static [&'static str]) -> SsoUnlink<'static> {
    SsoUnlink::new(SERVICE_PROVIDER, devices.into())
}

/// All five, sent with every header ready.
fn all_sent() -> [Request<'static>; 5] {
    [
        sent(&by_id()),
        sent(&SsoRefresh::new(SERVICE_PROVIDER)),
        sent(&SsoLink::new(SERVICE_PROVIDER)),
        sent(&unlink(&["den"])),
        sent(&SsoList::new(SERVICE_PROVIDER)),
    ]
}

fn received(headers: &[(HeaderName, &'static str)]) -> Result<SsoToken<'static>, DecodeError> {
    let mut ready = Headers::new(Sender::StreamingDevice);
    for (name, value) in headers {
        ready.set(*name, value).unwrap();
    }
    let incoming = Incoming { method: "POST", target: "/api/REF30/serviceToken", headers: ready, body: b"" };
    SsoToken::decode(&incoming, &mut Scratch::new(&mut []))
}

fn error(status: u16, body: &str) -> (u16, Option<ErrorCode>, Option<String>) {
    let Some(Failure::Service { http_status, error }) = failure_of(status, body.as_bytes()) else { panic!("{body}") };
    (http_status, error.known_code(), error.action.map(|action| action.to_string()))
}

#[test]
fn v1_a_service_token_is_read_by_either_name_and_the_samples_counts() {
    let named = |body: &str| {
        IssuedToken::decode(body.as_bytes()).map(|issued| issued.token.reveal().plain().unwrap().to_owned())
    };
    assert_eq!(named(r#"{"serviceToken":"a","notAfter":1790003600000}"#).unwrap(), "a");
    assert_eq!(named(r#"{"jws":"b","notAfter":1790003600000}"#).unwrap(), "b");
    assert_eq!(named(r#"{"jws":"b","serviceToken":"a","notAfter":1790003600000}"#).unwrap(), "a");
    let issued = IssuedToken::decode(br#"{"jws":"b","notAfter":1790003600000}"#).unwrap();
    let written = issued.encode(tvpass::endpoint::TokenName::default(), &mut [0; 128]).unwrap().to_vec();
    assert_eq!(written, br#"{"serviceToken":"b","notAfter":1790003600000}"#);
}

#[test]
fn v2_a_link_code_is_read_by_either_name_and_the_samples_counts() {
    let named = |body: &str| {
        IssuedLinkCode::decode(body.as_bytes()).map(|issued| issued.code.reveal().plain().unwrap().to_owned())
    };
    assert_eq!(named(r#"{"code":"407315","notAfter":1790003600000}"#).unwrap(), "407315");
    assert_eq!(named(r#"{"link":"K7Q2ZP","notAfter":1790003600000}"#).unwrap(), "K7Q2ZP");
    assert_eq!(named(r#"{"link":"K7Q2ZP","code":"407315","notAfter":1790003600000}"#).unwrap(), "407315");
    let issued = IssuedLinkCode::decode(br#"{"link":"b","notAfter":1790003600000}"#).unwrap();
    let written = issued.encode(tvpass::endpoint::LinkCodeName::default(), &mut [0; 128]).unwrap().to_vec();
    assert_eq!(written, br#"{"code":"b","notAfter":1790003600000}"#);
}

#[test]
fn v3_a_link_code_is_sent_as_it_was_typed_whatever_its_form() {
    for code in ["407315", "k7Q2zP", "007", "ABC-DEF 12"] {
        assert_eq!(sent(&by_code(code)).headers.get(HeaderName::XSsoLink), Some(code));
    }
    assert_eq!(sent(&by_code(" 407315\n")).headers.get(HeaderName::XSsoLink), Some("407315"));
}

#[test]
fn v4_v5_what_an_answer_says_of_its_end_counts_whatever_its_length() {
    let at = Timestamp::from_millis(1_790_000_000_000);
    for minutes in [5, 30, 45, 60, 24 * 60] {
        let end = at.plus_millis(minutes * 60_000);
        let body =
            format!(r#"{{"code":"1","serviceToken":"t","notBefore":{},"notAfter":{}}}"#, at.millis(), end.millis());
        let (code, token) =
            (IssuedLinkCode::decode(body.as_bytes()).unwrap(), IssuedToken::decode(body.as_bytes()).unwrap());
        assert_eq!((code.not_after, token.not_after), (end, end));
        assert_eq!(code.lifetime_millis(Timestamp::default()), minutes * 60_000);
        assert_eq!(token.lifetime_millis(Timestamp::default()), minutes * 60_000);
    }
}

#[test]
fn v5_a_token_without_a_beginning_lives_from_its_receipt() {
    let token = IssuedToken::decode(br#"{"serviceToken":"t","notAfter":1790003600000}"#).unwrap();
    assert_eq!(token.lifetime_millis(Timestamp::from_millis(1_790_000_000_000)), 3_600_000);
}

#[test]
fn v6_v7_a_token_is_opaque_and_goes_out_as_it_came() {
    for token in [TOKEN, "not.a-token.at_all", "e30.e30."] {
        let mut headers = all_headers(Sender::StreamingDevice);
        headers.set(HeaderName::AdServiceToken, token).unwrap();
        let mut buffer = [0; 128];
        let request = SsoRefresh::new(SERVICE_PROVIDER).encode(&headers, &mut buffer).unwrap();
        assert_eq!(request.headers.get(HeaderName::AdServiceToken), Some(token));
    }
}

#[test]
fn v7_a_token_is_encoded_no_further() {
    let request = sent(&SsoList::new(SERVICE_PROVIDER));
    assert_eq!(request.headers.get(HeaderName::AdServiceToken), Some("value"));
}

#[test]
fn v8_a_person_has_exactly_one_of_two_names() {
    for (call, named, other) in [
        (by_id(), (HeaderName::XSsoId, BY_ID), HeaderName::XSsoLink),
        (by_code("407315"), (HeaderName::XSsoLink, "407315"), HeaderName::XSsoId),
    ] {
        // Both are ready, and neither counts beside the call's own.
        let request = sent(&call);
        assert_eq!((request.headers.get(named.0), request.headers.get(other)), (Some(named.1), None));
        assert_eq!((request.method, request.target, request.body), (Method::Post, "/api/REF30/serviceToken", &b""[..]));
    }
    let (id, code) = ((HeaderName::XSsoId, BY_ID), (HeaderName::XSsoLink, "407315"));
    assert_eq!(received(&[id]), Ok(by_id()));
    assert_eq!(received(&[code, id]), Ok(by_code("407315")), "the code counts");
    assert_eq!(received(&[]), Err(DecodeError::Header(HeaderName::XSsoId)));
    assert_eq!(
        received(&[(HeaderName::XSsoId, ""), (HeaderName::XSsoLink, " ")]),
        Err(DecodeError::Header(HeaderName::XSsoId))
    );
}

#[test]
fn v9_a_device_must_describe_itself_and_a_browser_may() {
    for (sender, expected) in [
        (Sender::Browser, Ok(())),
        (Sender::StreamingDevice, Err(EncodeError::MissingHeader(HeaderName::XDeviceInfo))),
        (Sender::SecondaryApplication, Err(EncodeError::MissingHeader(HeaderName::XDeviceInfo))),
    ] {
        let mut headers = all_headers(sender);
        headers.remove(HeaderName::XDeviceInfo);
        assert_eq!(by_id().encode(&headers, &mut [0; 128]).map(drop), expected);
    }
}

#[test]
fn v10_an_error_is_read_wrapped_and_flat_and_its_own_status_counts() {
    let flat = r#"{"status":400,"code":"header_missing","action":"check_headers"}"#;
    let expected = (400, Some(ErrorCode::HeaderMissing), Some("check_headers".to_owned()));
    assert_eq!(error(400, flat), expected);
    for outer in [r#""status":"BAD_REQUEST","#, "", r#""status":500,"#, r#""status":{},"#] {
        let wrapped = format!("{{{outer}\"error\":{flat}}}");
        assert_eq!(error(400, &wrapped), expected, "{wrapped}");
        let Some(Failure::Service { error, .. }) = failure_of(400, wrapped.as_bytes()) else { panic!() };
        assert_eq!(error.status, Some(400));
    }
}

#[test]
fn v11_a_missing_header_is_known_by_its_code_whatever_the_status() {
    for status in [400, 401] {
        let body = r#"{"error":{"code":"header_missing","action":"check_headers"}}"#;
        assert_eq!(error(status, body).1, Some(ErrorCode::HeaderMissing));
    }
    assert_eq!(ErrorCode::HeaderMissing.statuses(), [400, 401]);
}

#[test]
fn v14_a_status_decides_nothing_and_a_token_without_an_end_is_none() {
    for status in ["", r#""status":"BAD_REQUEST","#, r#""status":7,"#, r#""status":null,"#] {
        let body = format!(r#"{{{status}"serviceToken":"t","notAfter":1790003600000}}"#);
        assert!(IssuedToken::from_response(201, body.as_bytes()).is_ok(), "{body}");
    }
    let kind = |body: &'static str| match IssuedToken::from_response(201, body.as_bytes()) {
        Err(Failure::Malformed { error, .. }) => (error.kind(), error.field()),
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(r#"{"status":"CREATED","notAfter":1}"#), (ErrorKind::Missing, "serviceToken"));
    assert_eq!(kind(r#"{"serviceToken":"","notAfter":1}"#), (ErrorKind::Range, "serviceToken"));
    assert_eq!(kind(r#"{"serviceToken":"t","notBefore":0,"notAfter":0}"#), (ErrorKind::Range, "notAfter"));
    assert_eq!(kind(r#"{"serviceToken":"t"}"#), (ErrorKind::Missing, "notAfter"));
}

#[test]
fn v15_the_services_actions_belong_to_one_open_set() {
    let action = |code: ErrorCode| code.action().unwrap();
    assert_eq!(action(ErrorCode::HeaderInvalid), Action::GET_NEW_TOKEN);
    assert_eq!(action(ErrorCode::HeaderMissing), Action::CHECK_HEADERS);
    assert_eq!(action(ErrorCode::RequestInvalid), Action::CHECK_REQUEST_BODY);
    assert_eq!(Action::from("get_new_token"), Action::GET_NEW_TOKEN);
    assert_eq!(Action::from("pour_tea").to_string(), "pour_tea");
}

#[test]
fn v16_a_refusal_of_the_method_is_read_from_every_call() {
    fn read<'a, C: Call<'a>>(_: &C, status: u16) -> u16 {
        match <C::Answer<'static> as Answer<'static>>::from_response(status, b"") {
            Err(failure) => failure.http_status(),
            Ok(_) => 0,
        }
    }
    for status in [405, 429] {
        assert_eq!(read(&by_id(), status), status);
        assert_eq!(read(&SsoRefresh::new(SERVICE_PROVIDER), status), status);
        assert_eq!(read(&SsoLink::new(SERVICE_PROVIDER), status), status);
        assert_eq!(read(&unlink(&["den"]), status), status);
        assert_eq!(read(&SsoList::new(SERVICE_PROVIDER), status), status);
    }
}

#[test]
fn v17_only_what_the_answer_names_was_unlinked() {
    let unlinked = UnlinkedDevices::decode(br#"{"status":"OK","unlinkedDevices":["kitchen","den"]}"#).unwrap();
    let asked = ["kitchen", "cellar", "den"];
    assert_eq!(asked.map(|id| unlinked.contains(id)), [true, false, true]);
}

#[test]
fn v18_ids_are_opaque_and_a_device_knows_itself_in_three_forms() {
    let body = br#"{"devices":{"ba23d141":{},"YmEyM2QxNDE=":{},"fingerprint YmEyM2QxNDE=":{},"ba23d14":{},"":{}}}"#;
    let devices = LinkedDevices::decode(body).unwrap();
    let own: Vec<_> = devices.iter().map(|device| device.is_own("fingerprint YmEyM2QxNDE=")).collect();
    assert_eq!(own, [true, true, true, false, false]);
}

#[test]
fn v23_json_is_accepted_without_a_charset_unless_the_caller_says_otherwise() {
    let mut headers = all_headers(Sender::StreamingDevice);
    headers.remove(HeaderName::Accept);
    let mut buffer = [0; 128];
    let request = by_id().encode(&headers, &mut buffer).unwrap();
    assert_eq!(request.headers.get(HeaderName::Accept), Some("application/json"));
    for request in all_sent() {
        assert_eq!(request.headers.get(HeaderName::Accept), Some("value"));
    }
}

#[test]
fn v24_a_server_forwards_the_devices_address_on_all_five() {
    for request in all_sent() {
        assert!(request.headers.get(HeaderName::XForwardedFor).is_some(), "{}", request.target);
    }
}
