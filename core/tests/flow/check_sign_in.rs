//! "Is anybody signed in?", asked without leading towards a sign-in.

use tvpass::flow::{CheckSignIn, Event};

use super::answers::{CREDENTIALS, HTML, NO_PROFILES, profile, profiles, token};
use super::stage::{START, Stage, this_device};

const PROFILES: &str = "GET /api/v2/REF30/profiles";

fn check() -> Stage<CheckSignIn> {
    Stage::new(CheckSignIn::new())
}

/// After a sign-in whose profile lasts this long.
fn signed_in(millis: u64) -> Stage<CheckSignIn> {
    let mut stage = this_device();
    stage.begin();
    let said = stage.answer(200, profiles(&[("Dish", START.millis() + millis)]));
    assert_eq!(said, "signed in at Dish");
    stage.with_flow(CheckSignIn::new())
}

#[test]
fn a_profile_that_is_remembered_and_valid_is_told_without_a_request() {
    assert_eq!(signed_in(60_000).begin(), "remembered at Dish");
}

#[test]
fn one_request_is_made_where_the_profile_is_over_or_none_is_known() {
    let mut stage = signed_in(60_000);
    stage.pass(60_000);
    assert_eq!(stage.begin(), PROFILES);
    assert_eq!(stage.answer(200, NO_PROFILES), "nobody is signed in");
    let mut stage = check();
    assert_eq!(stage.begin(), PROFILES);
    assert_eq!(stage.answer(200, profile("Dish")), "signed in at Dish");
    assert_eq!(stage.installation.mvpd(), Some("Dish"));
    assert_eq!(stage.with_flow(CheckSignIn::new()).begin(), "remembered at Dish");
}

#[test]
fn a_profile_that_is_gone_is_forgotten() {
    let mut stage = signed_in(60_000);
    stage.pass(90_000);
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.installation.profile_until().is_none());
    assert_eq!(stage.installation.mvpd(), Some("Dish"), "the provider is still remembered (R25)");
}

#[test]
fn no_answer_leads_to_a_session_or_a_question() {
    let mut stage = Stage::unregistered(CheckSignIn::new());
    let fresh = token(START.millis(), 21_600);
    let said =
        [stage.begin(), stage.answer(201, CREDENTIALS), stage.answer(201, fresh), stage.answer(200, NO_PROFILES)];
    assert_eq!(said, ["POST /o/client/register", "POST /o/client/token", PROFILES, "nobody is signed in"]);
}

#[test]
fn a_service_that_fails_is_told_from_nobody_signed_in() {
    let mut stage = check();
    stage.begin();
    for _ in 0..2 {
        let said = stage.answer(502, HTML);
        assert_eq!(stage.waited(said), PROFILES);
    }
    let said = stage.answer(502, HTML);
    assert!(said.starts_with("stop "), "{said}");
    assert_eq!(stage.says(Event::Timer), "stop Integrator: the flow is over");
}
