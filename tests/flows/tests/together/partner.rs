//! Sign-in through the platform's framework, and the ways back.

use tvpass::json::Timestamp;
use tvpass_flow_tests::{Framework, Job, START, Television, World};

fn run(television: Television) -> (World, usize) {
    let mut world = World::new(1);
    let television = world.add(television.running(Job::PartnerSignIn).asking_for(&["news"]));
    world.run();
    (world, television)
}

#[test]
fn r94_a_viewer_whom_the_framework_knows_signs_in_without_a_page() {
    let (mut world, television) = run(Television::new().here().with_framework(Framework::signed_in("Cablevision")));
    let expected = ["register", "token", "profiles", "configuration", "partner_request", "partner_profile"];
    assert_eq!(world.television(television).requests(), expected);
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
    assert_eq!(world.run_next(television, Job::Authorization), "permitted news");
    world.television_mut(television).clear_log();
    assert_eq!(world.run_next(television, Job::PartnerSignIn), "signed in at Cablevision");
    assert_eq!(world.television(television).requests(), ["profiles"]);
}

#[test]
fn r100_a_status_that_lapses_on_the_way_falls_back() {
    // The service's clock is a minute ahead of the device's.
    let expires_at = Some(Timestamp::from_millis(START.millis()));
    let framework = Framework { expires_at, ..Framework::signed_in("Cablevision") };
    let (world, television) = run(Television::new().here().with_framework(framework).with_clock_off_by(-60_000));
    assert!(world.television(television).requests().contains(&"partner_request"));
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
    assert!(world.television(television).log().iter().any(|said| said.starts_with("open https://service.example/")));
}

#[test]
fn r100_an_mvpd_that_is_not_supported_falls_back() {
    let mut television = Television::new().here().with_framework(Framework::signed_in("Comcast"));
    television.person.mvpd = "Comcast_SSO".into();
    let (world, television) = run(television);
    assert_eq!(world.television(television).last(), "signed in at Comcast_SSO");
    assert!(!world.television(television).requests().contains(&"partner_profile"));
}

#[test]
fn r100_a_provider_that_nobody_knows_falls_back_to_the_picker() {
    let (world, television) = run(Television::new().here().with_framework(Framework::signed_in("Nobody")));
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
    assert!(world.television(television).log().iter().any(|said| said.starts_with("choose from ")));
}

#[test]
fn r100_missing_parameters_fall_back_to_the_second_screen() {
    let mut television = Television::new().with_framework(Framework::signed_in("Cablevision"));
    television.settings.redirect_url = None;
    let (world, television) = run(television);
    assert!(world.television(television).log().iter().any(|said| said.starts_with("show ")));
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}

#[test]
fn r101_a_provider_outside_the_framework_skips_the_picker() {
    let framework = Framework { unsupported: Some("Dish"), ..Framework::default() };
    let mut television = Television::new().here().with_framework(framework);
    television.person.mvpd = "Dish".into();
    let (world, television) = run(television);
    assert_eq!(world.television(television).last(), "signed in at Dish");
    assert!(!world.television(television).log().iter().any(|said| said.starts_with("choose from ")));
}

#[test]
fn r101_a_refusal_and_a_framework_without_an_answer_lead_to_the_basic_flow() {
    let refused = Framework { is_refused: true, ..Framework::default() };
    let silent = Framework { saml: None, ..Framework::signed_in("Cablevision") };
    for framework in [Framework::default(), refused, silent] {
        let (world, television) = run(Television::new().here().with_framework(framework));
        assert_eq!(world.television(television).last(), "signed in at Cablevision");
        assert!(!world.television(television).requests().contains(&"partner_profile"));
    }
}

#[test]
fn r104_a_saml_answer_that_is_none_leads_to_the_basic_flow() {
    let framework = Framework { saml: Some("not XML"), ..Framework::signed_in("Cablevision") };
    let (world, television) = run(Television::new().here().with_framework(framework));
    assert!(world.television(television).requests().contains(&"partner_profile"));
    assert_eq!(world.television(television).last(), "signed in at Cablevision");
}
