//! The diagrams in the flows' documentation say what the transition tables do.

use std::collections::BTreeSet;
use std::fmt::Debug;

use tvpass::old_flow::{
    AuthorizationEvent, AuthorizationState, LogoutEvent, LogoutState, PartnerSignInEvent, PartnerSignInState,
    PreauthorizationEvent, PreauthorizationState, RegistrationEvent, RegistrationState, SecondScreenEvent,
    SecondScreenState, SignInEvent, SignInState,
};

/// The edges that a module's documentation draws.
fn drawn(source: &str) -> BTreeSet<String> {
    source
        .lines()
        .filter_map(|line| line.strip_prefix("//! "))
        .filter(|line| line.contains(" --") && line.contains("--> "))
        .map(str::to_owned)
        .collect()
}

/// The edges of a table; `Failed` is told in prose.
fn edges<S: Debug + Copy, E: Debug + Copy>(
    states: &[S],
    events: &[E],
    after: impl Fn(S, E) -> Option<S>,
) -> BTreeSet<String> {
    let mut edges = BTreeSet::new();
    for state in states {
        for event in events.iter().filter(|event| format!("{event:?}") != "Failed") {
            if let Some(landing) = after(*state, *event) {
                edges.insert(format!("{state:?} --{event:?}--> {landing:?}"));
            }
        }
    }
    edges
}

#[test]
fn registration_is_drawn_as_it_works() {
    let table = edges(&RegistrationState::ALL, &RegistrationEvent::ALL, RegistrationState::after);
    assert_eq!(drawn(include_str!("../src/old_flow/registration.rs")), table);
}

#[test]
fn sign_in_is_drawn_as_it_works() {
    let table = edges(SignInState::ALL, SignInEvent::ALL, SignInState::after);
    assert_eq!(drawn(include_str!("../src/old_flow/sign_in.rs")), table);
}

#[test]
fn second_screen_is_drawn_as_it_works() {
    let table = edges(SecondScreenState::ALL, SecondScreenEvent::ALL, SecondScreenState::after);
    assert_eq!(drawn(include_str!("../src/old_flow/second_screen.rs")), table);
}

#[test]
fn the_other_flows_are_drawn_as_they_work() {
    let table = edges(AuthorizationState::ALL, AuthorizationEvent::ALL, AuthorizationState::after);
    assert_eq!(drawn(include_str!("../src/old_flow/authorization.rs")), table);
    let table = edges(PreauthorizationState::ALL, PreauthorizationEvent::ALL, PreauthorizationState::after);
    assert_eq!(drawn(include_str!("../src/old_flow/preauthorization.rs")), table);
    let table = edges(LogoutState::ALL, LogoutEvent::ALL, LogoutState::after);
    assert_eq!(drawn(include_str!("../src/old_flow/logout.rs")), table);
    let table = edges(PartnerSignInState::ALL, PartnerSignInEvent::ALL, PartnerSignInState::after);
    assert_eq!(drawn(include_str!("../src/old_flow/partner_sign_in.rs")), table);
}

#[test]
fn every_state_but_the_last_ones_can_fail() {
    for state in SignInState::ALL {
        let expected = (!matches!(state, SignInState::Done | SignInState::Stopped)).then_some(SignInState::Stopped);
        assert_eq!(state.after(SignInEvent::Failed), expected);
    }
    for state in SecondScreenState::ALL {
        let over = matches!(state, SecondScreenState::Done | SecondScreenState::Stopped);
        assert_eq!(state.after(SecondScreenEvent::Failed), (!over).then_some(SecondScreenState::Stopped));
    }
}
