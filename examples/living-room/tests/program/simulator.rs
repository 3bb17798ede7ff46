//! With the simulator: inside the program, and on its own.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::support::run;

/// The simulator as a program of its own; killed, not asked to end, when this is dropped.
struct Simulator {
    process: Child,
    /// It has more to say, and wants to be heard.
    _output: BufReader<ChildStdout>,
    base_url: String,
}

impl Simulator {
    fn start(state: &Path) -> Self {
        let mut program = Command::new(env!("CARGO"));
        program.args(["run", "--quiet", "--package", "tvpass-simulator", "--", "--port", "0", "--state"]).arg(state);
        let mut process = program.stdout(Stdio::piped()).spawn().expect("the simulator starts");
        let mut output = BufReader::new(process.stdout.take().expect("it is piped"));
        let mut line = String::new();
        output.read_line(&mut line).expect("it says where it is");
        let base_url = line.split_whitespace().last().expect("the line ends with the address").to_owned();
        Self { process, _output: output, base_url }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.process.kill().expect("it still runs");
        self.process.wait().expect("it is this program's child");
    }
}

#[test]
fn a_clean_clone_shows_a_code_a_sign_in_and_a_profile() {
    let run = run(&[]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    for part in ["Code: ", "/activate", "The scripted person logs in as viewer", "Signed in.", "userID: "] {
        assert!(run.stdout.contains(part), "{part} is not in:\n{}", run.stdout);
    }
}

#[test]
fn every_step_is_a_line_and_the_last_one_is_the_sign_in() {
    let run = run(&["--json", "--auto"]);
    run.assert_signed_in("Cablevision");
    let steps: Vec<_> = run.events().into_iter().filter(|event| event != "person").collect();
    assert_eq!(steps, ["started", "registered", "token", "profiles", "code", "poll", "poll", "signed_in"]);
}

#[test]
fn the_scripted_person_has_an_account_at_the_provider_that_the_television_is_told() {
    let run = run(&["--json", "--auto", "--mvpd", "Dish", "--poll-interval", "3"]);
    run.assert_signed_in("Dish");
    assert!(!run.events().contains(&"configuration".to_owned()));
    assert!(run.stdout.contains("confirms the device"), "{}", run.stdout);
}

#[test]
fn the_scripted_person_goes_back_where_the_login_returns_to() {
    let where_to = ["--domain", "adobe.com", "--redirect-url", "https://adobe.com"];
    let run = run(&[&["--json", "--auto", "--mvpd", "Spectrum", "--poll-interval", "3"], &where_to[..]].concat());
    run.assert_signed_in("Spectrum");
    assert!(run.stdout.contains("goes back to the television"), "{}", run.stdout);
}

#[test]
fn the_scripted_person_chooses_on_the_television() {
    let run = run(&["--json", "--auto", "--pick", "--poll-interval", "3"]);
    run.assert_signed_in("Cablevision");
    assert!(run.events().contains(&"configuration".to_owned()));
}

#[test]
fn the_simulator_inside_remembers_what_the_television_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("tv.json");
    let arguments = ["--json", "--auto", "--state", state.to_str().unwrap()];
    run(&arguments).assert_signed_in("Cablevision");
    let second = run(&arguments);
    second.assert_signed_in("Cablevision");
    assert_eq!(second.events(), ["started", "profiles", "signed_in"]);
}

// Elsewhere than on Unix a child of cargo outlives it.
#[cfg(unix)]
#[test]
fn a_simulator_that_was_killed_and_started_again_still_knows_the_television() {
    let folder = tempfile::tempdir().unwrap();
    let (service, television) = (folder.path().join("service.db"), folder.path().join("tv.json"));
    let sign_in = || {
        let simulator = Simulator::start(&service);
        run(&["--json", "--auto", "--server", &simulator.base_url, "--state", television.to_str().unwrap()])
    };
    sign_in().assert_signed_in("Cablevision");
    let second = sign_in();
    second.assert_signed_in("Cablevision");
    assert_eq!(second.events(), ["started", "profiles", "signed_in"]);
}
