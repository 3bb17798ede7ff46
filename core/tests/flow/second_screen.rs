//! The phone or computer on which a person types the code.

use tvpass::endpoint::{Endpoint, route};
use tvpass::flow::{Event, InvalidArgument, SecondScreen, SecondScreenQuestion, SecondScreenReply, Step};
use tvpass::message::{HeaderName, Headers, Sender};

use super::answers::{CONFIGURATION, HTML, NO_PROFILES, authorize, error, profile, refused_token, session, token};
use super::stage::{DOMAIN, RETURN, START, Stage, ok};

const INFORMATION: &str = "GET /api/v2/REF30/sessions/8ADF2K7";
const RESUME: &str = "POST /api/v2/REF30/sessions/8ADF2K7";
const PROFILE: &str = "GET /api/v2/REF30/profiles/code/8ADF2K7";
const PAGE: &str = "open https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7";
const CONFIRMED: SecondScreenReply<'static> = SecondScreenReply::Confirmed;

pub(crate) fn second_screen() -> Stage<SecondScreen> {
    let mut stage = Stage::new(SecondScreen::new(" 8ADF2K7\n", DOMAIN, RETURN).unwrap());
    // The device's headers are there for the registration.
    let headers = stage.app.headers;
    stage.app.headers = Headers::new(Sender::SecondaryApplication);
    for (name, value) in headers.iter() {
        stage.app.headers.set(name, value).unwrap();
    }
    stage
}

/// The service's knowledge of the session.
fn information(existing: &[(&str, &str)], missing: &[&str]) -> String {
    let existing: Vec<_> = existing.iter().map(|(name, value)| format!(r#""{name}": "{value}""#)).collect();
    let missing: Vec<_> = missing.iter().map(|name| format!(r#""{name}""#)).collect();
    format!(
        r#"{{"existingParameters": {{{}}}, "missingParameters": [{}], "device": {{"type": "TV", "model": "Panel 55"}},
            "notBefore": "1733735289035", "notAfter": "1733737089035"}}"#,
        existing.join(", "),
        missing.join(", "),
    )
}

/// A session that nothing is known of.
pub(crate) fn lacking() -> String {
    information(&[("serviceProvider", "REF30")], &["mvpd", "domainName", "redirectUrl"])
}

fn complete() -> String {
    information(&[("mvpd", "Cablevision"), ("domainName", "adobe.com"), ("redirectUrl", "https://adobe.com")], &[])
}

/// The person has been at the login page and is back.
pub(crate) fn back() -> Stage<SecondScreen> {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, complete());
    assert_eq!(stage.reply(CONFIRMED), PAGE);
    assert_eq!(stage.returned(), PROFILE);
    stage
}

#[test]
fn r38_a_code_is_checked_and_a_complete_session_opened_at_a_page_of_our_own_making() {
    let mut stage = second_screen();
    assert_eq!(stage.begin(), INFORMATION);
    let body = complete();
    let Step::Ask(SecondScreenQuestion::ConfirmDevice(information)) = stage.step(ok(&body)) else { panic!() };
    assert_eq!(information.device.unwrap().get().model.unwrap(), "Panel 55");
    assert_eq!(stage.reply(CONFIRMED), PAGE);
    assert_eq!(stage.returned(), PROFILE);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn r39_what_a_session_lacks_is_collected_and_the_answers_page_opened() {
    let mut stage = second_screen();
    stage.begin();
    assert_eq!(stage.answer(200, lacking()), "confirm device");
    assert_eq!(stage.reply(CONFIRMED), "GET /api/v2/REF30/configuration");
    assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
    let Step::Send(request) = stage.step(Event::Viewer(SecondScreenReply::Chosen("Dish"))) else { panic!() };
    assert_eq!(request.target, "/api/v2/REF30/sessions/8ADF2K7");
    assert_eq!(request.body, b"mvpd=Dish&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
    let said = stage.answer(200, session("8ADF2K7", &[]).replace("/api/v2/authenticate/REF30/8ADF2K7", "/login?a=b"));
    assert_eq!(said, "open https://sp.auth-staging.adobe.com/login?a=b");
}

#[test]
fn r39_only_what_is_missing_is_supplied() {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, information(&[("mvpd", "Dish"), ("redirectUrl", "https://adobe.com")], &["domain"]));
    let Step::Send(request) = stage.step(Event::Viewer(CONFIRMED)) else { panic!() };
    assert_eq!((request.target, request.body), ("/api/v2/REF30/sessions/8ADF2K7", &b"domainName=adobe.com"[..]));
}

#[test]
fn a_list_of_mvpds_that_grew_old_is_fetched_again_on_demand() {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, lacking());
    stage.reply(CONFIRMED);
    stage.answer(200, CONFIGURATION);
    assert_eq!(stage.timer(), "await");
    assert_eq!(stage.reply(SecondScreenReply::Reload), "GET /api/v2/REF30/configuration");
}

#[test]
fn r40_a_wrong_or_lapsed_code_is_the_viewers_to_replace() {
    for code in ["invalid_authentication_session", "invalid_parameter_code"] {
        let mut stage = second_screen();
        stage.begin();
        assert!(stage.answer(400, error(code, "none")).starts_with("stop Viewer"), "{code}");
    }
}

#[test]
fn r22_a_second_screen_describes_no_device_where_the_code_names_it() {
    let mut stage = second_screen();
    let lacking = information(&[("mvpd", "Dish")], &["redirectUrl"]);
    let resumed = authorize("authenticated", "Dish");
    let mut seen = Vec::new();
    for event in [Event::Start, ok(&lacking), Event::Viewer(CONFIRMED), ok(&resumed)] {
        if let Step::Send(request) = stage.step(event) {
            seen.push(route(request.method.as_str(), request.target).unwrap());
            assert_eq!(request.headers.get(HeaderName::ApDeviceIdentifier), None);
            assert_eq!(request.headers.get(HeaderName::XDeviceInfo), None);
        }
    }
    assert_eq!(seen, [Endpoint::SessionInfo, Endpoint::ResumeSession, Endpoint::ProfileCode]);
}

#[test]
fn r42_the_second_screen_asks_no_faster_than_every_three_seconds_either() {
    let mut stage = back();
    assert_eq!(stage.answer(200, NO_PROFILES), "sleep until 4000");
    assert_eq!(stage.timer_after(2999), "sleep until 4000");
    assert_eq!(stage.timer_after(1001), PROFILE);
    let said = stage.answer(401, refused_token());
    assert_eq!(said, "sleep until 8000");
    assert_eq!(stage.waited(said), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), PROFILE);
    // A timer out of turn brings no call out of turn.
    assert_eq!(stage.timer_after(100), "await");
}

