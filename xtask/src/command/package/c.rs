//! The C library for every target that can be built here, its header, licence and manual.

use anyhow::Result;

use super::Kind;
use crate::c;

pub(super) const KIND: Kind = Kind { name: "c", needs: &[], pack };

fn pack() -> Result<()> {
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
