//! Needs of a suite on the machine: fetched where that is possible, named exactly where it is not.

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::Result;

use crate::process::{command, output, run};
use crate::repository::target_folder;

#[derive(Debug, Clone, Copy)]
pub(crate) enum Need {
    /// A rustup component, with the Cargo subcommand that proves it is there.
    Component { name: &'static str, proof: &'static str },
    /// The standard library of a compilation target.
    Target(&'static str),
    /// A program of a distribution package, or of several.
    Program { name: &'static str, package: &'static str },
    /// A file of a distribution package.
    File { path: &'static str, package: &'static str },
    /// A module of Python, of a distribution package.
    Module { name: &'static str, package: &'static str },
    /// Rust's own source, to build `core` for targets that it is not shipped for.
    Source,
    /// The interpreter of Rust that finds undefined behaviour; it comes with nightly compilers only.
    Miri,
    /// The tools of the LLVM that the compiler is made of, which no other LLVM can stand in for.
    LlvmTools,
    /// A program of crates.io, built into the target folder.
    Tool { name: &'static str, version: &'static str },
}

/// Says which files belong to the repository.
pub(crate) const GIT: Need = Need::Program { name: "git", package: "git" };

/// Headers of the benchmarks' peers: nothing of the benchmarks is built without them.
pub(crate) const PEERS: [Need; 2] = [
    Need::File { path: "/usr/include/jsmn.h", package: "libjsmn-dev" },
    Need::File { path: "/usr/include/cjson/cJSON.h", package: "libcjson-dev" },
];

/// Why something cannot run on this machine; a suite that ends with it is NOT RUN.
#[derive(Debug)]
pub(crate) struct Missing(pub String);

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Missing {}

impl Need {
    /// Fetches what is not there yet.
    pub(crate) fn provide(self) -> Result<()> {
        if self.is_met() {
            return Ok(());
        }
        let fetched = self.fetch_alone();
        if self.is_met() {
            return Ok(());
        }
        let reason = fetched.err().map(|error| format!(" ({error:#})"));
        Err(Missing(format!("{self} is missing{}", reason.unwrap_or_default())).into())
    }

    /// Says what is missing, and fetches nothing.
    pub(crate) fn look(self) -> Result<()> {
        if self.is_met() { Ok(()) } else { Err(Missing(format!("{self} is missing")).into()) }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Component { proof, .. } => output(&mut command(proof)).is_ok(),
            Self::Target(target) => is_in_sysroot(&format!("lib/rustlib/{target}/lib")),
            Self::Program { name, .. } => is_on_path(name),
            Self::File { path, .. } => Path::new(path).exists(),
            Self::Module { name, .. } => output(command("python3 -c").arg(format!("import {name}"))).is_ok(),
            Self::Source => is_in_sysroot("lib/rustlib/src/rust/library/core"),
            Self::Miri => output(&mut command("cargo +nightly miri --version")).is_ok(),
            Self::LlvmTools => llvm_tool("llvm-cov").is_ok_and(|tool| Path::new(tool.get_program()).exists()),
            Self::Tool { name, version } => is_built(name, version),
        }
    }

    /// One program fetches at a time: package managers refuse a second one instead of letting it wait. If the lock
    /// cannot be made, nobody waits.
    fn fetch_alone(self) -> Result<()> {
        // In a folder of the person's own; rustup names it to the programs that it starts.
        let folder = std::env::var_os("CARGO_HOME").map_or_else(std::env::temp_dir, PathBuf::from);
        let lock = File::create(folder.join("tvpass-needs.lock"));
        let _held = lock.and_then(|file| file.lock().map(|()| file));
        if self.is_met() { Ok(()) } else { self.fetch() }
    }

