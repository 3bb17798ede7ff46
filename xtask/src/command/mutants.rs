use anyhow::Result;
use clap::Args;
use tvpass_plant::{Outcome, Report};

use crate::need::Need;
use crate::repository::target_folder;
use crate::survivors::{self, Tried};

/// Change the core in one place at a time, and see whether a test notices
///
/// All changes are in one build of a copy, each behind a switch. The tests that come by a change run with it on. A survivor is
/// in docs/mutants.tsv with its reason, or is printed and fails. The examples of the documentation do not judge.
#[derive(Args)]
pub(crate) struct Options {
    /// Only changes whose description has this text
    #[arg(long)]
    only: Option<String>,
}

/// Bounds the memory and the processor time of a test.
pub(super) const LIMITS: Need = Need::Program { name: "prlimit", package: "util-linux" };

/// Noticed of a hundred, at least.
const MUST: usize = 95;

/// The survivors that are accepted: file, function and change, then why no test can or need notice.
pub(super) const ACCEPTED: &str = "docs/mutants.tsv";

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        LIMITS.provide()?;
        let report = tvpass_plant::mutants(&target_folder("plant")?.join("mutants"), |mut changes| {
            changes.retain(|change| self.only.as_ref().is_none_or(|text| change.identity().contains(text)));
            changes
        })?;
        println!("{}", of_rules(&report));
        let tried = if self.only.is_none() { Tried::All } else { Tried::Some };
        survivors::judge(&report, tried, ACCEPTED, MUST)
    }
}

/// The figure of `cargo xtask plant --only rule`, which these changes give as well.
fn of_rules(report: &Report) -> String {
    let is_noticed = |outcome: &Outcome| matches!(outcome, Outcome::Failed(_) | Outcome::Endless);
    let outcomes = report.judged.iter().filter(|(change, _)| !change.rules.is_empty()).map(|(_, outcome)| outcome);
    let noticed = outcomes.clone().filter(|outcome| is_noticed(outcome)).count();
    format!("in functions that name a rule: {noticed} of {} noticed", outcomes.count())
}
