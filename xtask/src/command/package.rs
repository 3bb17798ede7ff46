//! `cargo xtask package`. A new kind is a file under `package`, its `mod` line and one line in `PACKAGES`.

mod c;
mod crates;
mod kotlin;
mod npm;
mod playground;
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
#[derive(Args, Default)]
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

pub(super) struct Kind {
    pub(super) name: &'static str,
    needs: &'static [Need],
    pack: fn(&Options) -> Result<Packed>,
    /// A release has it, with a bill of the crates of these packages.
    pub(super) released: Option<&'static [&'static str]>,
}

/// A package for integrators.
#[derive(Default)]
pub(super) struct Packed {
    /// Files, and whole folders.
    pub(super) artifacts: Vec<PathBuf>,
    /// Parts that need another machine, each with the reason.
    pub(super) left_out: Vec<String>,
}

pub(super) const PACKAGES: &[Kind] =
    &[crates::KIND, c::KIND, npm::KIND, python::KIND, kotlin::KIND, swift::KIND, second_screen::KIND, playground::KIND];

/// Makes the package of that name, with everything that can be built here.
pub(crate) fn make(what: &str) -> Result<()> {
    Options { what: what.to_owned(), ..Options::default() }.run()
}

impl Kind {
    pub(super) fn make(&self, options: &Options) -> Result<Packed> {
        self.needs.iter().try_for_each(|need| need.provide())?;
        (self.pack)(options)
    }
}

impl Packed {
    /// Of artifacts that every machine makes alike.
    fn whole(artifacts: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { artifacts: artifacts.into_iter().collect(), left_out: Vec::new() }
    }
}

impl Options {
    /// Of everything that can be built here.
    pub(super) fn whole(install: bool) -> Self {
        Self { install, ..Self::default() }
    }

    pub(crate) fn run(&self) -> Result<()> {
        let Some(kind) = PACKAGES.iter().find(|kind| kind.name == self.what) else {
            bail!("there is no package {}", self.what);
        };
        let packed = kind.make(self)?;
        packed.artifacts.iter().for_each(|artifact| println!("{}", artifact.display()));
        packed.left_out.iter().for_each(|reason| println!("without {reason}"));
        Ok(())
    }
}
