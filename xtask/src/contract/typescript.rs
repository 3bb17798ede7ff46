//! TypeScript: openapi-typescript and openapi-fetch, and the same program over the npm package to compare it with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::client::{plays, plays_at_simulator};
use super::{PROGRAMS, workshop};
use crate::c::service::Service;
use crate::need::{Missing, Need};
use crate::process::{command, run};
use crate::repository::emptied;
use crate::web;

pub(crate) const NEEDS: &[Need] = web::NEEDS;

/// The programs, with how the manual names them.
const COMPARED: [(&str, &str); 2] =
    [("over-contract", "a client generated from the contract"), ("over-tvpass", "tvpass")];

const MANUAL: &str = "docs/web.md";

/// Headers that Node's fetch adds by itself, the last two to a request that no cache may answer.
const OF_FETCH: [&str; 4] =
    ["the header accept-language ", "the header sec-fetch-mode ", "the header pragma ", "the header cache-control "];

/// The suite `contract-typescript`.
pub(crate) fn test() -> Result<()> {
    let tarball = web::pack()?;
    let folder = built(&tarball)?;
    plays_at_simulator(&mut program(&folder, "over-contract")?)?;
    for (name, _) in COMPARED {
        keeps_the_rules(&folder, name)?;
    }
    is_told(&folder)
}

/// The folder with everything that the lock file names, the package, and the compiled programs.
fn built(tarball: &Path) -> Result<PathBuf> {
    let (folder, contract) = workshop("typescript")?;
    for entry in fs::read_dir(Path::new(PROGRAMS).join("typescript"))? {
        let entry = entry?;
        fs::copy(entry.path(), folder.join(entry.file_name()))?;
    }
    let mut install = command("npm ci --no-progress --loglevel=error");
    run(install.current_dir(&folder)).map_err(|error| Missing(format!("packages of npm ({error:#})")))?;
    let mut add = command("npm install --no-save --no-progress --loglevel=error");
    run(add.arg(tarball).current_dir(&folder))?;
    run(web::program(&folder.display().to_string(), "openapi-typescript").arg(contract).args(["-o", "contract.d.ts"]))?;
    emptied(folder.join("build"))?;
    run(&mut web::program(&folder.display().to_string(), "tsc"))?;
    Ok(folder)
}

fn program(folder: &Path, name: &str) -> Result<Command> {
    let mut program = Command::new("node");
    program.arg(folder.join("build").join(format!("{name}.js")));
    // It keeps its registration in the current folder.
    let kept = folder.join("kept").join(name);
    emptied(&kept)?;
    program.current_dir(kept);
    Ok(program)
}

/// Against the stand-in, with a 401, a 429 and a 502 on the way, and with a person who takes their time.
fn keeps_the_rules(folder: &Path, name: &str) -> Result<()> {
    let service = Service::start("tvpass-stand-in", "--port 0")?;
    let mut program = program(folder, name)?;
    program.args([&service.base_url, "stand.in.statement"]);
    plays(&mut program, |_| Ok(()))?;
    let violations = service.violations()?;
    let own: Vec<_> = violations.iter().filter(|told| !OF_FETCH.iter().any(|header| told.contains(header))).collect();
    ensure!(own.is_empty(), "{name} broke rules: {own:#?}");
    println!("{name} kept the rules among the stand-in's faults");
    Ok(())
}

/// The manual has the length of each program.
fn is_told(folder: &Path) -> Result<()> {
    let manual = fs::read_to_string(MANUAL).with_context(|| format!("cannot read {MANUAL}"))?;
    for (name, title) in COMPARED {
        let lines = length(&fs::read_to_string(folder.join(format!("{name}.ts")))?);
        let row = format!("| {title} | {lines} |");
        println!("{row}");
        ensure!(manual.lines().any(|line| line == row), "{MANUAL} has no row {row:?}");
    }
    Ok(())
}

/// The lines of a program that are neither empty nor a comment.
fn length(program: &str) -> usize {
    let is_code = |line: &&str| !line.is_empty() && !["/*", "*", "//"].iter().any(|sign| line.starts_with(sign));
    program.lines().map(str::trim).filter(is_code).count()
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn comments_and_empty_lines_are_no_code() {
        assert_eq!(length("/**\n * Plays.\n */\n\nplay(); // now\n  // soon\n  stop();\n"), 2);
    }
}
