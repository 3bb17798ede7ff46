//! Python: pytest in an environment of its own.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::python_environment::{FOLDER, environment};
use super::{LIBRARY, build, built, compare, wheel, with_services};
use crate::bodies::Bodies;
use crate::need::Need;
use crate::process::{output, run};

pub(crate) const NEEDS: &[Need] = &[Need::Module { name: "ensurepip", package: "python3-venv" }];

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

/// The cost of calls, with the library of `folder`.
pub(crate) fn overhead(folder: &Path, bodies: &Bodies) -> Result<String> {
    measure(folder, "overhead.py", &[&bodies.profiles, &bodies.configuration])
}

/// The time to the end of a flow that is cancelled, at a server that holds its answer.
pub(crate) fn cancel(folder: &Path, server: &str) -> Result<String> {
    measure(folder, "cancel.py", &[server])
}

/// The memory of many flows.
pub(crate) fn flows(folder: &Path) -> Result<String> {
    measure::<&str>(folder, "flows.py", &[])
}

fn measure<A: AsRef<OsStr>>(folder: &Path, program: &str, arguments: &[A]) -> Result<String> {
    place_library(&folder.join(LIBRARY))?;
    let mut measure = Command::new(environment()?);
    measure.arg(format!("overhead/{program}")).args(arguments).env("PYTHONPATH", ".").current_dir(FOLDER);
    output(&mut measure)
}

/// The generated module looks for the library beside itself.
pub(crate) fn place_library(library: &PathBuf) -> Result<()> {
    let place = format!("{FOLDER}/tvpass/generated/{LIBRARY}");
    fs::copy(library, &place).with_context(|| format!("cannot write {place}"))?;
    Ok(())
}
