//! The Python environment that tests and packs, in the target folder.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::need::Missing;
use crate::process::{command, run};
use crate::repository::target_folder;

pub(super) const FOLDER: &str = "bindings-uniffi/python";

/// Tools of the environment: the one that tests, and the one that makes wheels.
const TOOLS: [&str; 2] = ["pytest", "setuptools>=77"];

/// The interpreter of an environment that has the tools, whatever the machine's own has.
pub(super) fn environment() -> Result<PathBuf> {
    let folder = target_folder("python-environment")?;
    let python = folder.join("bin/python");
    let has_tools = || {
        let mut probe = Command::new(&python);
        probe.args(["-c", "import pytest, setuptools.command.bdist_wheel"]);
        probe.output().is_ok_and(|output| output.status.success())
    };
    if !has_tools() {
        let mut create = command("python3 -m venv");
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(TOOLS);
        let made = run(create.arg(&folder)).and_then(|()| run(&mut install));
        made.map_err(|error| Missing(format!("a Python environment with {} ({error:#})", TOOLS.join(" and "))))?;
    }
    Ok(python)
}
