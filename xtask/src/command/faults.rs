use anyhow::Result;
use clap::Args;

use crate::process::{command, run};

/// Sign many televisions in on a virtual clock, with every fault, and hold them to their promises
///
/// Against one simulator, with requests and answers lost, late, slow, doubled, overtaken and cut, 401, 429, 5xx and HTML,
/// clocks that jump, and power cuts with and without what was stored. The events are counted. The exit status is 1 if
/// a television does not come to an end or breaks a promise.
#[derive(Args)]
pub(crate) struct Options {
    /// Number of televisions
    #[arg(long, default_value_t = 10_000)]
    televisions: usize,
    /// Seed of everything that is left to chance; the same seed gives the same run
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Of 10,000 requests, how many meet each of the faults
    #[arg(long, default_value_t = 100)]
    fault_rate: u32,
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        let mut faults = command("cargo run --release --package tvpass-flow-tests --");
        faults.args(["--televisions", &self.televisions.to_string(), "--seed", &self.seed.to_string()]);
        run(faults.args(["--fault-rate", &self.fault_rate.to_string()]))
    }
}
