//! The contract in OpenAPI, held to its word: generated clients sign in with it, and the simulator answers nothing else.

pub(crate) mod answers;
pub(crate) mod client;
pub(crate) mod java;
pub(crate) mod python;
pub(crate) mod typescript;

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::reference::contract;
use crate::repository::target_folder;

/// The programs over generated clients, and what they are built with.
const PROGRAMS: &str = "tests/contract";

/// A fresh folder for a suite, with a fresh contract in it.
fn workshop(name: &str) -> Result<(PathBuf, PathBuf)> {
    let folder = target_folder("contract")?.join(name);
    fs::create_dir_all(&folder)?;
    let file = folder.join("openapi.json");
    fs::write(&file, contract()?)?;
    Ok((folder, file))
}
