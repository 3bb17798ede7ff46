//! The phone or computer on which a person types the code.

use tvpass::endpoint::Endpoint;
use tvpass::message::{HeaderName, Headers, Sender};
use tvpass::old_flow::{Input, Prompt, SecondScreen, SecondScreenState, Step};

use super::answers::{CONFIGURATION, HTML, NO_PROFILES, authorize, error, profile, refused_token, session, token};
use super::stage::{START, Stage};

const INFORMATION: &str = "GET /api/v2/REF30/sessions/8ADF2K7";
const RESUME: &str = "POST /api/v2/REF30/sessions/8ADF2K7";
const PROFILE: &str = "GET /api/v2/REF30/profiles/code/8ADF2K7";
const PAGE: &str = "open https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7";

fn second_screen() -> Stage<SecondScreen> {
    let mut stage = Stage::new(SecondScreen::new(" 8ADF2K7\n").unwrap());
    // The device's headers are there for the registration.
    let headers = stage.context.headers;
    stage.context.headers = Headers::new(Sender::SecondaryApplication);
    for (name, value) in headers.iter() {
        stage.context.headers.set(name, value).unwrap();
    }
    stage
}

/// What the service knows of the session.
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
fn returned() -> Stage<SecondScreen> {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, complete());
    assert_eq!(stage.tick(), PAGE);
    assert_eq!(stage.tick(), PROFILE);
    stage
}

#[test]
fn r38_a_code_is_checked_and_a_complete_session_opened_at_a_page_of_our_own_making() {
    let mut stage = second_screen();
    assert_eq!(stage.begin(), INFORMATION);
    let body = complete();
    let Step::Ask(Prompt::ConfirmDevice(information)) =
        stage.step(Input::Answer { status: 200, body: body.as_bytes() })
    else {
        panic!()
    };
    assert_eq!(information.device.unwrap().get().model.unwrap(), "Panel 55");
    assert_eq!(stage.tick(), PAGE);
    assert_eq!(stage.tick(), PROFILE);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn r39_what_a_session_lacks_is_collected_and_the_answers_page_opened() {
    let mut stage = second_screen();
    stage.begin();
    assert_eq!(stage.answer(200, lacking()), "confirm device");
    assert_eq!(stage.tick(), "GET /api/v2/REF30/configuration");
    assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
    let Step::Send(request) = stage.step(Input::Choice("Dish")) else { panic!() };
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
    let Step::Send(request) = stage.step(Input::Tick) else { panic!() };
    assert_eq!((request.target, request.body), ("/api/v2/REF30/sessions/8ADF2K7", &b"domainName=adobe.com"[..]));
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
    let answer = |body| Input::Answer { status: 200, body };
    let mut seen = Vec::new();
    for input in [Input::Begin, answer(lacking.as_bytes()), Input::Tick, answer(resumed.as_bytes())] {
        if let Step::Send(request) = stage.step(input) {
            seen.push(tvpass::endpoint::route(request.method.as_str(), request.target).unwrap());
            assert_eq!(request.headers.get(HeaderName::ApDeviceIdentifier), None);
            assert_eq!(request.headers.get(HeaderName::XDeviceInfo), None);
        }
    }
    assert_eq!(seen, [Endpoint::SessionInfo, Endpoint::ResumeSession, Endpoint::ProfileCode]);
}

#[test]
fn r42_the_second_screen_asks_no_faster_than_every_three_seconds_either() {
    let mut stage = returned();
    assert_eq!(stage.answer(200, NO_PROFILES), "wait until 4000");
    assert_eq!(stage.tick_after(2999), "wait until 4000");
    assert_eq!(stage.tick_after(1001), PROFILE);
    let said = stage.answer(401, refused_token());
    assert_eq!(said, "wait until 8000");
    assert_eq!(stage.waited(said), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), PROFILE);
    // A tick out of turn brings no call out of turn.
    assert_eq!(stage.tick_after(100), "wait until 12000");
}

#[test]
fn a_login_that_was_given_up_ends_as_not_completed() {
    let mut stage = returned();
    for answer in [NO_PROFILES, HTML, NO_PROFILES, NO_PROFILES] {
        let said = stage.answer(200, answer);
        assert_eq!(stage.waited(said), PROFILE);
    }
    assert_eq!(stage.answer(200, NO_PROFILES), "stop Viewer: the sign-in was not completed");
    assert_eq!(stage.flow.state(), SecondScreenState::Stopped);
}

#[test]
fn a_device_that_is_signed_in_already_needs_no_login() {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, information(&[("mvpd", "Dish")], &["redirectUrl"]));
    assert_eq!(stage.tick(), RESUME);
    assert_eq!(stage.answer(200, authorize("authenticated", "Dish")), PROFILE);
    assert_eq!(stage.answer(200, profile("Dish")), "signed in at Dish");
}

#[test]
fn a_session_that_still_lacks_something_stops_and_says_so() {
    let mut stage = second_screen();
    stage.begin();
    stage.answer(200, information(&[("mvpd", "Dish")], &["redirectUrl"]));
    stage.tick();
    assert!(stage.answer(200, session("8ADF2K7", &["domainName"])).starts_with("stop Configuration"));
}

#[test]
fn a_code_that_no_service_gives_is_refused_before_anything_is_sent() {
    assert!(SecondScreen::new(&"A".repeat(33)).is_err());
    let mut stage = Stage::new(SecondScreen::new("  ").unwrap());
    assert!(stage.begin().starts_with("stop Host"));
    let mut stage = Stage::new(SecondScreen::new("../../x").unwrap());
    assert_eq!(stage.begin(), "GET /api/v2/REF30/sessions/..%2F..%2Fx");
}
