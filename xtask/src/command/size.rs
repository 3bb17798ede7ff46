use anyhow::{Result, bail, ensure};
use clap::Args;

use crate::ledger::{self, Comparison, compare};
use crate::meter::{METERS, Measurement, Meter};
use crate::need::Missing;

/// Measure sizes and print them beside the ledger and its budgets
///
/// The ledger is ledger/size.tsv. The exit status is 1 if something grew by more than 2 % over what is recorded, is over
/// its budget ("must"), or is not recorded. A row that cannot be measured on this machine is named and left as it is.
#[derive(Args)]
pub(crate) struct Options {
    /// Record what is measured; budgets stay as they are
    #[arg(long)]
    record: bool,
    /// Measure only rows of this unit, as in --unit="bytes by brotli"
    #[arg(long)]
    unit: Option<String>,
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        let unit = self.unit.as_deref();
        let outcome = Outcome::measure(|meter| unit.is_none_or(|unit| meter.units.contains(&unit)))?;
        if self.record {
            ledger::record(&ledger::read()?, &outcome.measurements, &outcome.units)?;
        }
        outcome.judge()
    }
}

/// The suite `size`: like the command but for what takes long, and NOT RUN if a meter could not run.
pub(crate) fn check() -> Result<()> {
    check_those(|meter| !meter.is_long)
}

/// The suite `size-phones`: the rest.
pub(crate) fn check_long() -> Result<()> {
    check_those(|meter| meter.is_long)
}

fn check_those(is_meant: impl Fn(&Meter) -> bool) -> Result<()> {
    let outcome = Outcome::measure(is_meant)?;
    outcome.judge()?;
    if outcome.missing.is_empty() {
        return Ok(());
    }
    Err(Missing(outcome.missing.join("; ")).into())
}

#[derive(Default)]
struct Outcome {
    measurements: Vec<Measurement>,
    /// The units of the meters that ran.
    units: Vec<&'static str>,
    missing: Vec<String>,
}

impl Outcome {
    fn measure(is_meant: impl Fn(&Meter) -> bool) -> Result<Self> {
        let mut outcome = Self::default();
        let meters: Vec<_> = METERS.iter().filter(|meter| is_meant(meter)).collect();
        ensure!(!meters.is_empty(), "no row of the ledger has that unit");
        for meter in meters {
            let ready = meter.needs.iter().try_for_each(|need| need.provide());
            match ready.and_then(|()| (meter.measure)()) {
                Ok(measurements) => {
                    outcome.measurements.extend(measurements);
                    outcome.units.extend(meter.units);
                }
                Err(error) => outcome.missing.push(error.downcast::<Missing>()?.0),
            }
        }
        Ok(outcome)
    }

    fn judge(&self) -> Result<()> {
        let comparisons = compare(&ledger::read()?, &self.measurements, &self.units);
        println!("\n{}", ledger::show(&comparisons));
        for missing in &self.missing {
            println!("not measured: {missing}");
        }
        let is_bad = |comparison: &&Comparison| !comparison.verdict().is_good();
        match comparisons.iter().filter(is_bad).count() {
            0 => Ok(()),
            bad => {
                bail!("{bad} rows of the ledger do not hold; `cargo xtask size --record` records growth that is meant")
            }
        }
    }
}
