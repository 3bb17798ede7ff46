//! A program that signs in and plays, and the person at its login page.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::c::service::{Service, log_in};

/// The simulator's application.
pub(super) const STATEMENT: &str = "demo.software.statement";

/// The simulator, for programs with more requests than its budget.
pub(super) fn simulator() -> Result<Service> {
    Service::start("tvpass-simulator", "--port 0 --no-throttle")
}

/// Runs the program, which says `open URL` when its viewer has to sign in, and `playing` when it plays.
pub(super) fn plays(program: &mut Command, person: impl Fn(&str) -> Result<()>) -> Result<()> {
    let mut child = program.stdout(Stdio::piped()).spawn().context("cannot start the program")?;
    let output = child.stdout.take().context("the program says what it does")?;
    let mut is_playing = false;
    let mut seen = Ok(());
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        is_playing |= line.starts_with("playing ");
        if let Some(page) = line.strip_prefix("open ") {
            seen = seen.and(person(page));
        }
    }
    let status = child.wait()?;
    ensure!(status.success(), "the program ended with {status}");
    ensure!(is_playing, "the program ended without playing");
    seen
}

/// Runs the program against the simulator, where a person signs in.
pub(crate) fn plays_at_simulator(program: &mut Command) -> Result<()> {
    let simulator = simulator()?;
    program.args([&simulator.base_url, STATEMENT]);
    plays(program, |page| log_in(&simulator, page))
}
