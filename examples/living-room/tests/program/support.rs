//! Runs the program and reads what it says.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The result of a run.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program with nothing on standard input.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_with_input(arguments, "")
}

/// Runs the program with `input` typed.
pub(crate) fn run_with_input(arguments: &[&str], input: &str) -> Run {
    let mut program = Command::new(env!("CARGO_BIN_EXE_living-room"));
    program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    // It may end without reading.
    let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { status: status.code().expect("no signal ended it"), stdout: text(stdout), stderr: text(stderr) }
}

/// Runs the program until it says `event`, and kills it there.
pub(crate) fn run_until(arguments: &[&str], event: &str) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_living-room"));
    program.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    let sign = format!("\"event\":\"{event}\"");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    assert!(lines.any(|line| line.expect("it writes UTF-8").contains(&sign)), "it never said {event}");
    child.kill().expect("it still runs");
    child.wait().expect("it is this program's child");
}

impl Run {
    /// The JSON lines of standard output, on which nothing else may be.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.stdout.lines().map(read).collect()
    }

    /// The names of the steps.
    pub(crate) fn events(&self) -> Vec<String> {
        self.lines().iter().map(|line| line["event"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Fails unless the run ended with a sign-in at `mvpd`.
    #[track_caller]
    pub(crate) fn assert_signed_in(&self, mvpd: &str) {
        assert_eq!((self.status, self.stderr.as_str()), (0, ""), "{}", self.stdout);
        let lines = self.lines();
        let last = lines.last().expect("it said something");
        assert_eq!(last["event"], "signed_in");
        assert_eq!(last["mvpd"], mvpd);
        assert_eq!(last["profile"]["mvpd"], mvpd);
        assert!(!last["profile"]["attributes"]["userID"]["value"].is_null(), "{last}");
    }

    /// Fails unless the run ended with `status` and one line that has all of `parts`.
    #[track_caller]
    pub(crate) fn assert_one_line(&self, status: i32, parts: &[&str]) {
        assert_eq!((self.status, self.stderr.lines().count()), (status, 1), "{}", self.stderr);
        for part in parts {
            assert!(self.stderr.contains(part), "{part} is not in: {}", self.stderr);
        }
    }

    /// Fails if a secret was shown.
    #[track_caller]
    pub(crate) fn assert_silent_about(&self, secrets: &[String]) {
        for (number, secret) in secrets.iter().enumerate() {
            let shown = self.stdout.contains(secret.as_str()) || self.stderr.contains(secret.as_str());
            assert!(!shown, "secret number {number} is shown");
        }
    }
}
