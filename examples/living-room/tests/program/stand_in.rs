//! Against a service that shares no code with this project, and judges every request.

use std::fs;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tvpass_stand_in::{Endpoint, Faults, Options, Report, StandIn};

use super::support::{Run, run, run_until, run_with_input};

/// A stand-in, and a folder with the files of one television.
struct World {
    stand_in: StandIn,
    folder: TempDir,
}

impl World {
    fn new(options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("statement"), format!("{}\n", options.software_statement)).unwrap();
        Self { stand_in: StandIn::start(options).unwrap(), folder }
    }

    fn arguments(&self, more: &[&str]) -> Vec<String> {
        let path = |name| self.folder.path().join(name).to_str().unwrap().to_owned();
        let server = self.stand_in.base_url();
        let mut arguments: Vec<_> = ["--json", "--no-auto", "--service-provider", "REF30"].map(String::from).into();
        arguments.extend(["--poll-interval", "3", "--domain", "adobe.com"].map(String::from));
        arguments.extend(["--redirect-url", "https://adobe.com", "--server", &server].map(String::from));
        arguments.extend(["--software-statement".into(), path("statement"), "--state".into(), path("state.json")]);
        arguments.extend(more.iter().map(|more| (*more).to_owned()));
        arguments
    }

    fn run(&self, more: &[&str]) -> Run {
        run(&self.arguments(more).iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn report(&self) -> Report {
        self.stand_in.report()
    }

    /// All that nobody may be shown: what the service knows of, and the device id behind the one that it knows.
    fn secrets(&self) -> Vec<String> {
        let state = fs::read(self.folder.path().join("state.json")).unwrap();
        let state: Value = serde_json::from_slice(&state).unwrap();
        let device_id = state["device_id"].as_str().unwrap().to_owned();
        self.report().secrets.into_iter().chain([device_id]).collect()
    }
}

#[track_caller]
fn assert_no_violation(report: &Report) {
    assert_eq!(report.violations, Vec::<String>::new());
}

#[test]
fn a_sign_in_outlasts_every_fault_and_the_next_start_is_signed_in_at_once() {
    let world =
        World::new(Options { faults: Faults { polls_before_profile: 1, ..Faults::typical() }, ..Options::default() });
    let first = world.run(&["--mvpd", "Cablevision"]);
    first.assert_signed_in("Cablevision");
    first.assert_silent_about(&world.secrets());
    let report = world.report();
    assert_no_violation(&report);
    assert_eq!(report.faults.len(), 3);
    assert_eq!((report.registrations, report.tokens, report.configurations, report.sessions), (1, 2, 0, 1));
    assert!(report.smallest_poll_gap.unwrap() >= Duration::from_secs(3));

    let second = world.run(&["--mvpd", "Cablevision"]);
    second.assert_signed_in("Cablevision");
    second.assert_silent_about(&world.secrets());
    assert_eq!(second.events(), ["started", "profiles", "signed_in"]);
    let report_after = world.report();
    assert_no_violation(&report_after);
    assert_eq!(report_after.requests.len(), report.requests.len() + 1);
}

#[test]
fn a_television_that_is_killed_while_its_code_is_shown_registers_once_and_shows_the_same_code() {
    let world = World::new(Options { faults: Faults::none(), ..Options::default() });
    let arguments = world.arguments(&["--mvpd", "Cablevision"]);
    run_until(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), "code");
    world.run(&["--mvpd", "Cablevision"]).assert_signed_in("Cablevision");
    let report = world.report();
    assert_no_violation(&report);
    assert_eq!((report.registrations, report.tokens, report.sessions), (1, 1, 1));
}

#[test]
fn without_a_provider_the_second_screen_chooses_and_no_configuration_is_fetched() {
    let world = World::new(Options { mvpd_is_given: false, faults: Faults::none(), ..Options::default() });
    let run = world.run(&[]);
    run.assert_signed_in("Cablevision");
    assert_eq!(run.events(), ["started", "registered", "token", "profiles", "code", "poll", "signed_in"]);
    assert_no_violation(&world.report());
    assert_eq!(world.report().configurations, 0);
}

#[test]
fn a_provider_can_be_chosen_on_the_television() {
    let world = World::new(Options { mvpd_is_given: false, faults: Faults::none(), ..Options::default() });
    let arguments = world.arguments(&["--pick"]);
    let run = run_with_input(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), "s\u{f6}hne\n");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.events().contains(&"configuration".to_owned()));
    assert_no_violation(&world.report());
    let chosen = "mvpd=Kabel%20%26%20S%C3%B6hne%2FWest";
    assert!(world.report().requests.iter().any(|request| request.body.contains(chosen)));
}

#[test]
fn an_answer_that_is_lost_is_asked_for_again() {
    let faults = Faults { no_answer: Some(Endpoint::CreateSession), ..Faults::none() };
    let world = World::new(Options { faults, ..Options::default() });
    let run = world.run(&["--mvpd", "Cablevision"]);
    run.assert_signed_in("Cablevision");
    assert!(run.events().contains(&"pause".to_owned()));
    assert_no_violation(&world.report());
}

#[test]
fn a_television_does_not_show_codes_to_an_empty_room_for_ever() {
    let faults = Faults { polls_before_profile: 1000, ..Faults::none() };
    let world = World::new(Options { faults, code_lifetime: Duration::from_secs(1), ..Options::default() });
    let run = world.run(&["--mvpd", "Cablevision"]);
    run.assert_one_line(1, &["nobody signed in with any of 3 codes", "the viewer"]);
    assert_eq!(run.events().iter().filter(|event| *event == "code").count(), 3);
    assert_eq!(run.events().last().unwrap(), "stopped");
    assert_no_violation(&world.report());
}

#[test]
fn a_phone_links_a_television_by_the_rules_of_a_stranger() {
    let options =
        Options { second_device: true, faults: Faults { variants: true, ..Faults::none() }, ..Options::default() };
    let world = World::new(options);
    let run = world.run(&["--mvpd", "Cablevision", "--flow", "link"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.assert_silent_about(&world.secrets());
    assert_eq!(run.events().last().unwrap(), "joined");
    let report = world.report();
    assert_no_violation(&report);
    assert_eq!((report.registrations, report.tokens, report.sessions), (2, 2, 1));
}
