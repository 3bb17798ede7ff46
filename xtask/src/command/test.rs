mod record;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::need::Missing;
use crate::suite::{self, Suite};
use crate::table;
use record::{Record, minutes, tree};

/// Run the test suites: the usual ones, all, or the named ones
///
/// Each suite fetches what it needs (compilation targets, rustup components, and distribution packages where root may
/// install them) or says exactly what is missing: it is then NOT RUN. With CI=true in the environment a suite that is
/// NOT RUN counts as failed. The exit status is 1 if any suite failed. Suites run one after the other: most of them are
/// builds, which use all cores and wait for each other's lock on the target folder.
#[derive(Args)]
#[command(after_help = suites())]
pub(super) struct Options {
    /// Suites to run, in this order [default: the usual ones]
    #[arg(value_parser = PossibleValuesParser::new(suite::names()), hide_possible_values = true)]
    suite: Vec<String>,
    /// Run the long suites as well, which may take hours
    #[arg(long, conflicts_with = "suite")]
    all: bool,
    /// Skip suites that passed when no file was different from now
    #[arg(long)]
    resume: bool,
    /// Run one step of a suite that is made of steps (c), on the build machine and the microcontroller alone
    #[arg(long, value_name = "STEP", requires = "suite", conflicts_with = "resume")]
    only: Option<String>,
}

fn suites() -> String {
    let rows: Vec<_> = suite::all().map(row).collect();
    format!("Suites:\n{}", table::render(&rows, &[]))
}

fn row(suite: &Suite) -> Vec<String> {
    let mark = if suite::is_long(suite) { " (long: with --all, or by name)" } else { "" };
    vec![format!("  {}", suite.name), format!("{}{mark}", suite.proves)]
}

enum Outcome {
    Passed,
    /// In an earlier run, on the same tree.
    PassedBefore,
    Failed,
    NotRun(String),
}

struct Report {
    suite: &'static str,
    outcome: Outcome,
    seconds: u64,
}

impl Options {
    pub(super) fn run(&self) -> Result<()> {
        let start = Instant::now();
        let suites = self.chosen();
        if let Some(step) = &self.only {
            let [suite] = suites[..] else { bail!("--only is for one suite") };
            suite::run_only(suite.name, step)?;
        }
        let mut record = Record::read()?;
        let tree = tree()?;
        let mut reports = Vec::new();
        for (index, suite) in suites.iter().enumerate() {
            if self.resume && record.has_passed(suite.name, &tree) {
                reports.push(Report { suite: suite.name, outcome: Outcome::PassedBefore, seconds: 0 });
                continue;
            }
            let (elapsed, left) = (minutes(start.elapsed().as_secs()), record.estimate(&suites[index..]));
            let progress = format!("{} of {}, {elapsed} gone, about {left} left", index + 1, suites.len());
            println!("\n=== {} ({progress}): {}", suite.name, suite.proves);
            let report = report(suite);
            // A step is not the suite.
            if self.only.is_none() {
                let passed = matches!(report.outcome, Outcome::Passed).then_some(tree.as_str());
                record.set(suite.name, report.seconds, passed)?;
            }
            reports.push(report);
        }
        println!("\n{}\nin {} s", summary(&reports), start.elapsed().as_secs());
        let is_ci = std::env::var("CI").is_ok_and(|value| value == "true");
        let failed = reports.iter().filter(|report| report.has_failed(is_ci)).count();
        let passed = reports.iter().filter(|report| report.has_passed()).count();
        println!("{passed} passed, {failed} failed");
        if failed > 0 {
            bail!("{failed} of {} suites failed", reports.len());
        }
        Ok(())
    }

    fn chosen(&self) -> Vec<&'static Suite> {
        if self.all {
            return suite::all().collect();
        }
        if self.suite.is_empty() {
            return suite::usual().collect();
        }
        self.suite.iter().filter_map(|name| suite::all().find(|suite| suite.name == name)).collect()
    }
}

fn report(suite: &Suite) -> Report {
    let start = Instant::now();
    let result = suite.needs.iter().try_for_each(|need| need.provide()).and_then(|()| (suite.run)());
    let outcome = match result {
        Ok(()) => Outcome::Passed,
        Err(error) => match error.downcast::<Missing>() {
            Ok(missing) => Outcome::NotRun(missing.0),
            Err(error) => {
                eprintln!("{} failed: {error:#}", suite.name);
                Outcome::Failed
            }
        },
    };
    Report { suite: suite.name, outcome, seconds: start.elapsed().as_secs() }
}

impl Report {
    fn has_passed(&self) -> bool {
        matches!(self.outcome, Outcome::Passed | Outcome::PassedBefore)
    }

    fn has_failed(&self, is_ci: bool) -> bool {
        match self.outcome {
            Outcome::Passed | Outcome::PassedBefore => false,
            Outcome::Failed => true,
            Outcome::NotRun(_) => is_ci,
        }
    }
}

fn summary(reports: &[Report]) -> String {
    let mut rows = vec![["suite", "seconds", "outcome"].map(String::from).to_vec()];
    for report in reports {
        let outcome = match &report.outcome {
            Outcome::Passed => "PASSED".to_owned(),
            Outcome::PassedBefore => "PASSED (before, on the same tree)".to_owned(),
            Outcome::Failed => "FAILED".to_owned(),
            Outcome::NotRun(reason) => format!("NOT RUN ({reason})"),
        };
        rows.push(vec![report.suite.to_owned(), report.seconds.to_string(), outcome]);
    }
    table::render(&rows, &[1])
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::{Missing, Outcome, Suite, report, summary};

    fn suite(run: fn() -> anyhow::Result<()>) -> Suite {
        Suite { name: "sample", proves: "", needs: &[], run }
    }

    #[test]
    fn an_error_fails_the_suite() {
        let report = report(&suite(|| bail!("broken")));
        assert!(report.has_failed(false));
        assert!(matches!(report.outcome, Outcome::Failed));
    }

    #[test]
    fn what_is_missing_leaves_the_suite_not_run_and_fails_it_in_ci_only() {
        let report = report(&suite(|| Err(Missing("no emulator".to_owned()).into())));
        assert!(!report.has_failed(false));
        assert!(report.has_failed(true));
        assert!(summary(&[report]).contains("NOT RUN (no emulator)"));
    }

    #[test]
    fn a_suite_that_ends_well_has_passed() {
        assert!(!report(&suite(|| Ok(()))).has_failed(true));
    }
}