#[test]
fn a_login_that_was_given_up_ends_as_not_completed() {
    let mut stage = back();
    for answer in [NO_PROFILES, HTML, NO_PROFILES, NO_PROFILES] {
        let said = stage.answer(200, answer);
        assert_eq!(stage.waited(said), PROFILE);
    }
    assert_eq!(stage.answer(200, NO_PROFILES), "stop Viewer: the sign-in was not completed");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn a_profile_that_cannot_be_asked_for_is_not_the_viewers_doing() {
    for (status, end) in [
        (429, "stop Service: rate limited by the service (HTTP 429)"),
        (503, "stop Service: the service is unavailable (HTTP 503)"),
        (502, "stop Network: the response is not from the API (HTTP 502): a proxy or captive portal?"),
    ] {
        let mut stage = back();
        let mut said = PROFILE.to_owned();
        while said == PROFILE {
            said = stage.answer(status, HTML);
            said = stage.waited(said);
        }
        assert_eq!(said, end);
    }
    let mut stage = back();
    for _ in 0..4 {
        let said = stage.no_response();
        assert_eq!(stage.waited(said), PROFILE);
    }
    assert_eq!(stage.no_response(), "stop Network: no response from the service");
}

#[test]
fn a_device_that_is_signed_in_already_needs_no_login() {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, information(&[("mvpd", "Dish")], &["redirectUrl"]));
    assert_eq!(stage.reply(CONFIRMED), RESUME);
    assert_eq!(stage.answer(200, authorize("authenticated", "Dish")), PROFILE);
    assert_eq!(stage.answer(200, profile("Dish")), "signed in at Dish");
    // It is the other device's profile.
    assert_eq!(stage.installation.mvpd(), None);
}

#[test]
fn a_session_that_still_lacks_something_stops_and_says_so() {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, information(&[("mvpd", "Dish")], &["redirectUrl"]));
    stage.reply(CONFIRMED);
    assert!(stage.answer(200, session("8ADF2K7", &["domainName"])).starts_with("stop Configuration"));
}

#[test]
fn a_code_that_no_service_gives_is_refused_before_anything_is_sent() {
    let refused = |code: &'static str| SecondScreen::new(code, DOMAIN, RETURN).unwrap_err();
    assert_eq!(refused("  "), InvalidArgument::Empty("code"));
    assert_eq!(refused(" .. "), InvalidArgument::Dots("code"));
    assert_eq!(refused("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), InvalidArgument::TooLong("code"));
    assert!(SecondScreen::new("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", DOMAIN, RETURN).is_ok());
    let mut stage = Stage::new(SecondScreen::new("../../x", DOMAIN, RETURN).unwrap());
    assert_eq!(stage.begin(), "GET /api/v2/REF30/sessions/..%2F..%2Fx");
}
