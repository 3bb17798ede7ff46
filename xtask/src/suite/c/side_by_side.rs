//! Two plug-ins of one process, each with a library of another version: the example's, loaded by the example's host.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::television::STATEMENT;
use crate::c::library::{Build, HEADER, Library};
use crate::c::program::Program;
use crate::c::service::{Service, log_in};
use crate::c::showing::show;
use crate::c::target::{TARGETS, Target};
use crate::process::command;
use crate::repository::{copy_files, target_folder};

macro_rules! plug_in {
    ($name:literal) => {
        Program {
            name: $name,
            sources: &[
                "examples/firmware/television.c",
                "examples/firmware/television_run.c",
                "examples/firmware/linux/clock.c",
                "examples/firmware/linux/device.c",
                "examples/firmware/linux/options.c",
                "examples/firmware/linux/state.c",
                "examples/firmware/set-top-box/connection.c",
                "examples/firmware/set-top-box/tls_none.c",
                "examples/firmware/plug-in/plug_in.c",
            ],
            options: "-D_POSIX_C_SOURCE=200809L -Iexamples/firmware/set-top-box -shared -fPIC -fvisibility=hidden",
            libraries: "-lpthread",
        }
    };
}

const ONE: Program<'_> = plug_in!("plug-in-one.so");
const OTHER: Program<'_> = plug_in!("plug-in-other.so");

const HOST: Program<'_> = Program {
    name: "plug-in-host",
    sources: &["examples/firmware/plug-in/main.c", "examples/firmware/linux/output.c"],
    options: "-D_POSIX_C_SOURCE=200809L",
    libraries: "-ldl -lpthread",
};

const OTHER_VERSION: &str = "0.231.0";

/// Both are loaded so that each could bind to what the other shows, and do the same in turn.
pub(super) fn two_versions_work(_: &[&Target]) -> Result<()> {
    let host = &TARGETS[0];
    let library = Build::release(host).library()?;
    let source = other_version(&library)?;
    let source = source.to_str().context("the target folder's name is UTF-8")?;
    let other = Build { source, ..Build::release(host) }.library()?;
    ensure!(library.abi != other.abi, "both libraries have the binary interface {}", library.abi);
    let plug_ins = [ONE.build(host, &library, "")?, OTHER.build(host, &other, "")?];
    let program = HOST.build(host, &library, "")?;
    let simulator = Service::start("tvpass-simulator", "--port 0 --no-throttle")?;
    let mut run = command(&program.to_string_lossy());
    run.args(&plug_ins).args(["--base-url", &simulator.base_url, "--software-statement", STATEMENT]);
    run.args(["--mvpd", "Cablevision", "--watch", "news"]);
    let shown = show(&mut run, |page| log_in(&simulator, page))?;
    ensure!(shown.is_success, "the host failed: {:#?}", shown.lines);
    for version in [env!("CARGO_PKG_VERSION"), OTHER_VERSION] {
        for method in ["signIn", "authorize", "logout"] {
            shown.has(&format!("tvpass {version}: {method} succeeded"))?;
        }
    }
    println!("plug-ins with the versions {} and {OTHER_VERSION} work side by side", env!("CARGO_PKG_VERSION"));
    Ok(())
}

/// A copy of the repository whose library has another version, another binary interface, and larger objects.
fn other_version(library: &Library) -> Result<PathBuf> {
    let folder = target_folder("c")?.join("other-version");
    let _ = fs::remove_dir_all(&folder);
    copy_files(".", &folder)?;
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    change(&folder, "Cargo.toml", &version, &format!("\"{OTHER_VERSION}\""))?;
    let (abi, other) = (library.abi.as_str(), "tvpass_abi_231");
    change(&folder, "bindings-c/src/version.rs", abi, other)?;
    change(&folder, HEADER, abi, other)?;
    let rust = "TVPASS_SIGN_IN_WORDS: usize = ";
    change(&folder, "bindings-c/src/flow/sign_in.rs", rust, &format!("{rust}1"))?;
    let c = "#define TVPASS_SIGN_IN_WORDS ";
    change(&folder, HEADER, c, &format!("{c}1"))?;
    Ok(folder)
}

/// Puts one text in the place of another, wherever it stands in a file.
fn change(folder: &Path, file: &str, old: &str, new: &str) -> Result<()> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    ensure!(text.contains(old), "{file} has no {old}");
    fs::write(&path, text.replace(old, new)).with_context(|| format!("cannot write {}", path.display()))
}
