//! The C interface: what its header and its library promise, and programs that use them where firmware runs.

mod header;
mod object;
mod programs;
mod television;

use anyhow::Result;

use super::Suite;
use crate::need::Need;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "c",
    proves: "the C library keeps what its header promises, and runs on every instruction set it is built for",
    needs: &[CLANG, VALGRIND],
    run: c,
}];

const CLANG: Need = Need::Program { name: "clang", package: "clang g++" };
const VALGRIND: Need = Need::Program { name: "valgrind", package: "valgrind libc6-dbg" };

/// In the order of a run: what is quick to tell comes first.
const STEPS: &[(&str, fn() -> Result<()>)] = &[
    ("the header is fresh", header::is_fresh),
    ("the header is clean C and C++", header::is_clean),
    ("the library wants nothing from outside", object::is_self_contained),
    ("no path to a panic remains", object::cannot_panic),
    ("the programs run on every target", programs::run_everywhere),
    ("the programs are clean under the sanitizers and Valgrind", programs::run_watched),
    ("the set-top box signs in over the wire", television::signs_in),
    ("the package is found by CMake and pkg-config", television::builds_from_package),
];

fn c() -> Result<()> {
    for (what, step) in STEPS {
        println!("--- {what}");
        step()?;
    }
    Ok(())
}
