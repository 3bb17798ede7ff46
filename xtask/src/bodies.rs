//! The responses that the bindings are measured at: W1 as it lies in the benchmarks, W3 as they generate it.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::repository::target_folder;

#[path = "../../benchmarks/src/document/configuration.rs"]
mod configuration;

/// Two profiles with seven attributes.
const PROFILES: &str = "benchmarks/data/profiles.json";

/// MVPDs of the configuration.
const MVPDS: usize = 1000;

/// The files of a measurement.
pub(crate) struct Bodies {
    /// W1, of 1,172 bytes.
    pub(crate) profiles: PathBuf,
    /// W3, of 349 KB.
    pub(crate) configuration: PathBuf,
}

/// Writes what is generated into the target folder.
pub(crate) fn bodies() -> Result<Bodies> {
    let folder = target_folder("bodies")?;
    fs::create_dir_all(&folder)?;
    let configuration = folder.join("configuration.json");
    fs::write(&configuration, configuration::configuration(MVPDS))?;
    Ok(Bodies { profiles: std::path::absolute(PROFILES)?, configuration })
}
