//! Logout, and what is left of the sign-in.

use tvpass_flow_tests::{Framework, Job, Television, World};

fn signed_in(mvpd: &str) -> (World, usize) {
    let mut world = World::new(1);
    let television = world.add(Television::new().at(mvpd).asking_for(&["news"]));
    world.run();
    world.television_mut(television).clear_log();
    (world, television)
}

#[test]
fn r74_a_logout_with_a_page_leads_there_and_back() {
    let (mut world, television) = signed_in("Cablevision");
    assert_eq!(world.run_next(television, Job::Logout), "signed out");
    let log = world.television(television).log();
    assert!(log[1].starts_with("open https://service.example/mvpd/Cablevision/logout?relay="), "{}", log[1]);
    assert!(world.run_next(television, Job::Authorization).starts_with("sign-in needed: "));
}

#[test]
fn r75_a_logout_without_a_page_is_complete_at_once_and_a_second_one_finds_nobody() {
    let (mut world, television) = signed_in("Dish");
    assert_eq!(world.run_next(television, Job::Logout), "signed out");
    assert_eq!(world.run_next(television, Job::Logout), "nobody was signed in");
    assert_eq!(world.television(television).requests(), ["logout", "logout"]);
}

#[test]
fn r76_a_logout_after_a_partners_sign_in_leads_to_the_settings() {
    let mut world = World::new(1);
    let television = Television::new().here().with_framework(Framework::signed_in("Cablevision"));
    let television = world.add(television.running(Job::PartnerSignIn));
    world.run();
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
    world.run_next(television, Job::Logout);
    assert!(world.television(television).log().contains(&"sign out at partner"));
    assert_eq!(world.television(television).last(), "signed out");
}

#[test]
fn a_viewer_who_is_signed_out_signs_in_again() {
    let (mut world, television) = signed_in("Cablevision");
    world.run_next(television, Job::Logout);
    assert_eq!(world.run_next(television, Job::SignIn), "signed in at Cablevision");
}
