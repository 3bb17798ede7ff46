//! The package, as somebody who unpacks it finds it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::c::package::pack;
use crate::c::program::{STRICT, printed_by, runner};
use crate::c::target::{TARGETS, Target};
use crate::need::Need;
use crate::process::{command, output};
use crate::repository::target_folder;

pub(super) const NEEDS: &[Need] = &[
    Need::Program { name: "cmake", package: "cmake make" },
    Need::Program { name: "pkg-config", package: "pkg-config" },
    Need::File { path: "/usr/include/mbedtls/ssl.h", package: "libmbedtls-dev" },
];

/// A project that knows nothing of this repository.
const CONSUMER: &str = "bindings-c/tests/consumer";

/// The set-top box as its reader builds it.
const EXAMPLE: &str = "examples/firmware";

/// Its output.
const EXPECTED: &str = "AP-Device-Identifier: fingerprint Wh0AQg==\n";

/// A target that CMake is told of as its users do, with a tool chain.
const CROSS: &str = "armv7-unknown-linux-gnueabihf";

pub(super) fn is_found(targets: &[&Target]) -> Result<()> {
    let tarball = pack(targets)?;
    let folder = target_folder("c")?.join("consumer");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    output(command("tar --strip-components=1 -xf").arg(&tarball).arg("-C").arg(&folder))?;
    let host = &TARGETS[0];
    works(host, &with_cmake(&folder, "here", "")?)?;
    works(host, &with_pkg_config(&folder)?)?;
    if let Some(cross) = targets.iter().find(|target| target.name == CROSS) {
        let words = format!(
            "-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=armv7l -DCMAKE_C_COMPILER={}",
            cross.tool("gcc")
        );
        works(cross, &with_cmake(&folder, "cross", &words)?)?;
    }
    for words in ["", "-DWITH_MBEDTLS=ON"] {
        cmake(EXAMPLE, &folder, &format!("example{words}"), words)?;
    }
    says_what_is_missing(&folder)?;
    println!("{}: {} KB", tarball.display(), fs::metadata(&tarball)?.len() / 1024);
    Ok(())
}

fn with_cmake(folder: &Path, name: &str, words: &str) -> Result<PathBuf> {
    Ok(cmake(CONSUMER, folder, name, words)?.join("consumer"))
}

/// Builds a project with the package in this folder, and says where.
fn cmake(project: &str, folder: &Path, name: &str, words: &str) -> Result<PathBuf> {
    let build = folder.join(name);
    let mut configure = command("cmake -S");
    configure.arg(project).arg("-B").arg(&build).args(words.split_whitespace());
    output(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", folder.display())))?;
    output(command("cmake --build").arg(&build))?;
    Ok(build)
}

fn with_pkg_config(folder: &Path) -> Result<PathBuf> {
    let host = &TARGETS[0];
    let path = folder.join("lib").join(host.name).join("pkgconfig");
    let flags = output(command("pkg-config --cflags --libs tvpass").env("PKG_CONFIG_PATH", path))?;
    let program = folder.join("by-pkg-config");
    let mut compile = command(&format!("{} {STRICT} -o", host.tool("gcc")));
    compile.arg(&program).arg(format!("{CONSUMER}/main.c")).args(flags.split_whitespace());
    output(&mut compile)?;
    Ok(program)
}

fn works(target: &Target, program: &Path) -> Result<()> {
    let printed = printed_by(&mut runner(target, program))?;
    ensure!(printed == EXPECTED, "{} printed {printed:?}", program.display());
    Ok(())
}

/// A target that is not in the package is named, with those that are.
fn says_what_is_missing(folder: &Path) -> Result<()> {
    let refusal =
        with_cmake(folder, "unknown", "-DTVPASS_TARGET=z80").err().context("CMake found a library for z80")?;
    let refusal = format!("{refusal:#}").replace('\n', " ");
    ensure!(refusal.contains("there is no library for TVPASS_TARGET"), "CMake does not say why: {refusal}");
    ensure!(refusal.contains(TARGETS[1].name), "CMake does not say which there are: {refusal}");
    Ok(())
}
