use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::gate::{self, Gate, WorkingCopy};
use crate::suite;
use crate::table;

/// Show that each suite goes red on a known-bad change
///
/// Copies the working tree, applies the change of each gate in xtask/gates and runs its suite on the copy: the suite has
/// to fail, for the reason that the gate names, and to pass without the change. A suite without a gate is a failure,
/// and so is a change that no longer applies.
#[derive(Args)]
pub(crate) struct Options {
    /// The gate to show [default: all]
    name: Option<String>,
    /// Do not show that the suites pass without the change
    #[arg(long)]
    fast: bool,
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        let gates = self.chosen()?;
        let copy = WorkingCopy::create()?;
        let mut passes = BTreeMap::new();
        let mut rows = vec![["gate", "suite", "seconds", "outcome"].map(String::from).to_vec()];
        let mut failed = 0;
        for gate in &gates {
            println!("=== {}: {}", gate.name, gate.breaks);
            let start = Instant::now();
            let result = self.passes_unchanged(gate, &copy, &mut passes);
            let outcome = match result.and_then(|()| gate.refuses(&copy)) {
                Ok(()) => "went red, as it has to",
                Err(error) => {
                    println!("{error:#}");
                    failed += 1;
                    "FAILED"
                }
            };
            println!("{}: {outcome}", gate.name);
            let seconds = start.elapsed().as_secs().to_string();
            rows.push(vec![gate.name.clone(), gate.suite.clone(), seconds, outcome.to_owned()]);
        }
        println!("\n{}", table::render(&rows, &[2]));
        ensure!(failed == 0, "{failed} of {} gates failed", gates.len());
        Ok(())
    }

    fn chosen(&self) -> Result<Vec<Gate>> {
        let gates = gate::all()?;
        let Some(name) = &self.name else {
            let bare = gate::bare(&gates, suite::names());
            ensure!(bare.is_empty(), "no known-bad change in xtask/gates for: {}", bare.join(", "));
            return Ok(gates);
        };
        let names: Vec<_> = gates.iter().map(|gate| gate.name.clone()).collect();
        let gate = gates.into_iter().find(|gate| gate.name == *name);
        let gate = gate.with_context(|| format!("no gate {name}; there are: {}", names.join(", ")))?;
        Ok(vec![gate])
    }

    /// A suite that fails anyway would prove nothing.
    fn passes_unchanged(&self, gate: &Gate, copy: &WorkingCopy, passes: &mut BTreeMap<String, bool>) -> Result<()> {
        let suite = &gate.suite;
        if self.fast {
            return Ok(());
        }
        if let Some(passes) = passes.get(suite) {
            ensure!(passes, "the suite {suite} fails without the change, see above");
            return Ok(());
        }
        copy.refresh()?;
        gate.tag.iter().try_for_each(|tag| copy.release(tag))?;
        let run = copy.test(suite)?;
        passes.insert(suite.clone(), run.is_success);
        ensure!(run.is_success, "the suite {suite} fails without the change:\n{}", run.log);
        Ok(())
    }
}
