//! The household of `examples/firmware`: two boxes in one sign-in, by a link code, until one of them leaves.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use super::programs::SANITIZERS;
use super::television::STATEMENT;
use crate::c::library::Build;
use crate::c::program::{Program, runner};
use crate::c::service::{Service, log_in};
use crate::c::showing::{Shown, show};
use crate::c::target::{TARGETS, Target};

const HOUSEHOLD: Program<'_> = Program {
    name: "household",
    sources: &[
        "examples/firmware/television.c",
        "examples/firmware/television_run.c",
        "examples/firmware/linux/clock.c",
        "examples/firmware/linux/device.c",
        "examples/firmware/linux/options.c",
        "examples/firmware/linux/output.c",
        "examples/firmware/linux/state.c",
        "examples/firmware/set-top-box/box.c",
        "examples/firmware/set-top-box/connection.c",
        "examples/firmware/set-top-box/tls_none.c",
        "examples/firmware/household/token.c",
        "examples/firmware/household/devices.c",
        "examples/firmware/household/main.c",
    ],
    options: "-D_POSIX_C_SOURCE=200809L -Iexamples/firmware/set-top-box",
    libraries: "",
};

/// One box of the household, with a serial number and a state of its own.
struct HouseholdBox<'s> {
    program: &'s PathBuf,
    service: &'s Service,
    serial: &'static str,
    state: String,
}

impl<'s> HouseholdBox<'s> {
    /// A box that nobody has used.
    fn new(program: &'s PathBuf, service: &'s Service, serial: &'static str) -> Result<Self> {
        let file = |end: &str| program.with_extension(format!("{serial}.{end}"));
        let _ = (fs::remove_file(file("state")), fs::remove_file(file("state.token")));
        let state = file("state").to_str().context("the target folder's name is UTF-8")?.to_owned();
        Ok(Self { program, service, serial, state })
    }

    fn run(&self, more: &[&str], person: impl FnMut(&str) -> Result<()>) -> Result<Shown> {
        let options = ["--base-url", &self.service.base_url, "--software-statement", STATEMENT];
        let own = ["--serial", self.serial, "--state", &self.state];
        let shown = show(runner(&TARGETS[0], self.program).args(options).args(own).args(more), person)?;
        ensure!(shown.is_success, "the box {} failed: {:#?}", self.serial, shown.lines);
        Ok(shown)
    }

    /// Nobody signs in on it.
    fn run_alone(&self, more: &[&str], lines: &[&str]) -> Result<()> {
        let shown = self.run(more, |page| bail!("a viewer is sent to {page}"))?;
        lines.iter().try_for_each(|line| shown.has(line))
    }
}

pub(super) fn shares_a_sign_in(_: &[&Target]) -> Result<()> {
    let host = &TARGETS[0];
    let program = HOUSEHOLD.build(host, &Build::release(host).library()?, SANITIZERS)?;
    let simulator = Service::start("tvpass-simulator", "--port 0 --no-throttle")?;
    let kitchen = HouseholdBox::new(&program, &simulator, "K1TCHEN")?;
    let den = HouseholdBox::new(&program, &simulator, "D3N")?;
    let code = shown_code(&kitchen)?;
    let both = ["Still signed in at: Cablevision", "This device: Example Box", "Another device: Example Box"];
    den.run_alone(&["--link-code", &code], &["A new token", "Signed in at: Cablevision"])?;
    den.run_alone(&["--devices", "list"], &[&["The token holds"], &both[..]].concat())?;
    kitchen.run_alone(&["--devices", "list"], &both)?;
    den.run_alone(&["--devices", "leave"], &["This device is out", "Nobody is signed in"])?;
    ensure!(fs::read(format!("{}.token", den.state))?.is_empty(), "a device that has left keeps its token");
    println!("{}: two boxes shared a sign-in by a link code, and one left", host.name);
    Ok(())
}

/// The code that a box shows once somebody has signed in on it.
fn shown_code(kitchen: &HouseholdBox<'_>) -> Result<String> {
    let options = ["--person", "household-19", "--mvpd", "Cablevision", "--devices", "link"];
    let shown = kitchen.run(&options, |page| log_in(kitchen.service, page))?;
    shown.has("Signed in at: Cablevision")?;
    let code = shown.lines.iter().find_map(|line| line.strip_prefix("Link code: "));
    code.map(str::to_owned).with_context(|| format!("no link code was shown, but {:#?}", shown.lines))
}
