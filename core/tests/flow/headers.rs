//! The headers of every request of every flow.

use tvpass::endpoint::{APPLE, Endpoint, Requirement, route};
use tvpass::flow::{
    Authorization, Event, LinkDevice, ListDevices, Logout, PartnerCompletion, PartnerSignIn, Preauthorization, SignIn,
    SignInReply, Step, UnlinkDevices,
};
use tvpass::message::{HeaderName, Headers, Sender};

use super::answers::{CONFIGURATION, CREDENTIALS, HTML, NO_PROFILES, profile, session, sso_error, token};
use super::describe::Described;
use super::partner_sign_in::{PARTNER_PROFILE, granted, granted_reply};
use super::service_token::{IDENTIFIER, TOKEN, kept};
use super::stage::{DOMAIN, RETURN, START, Stage, ok, television};

/// A request's endpoint and headers.
type Seen = (Endpoint, Vec<(HeaderName, String)>);

/// The requests of all flows of a device that has a value for every header, by endpoint.
fn requests(sender: Sender, change: fn(&mut Headers<'static>)) -> Vec<Seen> {
    let mut headers = Headers::new(sender);
    for name in HeaderName::ALL {
        headers.set(name, "dHY=").unwrap();
    }
    headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    change(&mut headers);
    let mut seen = Vec::new();
    let (fresh, complete, found) = (token(START.millis(), 21_600), session("8ADF2K7", &[]), profile("Dish"));
    let incomplete = session("8ADF2K7", &["redirectUrl"]);
    let sign_in = [
        Event::Start,
        ok(CREDENTIALS),
        ok(&fresh),
        ok(NO_PROFILES),
        ok(CONFIGURATION),
        Event::Viewer(SignInReply::Chosen("Dish")),
        ok(&incomplete),
        ok(&complete),
        Event::UserAgentReturned,
        ok(&found),
    ];
    let here = || SignIn::on_this_device(None, DOMAIN, RETURN);
    walk(Stage::unregistered(here()), headers, sign_in, &mut seen);
    walk(Stage::new(SignIn::on_this_device(Some("Dish"), DOMAIN, RETURN)), headers, [Event::Start], &mut seen);
    let dish = Some("Dish");
    walk(Stage::new(Preauthorization::new(["news"], dish).unwrap()), headers, [Event::Start], &mut seen);
    walk(Stage::new(Authorization::new("news", dish).unwrap()), headers, [Event::Start], &mut seen);
    walk(Stage::new(Logout::new(dish, "https://adobe.com").unwrap()), headers, [Event::Start], &mut seen);
    let partner = [
        Event::Start,
        Event::Viewer(granted_reply()),
        ok(NO_PROFILES),
        ok(CONFIGURATION),
        Event::Viewer(granted_reply()),
        ok(PARTNER_PROFILE),
    ];
    walk(Stage::new(PartnerSignIn::new(APPLE, DOMAIN, RETURN).unwrap()), headers, partner, &mut seen);
    walk(Stage::new(PartnerCompletion::new(APPLE, "<saml/>").unwrap()), headers, [Event::Start], &mut seen);
    seen
}

/// The requests of the flows of the Single Sign-On Service, whose token is their own.
fn of_the_service() -> Vec<Seen> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    for name in HeaderName::ALL {
        headers.set(name, "dHY=").unwrap();
    }
    let refused = sso_error("header_invalid", "get_new_token");
    let refused = || Event::Response { status: 401, body: refused.as_bytes() };
    let mut seen = Vec::new();
    let listing = ListDevices::new(kept(), Some(IDENTIFIER)).unwrap();
    walk(Stage::new(listing), headers, [Event::Start, refused(), refused()], &mut seen);
    walk(Stage::new(UnlinkDevices::new(["den"], kept(), None).unwrap()), headers, [Event::Start], &mut seen);
    walk(Stage::new(LinkDevice::new(kept(), None).unwrap()), headers, [Event::Start], &mut seen);
    seen
}

