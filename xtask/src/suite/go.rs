//! The example in Go, which calls the library for C.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::Suite;
use crate::c::package::{folder, pack};
use crate::c::service::{Service, log_in};
use crate::c::showing::show;
use crate::c::target::TARGETS;
use crate::need::Need;
use crate::process::{command, output};
use crate::repository::target_folder;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "go",
    proves: "a program in Go signs in over the library for C, starts anew with what it kept, watches and logs out",
    needs: &[
        Need::Program { name: "go", package: "golang-go" },
        Need::Program { name: "gcc", package: "gcc libc6-dev" },
        Need::Program { name: "pkg-config", package: "pkg-config" },
    ],
    run,
}];

const EXAMPLE: &str = "examples/go";

fn run() -> Result<()> {
    let unformatted = output(command("gofmt -l").arg(EXAMPLE))?;
    ensure!(unformatted.is_empty(), "gofmt would change {unformatted}");
    let program = build()?;
    let simulator = Service::start("tvpass-simulator", "--port 0 --no-throttle")?;
    let state = program.with_extension("state");
    if state.exists() {
        fs::remove_file(&state)?;
    }
    signs_in(&program, &simulator, &state, &["--logout"])
}

/// The words that make it log out differ by the program's language.
pub(super) fn signs_in(program: &Path, simulator: &Service, state: &Path, logout: &[&str]) -> Result<()> {
    let start = || {
        let mut television = Command::new(program);
        television.args(["--base-url", &simulator.base_url, "--software-statement", "demo.software.statement"]);
        television.args(["--mvpd", "Cablevision", "--state"]).arg(state);
        television
    };
    let first = show(&mut start(), |page| log_in(simulator, page))?;
    first.has("Signed in at: Cablevision")?;
    let mut again = start();
    again.args(["--watch", "news"]).args(logout);
    let again = show(&mut again, |page| bail!("a viewer who is signed in is sent to {page}"))?;
    ensure!(first.is_success && again.is_success, "the television failed: {:#?}", again.lines);
    ["Signed in at: Cablevision", "May watch: news", "Logged out"].iter().try_for_each(|line| again.has(line))
}

/// The program, with the package for C as pkg-config tells of it.
fn build() -> Result<PathBuf> {
    let host = &TARGETS[0];
    pack(&[host], false)?;
    let program = target_folder("go")?.join("television");
    let folder = folder()?.join("lib").join(host.name).join("pkgconfig");
    for words in ["go vet", "go build -o"] {
        let mut go = command(words);
        if words.ends_with("-o") {
            go.arg(&program);
        }
        go.arg(".").current_dir(EXAMPLE).env("PKG_CONFIG_LIBDIR", &folder).env("CGO_ENABLED", "1");
        output(&mut go).with_context(|| words.to_owned())?;
    }
    Ok(program)
}
