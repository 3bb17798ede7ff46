//! Loads the simulator as a program, and prints what came of it.

mod crowd_run;
mod hold_run;
mod report;
mod state;

use std::process::ExitCode;

use clap::Parser;

/// Load the simulator as a program
#[derive(Parser)]
enum Command {
    Crowd(crowd_run::Options),
    Hold(hold_run::Options),
}

fn main() -> ExitCode {
    let result = match Command::parse() {
        Command::Crowd(options) => crowd_run::run(&options),
        Command::Hold(options) => hold_run::run(&options),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("tvpass-load: {error}");
            ExitCode::FAILURE
        }
    }
}
