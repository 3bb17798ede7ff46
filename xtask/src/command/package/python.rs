//! A wheel for the machine that it is made on, and a source distribution for all others.

use anyhow::Result;

use super::{Kind, Packed};
use crate::mobile::library::{build, host};
use crate::mobile::{python, wheel};
use crate::repository::target_folder;

pub(super) const KIND: Kind =
    Kind { name: "python", needs: python::NEEDS, pack: |_| pack(), released: Some(&["tvpass-uniffi"]) };

fn pack() -> Result<Packed> {
    let library = build(&[host()?])?.remove(0);
    let folder = target_folder("package")?.join("python");
    let wheel = wheel::wheel(&library.file, &folder)?;
    let sources = wheel::source_distribution(&folder.join("sources"))?;
    let others =
        format!("wheels for other platforms than {}: each is made on a machine of its platform", library.target);
    Ok(Packed { artifacts: vec![wheel, sources], left_out: vec![others] })
}
