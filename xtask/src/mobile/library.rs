//! The library as applications carry it: profile `mobile`, without the names of its functions.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::need::Need;
use crate::process::{command, output, run};
use crate::repository::target_folder;

pub(crate) struct Library {
    pub(crate) target: String,
    pub(crate) file: PathBuf,
}

/// A target, and what its linker needs to be told: options of Cargo.
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) configuration: Vec<String>,
}

/// The target that needs no other tools than those of this machine.
pub(crate) fn host() -> Result<Target> {
    let version = output(&mut command("rustc -vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not say its host")?;
    Ok(Target { name: host.to_owned(), configuration: Vec::new() })
}

/// Shared libraries, all in one run, so that their optimisations share the processors.
pub(crate) fn build(targets: &[Target]) -> Result<Vec<Library>> {
    let mut build = command("cargo build --package tvpass-uniffi --lib --profile mobile");
    for target in targets {
        build.args(["--target", &target.name]).args(&target.configuration);
    }
    run(&mut build)?;
    targets.iter().map(|target| Ok(Library { target: target.name.clone(), file: place(&target.name)? })).collect()
}

/// A static library, which no linker is needed for. A target whose standard library does not come with the compiler gets it
/// built, as stable Rust does under this variable alone.
pub(crate) fn build_static(target: &'static str) -> Result<PathBuf> {
    let mut build =
        command("cargo rustc --package tvpass-uniffi --lib --profile mobile --crate-type staticlib --target");
    build.arg(target);
    if Need::Target(target).provide().is_err() {
        Need::Source.provide()?;
        build.arg("-Zbuild-std").env("RUSTC_BOOTSTRAP", "1");
    }
    run(&mut build)?;
    Ok(folder(target)?.join("libtvpass_uniffi.a"))
}

fn place(target: &str) -> Result<PathBuf> {
    let name = if target.contains("apple") { "libtvpass_uniffi.dylib" } else { "libtvpass_uniffi.so" };
    Ok(folder(target)?.join(name))
}

fn folder(target: &str) -> Result<PathBuf> {
    Ok(target_folder(".")?.join(target).join("mobile"))
}
