//! One sign-in for several applications and devices.

use tvpass::message::HeaderName;
use tvpass_flow_tests::{Job, Television, World};

/// The JWS of a person until 2100; nobody checks its signature here.
const SERVICE_TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwZXJzb24iLCJleHAiOjQxMDI0NDQ4MDB9.c2ln";

#[test]
fn r107_r111_who_is_signed_in_by_the_platforms_identity_is_signed_in_in_every_application() {
    for (name, token) in [
        (HeaderName::AdobeSubjectToken, "opaque"),
        (HeaderName::XRokuReservedRokuConnectToken, "opaque"),
        (HeaderName::AdServiceToken, SERVICE_TOKEN),
    ] {
        let mut world = World::new(1);
        let first = world.add(Television::new().with_header(name, token));
        world.run();
        assert_eq!(world.television(first).last(), "signed in at Cablevision", "{name:?}");
        let second = world.add(Television::new().with_header(name, token).asking_for(&["news"]));
        world.run();
        assert_eq!(world.television(second).requests(), ["register", "token", "profiles"], "{name:?}");
        assert_eq!(world.run_next(second, Job::Authorization), "permitted news", "{name:?}");
    }
}

#[test]
fn r108_without_the_identity_a_viewer_signs_in_as_ever() {
    let mut world = World::new(1);
    world.add(Television::new().with_header(HeaderName::AdobeSubjectToken, "opaque"));
    world.run();
    let other = world.add(Television::new());
    world.run();
    assert!(world.television(other).requests().contains(&"create_session"));
}

#[test]
fn r78_a_single_logout_signs_out_all_applications() {
    let mut world = World::new(1);
    let with_token = || Television::new().with_header(HeaderName::AdServiceToken, SERVICE_TOKEN);
    let first = world.add(with_token());
    world.run();
    let second = world.add(with_token());
    world.run();
    assert!(!world.television(second).requests().contains(&"create_session"));
    assert_eq!(world.run_next(first, Job::Logout), "signed out");
    world.run_next(second, Job::SignIn);
    assert!(world.television(second).requests().contains(&"create_session"));
}
