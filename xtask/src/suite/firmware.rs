//! Promises to firmware engineers, shown on linked images.

use anyhow::Result;

use super::Suite;
use crate::command::size;
use crate::firmware::{TARGET, build, panic_paths};
use crate::need::Need;

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "no-panic",
        proves: "firmware images link although their panic handler cannot: no path to a panic remains",
        needs: &[Need::Target(TARGET)],
        run: no_panic,
    },
    Suite {
        name: "size",
        proves: "flash, RAM and stack are within their budgets and what the ledger records",
        needs: &[],
        run: size::check,
    },
];

/// Optimised for size and for speed; without optimisation the compiler removes no such path.
fn no_panic() -> Result<()> {
    for profile in ["release", "speed"] {
        let images = build(profile, "").inspect_err(|_| explain(profile))?;
        println!("{} images link with the profile {profile}", images.len());
    }
    Ok(())
}

/// The linker says only that a panic remains, not whose.
fn explain(profile: &str) {
    match panic_paths(profile) {
        Ok(paths) => paths.iter().for_each(|path| println!("a panic remains in {path}")),
        Err(error) => println!("cannot tell which panic remains: {error:#}"),
    }
}
