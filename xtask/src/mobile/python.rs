//! Python: pytest in an environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{LIBRARY, build, built, compare, with_services};
use crate::need::{Missing, Need};
use crate::process::{command, output, run};
use crate::repository::{files, target_folder};

pub(crate) const NEEDS: &[Need] = &[Need::Module { name: "ensurepip", package: "python3-venv" }];

const FOLDER: &str = "bindings-uniffi/python";

/// The suite `python`.
pub(crate) fn test() -> Result<()> {
    build()?;
    compare("python")?;
    place_library(&built()?.join(LIBRARY))?;
    let python = environment()?;
    let mut test = Command::new(&python);
    test.args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider"]).current_dir(FOLDER);
    run(with_services(&mut test, &built()?))?;
    prove_wheel()
}

/// The cost of one call, with the library of `folder`.
pub(crate) fn overhead(folder: &Path, answer: &Path) -> Result<String> {
    place_library(&folder.join(LIBRARY))?;
    let mut measure = Command::new(environment()?);
    measure.arg("overhead/overhead.py").arg(answer).env("PYTHONPATH", ".").current_dir(FOLDER);
    output(&mut measure)
}

/// A wheel with this library, in `folder`; it is for the machine that the library is for.
pub(crate) fn wheel(library: &Path, folder: &Path) -> Result<PathBuf> {
    // The tool that makes wheels leaves its traces beside what it packs.
    let source = folder.join("source");
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for file in files(FOLDER)? {
        let to = source.join(&file);
        fs::create_dir_all(to.parent().unwrap_or(&source))?;
        fs::copy(Path::new(FOLDER).join(&file), to)?;
    }
    fs::copy(library, source.join("tvpass/generated").join(LIBRARY))?;
    let mut make = Command::new(environment()?);
    make.args(["-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]);
    run(make.arg("--wheel-dir").arg(folder).arg(&source))?;
    let mut files = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(|path| path.extension().is_some_and(|extension| extension == "whl")).context("no wheel was made")
}

/// The installed wheel works without anything of the repository.
fn prove_wheel() -> Result<()> {
    let folder = target_folder("python-wheel")?;
    let wheel = wheel(&built()?.join(LIBRARY), &folder)?;
    let installed = folder.join("installed");
    let python = environment()?;
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"]);
    run(install.arg(&installed).arg(&wheel))?;
    let mut answer = Command::new(&python);
    let program = "import tvpass; print(tvpass.Environment.RELEASE_PRODUCTION.base_url())";
    answer.args(["-c", program]).env("PYTHONPATH", &installed).current_dir(&folder);
    let url = output(&mut answer)?;
    ensure!(url.trim() == "https://sp.auth.adobe.com", "the installed wheel answers {url:?}");
    println!("{} answers where it is installed", wheel.display());
    Ok(())
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
