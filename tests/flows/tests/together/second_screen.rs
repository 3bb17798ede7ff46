//! The television and the phone, each with a flow of its own.

use tvpass::message::Sender;
use tvpass_flow_tests::{Job, Person, Television, World};

/// A phone on which somebody types `code`.
fn phone(code: &str) -> Television {
    let code = code.to_owned();
    let mut phone = Television::new().running(Job::SecondScreen(code));
    phone.settings.sender = Sender::SecondaryApplication;
    phone.person = Person { patience: 0, ..Person::default() };
    phone
}

/// A television whose code nobody types into the service's own page.
fn television(at: Option<&str>) -> (World, usize, String) {
    let person = Person { misses_codes: u32::MAX, ..Person::default() };
    let television = at.map_or_else(Television::new, |mvpd| Television::new().at(mvpd)).with_person(person);
    let mut world = World::new(1);
    let television = world.add(television);
    world.run_until(5000);
    let log = world.television(television).log();
    let shown = log.iter().find_map(|said| said.strip_prefix("show ")).unwrap();
    let code = shown.split(' ').next().unwrap().to_owned();
    (world, television, code)
}

#[test]
fn r38_a_phone_opens_the_page_of_a_session_that_is_complete() {
    let (mut world, television, code) = television(Some("Dish"));
    let phone = world.add(phone(&code));
    world.run_until(60_000);
    assert_eq!(world.television(phone).last(), "signed in at Dish");
    assert_eq!(world.television(television).last(), "signed in at Dish");
    assert_eq!(world.television(phone).requests(), ["register", "token", "session_info", "profile_code"]);
}

#[test]
fn r39_a_phone_brings_what_the_session_lacks() {
    let (mut world, television, code) = television(None);
    let phone = world.add(phone(&code));
    world.run_until(60_000);
    assert_eq!(world.television(phone).last(), "signed in at Cablevision");
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
    let expected = ["register", "token", "session_info", "configuration", "resume_session", "profile_code"];
    assert_eq!(world.television(phone).requests(), expected);
}

#[test]
fn r40_a_phone_is_told_that_a_code_is_wrong() {
    let (mut world, _, _) = television(None);
    let phone = world.add(phone("AAAAAAA"));
    world.run_until(60_000);
    assert!(world.television(phone).last().starts_with("stop Viewer: "));
}

#[test]
fn r45_a_phone_is_told_that_a_code_was_replaced() {
    let (mut world, television, code) = television(None);
    world.cut_power(television, 0, true);
    world.run_until(40_000);
    let phone = world.add(phone(&code));
    world.run_until(60_000);
    assert!(world.television(phone).last().starts_with("stop Viewer: "));
}
