//! Platform identity and service token.

use crate::stage::{ALL_PARAMETERS, Stage, Television, fingerprint, service_token};

const PLATFORM: &str = "Adobe-Subject-Token";
const ROKU: &str = "X-Roku-Reserved-Roku-Connect-Token";
const SERVICE: &str = "AD-Service-Token";

/// Another application of another programmer.
fn other_application(stage: &mut Stage) -> Television {
    Television::of(stage, "NEWS24", "news24.software.statement", "living-room")
}

#[test]
fn r111_a_platform_identity_is_signed_in_in_every_application() {
    let mut stage = Stage::new();
    for header in [PLATFORM, ROKU] {
        let television = Television::new(&mut stage).with(header, &format!("opaque-{header}"));
        television.sign_in(&mut stage, "Cablevision");
        assert_eq!(television.get(&mut stage, "/profiles").text("/profiles/Cablevision/type"), "regular");
        let other = other_application(&mut stage).with(header, &format!("opaque-{header}"));
        assert_eq!(other.get(&mut stage, "/profiles").text("/profiles/Cablevision/type"), "platformSSO");
        assert_eq!(other.get(&mut stage, "/profiles/Cablevision").text("/profiles/Cablevision/type"), "platformSSO");
        assert_eq!(other.authorize(&mut stage, "Cablevision", "news").decisions(), ["permit"]);
        let session = other.post(&mut stage, "/sessions", ALL_PARAMETERS);
        assert_eq!(session.text("/reasonType"), "authenticatedSSO");
        let without = other.without(header);
        assert!(without.get(&mut stage, "/profiles").profiles().is_empty());
    }
}

#[test]
fn a_sign_in_without_the_header_is_not_shared() {
    let mut stage = Stage::new();
    Television::new(&mut stage).sign_in(&mut stage, "Cablevision");
    let other = other_application(&mut stage).with(PLATFORM, "opaque");
    assert!(other.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn r110_a_service_token_counts_by_its_subject() {
    let mut stage = Stage::new();
    let expires = stage.now.plus_millis(60 * 60 * 1000);
    let television = Television::new(&mut stage).with(SERVICE, &service_token("viewer-7", expires));
    television.sign_in(&mut stage, "Dish");
    let renewed = service_token("viewer-7", expires.plus_millis(60_000));
    let bedroom = television.with("AP-Device-Identifier", &fingerprint("bedroom")).with(SERVICE, &renewed);
    assert_eq!(bedroom.get(&mut stage, "/profiles").text("/profiles/Dish/type"), "serviceTokenSSO");
    let stranger = bedroom.with(SERVICE, &service_token("viewer-8", expires));
    assert!(stranger.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn r108_an_unusable_token_is_passed_over_without_an_error() {
    let mut stage = Stage::new();
    let expires = stage.now.plus_millis(60 * 60 * 1000);
    let television = Television::new(&mut stage).with(SERVICE, &service_token("viewer-7", expires));
    television.sign_in(&mut stage, "Dish");
    let bedroom = television.with("AP-Device-Identifier", &fingerprint("bedroom"));
    for unusable in ["opaque", "a.b.c", "e30.e30.e30", &service_token("viewer-7", stage.now)] {
        let answer = bedroom.with(SERVICE, unusable).get(&mut stage, "/profiles");
        assert_eq!((answer.status, answer.profiles().len()), (200, 0), "{unusable}");
    }
    stage.wait_minutes(60);
    assert!(bedroom.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn an_expired_platform_identity_is_passed_over() {
    let mut stage = Stage::new();
    let expires = stage.now.plus_millis(60 * 60 * 1000);
    let television = Television::new(&mut stage).with(PLATFORM, &service_token("viewer-7", expires));
    television.sign_in(&mut stage, "Dish");
    let other = other_application(&mut stage).with(PLATFORM, &service_token("viewer-7", expires));
    assert_eq!(other.get(&mut stage, "/profiles").profiles().len(), 1);
    stage.wait_minutes(60);
    assert!(other.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn a_shared_profile_expires_with_the_sign_in_that_made_it() {
    let mut stage = Stage::scenario("basic-profiles-primary-application");
    let television = Television::new(&mut stage).with(PLATFORM, "opaque");
    television.sign_in(&mut stage, "Dish");
    let other = other_application(&mut stage).with(PLATFORM, "opaque");
    stage.wait_minutes(15);
    assert_eq!(other.authorize(&mut stage, "Dish", "news").decisions(), ["authenticated_profile_expired"]);
}

#[test]
fn r78_logging_out_with_the_header_removes_both_profiles() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).with(PLATFORM, "opaque");
    let other = other_application(&mut stage).with(PLATFORM, "opaque");
    television.sign_in(&mut stage, "Dish");
    television.get(&mut stage, "/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com");
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
    assert!(other.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn logging_out_without_the_header_leaves_the_shared_profile() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).with(PLATFORM, "opaque");
    television.sign_in(&mut stage, "Dish");
    television.without(PLATFORM).get(&mut stage, "/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com");
    assert_eq!(television.get(&mut stage, "/profiles").text("/profiles/Dish/type"), "platformSSO");
}
