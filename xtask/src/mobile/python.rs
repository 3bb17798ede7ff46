//! Python: pytest in an environment of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{LIBRARY, build, built, compare, with_services};
use crate::need::{Missing, Need};
use crate::process::{command, run};
use crate::repository::target_folder;

pub(crate) const NEEDS: &[Need] = &[Need::Program { name: "python3", package: "python3-venv" }];

const FOLDER: &str = "bindings-uniffi/python";

/// The suite `python`.
pub(crate) fn test() -> Result<()> {
    build()?;
    compare("python")?;
    place_library(&built()?.join(LIBRARY))?;
    let python = environment()?;
    let mut test = Command::new(&python);
    test.args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider"]).current_dir(FOLDER);
    run(with_services(&mut test, &built()?))
}

/// The generated module looks for the library beside itself.
pub(crate) fn place_library(library: &PathBuf) -> Result<()> {
    let place = format!("{FOLDER}/tvpass/generated/{LIBRARY}");
    fs::copy(library, &place).with_context(|| format!("cannot write {place}"))?;
    Ok(())
}

/// The interpreter of an environment that has pytest, whatever the machine's own has.
pub(crate) fn environment() -> Result<PathBuf> {
    let folder = target_folder("python-environment")?;
    let python = folder.join("bin/python");
    let has_pytest = || {
        let mut probe = Command::new(&python);
        probe.args(["-c", "import pytest"]);
        probe.output().is_ok_and(|output| output.status.success())
    };
    if !has_pytest() {
        let mut create = command("python3 -m venv");
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pytest"]);
        let made = run(create.arg(&folder)).and_then(|()| run(&mut install));
        made.map_err(|error| Missing(format!("a Python environment with pytest ({error:#})")))?;
    }
    Ok(python)
}
