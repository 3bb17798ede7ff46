//! The pace of requests.

use std::time::Duration;

use tvpass_stand_in::{Endpoint, Faults, Options};

use crate::world::{PROFILES, World};

fn without_faults() -> Options {
    Options { faults: Faults::none(), ..Options::default() }
}

#[test]
fn polls_closer_than_three_seconds_are_noted() {
    let faults = Faults { polls_before_profile: 9, ..Faults::none() };
    let world = World::with_session(Options { faults, ..Options::default() });
    assert_eq!(world.send(&world.poll()).status, 200);
    assert_eq!(world.report().smallest_poll_gap, None);
    world.breaks_after(2_999, &world.poll(), 200, "2999 ms after the poll before");
    assert_eq!(world.send_after(3_000, &world.poll()).status, 200);
    assert_eq!(world.report().violations.len(), 1);
    assert_eq!(world.report().smallest_poll_gap, Some(Duration::from_millis(2_999)));
}

#[test]
fn a_poll_that_failed_is_a_poll() {
    let faults = Faults { bad_gateway: Some(Endpoint::ProfileCode), ..Faults::none() };
    let world = World::with_session(Options { faults, ..Options::default() });
    assert_eq!(world.send(&world.poll()).status, 502);
    world.breaks_after(1_000, &world.poll(), 200, "1000 ms after the poll before");
}

#[test]
fn the_first_poll_of_a_new_code_may_come_at_once() {
    let faults = Faults { polls_before_profile: 9, ..Faults::none() };
    let mut world = World::with_session(Options { faults, ..Options::default() });
    assert_eq!(world.send(&world.poll()).status, 200);
    world.open_session("");
    world.send_after(0, &world.poll());
    world.assert_no_violations();
}

#[test]
fn a_burst_of_ten_is_allowed_and_the_eleventh_is_throttled() {
    let world = World::with_token();
    world.pass(Duration::from_secs(10));
    for _ in 0..10 {
        assert_eq!(world.send_after(0, &world.get(PROFILES)).status, 200);
    }
    world.assert_no_violations();
    let answer = world.breaks_after(0, &world.get(PROFILES), 429, "burst of ten");
    assert!(answer.head.contains("text/html"));
    assert_eq!(world.send_after(1_000, &world.get(PROFILES)).status, 200);
    assert_eq!(world.report().violations.len(), 1);
}

#[test]
fn one_request_a_second_is_always_allowed() {
    let world = World::with_token();
    for _ in 0..100 {
        assert_eq!(world.send_after(1_000, &world.get(PROFILES)).status, 200);
    }
    world.assert_no_violations();
}

#[test]
fn a_request_within_a_second_of_a_429_is_throttled_again() {
    let faults = Faults { throttled: Some(Endpoint::ProfileCode), ..Faults::none() };
    let world = World::with_session(Options { faults, ..Options::default() });
    assert_eq!(world.send(&world.poll()).status, 429);
    world.breaks_after(999, &world.get(PROFILES), 429, "999 ms after a 429");
    assert_eq!(world.send_after(1_000, &world.get(PROFILES)).status, 200);
    assert_eq!(world.report().violations.len(), 1);
}

#[test]
fn the_persons_browser_spends_nothing_of_the_televisions_budget() {
    let world = World::with_session(without_faults());
    for _ in 0..20 {
        assert_eq!(world.send_after(0, &world.page()).status, 302);
    }
    assert_eq!(world.send_after(0, &world.poll()).status, 200);
    world.assert_no_violations();
}
