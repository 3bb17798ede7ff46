//! Runs many televisions against one simulated service on a virtual clock, and prints what came of it.

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use tvpass_flow_tests::scale::{Plan, run};

/// Sign many televisions in at once, with faults, and hold them to their promises
#[derive(Parser)]
struct Options {
    /// The number of televisions
    #[arg(long)]
    televisions: usize,
    /// The seed of everything that is left to chance; the same seed gives the same run
    #[arg(long)]
    seed: u64,
    /// Of 10,000 requests, how many meet each of the faults
    #[arg(long)]
    fault_rate: u32,
}

fn main() -> ExitCode {
    let Options { televisions, seed, fault_rate } = Options::parse();
    let start = Instant::now();
    let report = run(Plan { televisions, seed, fault_rate });
    print!("{report}");
    println!("  {:<34} {:>10}", "seconds on this machine", start.elapsed().as_secs());
    let has_failed = report.without_end > 0 || !report.violations.is_empty();
    if has_failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
