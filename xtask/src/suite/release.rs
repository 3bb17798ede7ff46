//! The packages of a release, used in fresh projects that know nothing of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::c::package as c_package;
use super::{Suite, go, kotlin_package};
use crate::c::service::Service;
use crate::command::release::{Options, folder};
use crate::contract::client::plays_at_simulator;
use crate::crates;
use crate::mobile::{kotlin, python, swift};
use crate::need::{Missing, Need};
use crate::process::{command, output, run};
use crate::repository::{copy_files, emptied, target_folder};
use crate::web;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "release",
    proves: "what `cargo xtask release` makes works in fresh projects: in Rust, C, Node, Python, Kotlin and Swift a television signs in and plays",
    needs: &[],
    run: release,
}];

/// The programs, each with the files of its project.
const PROJECTS: &str = "tests/release";

struct Project {
    name: &'static str,
    needs: &'static [Need],
    /// Is given the release and an empty folder.
    works: fn(&Path, &Path) -> Result<()>,
}

const ALL: &[Project] = &[
    Project { name: "rust", needs: &[], works: in_rust },
    Project { name: "c", needs: c_package::NEEDS, works: in_c },
    Project { name: "node", needs: web::NEEDS, works: in_node },
    Project {
        name: "python, wheel",
        needs: python::NEEDS,
        works: |release, project| in_python(release, project, ".whl"),
    },
    Project {
        name: "python, sources",
        needs: python::NEEDS,
        works: |release, project| in_python(release, project, ".tar.gz"),
    },
    Project { name: "kotlin", needs: kotlin::NEEDS, works: in_kotlin },
    Project { name: "swift", needs: &[swift::NEEDS[0], UNZIP], works: in_swift },
];

const UNZIP: Need = Need::Program { name: "unzip", package: "unzip" };

/// A part that cannot be used on this machine does not keep the others from being used; the suite ends as NOT RUN.
fn release() -> Result<()> {
    Options::default().run()?;
    let outside = emptied(std::env::temp_dir().join(format!("tvpass-release-{}", std::process::id())))?;
    let mut missing = Vec::new();
    for Project { name, needs, works } in ALL {
        println!("--- {name}");
        let is_usable = needs.iter().try_for_each(|need| need.provide());
        if let Err(error) = is_usable.and_then(|()| works(&folder()?, &emptied(outside.join("project"))?)) {
            missing.push(format!("{name}: {}", error.downcast::<Missing>()?));
        }
    }
    fs::remove_dir_all(&outside)?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(Missing(format!("all but: {}", missing.join("; "))).into())
}

/// Cargo leads to the libraries of the repository by a variable, which a stranger does not have.
fn plays(program: &mut Command) -> Result<()> {
    plays_at_simulator(program.env_remove("LD_LIBRARY_PATH"))
}

fn in_rust(release: &Path, project: &Path) -> Result<()> {
    crates::unpack(&artifacts(release, "crates", ".crate")?, project)?;
    copy_files(format!("{PROJECTS}/rust"), &project.join("television"))?;
    let built = target_folder("release-rust")?;
    run(command("cargo build --package television --target-dir").arg(&built).current_dir(project))?;
    plays(&mut Command::new(built.join("debug/television")))
}

/// The set-top box that the package brings signs in, plays and logs out.
fn in_c(release: &Path, project: &Path) -> Result<()> {
    let tarball = artifact(release, "c", ".tar.gz")?;
    output(command("tar --strip-components=1 -xf").arg(tarball).arg("-C").arg(project))?;
    c_package::is_found_unpacked(project)?;
    let example = project.join("examples/firmware").display().to_string();
    let program = c_package::cmake(&example, project, "example", "")?.join("set-top-box");
    let simulator = Service::start("tvpass-simulator", "--port 0 --no-throttle")?;
    go::signs_in(&program, &simulator, &project.join("state"), &["--logout", "yes"])
}

fn in_node(release: &Path, project: &Path) -> Result<()> {
    copy_files(format!("{PROJECTS}/node"), project)?;
    let mut install = command("npm install --offline --no-audit --no-fund --no-save --loglevel=error");
    run(install.arg(artifact(release, "npm", ".tgz")?).current_dir(project))?;
    plays(command("node television.js").current_dir(project))
}

fn in_python(release: &Path, project: &Path, end: &str) -> Result<()> {
    let python = project.join("environment/bin/python");
    run(command("python3 -m venv").arg(project.join("environment")))?;
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    run(install.arg(artifact(release, "python", end)?))?;
    let program = std::path::absolute(format!("{PROJECTS}/python/television.py"))?;
    plays(Command::new(&python).arg(program).current_dir(project))
}

fn in_kotlin(release: &Path, project: &Path) -> Result<()> {
    kotlin_package::build(&release.join("kotlin/maven"), project, &[])?;
    plays(&mut kotlin_package::on_classpath(project))
}

/// The tool chain's system sees the target folder alone, so that the project lies there. Apple's systems are not here: the
/// sources and the header are the release's, the library is that of the wheel.
fn in_swift(release: &Path, project: &Path) -> Result<()> {
    let package = emptied(target_folder("release-swift")?)?;
    copy_files(format!("{PROJECTS}/swift"), &package)?;
    let archive = artifact(release, "swift", concat!("TVPass-", env!("CARGO_PKG_VERSION"), ".zip"))?;
    output(command("unzip -q").arg(archive).arg("-d").arg(project))?;
    let unpacked = fs::read_dir(project)?.next().context("the archive has a folder")??.path();
    output(command("cp -R").arg(unpacked).arg(package.join("TVPass")))?;
    let library = crate::mobile::library::build(&[crate::mobile::library::host()?])?.remove(0).file;
    let library = library.parent().context("a library lies in a folder")?;
    plays(&mut swift::program(&package, library, "Television")?)
}

/// Files of a part of the release whose names end like this.
fn artifacts(release: &Path, part: &str, end: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(release.join(part))?.map(|entry| Ok(entry?.path()));
    let files = entries.collect::<Result<Vec<_>>>()?;
    Ok(files.into_iter().filter(|file| file.display().to_string().ends_with(end)).collect())
}

fn artifact(release: &Path, part: &str, end: &str) -> Result<PathBuf> {
    artifacts(release, part, end)?.pop().ok_or_else(|| Missing(format!("the release has no {part}")).into())
}
