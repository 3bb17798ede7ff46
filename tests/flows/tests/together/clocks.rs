//! Wrong clocks, and clocks that are set while a viewer signs in.

use tvpass_flow_tests::{START, Television, World};

const MINUTE: u64 = 60 * 1000;
const YEAR: i64 = 365 * 24 * 60 * MINUTE.cast_signed();
/// Back to the beginning of 1970.
const UNSET: i64 = -START.millis().cast_signed();

#[test]
fn a_television_that_believes_in_1970_or_2060_signs_in_like_any_other() {
    let mut right = World::new(1);
    let television = right.add(Television::new());
    right.run();
    let expected = right.television(television).log();
    for offset in [UNSET, 35 * YEAR, -YEAR, YEAR] {
        let mut world = World::new(1);
        let television = world.add(Television::new().with_clock_off_by(offset));
        world.run();
        assert_eq!(world.television(television).log(), expected, "{offset}");
    }
}

#[test]
fn a_wrong_clock_makes_a_second_start_no_longer() {
    for offset in [UNSET, 35 * YEAR] {
        let mut world = World::new(1);
        let television = world.add(Television::new().with_clock_off_by(offset));
        world.run();
        world.television_mut(television).clear_log();
        world.cut_power(television, MINUTE, false);
        world.run();
        assert_eq!(world.television(television).requests(), ["profile_mvpd"], "{offset}");
    }
}

#[test]
fn a_clock_that_is_set_while_the_code_is_shown_costs_a_token_at_most() {
    for (first, second) in [(35 * YEAR, 0), (-35 * YEAR, 0), (0, 35 * YEAR), (0, -35 * YEAR)] {
        let mut world = World::new(1);
        let television = world.add(Television::new().with_clock_off_by(first));
        world.set_clock(television, 10_000, second);
        world.run();
        let requests = world.television(television).requests();
        let count = |id| requests.iter().filter(|request| **request == id).count();
        assert_eq!(count("register"), 1, "{first} {second}");
        assert!(count("token") <= 2, "{first} {second}");
        assert_eq!(count("create_session"), 1, "{first} {second}");
        assert_eq!(world.television(television).last(), "signed in at Cablevision");
    }
}

#[test]
fn a_television_that_has_no_clock_at_its_start_keeps_its_sign_in() {
    let mut world = World::new(1);
    let television = world.add(Television::new());
    world.run();
    world.television_mut(television).clear_log();
    world.television_mut(television).wall_offset = UNSET;
    world.cut_power(television, 25 * 60 * MINUTE, false);
    world.run();
    // The token looks fresh and is not; the service says so.
    assert_eq!(world.television(television).requests(), ["profile_mvpd", "token", "profile_mvpd"]);
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}
