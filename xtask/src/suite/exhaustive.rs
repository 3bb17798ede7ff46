//! Small input spaces, tried whole.

use anyhow::Result;

use super::Suite;
use crate::process::{command, run};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "exhaustive",
    proves: "base64 groups, percent triplets, escapes, surrogates, short numbers, times and chunk sizes: all of them, against oracles",
    needs: &[],
    run: exhaustive,
}];

/// Optimized, since millions of inputs take minutes otherwise.
fn exhaustive() -> Result<()> {
    run(&mut command("cargo test --release --quiet --package tvpass --test exhaustive"))
}
