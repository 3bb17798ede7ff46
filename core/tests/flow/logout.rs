//! Logout: what is left to do at the MVPD and at the partner.

use tvpass::flow::{Event, InvalidArgument, Logout, LogoutReply, Step};
use tvpass::message::HeaderName;

use super::answers::{HTML, error, logouts, refused_token, token};
use super::stage::{START, Stage, logout_at};

const LOGOUT: &str = "GET /api/v2/REF30/logout/Cablevision?redirectUrl=https%3A%2F%2Fadobe.com";

fn logout() -> Stage<Logout> {
    logout_at(None).remembering("Cablevision")
}

/// The same after this answer.
fn answered(actions: &[(&str, &str, Option<&str>)]) -> (Stage<Logout>, String) {
    let mut stage = logout();
    assert_eq!(stage.begin(), LOGOUT);
    let said = stage.answer(200, logouts(actions));
    (stage, said)
}

#[test]
fn r73_each_mvpd_of_the_answer_is_logged_out() {
    let (mut stage, said) = answered(&[
        ("Cablevision", "logout", Some("/api/v2/logout/1")),
        ("Dish", "complete", None),
        ("Spectrum", "logout", Some("https://spectrum.example/logout")),
    ]);
    assert_eq!(said, "open https://sp.auth-staging.adobe.com/api/v2/logout/1 then https://spectrum.example/logout");
    assert_eq!(stage.returned(), "signed out");
}

#[test]
fn r74_a_device_without_a_browser_may_leave_the_page() {
    let (mut stage, said) = answered(&[("Cablevision", "logout", Some("/1"))]);
    assert!(said.starts_with("open "));
    assert_eq!(stage.returned(), "signed out");
    assert_eq!(stage.installation.mvpd(), None);
}

#[test]
fn r75_a_complete_and_an_invalid_logout_leave_nothing_to_do() {
    for (action, expected) in [("complete", "signed out"), ("invalid", "nobody was signed in")] {
        assert_eq!(answered(&[("Cablevision", action, None)]).1, expected);
    }
    assert_eq!(answered(&[]).1, "nobody was signed in");
}

#[test]
fn nobody_to_sign_out_is_an_answer_and_costs_no_request() {
    assert_eq!(logout_at(None).begin(), "nobody was signed in");
}

#[test]
fn r76_a_partners_sign_in_ends_in_the_partners_settings() {
    let (mut stage, said) = answered(&[("Cablevision", "partner_logout", None)]);
    assert_eq!(said, "sign out at partner");
    assert_eq!(stage.returned(), "await");
    assert_eq!(stage.reply(LogoutReply::Shown), "signed out");
    let (mut both, said) = answered(&[("Cablevision", "partner_logout", None), ("Dish", "logout", Some("/1"))]);
    assert!(said.starts_with("open "));
    assert_eq!(both.reply(LogoutReply::Shown), "await");
    assert_eq!(both.returned(), "sign out at partner");
    assert_eq!(both.reply(LogoutReply::Shown), "signed out");
}

#[test]
fn r77_nothing_but_the_viewers_wish_begins_a_logout() {
    let mut stage = logout();
    let others = [
        Event::Timer,
        Event::Online,
        Event::UserAgentReturned,
        Event::Viewer(LogoutReply::Shown),
        Event::NoResponse,
        Event::Response { status: 200, body: b"{}" },
    ];
    for event in others {
        assert_eq!(stage.says(event), "await", "{event:?}");
    }
    assert_eq!(stage.begin(), LOGOUT);
}

#[test]
fn r78_a_single_logout_carries_the_headers_of_the_single_sign_on() {
    for name in [HeaderName::AdobeSubjectToken, HeaderName::XRokuReservedRokuConnectToken, HeaderName::AdServiceToken] {
        let mut stage = logout().with_header(name, "eyJzc28i");
        let Step::Send(request) = stage.step(Event::Start) else { panic!() };
        assert_eq!(request.headers.get(name), Some("eyJzc28i"), "{name:?}");
    }
}

