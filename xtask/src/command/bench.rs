use anyhow::Result;
use clap::Args;

use crate::need::{Need, PEERS};
use crate::process::{command, run};

/// Measure the core against its peers, and every step of a flow
///
/// Instructions by callgrind, nanoseconds as medians of interleaved rounds, heap by a counting allocator, in one run;
/// each budget beside what was measured. A run of everything takes about ten minutes and draws docs/growth.svg again.
#[derive(Args)]
pub(crate) struct Options {
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Only this work or growth series (may be repeated); a wrong name is answered with all names
    #[arg(long)]
    work: Vec<String>,
    /// Only this peer (may be repeated)
    #[arg(long)]
    peer: Vec<String>,
    /// Add what was measured to ledger/speed.tsv as a line with this text, and draw docs/speed.svg
    #[arg(long, value_name = "CHANGE")]
    record: Option<String>,
    /// Fewer rounds, and no growth series unless one is named
    #[arg(long)]
    quick: bool,
}

/// Counts instructions.
const NEEDS: &[Need] = &[Need::Program { name: "valgrind", package: "valgrind" }, PEERS[0], PEERS[1]];

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        NEEDS.iter().try_for_each(|need| need.provide())?;
        let mut bench = command("cargo run --release --locked --manifest-path benchmarks/Cargo.toml --");
        for (is_set, flag) in [(self.json, "--json"), (self.quick, "--quick")] {
            if is_set {
                bench.arg(flag);
            }
        }
        for (flag, names) in [("--work", &self.work), ("--peer", &self.peer)] {
            for name in names {
                bench.args([flag, name]);
            }
        }
        if let Some(change) = &self.record {
            bench.args(["--record", change]);
        }
        run(&mut bench)
    }
}
