//! Sign-in, end to end.

use tvpass::endpoint::Endpoint;
use tvpass_flow_tests::{End, Person, Television, World};

const MINUTE: u64 = 60 * 1000;

/// The acts of a television that is switched on for the first time.
const FIRST: [&str; 4] =
    ["POST /o/client/register", "POST /o/client/token", "GET /api/v2/REF30/profiles", "POST /api/v2/REF30/sessions"];

#[test]
fn a_viewer_signs_in_on_the_second_screen() {
    let mut world = World::new(1);
    let television = world.add(Television::new());
    world.run();
    let log = world.television(television).log();
    assert_eq!(log[..4], FIRST);
    assert!(log[4].starts_with("show ") && log[4].len() == 12, "{}", log[4]);
    assert!(log[5].starts_with("GET /api/v2/REF30/profiles/code/"));
    assert_eq!(log.last(), Some(&"signed in at Cablevision"));
}

#[test]
fn a_viewer_signs_in_on_this_screen() {
    let mut world = World::new(1);
    let television = world.add(Television::new().here());
    world.run();
    let requests = world.television(television).requests();
    let expected = ["register", "token", "profiles", "configuration", "create_session", "profile_code"];
    assert_eq!(requests, expected);
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}

#[test]
fn r23_a_television_that_knows_its_mvpd_never_fetches_the_configuration() {
    for television in [Television::new().at("Dish"), Television::new().here().at("Dish")] {
        let mut world = World::new(1);
        let television = world.add(television);
        world.run();
        let requests = world.television(television).requests();
        assert_eq!(requests[..4], ["register", "token", "profile_mvpd", "create_session"]);
        assert!(requests[4..].iter().all(|request| *request == "profile_code"));
        assert_eq!(world.television(television).last(), "signed in at Dish");
    }
}

#[test]
fn r42_the_second_screens_code_is_polled_at_once_and_this_screens_after_the_return() {
    let person = Person { thinks_millis: 2 * MINUTE, ..Person::default() };
    let mut world = World::new(1);
    let second = world.add(Television::new().with_person(person.clone()));
    let here = world.add(Television::new().here().with_person(person));
    world.run();
    let session = world.television(second).times_of(Endpoint::CreateSession)[0];
    let polls = world.television(second).times_of(Endpoint::ProfileCode);
    assert!(polls[0] - session < 1000);
    assert!(polls.windows(2).all(|pair| pair[1] - pair[0] >= 4000));
    let session = world.television(here).times_of(Endpoint::CreateSession)[0];
    let polls = world.television(here).times_of(Endpoint::ProfileCode);
    assert!(polls.len() == 1 && polls[0] - session > 2 * MINUTE);
}

#[test]
fn r43_half_an_hour_of_polling_ends_with_the_code_and_a_new_one_is_shown() {
    let person = Person { misses_codes: 1, ..Person::default() };
    let mut world = World::new(1);
    let television = world.add(Television::new().with_person(person));
    world.run();
    let log = world.television(television).log();
    let lapsed = log.iter().position(|said| *said == "code expired").unwrap();
    let codes: Vec<_> = log.iter().filter(|said| said.starts_with("show ")).collect();
    assert_eq!(codes.len(), 2);
    assert_ne!(codes[0], codes[1]);
    assert!((400..450).contains(&lapsed), "{lapsed}");
    assert_eq!(log.last(), Some(&"signed in at Cablevision"));
}

#[test]
fn a_viewer_who_never_comes_is_told_that_the_code_lapsed() {
    let person = Person { misses_codes: u32::MAX, patience: 0, ..Person::default() };
    let mut world = World::new(1);
    let television = world.add(Television::new().with_person(person));
    world.run();
    assert_eq!(world.television(television).last(), "code expired");
    assert_eq!(world.television(television).end(), Some(End::GaveUp));
    let ended = world.now();
    assert!((30 * MINUTE..31 * MINUTE).contains(&ended), "{ended}");
}

#[test]
fn a_login_that_is_cancelled_keeps_the_television_waiting() {
    let person = Person { cancels: 1, thinks_millis: MINUTE, ..Person::default() };
    let mut world = World::new(1);
    let television = world.add(Television::new().here().with_person(person));
    world.run_until(5 * MINUTE);
    assert!(world.television(television).end().is_none());
    assert!(world.television(television).times_of(Endpoint::ProfileCode).len() > 50);
}

#[test]
fn r3_a_second_start_with_stored_state_neither_registers_nor_asks_for_a_code() {
    let mut world = World::new(1);
    let television = world.add(Television::new());
    world.run();
    world.television_mut(television).clear_log();
    world.cut_power(television, MINUTE, false);
    world.run();
    let expected = ["GET /api/v2/REF30/profiles/Cablevision", "signed in at Cablevision"];
    assert_eq!(world.television(television).log(), expected);
}

#[test]
fn r6_a_start_the_next_day_renews_the_token_and_nothing_else() {
    let mut world = World::new(1);
    let television = world.add(Television::new());
    world.run();
    world.television_mut(television).clear_log();
    world.cut_power(television, 25 * 60 * MINUTE, false);
    world.run();
    assert_eq!(world.television(television).requests(), ["token", "profile_mvpd"]);
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}

#[test]
fn r4_a_start_without_stored_state_begins_anew_and_finds_no_profile() {
    let mut world = World::new(1);
    let television = world.add(Television::new());
    world.run();
    world.television_mut(television).clear_log();
    world.cut_power(television, MINUTE, true);
    world.run();
    assert_eq!(world.television(television).log()[..4], FIRST);
}

#[test]
fn r50_a_profile_that_has_expired_leads_to_a_new_sign_in() {
    let mut world = World::new(1);
    let television = world.add(Television::new());
    world.run();
    world.television_mut(television).clear_log();
    world.cut_power(television, 31 * 24 * 60 * MINUTE, false);
    world.run();
    let requests = world.television(television).requests();
    assert_eq!(requests[..4], ["token", "profile_mvpd", "create_session", "profile_code"]);
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}

#[test]
fn r37_a_session_without_a_redirect_url_is_completed_by_the_second_screen() {
    let mut television = Television::new().at("Cablevision");
    television.settings.redirect_url = None;
    let mut world = World::new(1);
    let television = world.add(television);
    world.run();
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}

#[test]
fn r92_a_television_with_two_accounts_finds_both() {
    let mut world = World::new(1);
    let television = world.add(Television::new().at("Dish"));
    world.run();
    world.television_mut(television).settings.mvpd = Some("Cablevision".into());
    world.start_again(television);
    world.run();
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
    world.television_mut(television).settings.mvpd = Some("Dish".into());
    world.television_mut(television).clear_log();
    world.start_again(television);
    world.run();
    let expected = ["GET /api/v2/REF30/profiles/Dish", "signed in at Dish"];
    assert_eq!(world.television(television).log(), expected);
}
