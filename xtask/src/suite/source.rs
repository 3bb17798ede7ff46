//! Checks of the Rust tool chain itself.

use anyhow::Result;

use super::Suite;
use crate::c;
use crate::firmware::{self, TARGET, adopt_lock};
use crate::fuzz::COMPILER;
use crate::need::{Need, PEERS};
use crate::process::{command, run};
use crate::repository::{target_folder, workspaces};

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "format",
        proves: "every Rust file is formatted by rustfmt",
        needs: &[Need::Component { name: "rustfmt", proof: "cargo fmt --version" }],
        run: format,
    },
    Suite {
        name: "lint",
        proves: "clippy has nothing to say about any target",
        needs: &[CLIPPY, Need::Target(TARGET), COMPILER, PEERS[0], PEERS[1]],
        run: lint,
    },
    Suite {
        name: "rust",
        proves: "the tests of every crate, documentation examples included",
        needs: &[],
        run: || run(&mut command("cargo test --workspace --features tvpass-client/reqwest")),
    },
    Suite {
        name: "doc",
        proves: "the documentation builds without a warning",
        needs: &[],
        run: || {
            run(command("cargo doc --workspace --no-deps --features tvpass-client/reqwest")
                .env("RUSTDOCFLAGS", "-D warnings"))
        },
    },
];

const CLIPPY: Need = Need::Component { name: "clippy", proof: "cargo clippy --version" };

fn format() -> Result<()> {
    for folder in workspaces()? {
        run(command("cargo fmt --all --check").current_dir(folder))?;
    }
    Ok(())
}

fn lint() -> Result<()> {
    for workspace in [firmware::FOLDER, c::library::FOLDER] {
        adopt_lock(workspace)?;
    }
    for folder in workspaces()? {
        let each: &[_] = if folder == "." {
            &[
                "--workspace --all-targets --features tvpass-client/reqwest",
                // As the usual module of the npm package is built.
                "--package tvpass-wasm --all-targets --no-default-features",
                // As a page has it.
                "--package tvpass-simulator --no-default-features",
            ]
        } else {
            // Firmware has no test harness: there it is the library and the programs.
            &["--workspace --all-features"]
        };
        for targets in each {
            let mut lint = command(&format!("cargo clippy {targets} --target-dir"));
            lint.arg(target_folder(&folder)?).args(["--", "-D", "warnings"]);
            run(lint.current_dir(&folder))?;
        }
    }
    Ok(())
}
