//! The bindings for Swift, Kotlin and Python: library, generated code, and what each language is tested with.

pub(crate) mod alignment;
pub(crate) mod checkers;
mod finish;
pub(crate) mod flows;
mod generated;
pub(crate) mod kotlin;
pub(crate) mod library;
pub(crate) mod python;
mod python_environment;
pub(crate) mod swift;
pub(crate) mod wheel;
mod width;

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process::{command, run};
use crate::repository::target_folder;

pub(crate) use generated::{compare, write};

/// The shared library, as Cargo names it on the machines that this is built on.
const LIBRARY: &str = if cfg!(target_os = "macos") { "libtvpass_uniffi.dylib" } else { "libtvpass_uniffi.so" };

/// Builds the library, its generator, and the programs that tests talk to: two services, and the server for transports.
pub(crate) fn build() -> Result<()> {
    run(&mut command("cargo build --package tvpass-uniffi --package tvpass-bindgen"))?;
    run(&mut command("cargo build --package tvpass-simulator --package tvpass-stand-in --package tvpass-wire"))
}

/// The folder in which [`build`] leaves its library.
fn built() -> Result<PathBuf> {
    Ok(target_folder(".")?.join("debug"))
}

/// Tells a test where the programs are that it talks to.
fn with_services<'c>(command: &'c mut Command, folder: &std::path::Path) -> &'c mut Command {
    command
        .env("TVPASS_STAND_IN", folder.join("tvpass-stand-in"))
        .env("TVPASS_SIMULATOR", folder.join("tvpass-simulator"))
        .env("TVPASS_WIRE", folder.join("tvpass-wire"))
}
