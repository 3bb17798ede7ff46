//! A service token in the flows of the API.

use tvpass::endpoint::{Endpoint, route};
use tvpass::flow::{Event, PersonSource, ServiceToken, SignInReply, Step};
use tvpass::message::HeaderName;

use super::answers::{NO_PROFILES, logouts, profile, session};
use super::describe::Described;
use super::service_token::{NEW, TOKEN, kept, new_token};
use super::stage::{MINUTES, Stage, logout_at, television_at, this_device};

/// The endpoint that `event` leads to, and whether the request carries the token.
fn sent<F: Described>(stage: &mut Stage<F>, event: Event<'_, F::Reply<'_>>) -> (Endpoint, bool) {
    let turn = stage.flow.handle(&stage.app, &mut stage.installation, stage.now, event);
    let Step::Send(request) = turn.step(&stage.app, &stage.installation, &mut stage.buffer).unwrap() else { panic!() };
    let endpoint = route(request.method.as_str(), request.target.split('?').next().unwrap()).unwrap();
    (endpoint, request.headers.get(HeaderName::AdServiceToken) == Some(TOKEN))
}

fn ok<R>(body: &str) -> Event<'_, R> {
    Event::Response { status: 200, body: body.as_bytes() }
}

#[test]
fn r133_r134_r140_profiles_come_before_a_session_and_what_names_a_code_goes_without_the_token() {
    let mut stage = television_at("Dish").with_header(HeaderName::AdServiceToken, TOKEN);
    assert_eq!(sent(&mut stage, Event::Start), (Endpoint::ProfileMvpd, true));
    assert_eq!(sent(&mut stage, ok(NO_PROFILES)), (Endpoint::CreateSession, true));
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("show 8ADF2K7"));
    assert_eq!(sent(&mut stage, Event::Viewer(SignInReply::Shown)), (Endpoint::ProfileCode, false));
}

#[test]
fn r113_r133_a_profile_that_the_token_finds_ends_the_sign_in() {
    let mut stage = this_device().with_header(HeaderName::AdServiceToken, TOKEN);
    assert_eq!(sent(&mut stage, Event::Start), (Endpoint::Profiles, true));
    assert_eq!(stage.answer(200, profile("Dish")), "signed in at Dish");
}

#[test]
fn r135_a_renewed_token_lengthens_no_profile() {
    let mut stage = this_device();
    stage.begin();
    stage.answer(200, profile("Dish"));
    let until = stage.installation.profile_until();
    let mut stage = stage.with_flow(ServiceToken::new(Some(kept()), PersonSource::Kept).unwrap());
    stage.pass(58 * MINUTES);
    stage.begin();
    assert_eq!(stage.answer(200, new_token()), format!("token {NEW}"));
    assert_eq!(stage.installation.profile_until(), until);
}

#[test]
fn r144_a_logout_carries_the_token_and_leaves_it() {
    let mut stage = logout_at(Some("Dish")).with_header(HeaderName::AdServiceToken, TOKEN);
    assert_eq!(sent(&mut stage, Event::Start), (Endpoint::Logout, true));
    assert_eq!(stage.answer(200, logouts(&[("Dish", "complete", None)])), "signed out");
    let kept = ServiceToken::new(Some(kept()), PersonSource::Kept).unwrap();
    assert_eq!(stage.with_flow(kept).begin(), "the kept token");
}
