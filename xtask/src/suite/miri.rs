//! The tests of the C interface under Miri: each access of memory is held against the pointer that it goes through.

use anyhow::Result;

use super::Suite;
use crate::need::Need;
use crate::process::{command, run};
use crate::repository::target_folder;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "miri",
    proves: "the C interface's unsafe code has no undefined behaviour that Miri finds, Stacked Borrows included",
    needs: &[Need::Miri],
    run: miri,
}];

/// Stacked Borrows is the default. The tests read the repository's vectors, which isolation would forbid, and leak the memory of
/// installations, so that it never moves.
const FLAGS: &str =
    "-Zmiri-disable-isolation -Zmiri-symbolic-alignment-check -Zmiri-strict-provenance -Zmiri-ignore-leaks";

/// Once as on the build machine, once with 32 bits and the other order of bytes.
const TARGETS: &[&str] = &["", "--target powerpc-unknown-linux-gnu"];

fn miri() -> Result<()> {
    for target in TARGETS {
        let mut test =
            command(&format!("cargo +nightly miri test --package tvpass-c --lib --test memory {target} --target-dir"));
        run(test.arg(target_folder("miri")?).env("MIRIFLAGS", FLAGS))?;
    }
    Ok(())
}
