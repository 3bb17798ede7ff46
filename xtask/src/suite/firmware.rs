//! Promises to firmware engineers, shown on linked images.

use anyhow::Result;

use super::Suite;
use crate::api;
use crate::command::size;
use crate::firmware::{TARGET, build, panic_paths};
use crate::need::Need;

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "no-panic",
        proves: "the public API and firmware images link without a panic handler: no path to a panic remains",
        needs: &[Need::Target(TARGET), Need::Target(api::TARGETS[1])],
        run: no_panic,
    },
    Suite {
        name: "size",
        proves: "flash, RAM and stack are within their budgets and what the ledger records",
        needs: &[],
        run: size::check,
    },
];

/// Too long for every change.
pub(super) const LONG_SUITES: &[Suite] = &[Suite {
    name: "size-phones",
    proves: "the shared libraries for Android and iOS are no larger than the ledger records",
    needs: &[],
    run: size::check_long,
}];

/// Optimised for size and for speed; without optimisation the compiler removes no such path.
const PROFILES: [&str; 2] = ["release", "speed"];

fn no_panic() -> Result<()> {
    let api = api::read()?;
    for profile in PROFILES {
        let images = build(profile, "").inspect_err(|_| explain(panic_paths(profile)))?;
        println!("{} images link with the profile {profile}", images.len());
        for target in api::TARGETS.into_iter().chain(api::WITH_BLOCKS) {
            api.link(target, profile).inspect_err(|_| explain(api.panic_paths(target, profile)))?;
            println!("{} functions of the API link for {target} with the profile {profile}", api.len());
        }
    }
    Ok(())
}

/// The linker says only that a panic remains, not whose.
fn explain(paths: Result<Vec<String>>) {
    match paths {
        Ok(paths) => paths.iter().for_each(|path| println!("a panic remains in {path}")),
        Err(error) => println!("cannot tell which panic remains: {error:#}"),
    }
}
