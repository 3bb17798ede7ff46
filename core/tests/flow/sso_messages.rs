//! The messages of the Single Sign-On Service, as far as rules say how they look.

use tvpass::endpoint::{
    Call, Endpoint, IssuedLinkCode, IssuedToken, LinkedDevices, Person, RouteError, SsoLink, SsoList, SsoRefresh,
    SsoToken, SsoUnlink, UnlinkedDevices, route,
};
use tvpass::flow::{Actor, StopReason};
use tvpass::message::{
    CommonIdentifier, EncodeError, HeaderName, Headers, LinkCode, Method, Request, Sender, failure_of,
};

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
const SERVICE_PROVIDER: &str = "REF30";
const BY_ID: &str = "household-19";
const CALLS: [Endpoint; 5] =
    [Endpoint::SsoToken, Endpoint::SsoRefresh, Endpoint::SsoLink, Endpoint::SsoUnlink, Endpoint::SsoList];

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

fn all_headers(sender: Sender) -> Headers<'static> {
    let mut headers = Headers::new(sender);
    for name in HeaderName::ALL {
        headers.set(name, "value").unwrap();
    }
    headers
}

/// A request of a streaming device with every header ready.
fn sent<'a>(call: &impl Call<'a>) -> Request<'static> {
    call.encode(&all_headers(Sender::StreamingDevice), vec![0; 1024].leak()).unwrap()
}

#[test]
fn r147_each_action_of_the_service_has_somebody_who_acts() {
    for (status, code, action, actor) in [
        (401, "header_invalid", "get_new_token", Actor::Viewer),
        (400, "header_missing", "check_headers", Actor::ServiceProvider),
        (400, "request_invalid", "check_request_body", Actor::ServiceProvider),
        (400, "request_null", "none", Actor::ServiceProvider),
        (500, "internal_error", "none", Actor::Service),
        (400, "teapot", "pour_tea", Actor::ServiceProvider),
    ] {
        let body = format!(r#"{{"error":{{"code":"{code}","action":"{action}"}}}}"#);
        let failure = failure_of(status, body.as_bytes()).unwrap();
        assert_eq!(StopReason::Failure(failure).actor(), actor, "{code}");
    }
}

#[test]
fn r142_ids_go_back_byte_for_byte_and_an_empty_list_is_refused_before_it_is_sent() {
    let request = sent(&unlink(&["a\"b\\c", " ", "caf\u{e9}"]));
    assert_eq!(str::from_utf8(request.body).unwrap(), "{\"devices\":[\"a\\\"b\\\\c\",\" \",\"caf\u{e9}\"]}");
    let refused = unlink(&[]).encode(&all_headers(Sender::StreamingDevice), &mut [0; 128]).map(drop);
    assert_eq!(refused, Err(EncodeError::MissingParameter("devices")));
}

#[test]
fn r148_an_identifier_a_link_code_and_a_call_with_either_print_as_secrets() {
    let (id, code) = (CommonIdentifier::new(BY_ID).unwrap(), LinkCode::new("407315").unwrap());
    assert_eq!(format!("{id:?} {code:?}"), "[redacted] [redacted]");
    let printed = format!("{:?} {:?} {:?}", by_id(), by_code("407315"), sent(&by_id()));
    assert!(!printed.contains(BY_ID) && !printed.contains("407315"), "{printed}");
}

#[test]
fn r148_ids_of_devices_print_cut_short() {
    let devices = LinkedDevices::decode(br#"{"devices":{"ba23d141-d715":{"model":"Q80"}}}"#).unwrap();
    assert_eq!(format!("{devices:?}"), r#"["ba23..."]"#);
    let unlinked = UnlinkedDevices::decode(br#"{"unlinkedDevices":["ba23d141-d715","\u001b[31m"]}"#).unwrap();
    assert_eq!(format!("{unlinked:?}"), r#"["ba23...", "\u{1b}[31..."]"#);
    let call = unlink(&["ba23d141-d715"]);
    assert!(!format!("{call:?}").contains("ba23d1"));
}

#[test]
fn r121_the_paths_have_no_version_and_a_version_is_no_service_provider() {
    let paths = all_sent().map(|request| (request.method, request.target));
    assert_eq!(
        paths,
        [
            (Method::Post, "/api/REF30/serviceToken"),
            (Method::Get, "/api/REF30/serviceToken"),
            (Method::Post, "/api/REF30/link"),
            (Method::Post, "/api/REF30/unlink"),
            (Method::Get, "/api/REF30/list"),
        ]
    );
    for ((method, path), endpoint) in paths.into_iter().zip(CALLS) {
        assert_eq!(route(method.as_str(), path), Ok(endpoint));
        for version in ["v1", "v2"] {
            assert_eq!(route(method.as_str(), &path.replace("REF30", version)), Err(RouteError::NotFound));
        }
    }
    let both = RouteError::MethodNotAllowed { get: true, post: true };
    assert_eq!(route("DELETE", "/api/REF30/serviceToken"), Err(both));
    assert_eq!(route("GET", "/api/REF30/link"), Err(RouteError::MethodNotAllowed { get: false, post: true }));
}

#[test]
fn r123_r124_each_call_sends_the_headers_of_its_row_and_no_other() {
    use HeaderName::*;
    let names = all_sent().map(|request| request.headers.iter().map(|(name, _)| name).collect::<Vec<_>>());
    assert_eq!(
        names,
        [
            vec![Authorization, ApDeviceIdentifier, XDeviceInfo, XForwardedFor, Accept, UserAgent, XSsoId],
            vec![Authorization, XForwardedFor, AdServiceToken, Accept, UserAgent],
            vec![Authorization, ApDeviceIdentifier, XForwardedFor, AdServiceToken, Accept, UserAgent],
            vec![Authorization, ContentType, ApDeviceIdentifier, XForwardedFor, AdServiceToken, Accept, UserAgent],
            vec![Authorization, ApDeviceIdentifier, XForwardedFor, AdServiceToken, Accept, UserAgent],
        ]
    );
}

#[test]
fn r126_a_token_is_read_whatever_it_claims() {
    for token in ["x", TOKEN, "eyJhbGciOiJub25lIn0.e30.", "\\u0061.b.c"] {
        let body = format!(r#"{{"serviceToken":"{token}","notAfter":1790003600000}}"#);
        let issued = IssuedToken::decode(body.as_bytes()).unwrap();
        assert_eq!(issued.token.reveal().chars().collect::<String>(), token.replace("\\u0061", "a"));
    }
}

#[test]
fn r127_both_names_of_an_answer_mean_the_same() {
    let token = |name| format!(r#"{{"{name}":"{TOKEN}","notAfter":1790003600000}}"#);
    let read = |body: &str| IssuedToken::decode(body.as_bytes()).map(|issued| issued.not_after);
    assert_eq!(read(&token("serviceToken")), read(&token("jws")));
    let code = |name| format!(r#"{{"{name}":"407315","notAfter":1790003600000}}"#);
    let read = |body: &str| IssuedLinkCode::decode(body.as_bytes()).map(|issued| issued.not_after);
    assert_eq!(read(&code("code")), read(&code("link")));
}
