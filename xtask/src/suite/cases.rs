//! Every input that went wrong once has a test that reads it.

use anyhow::Result;

use super::reference::stale;
use super::{Suite, judge};
use crate::cases::Cases;
use crate::need::GIT;
use crate::reference::CASES;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "cases",
    proves: "each file of tests/vectors/cases has a test that reads it, and docs/cases.md tells which",
    needs: &[GIT],
    run: cases,
}];

fn cases() -> Result<()> {
    let cases = Cases::read()?;
    println!("{}", cases.counts());
    let mut findings = cases.findings()?;
    findings.extend(stale(&CASES)?);
    judge(&findings)
}
