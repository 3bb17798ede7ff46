//! The benchmarks' own tests, which no other suite builds: their peers are not shipped.

use anyhow::Result;

use super::Suite;
use crate::need::PEERS;
use crate::process::{command, run};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "benchmarks",
    proves: "the core and its peers agree at every work, and the picture of the history of speed is of its ledger",
    needs: &PEERS,
    run: test,
}];

fn test() -> Result<()> {
    run(&mut command("cargo test --quiet --locked --manifest-path benchmarks/Cargo.toml"))
}
