//! `cargo xtask package`. A new kind is a file under `package`, its `mod` line and one line in `PACKAGES`.

mod c;
mod kotlin;
mod npm;
mod python;
mod second_screen;
mod swift;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::need::Need;

/// Make what is handed to integrators
///
/// The package lies in target/package. A part that cannot be built on this machine is named and left out.
#[derive(Args)]
pub(crate) struct Options {
    /// The package to make
    #[arg(value_parser = PossibleValuesParser::new(PACKAGES.iter().map(|kind| kind.name)))]
    what: String,
    /// With c: only this target; may be given several times [default: all that can be built here]
    #[arg(long)]
    target: Vec<String>,
    /// With c: fetch compilers, emulators and compilation targets that are missing
    #[arg(long)]
    install: bool,
    /// With c: let a shared library that takes the library in export its functions
    #[arg(long)]
    exported: bool,
}

struct Kind {
    name: &'static str,
    needs: &'static [Need],
    pack: fn(&Options) -> Result<()>,
}

const PACKAGES: &[Kind] = &[c::KIND, kotlin::KIND, npm::KIND, python::KIND, second_screen::KIND, swift::KIND];

/// Builds a package and says where it lies.
fn say(build: fn() -> Result<PathBuf>) -> Result<()> {
    println!("{}", build()?.display());
    Ok(())
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        let Some(kind) = PACKAGES.iter().find(|kind| kind.name == self.what) else {
            bail!("there is no package {}", self.what);
        };
        kind.needs.iter().try_for_each(|need| need.provide())?;
        (kind.pack)(self)
    }
}
