//! Promises to programmers of browsers and Node.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::Suite;
use crate::process::{command, run};
use crate::repository::{copy_files, emptied, target_folder};
use crate::web::{self, PACKAGE, PAGE, PLAYGROUND};

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "web",
        proves: "the npm package and the second screen work in Node and in a browser, as typed and as the vectors say",
        needs: web::NEEDS_WITH_BROWSER,
        run: web_suite,
    },
    Suite {
        name: "playground",
        proves: "the page with a simulator in it signs in, plays, breaks as told and sends nothing, in a browser",
        needs: web::PLAYGROUND_NEEDS_WITH_BROWSER,
        run: playground_suite,
    },
];

fn web_suite() -> Result<()> {
    let tarball = web::pack()?;
    run(&mut command("cargo build --package tvpass-simulator --package tvpass-living-room"))?;
    in_node()?;
    in_fresh_project(&tarball)?;
    in_server()?;
    in_browser()
}

/// The playground in a browser, as a file and from a server.
fn playground_suite() -> Result<()> {
    web::playground()?;
    run(web::program(PLAYGROUND, "tsc").args(["--project", "tsconfig.test.json"]))?;
    test(PLAYGROUND, "build")
}

const SERVER: &str = "examples/server";

/// Vectors, types and whole flows, in Node.
fn in_node() -> Result<()> {
    web::build_tests()?;
    test(PACKAGE, "build")
}

/// The example of a server, whose workers are programs of their own.
fn in_server() -> Result<()> {
    web::install(SERVER)?;
    test(SERVER, "test")
}

/// The page in a browser, with the simulator and a television, each a program of its own.
fn in_browser() -> Result<()> {
    web::build_page()?;
    run(web::program(PAGE, "tsc").args(["--project", "tsconfig.test.json"]))?;
    test(PAGE, "build")
}

/// Runs the tests of a package, which lie in `folder`. They are told where the programs are, and where pictures go.
fn test(package: &str, folder: &str) -> Result<()> {
    let target = target_folder(".")?;
    let mut tests = command("node --test --test-reporter");
    tests.arg(std::path::absolute(Path::new(PACKAGE).join("test/reporter.js"))?);
    tests.env("TVPASS_SIMULATOR", target.join("debug/tvpass-simulator"));
    tests.env("TVPASS_LIVING_ROOM", target.join("debug/living-room"));
    tests.env("SCREENSHOTS", target.join(Path::new(package).file_name().unwrap_or_default()));
    for entry in fs::read_dir(Path::new(package).join(folder))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.js") {
            tests.arg(format!("{folder}/{name}"));
        }
    }
    run(tests.env("CHROMIUM", web::browser()).current_dir(package))
}

/// A project that knows the tarball and nothing of this repository.
fn in_fresh_project(tarball: &Path) -> Result<()> {
    let folder = emptied(target_folder("npm")?.join("fresh-project"))?;
    copy_files(Path::new(PACKAGE).join("fresh-project"), &folder)?;
    let mut install = command("npm install --offline --no-audit --no-fund --no-save --loglevel=error");
    run(install.arg(tarball).current_dir(&folder))?;
    let compiler = std::path::absolute(Path::new(PACKAGE).join("node_modules/.bin/tsc"))?;
    let mut compile = command(&compiler.display().to_string());
    run(compile.current_dir(&folder))?;
    run(command("node main.js").current_dir(&folder))
}
