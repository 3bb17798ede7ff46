//! The suites of `cargo xtask test`. A group of suites is a file under `suite` and its line in `GROUPS`.

mod bare_metal;
mod benchmarks;
mod book;
mod c;
mod cases;
mod circles;
mod contract;
mod deny;
mod documents;
mod exhaustive;
mod firmware;
mod fuzz;
mod go;
mod hygiene;
mod kotlin_package;
mod miri;
mod mobile;
mod npm;
mod published;
mod reference;
mod release;
mod rules;
mod source;
mod web;

use std::sync::OnceLock;

use anyhow::{Result, bail, ensure};

use crate::need::Need;

pub(crate) struct Suite {
    pub name: &'static str,
    pub proves: &'static str,
    pub needs: &'static [Need],
    pub run: fn() -> Result<()>,
}

/// The one step that a run is cut down to.
static ONLY: OnceLock<String> = OnceLock::new();

/// In the order of a run: what is quick to tell comes first.
const GROUPS: &[&[Suite]] = &[
    source::SUITES,
    hygiene::SUITES,
    circles::SUITES,
    deny::SUITES,
    documents::SUITES,
    book::SUITES,
    reference::SUITES,
    rules::SUITES,
    cases::SUITES,
    published::SUITES,
    bare_metal::SUITES,
    firmware::SUITES,
    c::SUITES,
    go::SUITES,
    mobile::SUITES,
    web::SUITES,
    fuzz::SUITES,
];

/// Too long for every change: they run with `--all`, or by name.
const LONG_GROUPS: &[&[Suite]] = &[
    miri::SUITES,
    firmware::LONG_SUITES,
    c::LONG_SUITES,
    npm::SUITES,
    contract::SUITES,
    exhaustive::SUITES,
    benchmarks::SUITES,
    mobile::LONG_SUITES,
    kotlin_package::SUITES,
    published::LONG_SUITES,
    release::SUITES,
];

/// The suites of every run.
pub(crate) fn usual() -> impl Iterator<Item = &'static Suite> {
    GROUPS.iter().copied().flatten()
}

/// All suites: the usual ones, then the long ones.
pub(crate) fn all() -> impl Iterator<Item = &'static Suite> {
    usual().chain(LONG_GROUPS.iter().copied().flatten())
}

pub(crate) fn is_long(suite: &Suite) -> bool {
    LONG_GROUPS.iter().copied().flatten().any(|long| long.name == suite.name)
}

pub(crate) fn names() -> Vec<&'static str> {
    all().map(|suite| suite.name).collect()
}

/// The steps of a suite that can be run one by one.
pub(crate) fn steps(suite: &str) -> Vec<&'static str> {
    if suite == c::SUITES[0].name { c::steps() } else { Vec::new() }
}

/// Cuts the run of this suite down to one step.
pub(crate) fn run_only(suite: &str, step: &str) -> Result<()> {
    let steps = steps(suite);
    ensure!(!steps.is_empty(), "the suite {suite} cannot be run step by step");
    ensure!(steps.contains(&step), "no step {step:?} in the suite {suite}; there are:\n  {}", steps.join("\n  "));
    ONLY.get_or_init(|| step.to_owned());
    Ok(())
}

/// The step that the run was cut down to.
fn only() -> Option<&'static str> {
    ONLY.get().map(String::as_str)
}

/// A place in a file that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) what: String,
}

/// Prints the findings; the suite passes only if there are none.
pub(crate) fn judge(findings: &[Finding]) -> Result<()> {
    for Finding { file, line, what } in findings {
        println!("{file}:{line}: {what}");
    }
    if !findings.is_empty() {
        bail!("findings: {}", findings.len());
    }
    Ok(())
}
