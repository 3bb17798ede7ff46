//! The library as applications carry it: profile `mobile`, without the names of its functions.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

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
    let build = cargo("cdylib", targets.iter().map(|target| target.name.as_str()));
    run({ build }.args(targets.iter().flat_map(|target| &target.configuration)))?;
    let place = |target: &Target| {
        let name = match target.name.as_str() {
            apple if apple.contains("apple") => "libtvpass_uniffi.dylib",
            windows if windows.contains("windows") => "tvpass_uniffi.dll",
            _ => "libtvpass_uniffi.so",
        };
        Ok(Library { target: target.name.clone(), file: folder(&target.name)?.join(name) })
    };
    targets.iter().map(place).collect()
}

/// A static library, which no linker is needed for.
pub(crate) fn build_static(target: &str) -> Result<PathBuf> {
    run(&mut cargo("staticlib", [target]))?;
    Ok(folder(target)?.join("libtvpass_uniffi.a"))
}

fn cargo<'t>(kind: &str, targets: impl IntoIterator<Item = &'t str>) -> Command {
    let mut build = command("cargo rustc --package tvpass-uniffi --lib --profile mobile");
    build.args(["--crate-type", kind]).args(targets.into_iter().flat_map(|target| ["--target", target]));
    build
}

fn folder(target: &str) -> Result<PathBuf> {
    Ok(target_folder(".")?.join(target).join("mobile"))
}
