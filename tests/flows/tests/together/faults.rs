//! Every fault at every call.

use tvpass::endpoint::Endpoint;
use tvpass_flow_tests::{Fault, Job, Television, World};

/// The calls of a sign-in with a picker on this screen.
const CALLS: [Endpoint; 6] = [
    Endpoint::Register,
    Endpoint::Token,
    Endpoint::Profiles,
    Endpoint::Configuration,
    Endpoint::CreateSession,
    Endpoint::ProfileCode,
];

fn sign_in_with(endpoint: Endpoint, faults: &[Fault]) -> (World, usize) {
    let mut world = World::new(1);
    for fault in faults {
        world.network.fail(endpoint, *fault);
    }
    let television = world.add(Television::new().here());
    world.run();
    (world, television)
}

fn count(world: &World, television: usize, endpoint: Endpoint) -> usize {
    world.television(television).times_of(endpoint).len()
}

/// Faults after which the call is worth repeating as it is.
fn is_passing(fault: Fault) -> bool {
    !matches!(fault, Fault::Unauthorized | Fault::AnswerTwice)
}

#[test]
fn one_fault_at_any_call_does_not_keep_a_viewer_from_signing_in() {
    for endpoint in CALLS {
        for fault in Fault::ALL.into_iter().filter(|fault| is_passing(*fault)) {
            let (world, television) = sign_in_with(endpoint, &[fault]);
            assert_eq!(world.television(television).last(), "signed in at Cablevision", "{fault:?} at {endpoint:?}");
            assert!(!world.television(television).log().iter().any(|said| said.starts_with("stop ")));
        }
    }
}

#[test]
fn two_faults_in_a_row_do_not_either() {
    for endpoint in CALLS {
        for fault in Fault::ALL.into_iter().filter(|fault| is_passing(*fault)) {
            let (world, television) = sign_in_with(endpoint, &[fault, fault]);
            assert_eq!(world.television(television).last(), "signed in at Cablevision", "{fault:?} at {endpoint:?}");
        }
    }
}

#[test]
fn r4_only_a_lost_answer_leads_to_a_second_registration() {
    for fault in Fault::ALL {
        let (world, television) = sign_in_with(Endpoint::Register, &[fault]);
        let registrations = count(&world, television, Endpoint::Register);
        let is_kept = matches!(fault, Fault::Slow | Fault::AnswerTwice | Fault::RequestTwice);
        assert_eq!(registrations, if is_kept { 1 } else { 2 }, "{fault:?}");
    }
    for endpoint in &CALLS[1..] {
        for fault in Fault::ALL {
            let (world, television) = sign_in_with(*endpoint, &[fault]);
            assert_eq!(count(&world, television, Endpoint::Register), 1, "{fault:?} at {endpoint:?}");
        }
    }
}

#[test]
fn r7_a_refused_token_costs_one_renewal_at_any_call() {
    for endpoint in &CALLS[2..] {
        let (world, television) = sign_in_with(*endpoint, &[Fault::Unauthorized]);
        assert_eq!(world.television(television).last(), "signed in at Cablevision", "{endpoint:?}");
        assert_eq!(count(&world, television, Endpoint::Token), 2, "{endpoint:?}");
    }
}

#[test]
fn r8_a_token_that_is_refused_twice_costs_the_registration_and_the_viewer_still_signs_in() {
    for endpoint in &CALLS[2..] {
        let (world, television) = sign_in_with(*endpoint, &[Fault::Unauthorized, Fault::Unauthorized]);
        assert_eq!(world.television(television).last(), "signed in at Cablevision", "{endpoint:?}");
        assert_eq!(count(&world, television, Endpoint::Register), 2, "{endpoint:?}");
    }
}

#[test]
fn r47_whoever_signs_in_after_a_new_registration_can_watch() {
    let (mut world, television) = sign_in_with(Endpoint::ProfileCode, &[Fault::Unauthorized, Fault::Unauthorized]);
    world.television_mut(television).settings.resources = vec!["news".into()];
    assert_eq!(world.run_next(television, Job::Authorization), "permitted news");
}

#[test]
fn r71_too_many_requests_make_the_television_wait_a_second_at_least() {
    for endpoint in CALLS {
        let (world, television) = sign_in_with(endpoint, &[Fault::Throttled, Fault::Throttled]);
        let times = world.television(television).times_of(endpoint);
        assert!(times[1] >= times[0] + 1000 && times[2] >= times[1] + 1000, "{endpoint:?}");
    }
}

#[test]
fn r42_polls_keep_their_distance_whatever_becomes_of_them() {
    for fault in Fault::ALL {
        let (world, television) = sign_in_with(Endpoint::ProfileCode, &[fault; 7]);
        let polls = world.television(television).times_of(Endpoint::ProfileCode);
        assert!(polls.windows(2).all(|pair| pair[1] - pair[0] >= 3000), "{fault:?}: {polls:?}");
    }
}

#[test]
fn an_answer_that_comes_twice_breaks_nothing_that_a_new_start_would_not_mend() {
    for endpoint in CALLS {
        let (world, television) = sign_in_with(endpoint, &[Fault::AnswerTwice]);
        assert_eq!(world.television(television).last(), "signed in at Cablevision", "{endpoint:?}");
    }
}

#[test]
fn a_service_that_is_gone_is_told_after_three_attempts() {
    let mut world = World::new(1);
    let mut television = Television::new();
    television.person.patience = 0;
    let television = world.add(television);
    for _ in 0..3 {
        world.network.fail_next(Fault::RequestLost);
    }
    world.run();
    assert_eq!(world.television(television).requests(), ["register", "register", "register"]);
    assert_eq!(world.television(television).last(), "stop Network: no response from the service");
}
