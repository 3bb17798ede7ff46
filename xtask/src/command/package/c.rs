//! The C library for every target that can be built here, its header, licence and manual.

use anyhow::{Result, bail};

use super::{Kind, Options, Packed};
use crate::c;
use crate::c::target::{Target, all};

pub(super) const KIND: Kind = Kind { name: "c", needs: &[], pack, released: Some(&[]) };

fn pack(options: &Options) -> Result<Packed> {
    let chosen: Vec<&'static Target> = all()
        .filter(|target| options.target.is_empty() || options.target.iter().any(|name| name == target.name))
        .collect();
    if let Some(unknown) = options.target.iter().find(|name| chosen.iter().all(|target| target.name != **name)) {
        let known: Vec<_> = all().map(|target| target.name).collect();
        bail!("there is no target {unknown}; there are {}", known.join(", "));
    }
    let (targets, missing) = c::target::ready(chosen, options.install)?;
    if targets.is_empty() || !(options.target.is_empty() || missing.is_empty()) {
        bail!("{}; --install fetches what is missing", missing.join("; "));
    }
    Ok(Packed { artifacts: vec![c::package::pack(&targets, options.exported)?], left_out: missing })
}
