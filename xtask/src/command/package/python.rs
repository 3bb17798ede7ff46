//! A wheel for the machine that it is made on, and a source distribution for all others.

use anyhow::Result;

use super::Kind;
use crate::mobile::library::{build, host};
use crate::mobile::{python, wheel};
use crate::repository::target_folder;

pub(super) const KIND: Kind = Kind { name: "python", needs: python::NEEDS, pack: |_| pack() };

fn pack() -> Result<()> {
    let library = build(&[host()?])?.remove(0);
    let folder = target_folder("package")?.join("python");
    let wheel = wheel::wheel(&library.file, &folder)?;
    let sources = wheel::source_distribution(&folder.join("sources"))?;
    println!("{}\n{}", wheel.display(), sources.display());
    println!("for {} alone: run the command on every machine that the wheel is for", library.target);
    Ok(())
}
