//! Power cuts at every moment of a sign-in.

use tvpass::endpoint::Endpoint;
use tvpass_flow_tests::{Television, World};

/// A moment before, at and after each message of the first seconds, and some later ones.
fn moments() -> impl Iterator<Item = u64> {
    (0..12).map(|step| step * 50 + 1).chain([1000, 4500, 19_000, 20_050, 23_990, 30_000])
}

#[test]
fn a_television_signs_in_whenever_the_power_is_cut_and_registers_again_only_if_it_had_no_answer() {
    for moment in moments() {
        let mut world = World::new(1);
        let television = world.add(Television::new());
        world.cut_power(television, moment, false);
        world.run();
        assert_eq!(world.television(television).last(), "signed in at Cablevision", "{moment}");
        let registrations = world.television(television).times_of(Endpoint::Register).len();
        assert_eq!(registrations, if moment < 100 { 2 } else { 1 }, "{moment}");
    }
}

#[test]
fn a_television_that_loses_its_storage_signs_in_anew() {
    for moment in moments() {
        let mut world = World::new(1);
        let television = world.add(Television::new());
        world.cut_power(television, moment, true);
        world.run();
        assert_eq!(world.television(television).last(), "signed in at Cablevision", "{moment}");
        assert_eq!(world.television(television).times_of(Endpoint::Register).len(), 2, "{moment}");
    }
}

#[test]
fn an_application_that_is_started_again_and_again_within_seconds_waits_when_it_is_told_to() {
    let mut world = World::new(1);
    let television = world.add(Television::new().at("Dish"));
    world.run();
    for _ in 0..20 {
        world.start_again(television);
        world.run();
        assert_eq!(world.television(television).last(), "signed in at Dish");
    }
}
