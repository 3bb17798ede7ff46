//! Programs in C on each instruction set: the interface's own tests, the vectors, a sign-in over a pipe.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::c::library::{Build, Library};
use crate::c::program::{Program, outcome_of, printed_by, runner};
use crate::c::programs::{CONVENTIONS, SIGN_IN, VECTORS};
use crate::c::target::{Runs, TARGETS, Target};
use crate::c::vectors::{self, Case};
use crate::process::command;

/// Runs first on the build machine, so that a break is seen before anything is built for other targets.
pub(super) fn run_here(targets: &[&Target]) -> Result<()> {
    run_on(targets, |runs| runs == Runs::Here)
}

pub(super) fn run_elsewhere(targets: &[&Target]) -> Result<()> {
    run_on(targets, |runs| !matches!(runs, Runs::Here | Runs::Not))
}

fn run_on(targets: &[&Target], is_meant: fn(Runs) -> bool) -> Result<()> {
    let cases = vectors::cases()?;
    for target in targets.iter().copied().filter(|target| is_meant(target.runs)) {
        let library = Build::release(target).library()?;
        let programs = build(target, &library, &cases, "")?;
        printed_by(&mut runner(target, &programs.conventions)).context("conventions")?;
        printed_by(&mut runner(target, &programs.sign_in)).context("sign-in")?;
        vectors::compare(&cases, &printed_by(&mut runner(target, &programs.vectors))?)?;
        println!("{}: conventions, sign-in and {} vectors hold", target.name, cases.len());
    }
    Ok(())
}

struct Programs {
    conventions: PathBuf,
    sign_in: PathBuf,
    vectors: PathBuf,
}

impl Programs {
    fn all(&self) -> [&PathBuf; 3] {
        [&self.conventions, &self.sign_in, &self.vectors]
    }
}

fn build(target: &Target, library: &Library, cases: &[Case], options: &str) -> Result<Programs> {
    let generated = vectors::generate(cases)?;
    let mut sources = VECTORS.sources.to_vec();
    sources.push(generated.to_str().context("the target folder's name is UTF-8")?);
    let vectors = Program { sources: &sources, ..VECTORS };
    Ok(Programs {
        conventions: CONVENTIONS.build(target, library, options)?,
        sign_in: SIGN_IN.build(target, library, options)?,
        vectors: vectors.build(target, library, options)?,
    })
}

pub(super) const SANITIZERS: &str = "-fsanitize=address,undefined -fno-sanitize-recover=all";

/// Programs that do what each watcher has to see: else it is not there, and its silence means nothing.
const OFFENCES: &[(&str, &str)] = &[
    ("address", "bindings-c/tests/offences/address.c"),
    ("undefined", "bindings-c/tests/offences/undefined.c"),
    ("library", "bindings-c/tests/offences/library.c"),
];

pub(super) fn run_watched(_: &[&Target]) -> Result<()> {
    let host = &TARGETS[0];
    let library = Build::release(host).library()?;
    let cases = vectors::cases()?;
    let sanitized = build(host, &library, &cases, SANITIZERS)?;
    for program in sanitized.all() {
        printed_by(&mut runner(host, program)).context("under the sanitizers")?;
    }
    let plain = build(host, &library, &cases, "")?;
    for program in plain.all() {
        printed_by(valgrind().arg(program)).context("under Valgrind")?;
    }
    for (name, source) in OFFENCES {
        let offence = Program { name, sources: &[source], options: "-Wno-error", libraries: "" };
        let sanitized = offence.build(host, &library, SANITIZERS)?;
        let seen = !outcome_of(&mut runner(host, &sanitized))?.1;
        // The sanitizers watch C's own accesses, Valgrind those of the library as well.
        ensure!(seen || *name == "library", "the sanitizers do not see the offence {name}");
        let plain = offence.build(host, &library, "")?;
        let seen = !outcome_of(valgrind().arg(&plain))?.1;
        ensure!(seen || *name == "undefined", "Valgrind does not see the offence {name}");
    }
    println!("clean, and each of {} offences is seen", OFFENCES.len());
    Ok(())
}

fn valgrind() -> std::process::Command {
    command("valgrind --quiet --error-exitcode=9 --leak-check=full --track-origins=yes")
}
