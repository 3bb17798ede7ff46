//! `cargo xtask`: the project's own commands.
//!
//! A command is one file under `command`, a suite of `cargo xtask test` is one value in a file under `suite`.

mod api;
mod bill;
mod bodies;
mod c;
mod cases;
mod command;
mod contract;
mod crates;
mod firmware;
mod fuzz;
mod gate;
mod imports;
mod ledger;
mod meter;
mod migration;
mod mobile;
mod need;
mod package;
mod process;
mod public_api;
mod reference;
mod repository;
mod rules;
mod rust_test;
mod suite;
mod survivors;
mod table;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    match repository::enter().and_then(|()| command::run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
