//! Buffers of every size: too small is said before anything is sent, and nothing is lost by it.

use tvpass::message::{EncodeError, HeaderName, UrlError};
use tvpass::old_flow::{
    Authorization, Flow, Input, Logout, PartnerSignIn, Picker, Preauthorization, Screen, SecondScreen, SignIn, Step,
    StopReason,
};

use super::answers::Verdict::{Permit, Play};
use super::answers::{CONFIGURATION, CREDENTIALS, NO_PROFILES, decisions, logouts, profile, session, token};
use super::describe::describe;
use super::partner_sign_in::{PARTNER_PROFILE, granted};
use super::second_screen::lacking;
use super::stage::{START, Stage};

/// Bytes that the buffer must hold, if that is why the flow stopped.
fn needed(step: &Step<'_>) -> Option<usize> {
    match step {
        Step::Stop(end) => match end.reason {
            StopReason::Encode(EncodeError::TooSmall { needed }) | StopReason::Url(UrlError::TooSmall { needed }) => {
                Some(needed)
            }
            _ => None,
        },
        _ => None,
    }
}

/// What the flow says to `inputs`, each given with a buffer of no byte at all and again with one that grows as it asks.
fn with_growing_buffers<F: Flow>(stage: &mut Stage<F>, inputs: &[Input<'_>]) -> Vec<String> {
    let mut said = Vec::new();
    for input in inputs {
        stage.buffer.clear();
        for _ in 0..6 {
            let step = stage.step(*input);
            match needed(&step) {
                None => {
                    said.push(describe(&step));
                    break;
                }
                Some(needed) => {
                    assert!(needed > stage.buffer.len(), "asks for less than it has");
                    stage.buffer.resize(needed, 0);
                }
            }
        }
    }
    said
}

fn growing_buffers_change_nothing<F: Flow + Clone>(stage: &Stage<F>, inputs: &[Input<'_>]) {
    let mut ample = stage.clone();
    let expected: Vec<_> = inputs.iter().map(|input| ample.says(*input)).collect();
    let mut growing = stage.clone();
    assert_eq!(with_growing_buffers(&mut growing, inputs), expected);
    // Nor does it cost of the budget: the next request goes out at the same time.
    growing.buffer.resize(4096, 0);
    assert_eq!(growing.client.mvpd(), ample.client.mvpd());
    assert_eq!(format!("{:?}", growing.client), format!("{:?}", ample.client));
}

fn ok(body: &str) -> Input<'_> {
    Input::Answer { status: 200, body: body.as_bytes() }
}

#[test]
fn a_sign_in_goes_its_way_with_buffers_that_grow_as_it_asks() {
    let (fresh, complete) = (token(START.millis(), 21_600), session("8ADF2K7", &[]));
    let (incomplete, found) = (session("8ADF2K7", &["redirectUrl"]), profile("Dish"));
    let first = [Input::Begin, ok(CREDENTIALS), ok(&fresh), ok(NO_PROFILES)];
    let second: Vec<_> = first.into_iter().chain([ok(&complete), Input::Tick, ok(&found)]).collect();
    growing_buffers_change_nothing(&Stage::unregistered(SignIn::new()).at("Dish"), &second);
    let mut stage = Stage::unregistered(SignIn::new());
    stage.context.screen = Screen::Here;
    stage.context.picker = Picker::Here;
    let here = [ok(CONFIGURATION), Input::Choice("Dish"), ok(&incomplete), ok(&complete), Input::Tick, ok(&found)];
    let here: Vec<_> = first.into_iter().chain(here).collect();
    growing_buffers_change_nothing(&stage, &here);
}

#[test]
fn a_code_that_did_not_fit_is_still_shown_after_a_tick() {
    let mut stage = Stage::new(SignIn::new()).at("Dish");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.buffer.clear();
    assert!(stage.answer(200, session("8ADF2K7", &[])).contains("the buffer must hold"));
    stage.buffer.resize(4096, 0);
    assert!(stage.tick().starts_with("show 8ADF2K7"));
    assert_eq!(stage.tick(), "GET /api/v2/REF30/profiles/code/8ADF2K7");
}

#[test]
fn a_page_that_did_not_fit_is_still_opened_after_a_tick() {
    let mut stage = Stage::new(SecondScreen::new("8ADF2K7").unwrap());
    let (lacking, complete) = (lacking(), session("8ADF2K7", &[]));
    for input in [Input::Begin, ok(&lacking), Input::Tick, ok(CONFIGURATION), Input::Choice("Dish")] {
        let _ = stage.step(input);
    }
    stage.buffer.clear();
    assert!(stage.answer(200, complete).contains("the buffer must hold"));
    stage.buffer.resize(4096, 0);
    assert!(stage.tick().starts_with("open https://"));
    assert_eq!(stage.tick(), "GET /api/v2/REF30/profiles/code/8ADF2K7");
}

#[test]
fn the_size_that_a_logout_asks_for_holds_its_page() {
    let mut stage = Stage::new(Logout::new()).at("Dish");
    stage.begin();
    let pages = logouts(&[("Dish", "logout", Some("/1"))]);
    stage.buffer.clear();
    let size = needed(&stage.step(ok(&pages))).unwrap();
    // As long as the address, without the byte behind it.
    stage.buffer.resize(size - 1, 0);
    assert_eq!(needed(&stage.step(ok(&pages))), Some(size));
    stage.buffer.resize(size, 0);
    assert!(stage.says(ok(&pages)).starts_with("open "));
}

#[test]
fn a_second_screen_goes_its_way_with_buffers_that_grow_as_it_asks() {
    let (lacking, complete, found) = (lacking(), session("8ADF2K7", &[]), profile("Dish"));
    let inputs = [
        Input::Begin,
        ok(&lacking),
        Input::Tick,
        ok(CONFIGURATION),
        Input::Choice("Dish"),
        ok(&complete),
        Input::Tick,
        ok(&found),
    ];
    growing_buffers_change_nothing(&Stage::new(SecondScreen::new("8ADF2K7").unwrap()), &inputs);
}

#[test]
fn decisions_go_their_way_with_buffers_that_grow_as_they_ask() {
    let (play, permit) = (decisions(&[Play("news")]), decisions(&[Permit("news")]));
    let stage = Stage::new(Authorization::new()).at("Dish").asking_for(&["news"]);
    growing_buffers_change_nothing(&stage, &[Input::Begin, ok(&play)]);
    let stage = Stage::new(Preauthorization::new()).at("Dish").asking_for(&["news"]);
    growing_buffers_change_nothing(&stage, &[Input::Begin, ok(&permit)]);
}

#[test]
fn a_logout_goes_its_way_with_buffers_that_grow_as_it_asks() {
    let pages = logouts(&[("Dish", "logout", Some("/1")), ("X", "logout", Some("https://x.example/2"))]);
    growing_buffers_change_nothing(&Stage::new(Logout::new()).at("Dish"), &[Input::Begin, ok(&pages), Input::Tick]);
}

#[test]
fn a_partner_sign_in_goes_its_way_with_buffers_that_grow_as_it_asks() {
    let mut stage = Stage::new(PartnerSignIn::new());
    stage.context.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let found = profile("Dish");
    let saml = "<saml:Response>\n  <a>\tb</a>\r\n</saml:Response>";
    let inputs = [
        Input::Begin,
        Input::Tick,
        ok(NO_PROFILES),
        ok(CONFIGURATION),
        Input::Tick,
        ok(PARTNER_PROFILE),
        Input::SamlResponse(saml),
        ok(&found),
    ];
    growing_buffers_change_nothing(&stage, &inputs);
}

#[test]
fn a_buffer_that_is_too_small_costs_nothing_of_the_budget() {
    let mut stage = Stage::new(SignIn::new());
    stage.buffer.clear();
    for _ in 0..50 {
        assert!(stage.begin().starts_with("stop Host: the request could not be written: the buffer must hold"));
    }
    stage.buffer.resize(4096, 0);
    assert_eq!(stage.tick(), "GET /api/v2/REF30/profiles");
}
