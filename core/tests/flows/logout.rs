//! Logout: what is left to do at the MVPD and at the partner.

use tvpass::message::HeaderName;
use tvpass::old_flow::{Logout, LogoutState};

use super::answers::{HTML, error, logouts, refused_token, token};
use super::stage::{START, Stage};

const LOGOUT: &str = "GET /api/v2/REF30/logout/Cablevision?redirectUrl=https%3A%2F%2Fadobe.com";

fn logout() -> Stage<Logout> {
    let mut stage = Stage::new(Logout::new());
    stage.client.remember_mvpd("Cablevision").unwrap();
    stage
}

#[test]
fn r73_each_mvpd_of_the_answer_is_logged_out() {
    let mut stage = logout();
    assert_eq!(stage.begin(), LOGOUT);
    let said = stage.answer(
        200,
        logouts(&[
            ("Cablevision", "logout", Some("/api/v2/logout/1")),
            ("Dish", "complete", None),
            ("Spectrum", "logout", Some("https://spectrum.example/logout")),
        ]),
    );
    assert_eq!(said, "open https://sp.auth-staging.adobe.com/api/v2/logout/1 then https://spectrum.example/logout");
    assert_eq!(stage.tick(), "logged out");
}

#[test]
fn r74_a_device_without_a_browser_may_leave_the_page() {
    let mut stage = logout();
    stage.begin();
    assert!(stage.answer(200, logouts(&[("Cablevision", "logout", Some("/1"))])).starts_with("open "));
    assert_eq!(stage.flow.state(), LogoutState::UserAgent);
    assert_eq!(stage.tick(), "logged out");
    assert_eq!(stage.client.mvpd(), None);
}

#[test]
fn r75_a_complete_and_an_invalid_logout_leave_nothing_to_do() {
    for (action, said) in [("complete", "logged out"), ("invalid", "nobody was signed in")] {
        let mut stage = logout();
        stage.begin();
        assert_eq!(stage.answer(200, logouts(&[("Cablevision", action, None)])), said);
    }
    let mut stage = logout();
    stage.begin();
    assert_eq!(stage.answer(200, logouts(&[])), "nobody was signed in");
}

#[test]
fn r76_a_partners_sign_in_ends_in_the_partners_settings() {
    let mut stage = logout();
    stage.begin();
    assert_eq!(stage.answer(200, logouts(&[("Cablevision", "partner_logout", None)])), "partner settings");
    assert_eq!(stage.tick(), "logged out");
    let mut both = logout();
    both.begin();
    let answer = logouts(&[("Cablevision", "partner_logout", None), ("Dish", "logout", Some("/1"))]);
    assert!(both.answer(200, answer).starts_with("open "));
    assert_eq!(both.tick(), "partner settings");
    assert_eq!(both.tick(), "logged out");
}

#[test]
fn r77_nothing_but_the_viewers_wish_begins_a_logout() {
    let mut stage = logout();
    for input in super::unexpected::inputs() {
        if input != tvpass::old_flow::Input::Begin {
            assert!(stage.says(input).starts_with("stop Host"));
        }
    }
    assert_eq!(stage.begin(), LOGOUT);
}

#[test]
fn r78_a_single_logout_carries_the_headers_of_the_single_sign_on() {
    for name in [HeaderName::AdobeSubjectToken, HeaderName::XRokuReservedRokuConnectToken, HeaderName::AdServiceToken] {
        let mut stage = logout().with_header(name, "eyJzc28i");
        let tvpass::old_flow::Step::Send(request) = stage.step(tvpass::old_flow::Input::Begin) else { panic!() };
        assert_eq!(request.headers.get(name), Some("eyJzc28i"), "{name:?}");
    }
}

#[test]
fn r79_the_logout_is_over_when_the_user_agent_has_come_back() {
    let mut stage = logout();
    stage.begin();
    stage.answer(200, logouts(&[("Cablevision", "logout", Some("/1"))]));
    assert_eq!(stage.flow.state(), LogoutState::UserAgent);
    assert_eq!(stage.client.mvpd(), Some("Cablevision"));
    assert_eq!(stage.tick(), "logged out");
    assert_eq!(stage.client.mvpd(), None);
    assert!(stage.client.changed());
}

#[test]
fn a_logout_address_that_must_not_be_opened_stops_and_says_so() {
    let mut stage = logout();
    stage.begin();
    let said = stage.answer(200, logouts(&[("Cablevision", "logout", Some("http://evil.example/"))]));
    assert_eq!(said, "stop Service: the service gave an address that must not be opened");
}

#[test]
fn a_logout_is_repeated_like_any_other_call() {
    let mut stage = logout();
    stage.begin();
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), LOGOUT);
    let said = stage.answer(502, HTML);
    assert_eq!(stage.waited(said), LOGOUT);
    assert!(stage.answer(400, error("invalid_integration", "none")).starts_with("stop Programmer"));
    assert_eq!(stage.client.mvpd(), Some("Cablevision"));
}
