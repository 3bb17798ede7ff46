use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;
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
/// and so is a change that no longer applies. The gates of a suite share a copy, since most of what it builds serves all
/// of them; suites are shown side by side in as many copies as there are lanes, each with a target folder of its own.
#[derive(Args)]
pub(crate) struct Options {
    /// The gate to show [default: all]
    name: Option<String>,
    /// Do not show that the suites pass without the change
    #[arg(long)]
    fast: bool,
    /// Copies of the tree at a time; two keep two processors busy
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    lanes: u8,
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        let groups = gate::by_suite(self.chosen()?);
        let count = groups.iter().map(Vec::len).sum::<usize>();
        let queue = Mutex::new(VecDeque::from(groups));
        let rows = Mutex::new(Vec::new());
        let (shared_queue, shared_rows) = (&queue, &rows);
        thread::scope(|scope| {
            let lane = |lane| scope.spawn(move || self.lane(lane, shared_queue, shared_rows));
            let lanes: Vec<_> = (0..self.lanes.into()).map(lane).collect();
            lanes.into_iter().try_for_each(|lane| lane.join().expect("a lane does not panic"))
        })?;
        let mut rows = rows.into_inner().expect("no lane panics");
        rows.sort();
        let failed = rows.iter().filter(|row| row[3] == FAILED).count();
        rows.insert(0, ["gate", "suite", "seconds", "outcome"].map(String::from).to_vec());
        println!("\n{}", table::render(&rows, &[2]));
        ensure!(failed == 0, "{failed} of {count} gates failed");
        println!("{count} gates");
        Ok(())
    }

    /// Shows one group after the other, until none is left.
    fn lane(&self, lane: usize, queue: &Mutex<VecDeque<Vec<Gate>>>, rows: &Mutex<Vec<Vec<String>>>) -> Result<()> {
        let copy = WorkingCopy::create(lane)?;
        loop {
            let Some(group) = queue.lock().expect("no lane panics").pop_front() else { return Ok(()) };
            let passes = self.passes_unchanged(&group, &copy);
            for gate in &group {
                let row = gate.row(passes.as_ref().err(), &copy);
                rows.lock().expect("no lane panics").push(row);
            }
        }
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
    fn passes_unchanged(&self, group: &[Gate], copy: &WorkingCopy) -> Result<()> {
        let [gate, ..] = group else { return Ok(()) };
        if self.fast {
            return Ok(());
        }
        println!("=== the suite {} without a change", gate.suite);
        copy.refresh()?;
        gate.tag.iter().try_for_each(|tag| copy.release(tag))?;
        let run = copy.test(&gate.suite, None)?;
        ensure!(run.is_success, "the suite {} fails without the change:\n{}", gate.suite, run.log);
        Ok(())
    }
}

const FAILED: &str = "FAILED";

impl Gate {
    /// Shows the gate, unless its suite is `broken` anyway, and gives its row of the report.
    fn row(&self, broken: Option<&anyhow::Error>, copy: &WorkingCopy) -> Vec<String> {
        println!("=== {}: {}", self.name, self.breaks);
        let start = Instant::now();
        let complaint = match broken {
            Some(error) => Some(format!("{error:#}")),
            None => self.refuses(copy).err().map(|error| format!("{error:#}")),
        };
        let outcome = if complaint.is_none() { "went red, as it has to" } else { FAILED };
        let seconds = start.elapsed().as_secs();
        println!("{}{}: {outcome}, {seconds} s", complaint.map_or_else(String::new, |log| log + "\n"), self.name);
        vec![self.name.clone(), self.suite.clone(), seconds.to_string(), outcome.to_owned()]
    }
}
