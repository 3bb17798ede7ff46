//! The order of calls.

use std::time::Duration;

use tvpass_stand_in::{Faults, Options};

use crate::world::{COMPLETE, FORM, PROFILES, SESSIONS, World};

const CONFIGURATION: &str = "/api/v2/REF30/configuration";

fn without_faults() -> Options {
    Options { faults: Faults::none(), ..Options::default() }
}

#[test]
fn a_session_before_profiles_is_noted() {
    let world = World::with_token();
    world.breaks(&world.post(SESSIONS, FORM, COMPLETE), 200, "before it has asked for profiles");
}

#[test]
fn a_profiles_call_that_was_refused_does_not_count_as_asked() {
    let world = World::with_token();
    world.breaks(&world.get(PROFILES).without("Authorization"), 401, "Authorization");
    world.breaks(&world.post(SESSIONS, FORM, COMPLETE), 200, "before it has asked for profiles");
}

#[test]
fn configuration_is_noted_when_the_mvpd_was_given() {
    let world = World::with_session(without_faults());
    world.breaks(&world.get(CONFIGURATION), 200, "though it was given the MVPD");
}

#[test]
fn configuration_is_asked_after_profiles_and_kept() {
    let mut world = World::new(Options { mvpd_is_given: false, ..without_faults() });
    world.register();
    world.fetch_token();
    world.breaks(&world.get(CONFIGURATION), 200, "configuration before it has asked for profiles");
    assert_eq!(world.send(&world.get(PROFILES)).status, 200);
    world.breaks(&world.get(CONFIGURATION), 200, "again within two minutes");
    world.pass(Duration::from_mins(2));
    assert_eq!(world.send(&world.get(CONFIGURATION)).status, 200);
    assert_eq!(world.report().violations.len(), 2);
}

#[test]
fn a_second_registration_is_noted_and_loses_the_profile() {
    let mut world = World::with_profile();
    world.breaks(&World::register_call(), 201, "registers again");
    world.client = ("stand-in client/2".into(), "stand+in/secret=2&%2B~".into());
    world.fetch_token();
    let profiles = world.send(&world.get(PROFILES)).json();
    assert_eq!(profiles["profiles"], serde_json::json!({}));
    assert_eq!(world.report().registrations, 2);
}

#[test]
fn a_token_fetched_while_one_is_valid_is_noted() {
    let world = World::with_token();
    world.breaks(&world.token_call(), 201, "though the one it has is valid");
}

#[test]
fn an_expired_token_is_refused() {
    let world = World::with_token();
    world.pass(Duration::from_hours(24));
    world.refuses(&world.get(PROFILES), 401, "invalid_access_token_client_application", "has expired");
}

#[test]
fn a_token_that_was_refused_is_refused_again() {
    let mut world = World::new(Options::default());
    world.register();
    world.fetch_token();
    assert_eq!(world.send(&world.get(PROFILES)).status, 401);
    world.assert_no_violations();
    let sentence = "was refused before";
    world.refuses(&world.get(PROFILES), 401, "invalid_access_token_client_application", sentence);
}

#[test]
fn polling_without_a_session_is_refused() {
    let world = World::with_token();
    let poll = world.get(format!("{PROFILES}/code/ABC1234"));
    world.refuses(&poll, 400, "invalid_authentication_session", "there is no session yet");
}

#[test]
fn polling_with_a_code_that_does_not_work_is_refused() {
    let mut world = World::with_session(without_faults());
    let poll = world.poll();
    let malformed = world.get(format!("{PROFILES}/code/abc"));
    world.refuses(&malformed, 400, "invalid_parameter_code", "malformed");
    let first = world.code.clone();
    world.open_session(COMPLETE);
    assert_ne!(world.code, first);
    world.refuses(&poll, 400, "invalid_authentication_session", "not that of the latest session");
    world.pass(Duration::from_mins(30));
    world.refuses(&world.poll(), 400, "invalid_authentication_session", "has expired");
}

#[test]
fn polling_on_after_the_profile_was_found_is_noted() {
    let world = World::with_profile();
    world.breaks(&world.poll(), 200, "though the profile was found");
}

#[test]
fn the_page_of_a_session_that_lacks_parameters_does_not_open() {
    let mut world = World::with_session(without_faults());
    world.open_session("mvpd=Dish");
    world.breaks(&world.page(), 400, "lacks parameters");
}