#[test]
fn r79_the_logout_is_over_when_the_user_agent_has_come_back() {
    let (mut stage, _) = answered(&[("Cablevision", "logout", Some("/1"))]);
    for event in [Event::Timer, Event::Start, Event::Viewer(LogoutReply::Shown)] {
        assert_eq!(stage.says(event), "await", "{event:?}");
    }
    assert_eq!(stage.returned(), "signed out");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn the_viewer_is_forgotten_as_soon_as_the_service_has_signed_them_out() {
    let (stage, _) = answered(&[("Cablevision", "logout", Some("/1"))]);
    assert_eq!(stage.installation.mvpd(), None);
    assert!(stage.installation.is_unsaved());
}

#[test]
fn another_mvpd_than_the_remembered_one_is_left_without_forgetting_that_one() {
    let mut stage = logout_at(Some("TempPass_TEST40")).remembering("Cablevision");
    assert_eq!(stage.begin(), LOGOUT.replace("Cablevision", "TempPass_TEST40"));
    assert_eq!(stage.answer(200, logouts(&[("TempPass_TEST40", "complete", None)])), "signed out");
    assert_eq!(stage.installation.mvpd(), Some("Cablevision"));
}

#[test]
fn a_logout_address_that_must_not_be_opened_is_counted_and_left_out() {
    let (mut stage, said) = answered(&[
        ("Cablevision", "logout", Some("http://evil.example/")),
        ("Dish", "logout", Some("https://dish.example/out")),
    ]);
    assert_eq!(said, "open https://dish.example/out (1 rejected)");
    assert_eq!(stage.returned(), "signed out");
    assert_eq!(answered(&[("Cablevision", "logout", Some("javascript:alert(1)"))]).1, "open  (1 rejected)");
}

#[test]
fn the_size_that_a_logout_asks_for_holds_its_pages() {
    let (mut stage, body) = (logout(), logouts(&[("Dish", "logout", Some("/1"))]));
    stage.begin();
    let turn = tvpass::flow::Flow::handle(
        &mut stage.flow,
        &stage.app,
        &mut stage.installation,
        stage.now,
        super::stage::ok(&body),
    );
    let size = turn.step(&stage.app, &stage.installation, &mut []).unwrap_err().needed;
    // As long as the address, without the byte behind it.
    let error = turn.step(&stage.app, &stage.installation, &mut vec![0; size - 1]).unwrap_err();
    assert_eq!(error.needed, size);
    assert!(turn.step(&stage.app, &stage.installation, &mut vec![0; size]).is_ok());
}

#[test]
fn a_logout_is_repeated_like_any_other_call() {
    let mut stage = logout();
    stage.begin();
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), LOGOUT);
    let said = stage.answer(502, HTML);
    assert_eq!(stage.waited(said), LOGOUT);
    assert!(stage.answer(400, error("invalid_integration", "none")).starts_with("stop ServiceProvider"));
    assert_eq!(stage.installation.mvpd(), Some("Cablevision"));
}

#[test]
fn what_cannot_be_asked_is_refused_by_the_constructor() {
    assert_eq!(Logout::new(Some("Dish"), "").unwrap_err(), InvalidArgument::Empty("redirect_url"));
    assert_eq!(Logout::new(Some(".."), "https://adobe.com").unwrap_err(), InvalidArgument::Dots("mvpd"));
}

#[test]
fn only_a_logout_with_a_page_opens_one() {
    let (_, said) = answered(&[("Dish", "logout", None)]);
    assert_eq!(said, "signed out");
    let (_, said) = answered(&[("Dish", "invalid", Some("/1"))]);
    assert!(!said.starts_with("open "), "{said}");
}

#[test]
fn two_logouts_at_partners_are_told_as_one() {
    let (mut stage, said) = answered(&[("Dish", "partner_logout", None), ("Cablevision", "partner_logout", None)]);
    assert_eq!(said, "sign out at partner");
    assert_eq!(stage.reply(LogoutReply::Shown), "signed out");
}