fn walk<'e, F: Described>(
    mut stage: Stage<F>,
    headers: Headers<'static>,
    events: impl IntoIterator<Item = Event<'e, F::Reply<'e>>>,
    seen: &mut Vec<Seen>,
) {
    stage.app.headers = headers;
    for event in events {
        if let Step::Send(request) = stage.step(event) {
            let endpoint = route(request.method.as_str(), request.target).unwrap();
            let headers = request.headers.iter().map(|(name, value)| (name, value.to_owned())).collect();
            seen.push((endpoint, headers));
        }
    }
}

fn value(headers: &[(HeaderName, String)], name: HeaderName) -> Option<&str> {
    headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

fn everything() -> Vec<Seen> {
    requests(Sender::StreamingDevice, |_| ())
}

fn is_registration(endpoint: Endpoint) -> bool {
    matches!(endpoint, Endpoint::Register | Endpoint::Token)
}

/// The endpoints that carry `name` when a device has it.
fn carriers(name: HeaderName) -> Vec<Endpoint> {
    let mut carriers: Vec<_> =
        everything().into_iter().filter(|(_, headers)| value(headers, name).is_some()).map(|(one, _)| one).collect();
    carriers.sort_by_key(|endpoint| *endpoint as u8);
    carriers.dedup();
    carriers
}

/// The decisions, the profiles, the session and the logout.
const SINGLE_SIGN_ON: [Endpoint; 6] = [
    Endpoint::CreateSession,
    Endpoint::Profiles,
    Endpoint::ProfileMvpd,
    Endpoint::Preauthorize,
    Endpoint::Authorize,
    Endpoint::Logout,
];

#[test]
fn r9_every_call_but_registration_carries_the_token_of_the_installation() {
    let seen: Vec<_> = everything().into_iter().chain(of_the_service()).collect();
    for endpoint in Endpoint::ALL.iter().filter(|one| !matches!(one, Endpoint::Authenticate | Endpoint::SessionInfo)) {
        assert!(seen.iter().any(|(known, _)| known == endpoint), "{endpoint:?} was not sent");
    }
    for (endpoint, headers) in &seen {
        let expected = (!is_registration(*endpoint)).then_some("Bearer eyJhbGciOi");
        assert_eq!(value(headers, HeaderName::Authorization), expected, "{endpoint:?}");
    }
}

#[test]
fn r19_no_request_carries_a_header_that_its_row_does_not_list() {
    for (endpoint, headers) in everything().into_iter().chain(of_the_service()) {
        for (name, _) in headers {
            let requirement = endpoint.definition().requirement_for(name, Sender::StreamingDevice);
            assert_ne!(requirement, Requirement::Undefined, "{name:?} at {endpoint:?}");
        }
    }
}

#[test]
fn r124_r126_the_service_gets_the_headers_of_its_rows_and_the_flows_own_token() {
    for (endpoint, headers) in of_the_service() {
        let definition = endpoint.definition();
        for name in HeaderName::ALL.into_iter().filter(|name| *name != HeaderName::XSsoLink) {
            let is_listed = definition.requirement(name) != Requirement::Undefined;
            assert_eq!(value(&headers, name).is_some(), is_listed, "{name:?} at {endpoint:?}");
        }
        if let Some(token) = value(&headers, HeaderName::AdServiceToken) {
            assert_eq!(token, TOKEN, "{endpoint:?}");
        }
    }
}

#[test]
fn r16_r106_a_streaming_device_describes_itself_and_its_application_on_every_call() {
    for (endpoint, headers) in everything() {
        assert_eq!(value(&headers, HeaderName::XDeviceInfo), Some("dHY="), "{endpoint:?}");
        assert_eq!(value(&headers, HeaderName::UserAgent), Some("dHY="), "{endpoint:?}");
        let device = value(&headers, HeaderName::ApDeviceIdentifier);
        assert_eq!(device.is_some(), !is_registration(endpoint), "{endpoint:?}");
    }
}

#[test]
fn r15_a_server_says_of_the_device_what_it_was_given_and_adds_nothing_of_its_own() {
    let of_the_request = [HeaderName::Authorization, HeaderName::ContentType, HeaderName::ApPartnerFrameworkStatus];
    for (endpoint, headers) in everything() {
        assert!(value(&headers, HeaderName::XForwardedFor).is_some());
        for (name, value) in headers.iter().filter(|(name, _)| !of_the_request.contains(name)) {
            assert_eq!(value, "dHY=", "{name:?} at {endpoint:?}");
        }
    }
}

#[test]
fn r17_the_devices_address_goes_to_every_call_if_a_server_speaks_for_it() {
    for (endpoint, headers) in everything() {
        assert!(value(&headers, HeaderName::XForwardedFor).is_some(), "{endpoint:?}");
    }
    for (_, headers) in requests(Sender::StreamingDevice, |headers| headers.remove(HeaderName::XForwardedFor)) {
        assert_eq!(value(&headers, HeaderName::XForwardedFor), None);
    }
}

#[test]
fn r18_a_browser_may_leave_out_the_device_info() {
    let seen = requests(Sender::Browser, |headers| headers.remove(HeaderName::XDeviceInfo));
    assert!(seen.iter().any(|(endpoint, _)| *endpoint == Endpoint::Authorize));
    let mut stage = television();
    stage.app.headers.remove(HeaderName::XDeviceInfo);
    assert!(stage.begin().ends_with("header X-Device-Info is required"));
}

#[test]
fn r20_the_visitor_goes_to_the_whole_api_but_the_configuration() {
    for (endpoint, headers) in everything() {
        let is_sent = value(&headers, HeaderName::ApVisitorIdentifier).is_some();
        assert_eq!(is_sent, !is_registration(endpoint) && endpoint != Endpoint::Configuration, "{endpoint:?}");
    }
}

#[test]
fn r21_json_is_asked_for_and_html_never_taken_for_an_answer() {
    for (endpoint, headers) in requests(Sender::StreamingDevice, |headers| headers.remove(HeaderName::Accept)) {
        assert_eq!(value(&headers, HeaderName::Accept), Some("application/json;charset=utf-8"), "{endpoint:?}");
    }
    let mut stage = television();
    stage.begin();
    assert!(stage.answer(200, HTML).starts_with("sleep until "));
}

#[test]
fn r107_a_platforms_identity_goes_out_with_every_call_that_lists_it() {
    assert_eq!(carriers(HeaderName::XRokuReservedRokuConnectToken), SINGLE_SIGN_ON);
    assert_eq!(carriers(HeaderName::AdobeSubjectToken), carriers(HeaderName::Authorization), "the whole API (H9)");
}

#[test]
fn r108_without_a_platforms_identity_everything_goes_its_way_without_it() {
    for (_, headers) in requests(Sender::StreamingDevice, |headers| headers.remove(HeaderName::AdobeSubjectToken)) {
        assert_eq!(value(&headers, HeaderName::AdobeSubjectToken), None);
    }
}

#[test]
fn r110_r112_a_service_token_goes_out_with_session_profiles_decisions_and_logout() {
    assert_eq!(carriers(HeaderName::AdServiceToken), SINGLE_SIGN_ON);
}

#[test]
fn r111_a_single_sign_on_profile_is_found_without_an_mvpd() {
    for kind in ["platformSSO", "serviceTokenSSO"] {
        let mut stage = television().with_header(HeaderName::AdServiceToken, "eyJzc28i");
        let Step::Send(request) = stage.step(Event::Start) else { panic!() };
        assert_eq!(request.target, "/api/v2/REF30/profiles");
        assert_eq!(request.headers.get(HeaderName::AdServiceToken), Some("eyJzc28i"));
        let found = profile("Dish").replace("regular", kind);
        assert_eq!(stage.answer(200, found), "signed in at Dish");
    }
}

#[test]
fn r86_the_identity_of_a_promotional_access_goes_out_where_a_profile_or_a_decision_is_asked_for() {
    let expected = [Endpoint::ProfileMvpd, Endpoint::ProfileCode, Endpoint::Preauthorize, Endpoint::Authorize];
    assert_eq!(carriers(HeaderName::ApTempPassIdentity), expected);
}

#[test]
fn r98_a_frameworks_status_goes_out_with_profiles_decisions_and_the_partners_calls() {
    let expected = [
        Endpoint::Profiles,
        Endpoint::ProfileMvpd,
        Endpoint::PartnerRequest,
        Endpoint::PartnerProfile,
        Endpoint::Preauthorize,
        Endpoint::Authorize,
    ];
    assert_eq!(carriers(HeaderName::ApPartnerFrameworkStatus), expected);
}
