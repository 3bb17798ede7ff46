use std::collections::BTreeMap;

use anyhow::Result;
use clap::{Args, ValueEnum};
use tvpass_plant::{Change, Outcome, Report, links, mutants, sample, secrets};

use super::mutants::{ACCEPTED, LIMITS};
use crate::api::{self, TARGETS};
use crate::need::Need;
use crate::public_api;
use crate::repository::target_folder;
use crate::survivors::{self, Tried};

/// Plant faults in the public API of the core, and tell whether its gates notice
///
/// A panic and an allocation are calls that no program can be linked with, so that one link names all that it reaches. A secret
/// that is printed and a rule that is lost are each behind a switch, and the tests that come by run with it on.
#[derive(Args)]
pub(crate) struct Options {
    /// Places of each kind, chosen at random
    #[arg(long, default_value_t = 1000)]
    count: usize,
    /// The same number chooses the same places
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One kind alone
    #[arg(long)]
    only: Option<Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Panic,
    Allocation,
    Secret,
    Rule,
}

/// Noticed of a hundred, at least.
const MUST: usize = 98;

/// The survivors that are accepted, with their reasons; those of rules are among the [mutants](ACCEPTED).
const SURVIVORS: &str = "docs/plant.tsv";

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        LIMITS.provide()?;
        TARGETS.iter().try_for_each(|target| Need::Target(target).provide())?;
        let kinds = Kind::value_variants().iter().filter(|kind| self.only.is_none_or(|only| only == **kind));
        let results: Vec<_> = kinds.map(|kind| self.plant(*kind)).collect();
        results.into_iter().collect()
    }

    fn plant(&self, kind: Kind) -> Result<()> {
        let name = format!("{kind:?}").to_lowercase();
        println!("planting: {name}");
        let folder = target_folder("plant")?;
        let choose = |changes| sample(changes, self.count, self.seed);
        let (report, list) = match kind {
            Kind::Panic => (linked(&TARGETS, choose)?, SURVIVORS),
            Kind::Allocation => (linked(&TARGETS[..1], choose)?, SURVIVORS),
            Kind::Secret => (secrets(&folder.join("secrets"), choose)?, SURVIVORS),
            Kind::Rule => (mutants(&folder.join("mutants"), |changes| choose(of_rules(changes)))?, ACCEPTED),
        };
        by_gate(&report);
        survivors::judge(&report, Tried::Some, list, MUST)
    }
}

/// Links the API as the suites `no-panic` and `bare-metal` do.
fn linked(targets: &[&str], choose: impl FnOnce(Vec<Change>) -> Vec<Change>) -> Result<Report> {
    let api = api::read()?;
    links(&target_folder("plant")?.join("links"), public_api::FILE, choose, |core| {
        targets.iter().map(|target| api.complaints(core, target)).collect()
    })
}

/// Changes of functions whose documentation or comments name a rule.
fn of_rules(mut changes: Vec<Change>) -> Vec<Change> {
    changes.retain(|change| !change.rules.is_empty());
    changes
}

/// Prints the number of faults that each program of tests, or the link, has noticed.
fn by_gate(report: &Report) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, outcome) in &report.judged {
        let gate = match outcome {
            Outcome::Failed(test) => test.split(':').next().unwrap_or_default(),
            Outcome::Endless => "a limit of time or memory",
            Outcome::Survived | Outcome::Unreached => "nothing",
        };
        *counts.entry(gate).or_default() += 1;
    }
    for (gate, count) in counts {
        println!("noticed by {gate}: {count}");
    }
}
