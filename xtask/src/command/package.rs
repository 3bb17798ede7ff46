use anyhow::{Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::c;

/// Make what is handed to integrators
///
/// The package lies in target/package. What cannot be built on this machine is named and left out.
#[derive(Args)]
pub(crate) struct Options {
    /// What to pack
    #[arg(value_parser = PossibleValuesParser::new(PACKAGES.iter().map(|(name, _)| *name)))]
    what: String,
}

type Pack = fn() -> Result<()>;

const PACKAGES: &[(&str, Pack)] = &[("c", pack_c)];

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        match PACKAGES.iter().find(|(name, _)| *name == self.what) {
            Some((_, pack)) => pack(),
            None => bail!("there is no package {}", self.what),
        }
    }
}

fn pack_c() -> Result<()> {
    let (targets, missing) = c::target::ready()?;
    let tarball = c::package::pack(&targets)?;
    println!("{}", tarball.display());
    for target in targets {
        println!("with {}", target.name);
    }
    for reason in missing {
        println!("without {reason}");
    }
    Ok(())
}
