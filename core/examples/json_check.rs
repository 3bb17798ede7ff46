//! Says whether standard input is one JSON text: exit status 0 if it is, 1 with the reason if it is not.
//!
//! `cargo run -p tvpass --example json_check < FILE`

use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> io::Result<ExitCode> {
    let mut text = Vec::new();
    io::stdin().read_to_end(&mut text)?;
    Ok(match tvpass::json::check(&text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("json_check: {error}");
            ExitCode::FAILURE
        }
    })
}
