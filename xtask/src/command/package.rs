//! Packages for those who use the library: each kind is one file under `package` and its line in `PACKAGES`.

mod npm;
mod second_screen;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::need::Need;

pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [Need],
    /// Builds it and says where it lies.
    pub(crate) build: fn() -> Result<PathBuf>,
}

const PACKAGES: &[Package] = &[npm::PACKAGE, second_screen::PACKAGE];

/// Build a package for another language or platform
///
/// It lies in the target folder afterwards; nothing is published.
#[derive(Args)]
pub(crate) struct Options {
    /// The package
    #[arg(value_parser = PossibleValuesParser::new(PACKAGES.iter().map(|package| package.name)))]
    package: String,
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        for package in PACKAGES.iter().filter(|package| package.name == self.package) {
            package.needs.iter().try_for_each(|need| need.provide())?;
            println!("{}", (package.build)()?.display());
        }
        Ok(())
    }
}
