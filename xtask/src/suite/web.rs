//! What programmers of browsers and Node are promised.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Suite;
use crate::process::{command, run};
use crate::repository::target_folder;
use crate::web::{self, PACKAGE};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "web",
    proves: "the npm package and the second screen work in Node and in a browser, as typed and as the vectors say",
    needs: web::NEEDS,
    run: web_suite,
}];

fn web_suite() -> Result<()> {
    let tarball = web::pack()?;
    node()?;
    fresh_project(&tarball)
}

/// Vectors, types and whole flows, in Node.
fn node() -> Result<()> {
    run(&mut command("cargo build --package tvpass-simulator"))?;
    run(web::program(PACKAGE, "tsc").args(["--project", "tsconfig.test.json"]))?;
    let simulator = target_folder(".")?.join("debug/tvpass-simulator");
    let mut tests = command("node --test --test-reporter=./test/reporter.js build/");
    run(tests.env("TVPASS_SIMULATOR", simulator).current_dir(PACKAGE))
}

/// A project that knows the tarball and nothing of this repository.
fn fresh_project(tarball: &Path) -> Result<()> {
    let folder = target_folder("npm")?.join("fresh-project");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for file in ["package.json", "tsconfig.json", "main.ts"] {
        let from = Path::new(PACKAGE).join("fresh-project").join(file);
        fs::copy(&from, folder.join(file)).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    let mut install = command("npm install --offline --no-audit --no-fund --no-save --loglevel=error");
    run(install.arg(tarball).current_dir(&folder))?;
    let compiler = std::path::absolute(Path::new(PACKAGE).join("node_modules/.bin/tsc"))?;
    let mut compile = command(&compiler.display().to_string());
    run(compile.current_dir(&folder))?;
    run(command("node main.js").current_dir(&folder))
}
