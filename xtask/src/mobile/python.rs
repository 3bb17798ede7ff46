//! Python: pytest in an environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{LIBRARY, build, built, compare, wheel, with_services};
use crate::need::{Missing, Need};
use crate::process::{command, output, run};
use crate::repository::target_folder;

pub(crate) const NEEDS: &[Need] = &[Need::Module { name: "ensurepip", package: "python3-venv" }];

pub(super) const FOLDER: &str = "bindings-uniffi/python";

/// The suite `python`.
pub(crate) fn test() -> Result<()> {
    build()?;
    compare("python")?;
    place_library(&built()?.join(LIBRARY))?;
    let python = environment()?;
    let mut test = Command::new(&python);
    test.args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider"]).current_dir(FOLDER);
    run(with_services(&mut test, &built()?))?;
    wheel::prove(&built()?.join(LIBRARY))
}

/// The cost of one call, with the library of `folder`.
pub(crate) fn overhead(folder: &Path, answer: &Path) -> Result<String> {
    place_library(&folder.join(LIBRARY))?;
    let mut measure = Command::new(environment()?);
    measure.arg("overhead/overhead.py").arg(answer).env("PYTHONPATH", ".").current_dir(FOLDER);
    output(&mut measure)
}

/// The generated module looks for the library beside itself.
pub(crate) fn place_library(library: &PathBuf) -> Result<()> {
    let place = format!("{FOLDER}/tvpass/generated/{LIBRARY}");
    fs::copy(library, &place).with_context(|| format!("cannot write {place}"))?;
    Ok(())
}

/// Tools of the environment: the one that tests, and the one that makes wheels.
const TOOLS: [&str; 2] = ["pytest", "setuptools>=77"];

/// The interpreter of an environment that has the tools, whatever the machine's own has.
pub(crate) fn environment() -> Result<PathBuf> {
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
