//! The C interface: what its header and its library promise, and programs that use them where firmware runs.

mod elsewhere;
mod event_loop;
mod header;
mod household;
mod integration;
mod interface;
mod object;
pub(super) mod package;
mod programs;
mod side_by_side;
mod television;
mod vendor;

use anyhow::Result;

use super::{Suite, only};
use crate::c::target::{self, TARGETS, Target};
use crate::need::{GIT, Missing, Need};
use crate::process::{command, run};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "c",
    proves: "the C library keeps what its header promises, and runs on every instruction set it is built for",
    needs: &[],
    run: c,
}];

/// Too long for every change.
pub(super) const LONG_SUITES: &[Suite] = &[
    Suite {
        name: "c-targets",
        proves: "the C library keeps the same on the targets that are packed beside the usual ones",
        needs: vendor::NEEDS,
        run: elsewhere::further_targets,
    },
    Suite {
        name: "c-clones",
        proves: "two clones at two places give the same package for C, byte by byte",
        needs: &[GIT],
        run: elsewhere::same_bytes_from_two_clones,
    },
];

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
    Step { what: "the binary interface is kept", needs: &[], run: interface::is_kept },
    Step { what: "the programs run here", needs: &[], run: programs::run_here },
    Step { what: "the library wants nothing from outside", needs: &[], run: object::is_self_contained },
    Step { what: "a vendor's tools keep the archive", needs: vendor::NEEDS, run: vendor::tools_keep_the_archive },
    Step { what: "a shared library hides it", needs: &[], run: vendor::a_shared_library_hides_it },
    Step { what: "another header does not link", needs: &[], run: vendor::another_header_does_not_link },
    Step { what: "no path to a panic remains", needs: &[], run: object::cannot_panic },
    Step { what: "the programs run on every other target", needs: &[], run: programs::run_elsewhere },
    Step {
        what: "the programs are clean under the sanitizers and Valgrind",
        needs: &[VALGRIND],
        run: programs::run_watched,
    },
    Step { what: "the set-top box signs in over the wire", needs: television::NEEDS, run: television::signs_in },
    Step { what: "two boxes share a sign-in by a link code", needs: &[], run: household::shares_a_sign_in },
    Step { what: "two versions stand side by side in one process", needs: &[], run: side_by_side::two_versions_work },
    Step {
        what: "a television with an event loop signs in through a slow network",
        needs: event_loop::NEEDS,
        run: event_loop::signs_in,
    },
    Step { what: "the package is found by CMake and pkg-config", needs: package::NEEDS, run: package::is_found },
    Step { what: "build systems of vendors take the package", needs: integration::NEEDS, run: integration::holds },
];

const CXX: Need = Need::Program { name: "g++", package: "g++" };
const CLANG: Need = Need::Program { name: "clang", package: "clang" };
const VALGRIND: Need = Need::Program { name: "valgrind", package: "valgrind libc6-dbg" };

fn numbers_are_kept(_: &[&Target]) -> Result<()> {
    run(&mut command("cargo test --quiet --package tvpass-c"))
}

pub(super) fn steps() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.what).collect()
}

/// A test that cannot run on this machine does not keep the others from running; the suite ends as NOT RUN.
fn c() -> Result<()> {
    // Everything rests on the build machine and the microcontroller.
    TARGETS.iter().take(2).flat_map(|target| target.needs).try_for_each(|need| need.provide())?;
    // They are enough to show one step.
    let count = if only().is_some() { 2 } else { TARGETS.len() };
    let (targets, mut missing) = target::ready(TARGETS.iter().take(count), true)?;
    for Step { what, needs, run } in STEPS.iter().filter(|step| only().is_none_or(|only| only == step.what)) {
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
