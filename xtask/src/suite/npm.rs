//! The npm package where it is used: in the engines of many years, and in the tools of its programmers.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Suite;
use crate::process::{command, run};
use crate::repository::{copy, emptied, target_folder};
use crate::web;

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "engines",
        proves: "televisions of many years sign in: Chromium since 64, Node since 6, Hermes with the example for React Native",
        needs: web::NEEDS_WITH_BROWSER,
        run: engines,
    },
    Suite {
        name: "consumers",
        proves: "fresh projects of every bundler, test runner and setting of TypeScript use the npm package",
        needs: web::NEEDS_WITH_BROWSER,
        run: consumers,
    },
];

const ENGINES: &str = "tests/engines";
const CONSUMERS: &str = "tests/consumers";

/// A project with nothing but the package, which every engine gets.
fn engines() -> Result<()> {
    let tarball = build()?;
    web::install(ENGINES)?;
    let project = emptied(target_folder("engines")?)?;
    fs::write(project.join("package.json"), "{ \"private\": true }\n")?;
    add(&tarball, &project)?;
    drive(ENGINES, "ladder.js", &[&project])?;
    drive(ENGINES, "application.js", &[&project])
}

/// A folder with the tools that the lock file names, and the package among them.
fn consumers() -> Result<()> {
    let tarball = build()?;
    let workshop = emptied(target_folder("consumers")?)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        copy(Path::new(CONSUMERS).join(file), &workshop.join(file))?;
    }
    run(command("npm ci --no-progress --loglevel=error").current_dir(&workshop))?;
    add(&tarball, &workshop)?;
    drive(CONSUMERS, "consumers.js", &[&workshop, &tarball])
}

/// The tarball, and the programs and tests that the drivers are made of: the same programs as the suite `web` builds, for
/// another set of packages would compile much of them anew.
fn build() -> Result<PathBuf> {
    let tarball = web::pack()?;
    web::build_tests()?;
    run(&mut command("cargo build --package tvpass-simulator --package tvpass-living-room"))?;
    Ok(tarball)
}

fn add(tarball: &Path, folder: &Path) -> Result<()> {
    let mut install = command("npm install --no-audit --no-fund --no-save --no-progress --loglevel=error");
    run(install.arg(tarball).current_dir(folder))
}

fn drive(folder: &str, script: &str, arguments: &[&Path]) -> Result<()> {
    let mut driver = command("node");
    driver.arg(Path::new(folder).join(script)).args(arguments);
    driver.env("TVPASS_SIMULATOR", target_folder(".")?.join("debug/tvpass-simulator"));
    run(driver.env("CHROMIUM", web::browser()))
}
