//! Nothing happens twice: whatever is said while a request is in flight sends nothing.

use tvpass::flow::{App, Event, Flow, PreauthorizationReply, SignInReply, SmallInstallation, Step};

use super::answers::{CREDENTIALS, NO_PROFILES, session, token};
use super::stage::{
    START, Stage, app, at, authorization, logout_at, ok, preauthorization, television, television_at, this_device,
};

/// The events that a host or a viewer can say at any time.
fn interruptions() -> Vec<Event<'static, SignInReply<'static>>> {
    let replies = [SignInReply::Shown, SignInReply::Chosen("Dish"), SignInReply::Reload];
    let others = [Event::Start, Event::Timer, Event::Online, Event::UserAgentReturned];
    replies.into_iter().map(Event::Viewer).chain(others).collect()
}

#[test]
fn r4_an_impatient_host_registers_once() {
    let mut stage = television();
    stage.installation = SmallInstallation::new();
    let mut requests = vec![stage.begin()];
    let fresh = token(START.millis(), 21_600);
    for body in [CREDENTIALS, &fresh, NO_PROFILES] {
        for event in interruptions() {
            stage.pass(1000);
            assert_eq!(stage.says(event), "await", "{event:?}");
        }
        requests.push(stage.answer(200, body));
    }
    let expected = [
        "POST /o/client/register",
        "POST /o/client/token",
        "GET /api/v2/REF30/profiles",
        "POST /api/v2/REF30/sessions",
    ];
    assert_eq!(requests, expected);
}

#[test]
fn r42_an_impatient_viewer_brings_no_poll_and_no_session_out_of_turn() {
    let mut stage = television_at("Dish");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &[]));
    stage.reply(SignInReply::Shown);
    for event in interruptions().into_iter().chain([Event::Viewer(SignInReply::NewCode); 5]) {
        stage.pass(1000);
        assert_eq!(stage.says(event), "await", "{event:?}");
    }
    // Five presses of the key are one wish.
    assert_eq!(stage.answer(200, NO_PROFILES), "POST /api/v2/REF30/sessions");
    for _ in 0..5 {
        assert_eq!(stage.reply(SignInReply::NewCode), "await");
    }
    assert!(stage.answer(200, session("9BEG3L8", &[])).starts_with("show 9BEG3L8"));
    assert_eq!(stage.reply(SignInReply::Shown), "GET /api/v2/REF30/profiles/code/9BEG3L8");
}

#[test]
fn no_question_comes_twice() {
    let mut stage = this_device();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, super::answers::CONFIGURATION), "choose from 2");
    for event in [Event::Start, Event::Timer, Event::Online, Event::UserAgentReturned, Event::NoResponse] {
        assert_eq!(stage.says(event), "await");
    }
    assert_eq!(stage.reply(SignInReply::Chosen("Dish")), "POST /api/v2/REF30/sessions");
    assert_eq!(stage.reply(SignInReply::Chosen("Cablevision")), "await");
    let mut stage = preauthorization(&["a", "b", "c", "d", "e", "f"]);
    stage.begin();
    stage.answer(200, r#"{"decisions": []}"#);
    assert!(stage.reply(PreauthorizationReply::Noted).starts_with("POST "));
    assert_eq!(stage.reply(PreauthorizationReply::Noted), "await");
}

#[test]
fn a_decision_and_a_logout_are_asked_for_once() {
    let mut stage = authorization("Dish");
    assert!(stage.begin().starts_with("POST "));
    for event in [Event::Start, Event::Timer, Event::Online, Event::UserAgentReturned] {
        assert_eq!(stage.says(event), "await");
    }
    let mut stage = logout_at(Some("Dish"));
    assert!(stage.begin().starts_with("GET "));
    for event in [Event::Start, Event::Timer, Event::Online, Event::UserAgentReturned] {
        assert_eq!(stage.says(event), "await");
    }
}

/// The requests that go out in these bytes, and the bytes that the first buffer lacked.
fn write_with<F: Flow>(stage: &mut Stage<F>, app: &App<'_>, event: Event<'_, F::Reply<'_>>) -> (String, usize) {
    let turn = stage.flow.handle(app, &mut stage.installation, at(0), event);
    let before = stage.installation.revision();
    let mut needed = 0;
    for length in 0..2048 {
        let mut buffer = vec![0xAA; length];
        match turn.step(app, &stage.installation, &mut buffer) {
            Ok(Step::Send(request)) => {
                let mut again = vec![0; 4096];
                let Ok(Step::Send(same)) = turn.step(app, &stage.installation, &mut again) else { panic!() };
                assert_eq!((same.target, same.body), (request.target, request.body));
                assert_eq!((length, stage.installation.revision()), (needed, before));
                return (request.target.to_owned(), needed);
            }
            Ok(_) => panic!("no request"),
            Err(error) => {
                assert!(error.needed > length);
                needed = error.needed;
            }
        }
    }
    panic!("{needed} bytes do not suffice");
}

#[test]
fn a_buffer_that_is_too_small_costs_nothing_and_is_told_the_size_that_suffices() {
    let mut stage = television();
    let app = app();
    let (target, needed) = write_with(&mut stage, &app, Event::Start);
    assert_eq!((target.as_str(), needed), ("/api/v2/REF30/profiles", target.len()));
    let (target, needed) = write_with(&mut stage, &app, ok(NO_PROFILES));
    assert_eq!(target, "/api/v2/REF30/sessions");
    assert_eq!(needed, target.len() + "domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com".len());
}