    fn fetch(self) -> Result<()> {
        match self {
            Self::Component { name, .. } => run(&mut command(&format!("rustup component add {name}"))),
            Self::Target(target) => run(&mut command(&format!("rustup target add {target}"))),
            Self::Program { package, .. } | Self::File { package, .. } | Self::Module { package, .. } => {
                install(package)
            }
            Self::Source => run(&mut command("rustup component add rust-src")),
            Self::Miri => run(&mut command(
                "rustup toolchain install nightly --profile minimal --component miri --component rust-src",
            )),
            Self::LlvmTools => run(&mut command("rustup component add llvm-tools")),
            Self::Tool { name, version } => build(name, version),
        }
    }
}

impl fmt::Display for Need {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Component { name, .. } => write!(formatter, "the rustup component {name}"),
            Self::Target(target) => write!(formatter, "the compilation target {target}"),
            Self::Program { name, package } => {
                write!(formatter, "the program {name} (distribution package {package})")
            }
            Self::File { path, package } => write!(formatter, "the file {path} (distribution package {package})"),
            Self::Module { name, package } => {
                write!(formatter, "Python with the module {name} (distribution package {package})")
            }
            Self::Source => formatter.write_str("the rustup component rust-src"),
            Self::Miri => formatter.write_str("Miri of the nightly toolchain"),
            Self::LlvmTools => formatter.write_str("the rustup component llvm-tools"),
            Self::Tool { name, version } => write!(formatter, "the program {name} {version} of crates.io"),
        }
    }
}

fn is_in_sysroot(path: &str) -> bool {
    sysroot().is_ok_and(|sysroot| sysroot.join(path).exists())
}

fn sysroot() -> Result<PathBuf> {
    Ok(output(&mut command("rustc --print sysroot"))?.trim().into())
}

/// One of [`Need::LlvmTools`].
pub(crate) fn llvm_tool(name: &str) -> Result<Command> {
    let host = output(&mut command("rustc --print host-tuple"))?;
    Ok(Command::new(sysroot()?.join("lib/rustlib").join(host.trim()).join("bin").join(name)))
}

fn is_on_path(program: &str) -> bool {
    on_path(program).is_some()
}

/// The file that a program's name stands for.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// A program that [`Need::Tool`] has built.
pub(crate) fn tool(name: &str) -> Result<Command> {
    Ok(Command::new(tools()?.join("bin").join(name)))
}

fn tools() -> Result<PathBuf> {
    target_folder("tools")
}

/// Cargo's record of its installations has the version, which a file of the right name does not show.
fn is_built(name: &str, version: &str) -> bool {
    let record = tools().and_then(|tools| Ok(fs::read_to_string(tools.join(".crates.toml"))?));
    record.is_ok_and(|record| record.contains(&format!("\"{name} {version} (")))
}

/// Without optimization, since building takes longer than any run.
fn build(name: &str, version: &str) -> Result<()> {
    let mut install = command(&format!("cargo install --quiet --locked --debug {name}@{version} --root"));
    run(install.arg(tools()?))
}

/// Installs distribution packages; the lists of packages are fetched once in a run.
fn install(packages: &str) -> Result<()> {
    static LISTS: OnceLock<bool> = OnceLock::new();
    let is_root = output(&mut command("id -u"))?.trim() == "0";
    if !is_root || !is_on_path("apt-get") {
        anyhow::bail!("only root can fetch it, and only where apt-get exists");
    }
    LISTS.get_or_init(|| run(&mut command("apt-get update --quiet")).is_ok());
    let words = format!("apt-get install --quiet --yes --no-install-recommends {packages}");
    run(command(&words).env("DEBIAN_FRONTEND", "noninteractive"))
}

#[cfg(test)]
mod tests {
    use super::{Missing, Need};

    #[test]
    fn what_cannot_be_had_is_named_exactly() {
        let need = Need::Target("no-such-target");
        let error = need.provide().unwrap_err();
        let missing = error.downcast::<Missing>().unwrap();
        assert!(missing.0.starts_with("the compilation target no-such-target is missing"));
    }

    #[test]
    fn what_is_there_is_not_fetched() {
        let need = Need::Program { name: "cargo", package: "none" };
        need.provide().unwrap();
    }
}
