//! With the simulator as a program of its own, which is killed between two sign-ins.

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
