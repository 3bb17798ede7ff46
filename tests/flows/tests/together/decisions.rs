//! Decisions, temporary and degraded access.

use tvpass::message::HeaderName;
use tvpass_flow_tests::{Job, Television, World};
use tvpass_simulator::Scenario;

const MINUTE: u64 = 60 * 1000;

/// A world in which a television is signed in and asks for `resources`.
fn signed_in(resources: &[&str]) -> (World, usize) {
    let mut world = World::new(1);
    let television = world.add(Television::new().at("Cablevision").asking_for(resources));
    world.run();
    world.television_mut(television).clear_log();
    (world, television)
}

#[test]
fn r54_a_viewer_who_is_signed_in_may_watch_what_is_permitted() {
    let (mut world, television) = signed_in(&["news"]);
    assert_eq!(world.run_next(television, Job::Authorization), "permitted news");
    assert_eq!(world.television(television).requests(), ["authorize"]);
}

#[test]
fn r62_a_viewer_who_may_not_watch_one_thing_may_watch_another() {
    let (mut world, television) = signed_in(&["premium"]);
    assert_eq!(world.run_next(television, Job::Authorization), "denied premium");
    world.television_mut(television).settings.resources = vec!["news".into()];
    assert_eq!(world.run_next(television, Job::Authorization), "permitted news");
    assert_eq!(world.television(television).requests(), ["authorize", "authorize"]);
}

#[test]
fn r61_a_provider_that_fails_twice_is_asked_three_times() {
    let (mut world, television) = signed_in(&["news"]);
    let scenario = "[[denial]]\nresource = \"news\"\ncode = \"network_received_error\"\ntimes = 2";
    world.service.apply(&Scenario::parse(scenario).unwrap());
    assert_eq!(world.run_next(television, Job::Authorization), "permitted news");
    assert_eq!(world.television(television).requests(), ["authorize"; 3]);
}

#[test]
fn r56_a_catalogue_is_asked_for_in_parts_of_five() {
    let resources = ["REF30", "news", "sports", "premium", "a", "b", "c", "d", "e", "f", "g"];
    let (mut world, television) = signed_in(&resources);
    assert_eq!(world.run_next(television, Job::Preauthorization), "preauthorized");
    assert_eq!(world.television(television).requests(), ["preauthorize"; 3]);
}

#[test]
fn r50_a_viewer_whose_profile_has_lapsed_signs_in_and_watches() {
    let (mut world, television) = signed_in(&["news"]);
    world.run_until(31 * 24 * 60 * MINUTE);
    assert!(world.run_next(television, Job::Authorization).starts_with("sign-in needed: "));
    assert_eq!(world.run_next(television, Job::SignIn), "signed in at Cablevision");
    assert_eq!(world.run_next(television, Job::Authorization), "permitted news");
}

#[test]
fn r85_temporary_access_is_authorized_without_a_sign_in_until_it_is_used_up() {
    let mut world = World::new(1);
    let television = Television::new().running(Job::Authorization).at("TempPass_TEST40").asking_for(&["news"]);
    let television = world.add(television);
    world.run();
    assert_eq!(world.television(television).requests(), ["register", "token", "authorize"]);
    assert_eq!(world.television(television).last(), "permitted news");
    world.run_until(41 * MINUTE);
    assert!(world.run_next(television, Job::Authorization).starts_with("sign-in needed: "));
}

#[test]
fn r86_a_promotional_access_needs_to_know_the_viewer() {
    let promotional = || Television::new().running(Job::Authorization).at("flexibleTempPass").asking_for(&["news"]);
    let mut world = World::new(1);
    let mut nobody = promotional();
    nobody.person.patience = 0;
    let nobody = world.add(nobody);
    let somebody = world.add(promotional().with_header(HeaderName::ApTempPassIdentity, "eyJlbWFpbCI6ImE3ZiJ9"));
    world.run();
    assert_eq!(world.television(nobody).last(), "denied news");
    assert_eq!(world.television(somebody).last(), "permitted news");
}

#[test]
fn r81_temporary_and_degraded_profiles_are_found_where_their_mvpd_is_asked_for() {
    let mut world = World::new(1);
    world.service.apply(&Scenario::ready("degraded-authn-all").unwrap());
    for mvpd in ["TempPass_TEST40", "Cablevision"] {
        let television = world.add(Television::new().at(mvpd));
        world.run();
        assert_eq!(world.television(television).requests(), ["register", "token", "profile_mvpd"]);
        assert_eq!(world.television(television).last(), format!("signed in at {mvpd}"));
    }
}

#[test]
fn r80_degraded_access_needs_no_sign_in_and_permits() {
    let mut world = World::new(1);
    world.service.apply(&Scenario::ready("degraded-authn-all").unwrap());
    let television = world.add(Television::new().at("Cablevision").asking_for(&["premium"]));
    world.run();
    assert!(!world.television(television).requests().contains(&"create_session"));
    assert_eq!(world.run_next(television, Job::Authorization), "permitted premium");
}

#[test]
fn r80_a_degradation_that_denies_denies_and_leaves_the_sign_in() {
    let (mut world, television) = signed_in(&["news"]);
    world.service.apply(&Scenario::ready("degraded-authz-none").unwrap());
    assert_eq!(world.run_next(television, Job::Authorization), "denied news");
    assert_eq!(world.run_next(television, Job::SignIn), "signed in at Cablevision");
}
