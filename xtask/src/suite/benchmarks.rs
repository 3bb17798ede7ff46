//! The benchmarks' own tests, which no other suite builds: their peers are not shipped.

use anyhow::Result;

use super::Suite;
use crate::need::Need;
use crate::process::{command, run};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "benchmarks",
    proves: "the core and its peers agree at every work, and the picture of the history of speed is of its ledger",
    needs: &[
        Need::File { path: "/usr/include/jsmn.h", package: "libjsmn-dev" },
        Need::File { path: "/usr/include/cjson/cJSON.h", package: "libcjson-dev" },
    ],
    run: test,
}];

fn test() -> Result<()> {
    run(&mut command("cargo test --quiet --locked --manifest-path benchmarks/Cargo.toml"))
}
