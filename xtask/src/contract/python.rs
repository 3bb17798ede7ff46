//! Python: openapi-python-client makes a package of the contract.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::client::plays_at_simulator;
use super::{PROGRAMS, workshop};
use crate::need::{Missing, Need};
use crate::process::{command, run};
use crate::repository::{emptied, target_folder};

pub(crate) const NEEDS: &[Need] = &[Need::Module { name: "ensurepip", package: "python3-venv" }];

const TOOLS: [&str; 3] = ["openapi-python-client==0.29.1", "ruff==0.14.6", "schemathesis==4.32.5"];

/// The suite `contract-python`.
pub(crate) fn test() -> Result<()> {
    let programs = environment()?;
    let (folder, contract) = workshop("python")?;
    let package = folder.join("contract");
    emptied(&package)?;
    let mut generate = Command::new(programs.join("openapi-python-client"));
    generate.args(["generate", "--overwrite", "--meta", "none", "--fail-on-warning", "--path"]).arg(&contract);
    // It tidies what it made with ruff, which it looks for on the path.
    run(generate.arg("--output-path").arg(&package).env("PATH", programs.as_os_str()))?;
    let mut play = Command::new(programs.join("python"));
    play.arg(format!("{PROGRAMS}/python/play.py")).env("PYTHONPATH", &folder).env("PYTHONDONTWRITEBYTECODE", "1");
    plays_at_simulator(&mut play)
}

/// The programs of an environment with the tools.
pub(super) fn environment() -> Result<PathBuf> {
    let folder = target_folder("contract")?.join("environment");
    let python = folder.join("bin/python");
    let mut create = command("python3 -m venv");
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(TOOLS);
    let made = run(create.arg(&folder)).and_then(|()| run(&mut install));
    made.map_err(|error| Missing(format!("a Python environment with {} ({error:#})", TOOLS.join(" and "))))?;
    Ok(folder.join("bin"))
}
