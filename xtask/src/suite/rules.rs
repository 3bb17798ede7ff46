//! Every rule of the protocol that a library can keep is shown by a test.

use anyhow::Result;

use super::reference::stale;
use super::{Suite, judge};
use crate::need::GIT;
use crate::reference::RULES;
use crate::rules::Rules;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "rules",
    proves: "each rule that a library can keep has a test, each test that names a rule rightly so, and docs/rules.md tells",
    needs: &[GIT],
    run: rules,
}];

fn rules() -> Result<()> {
    let rules = Rules::read()?;
    println!("{}", rules.counts());
    let mut findings = rules.findings();
    findings.extend(stale(&RULES)?);
    judge(&findings)
}
