//! The C interface: what its header and its library promise, and programs that use them where firmware runs.

mod header;
mod object;
mod package;
mod programs;
mod television;

use anyhow::Result;

use super::Suite;
use crate::c::target::{self, TARGETS, Target};
use crate::need::{Missing, Need};
use crate::process::{command, run};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "c",
    proves: "the C library keeps what its header promises, and runs on every instruction set it is built for",
    needs: &[],
    run: c,
}];

struct Step {
    what: &'static str,
    needs: &'static [Need],
    /// Is given the targets that this machine can build for.
    run: fn(&[&Target]) -> Result<()>,
}

/// In the order of a run: what is quick to tell comes first.
const STEPS: &[Step] = &[
    Step { what: "every failure has its own number, for good", needs: &[], run: numbers_are_kept },
    Step { what: "the header is fresh", needs: &[], run: header::is_fresh },
    Step { what: "the header is clean C and C++", needs: &[CXX, CLANG], run: header::is_clean },
    Step { what: "the programs run here", needs: &[], run: programs::run_here },
    Step { what: "the library wants nothing from outside", needs: &[], run: object::is_self_contained },
    Step { what: "no path to a panic remains", needs: &[], run: object::cannot_panic },
    Step { what: "the programs run on every other target", needs: &[], run: programs::run_elsewhere },
    Step {
        what: "the programs are clean under the sanitizers and Valgrind",
        needs: &[VALGRIND],
        run: programs::run_watched,
    },
    Step { what: "the set-top box signs in over the wire", needs: television::NEEDS, run: television::signs_in },
    Step { what: "the package is found by CMake and pkg-config", needs: package::NEEDS, run: package::is_found },
];

const CXX: Need = Need::Program { name: "g++", package: "g++" };
const CLANG: Need = Need::Program { name: "clang", package: "clang" };
const VALGRIND: Need = Need::Program { name: "valgrind", package: "valgrind libc6-dbg" };

fn numbers_are_kept(_: &[&Target]) -> Result<()> {
    run(&mut command("cargo test --quiet --package tvpass-c"))
}

/// A test that cannot run on this machine does not keep the others from running; the suite ends as NOT RUN.
fn c() -> Result<()> {
    // Everything rests on the build machine and the microcontroller.
    TARGETS.iter().take(2).flat_map(|target| target.needs).try_for_each(|need| need.provide())?;
    let (targets, mut missing) = target::ready()?;
    for Step { what, needs, run } in STEPS {
        println!("--- {what}");
        match needs.iter().try_for_each(|need| need.provide()) {
            Ok(()) => run(&targets)?,
            Err(error) => missing.push(format!("{what}: {}", error.downcast::<Missing>()?)),
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Missing(format!("all but: {}", missing.join("; "))).into())
}
