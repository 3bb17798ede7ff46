//! Each ready scenario, played through by a television.

use tvpass::message::HeaderName;
use tvpass_flow_tests::{Framework, Job, Television, World};
use tvpass_simulator::Scenario;

/// A television's words at the end of its sign-in, of a playback and of the logout.
fn played(name: &str, television: Television) -> [String; 3] {
    let mut world = World::new(1);
    world.service.apply(&Scenario::ready(name).unwrap());
    let television = world.add(television.asking_for(&["news"]));
    world.run();
    let first = world.television(television).last().to_owned();
    let second = world.run_next(television, Job::Authorization).to_owned();
    [first, second, world.run_next(television, Job::Logout).to_owned()]
}

#[test]
fn every_ready_scenario_lets_its_flow_come_to_its_end() {
    let (signed_in, permitted, logged_out) = ("signed in at Cablevision", "permitted news", "signed out");
    for (name, _) in Scenario::READY {
        let television = Television::new().at("Cablevision");
        let (television, expected) = match *name {
            "temporary-access-basic" => {
                let television = television.at("TempPass_TEST40").running(Job::Authorization);
                (television, [permitted, permitted, logged_out])
            }
            "temporary-access-promotional" => {
                let identity = "eyJlbWFpbCI6IjdmODNiMTY1In0=";
                let television = television.at("flexibleTempPass").running(Job::Authorization);
                let television = television.with_header(HeaderName::ApTempPassIdentity, identity);
                (television, [permitted, permitted, logged_out])
            }
            "single-sign-on-partner" => {
                let framework = Framework::signed_in("Cablevision");
                let television = Television::new().here().with_framework(framework).running(Job::PartnerSignIn);
                (television, [signed_in, permitted, logged_out])
            }
            "degraded-authz-none" => (television, [signed_in, "denied news", logged_out]),
            _ => (television, [signed_in, permitted, logged_out]),
        };
        assert_eq!(played(name, television), expected, "{name}");
    }
}
