//! Judges of the Python package that take long to fetch: type checkers, and auditwheel.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::library::{build, host};
use super::python_environment::FOLDER;
use super::{compare, wheel};
use crate::need::{Missing, Need};
use crate::process::{command, output, run};
use crate::repository::target_folder;

pub(crate) const NEEDS: &[Need] =
    &[Need::Module { name: "ensurepip", package: "python3-venv" }, Need::Program { name: "npm", package: "npm" }];

const TOOLS: [&str; 2] = ["mypy==2.4.1", "auditwheel==6.8.2"];
const PYRIGHT: &str = "pyright@1.1.414";

/// The versions of Python 3 that the wheel is for.
const VERSIONS: std::ops::RangeInclusive<u32> = 9..=14;

/// A program that asks the installed package.
const FRESH: &str = "bindings-uniffi/python/overhead/first_request.py";

/// Right programs, and wrong ones whose every line the checkers have to refuse.
const PROGRAMS: [&str; 2] = ["right.py", "wrong.py"];

/// The suite `python-package`.
pub(crate) fn test() -> Result<()> {
    super::build()?;
    compare("python")?;
    let folder = target_folder("python-package")?;
    let library = build(&[host()?])?.remove(0);
    let wheel = wheel::wheel(&library.file, &folder.join("wheel"))?;
    let python = environment()?;
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall"]);
    run(install.arg(&wheel))?;
    check_types(&python)?;
    check_platform(&python, &wheel)?;
    check_versions(&wheel, &folder.join("versions"))?;
    let sources = wheel::source_distribution(&folder.join("sources"))?;
    let made = wheel::wheel_of(&sources, &folder.join("made"))?;
    wheel::answers(&made, &folder.join("made/installed"))
}

/// Both checkers read the installed wheel, as they would for its users.
fn check_types(python: &Path) -> Result<()> {
    let programs = PROGRAMS.map(|program| format!("{FOLDER}/typed/{program}"));
    let mut mypy = Command::new(python);
    mypy.args(["-m", "mypy", "--strict", "--cache-dir"]).arg(target_folder("mypy")?).args(&programs);
    run(&mut mypy)?;
    let mut stubs = Command::new(python);
    stubs.args(["-m", "mypy", "--strict", "--package", "tvpass", "--cache-dir"]).arg(target_folder("mypy")?);
    run(&mut stubs)?;
    run(pyright()?.arg("--pythonpath").arg(python).args(&programs))
}

/// The tag of the wheel's name is what auditwheel finds in it.
fn check_platform(python: &Path, wheel: &Path) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let name = wheel.file_name().and_then(|name| name.to_str()).context("a wheel has a name")?;
    let tag = name.trim_end_matches(".whl").rsplit('-').next().unwrap_or_default();
    let told = output(Command::new(python).args(["-m", "auditwheel", "show"]).arg(wheel))?;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    ensure!(tag.starts_with("manylinux_"), "{name} is for no manylinux");
    ensure!(told.contains(&format!("platform tag: \"{tag}\"")), "auditwheel does not find {tag}: {told}");
    println!("auditwheel finds {tag}");
    Ok(())
}

/// The wheel works in each version of Python that is here; which are not is said.
fn check_versions(wheel: &Path, folder: &Path) -> Result<()> {
    let mut found = Vec::new();
    for minor in VERSIONS {
        let python = |arguments: &[&str]| {
            let mut python = Command::new(format!("python3.{minor}"));
            // Where pyenv has the version, it is told which.
            python.args(arguments).env("PYENV_VERSION", format!("3.{minor}"));
            python
        };
        if output(&mut python(&["-m", "pip", "--version"])).is_err() {
            println!("Python 3.{minor} is not here");
            continue;
        }
        let place = folder.join(format!("3.{minor}"));
        let install =
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade", "--target"];
        output(python(&install).arg(&place).arg(wheel))?;
        let printed = output(python(&[FRESH]).env("PYTHONPATH", &place))?;
        ensure!(printed == "POST /o/client/register\n", "on Python 3.{minor} the wheel prints {printed:?}");
        found.push(format!("3.{minor}"));
    }
    ensure!(!found.is_empty(), Missing("any Python from 3.9 to 3.14 with pip".to_owned()));
    println!("the wheel works on Python {}", found.join(", "));
    Ok(())
}

fn environment() -> Result<PathBuf> {
    let folder = target_folder("python-checkers")?;
    let python = folder.join("bin/python");
    let mut create = command("python3 -m venv");
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(TOOLS);
    let made = run(create.arg(&folder)).and_then(|()| run(&mut install));
    made.map_err(|error| Missing(format!("a Python environment with {} ({error:#})", TOOLS.join(" and "))))?;
    Ok(python)
}

fn pyright() -> Result<Command> {
    let folder = target_folder("pyright")?;
    let mut install = command("npm install --silent --no-audit --no-fund --prefix");
    run(install.arg(&folder).arg(PYRIGHT)).map_err(|error| Missing(format!("{PYRIGHT} of npm ({error:#})")))?;
    Ok(Command::new(folder.join("node_modules/.bin/pyright")))
}
