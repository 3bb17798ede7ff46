//! A wheel for the machine that it is made on.

use anyhow::Result;

use super::Kind;
use crate::mobile::library::{build, host};
use crate::mobile::python;
use crate::repository::target_folder;

pub(super) const KIND: Kind = Kind { name: "python", needs: python::NEEDS, pack: |_| pack() };

fn pack() -> Result<()> {
    let library = build(&[host()?])?.remove(0);
    let wheel = python::wheel(&library.file, &target_folder("package")?.join("python"))?;
    println!("{}", wheel.display());
    println!("for {} alone: run the command on every machine that the wheel is for", library.target);
    Ok(())
}
