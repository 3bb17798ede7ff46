//! The package, as somebody who unpacks it finds it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::c::package::pack;
use crate::c::program::{STRICT, printed_by, runner};
use crate::c::target::{TARGETS, Target};
use crate::need::{Need, on_path};
use crate::process::{command, output};
use crate::repository::{emptied, target_folder};

pub(in crate::suite) const NEEDS: &[Need] = &[
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
    let tarball = pack(targets, false)?;
    let folder = emptied(target_folder("c")?.join("consumer"))?;
    output(command("tar --strip-components=1 -xf").arg(&tarball).arg("-C").arg(&folder))?;
    is_found_unpacked(&folder)?;
    is_found_where_it_is_installed(&folder)?;
    is_whole(&folder)?;
    if let Some(cross) = targets.iter().find(|target| target.name == CROSS) {
        // The processor is called what openembedded calls it; the compiler alone tells the float ABI.
        let words =
            format!("-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=arm -DCMAKE_C_COMPILER={}", cross.tool("gcc"));
        works(cross, &with_cmake(&folder, "cross", &words)?)?;
    }
    // A step of its own says that libcurl is missing.
    let with_curl = on_path("curl-config").map(|_| "-DWITH_CURL=ON");
    for words in ["", "-DWITH_MBEDTLS=ON"].into_iter().chain(with_curl) {
        cmake(EXAMPLE, &folder, &format!("example{words}"), words)?;
    }
    says_what_is_missing(&folder)?;
    println!("{}: {} KB", tarball.display(), fs::metadata(&tarball)?.len() / 1024);
    Ok(())
}

/// In the folder that it was unpacked into.
pub(in crate::suite) fn is_found_unpacked(folder: &Path) -> Result<()> {
    let host = &TARGETS[0];
    works(host, &with_cmake(folder, "here", "")?)?;
    works(host, &with_pkg_config(folder, &folder.join("lib").join(host.name).join("pkgconfig"), "")?)
}

fn with_cmake(folder: &Path, name: &str, words: &str) -> Result<PathBuf> {
    Ok(cmake(CONSUMER, folder, name, words)?.join("consumer"))
}

/// Builds a project with the package in this folder, and says where.
pub(in crate::suite) fn cmake(project: &str, folder: &Path, name: &str, words: &str) -> Result<PathBuf> {
    let build = folder.join(name);
    let mut configure = command("cmake -S");
    configure.arg(project).arg("-B").arg(&build).args(words.split_whitespace());
    output(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", folder.display())))?;
    output(command("cmake --build").arg(&build))?;
    Ok(build)
}

/// Builds with the flags that pkg-config tells by the files of a folder, below a root if one is given.
fn with_pkg_config(folder: &Path, files: &Path, root: &str) -> Result<PathBuf> {
    let mut ask = command("pkg-config --cflags --libs tvpass");
    ask.env("PKG_CONFIG_LIBDIR", files);
    if !root.is_empty() {
        ask.env("PKG_CONFIG_SYSROOT_DIR", root);
    }
    let flags = output(&mut ask)?;
    let program = folder.join("by-pkg-config");
    let mut compile = command(&format!("{} {STRICT} -o", TARGETS[0].tool("gcc")));
    compile.arg(&program).arg(format!("{CONSUMER}/main.c")).args(flags.split_whitespace());
    output(&mut compile).with_context(|| format!("with {flags}"))?;
    Ok(program)
}

/// Installed to /usr below a root, as an image is made, in a folder of libraries as deep as Debian's; for C alone and for C++
/// alone.
fn is_found_where_it_is_installed(folder: &Path) -> Result<()> {
    let host = &TARGETS[0];
    let root = folder.join("root");
    let mut install = command("sh");
    install.arg(folder.join("install.sh")).args([host.name, "/usr", "/usr/lib/deep/er"]).env("DESTDIR", &root);
    output(&mut install)?;
    let libraries = root.join("usr/lib/deep/er");
    let text = fs::read_to_string(libraries.join("pkgconfig/tvpass.pc"))?;
    ensure!(text.starts_with("prefix=/usr\n"), "installed to /usr pkg-config is told {text}");
    works(host, &with_pkg_config(folder, &libraries.join("pkgconfig"), &root.to_string_lossy())?)?;
    for language in ["C", "CXX"] {
        let build = folder.join(format!("installed-{language}"));
        let mut configure = command(&format!("cmake -S {CONSUMER} -DCONSUMER_LANGUAGE={language} -B"));
        configure.arg(&build).arg(format!("-Dtvpass_DIR={}", libraries.join("cmake/tvpass").display()));
        output(&mut configure)?;
        output(command("cmake --build").arg(&build))?;
        works(host, &build.join("consumer"))?;
    }
    works(host, &with_cmake(folder, "unpacked-CXX", "-DCONSUMER_LANGUAGE=CXX")?)
}

/// All sums are right, and what the manual links to is there.
fn is_whole(folder: &Path) -> Result<()> {
    output(command("sha256sum --check --quiet SHA256SUMS").current_dir(folder))?;
    let manual = fs::read_to_string(folder.join("MANUAL.md"))?;
    let links = manual.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
    for link in links.filter(|link| !link.contains("://") && !link.starts_with('#')) {
        ensure!(folder.join(link).exists(), "the manual links to {link}, which the package has not");
    }
    for file in ["LICENSE", "THIRD-PARTY.md", "CHANGELOG.md", "sbom.cdx.json", "examples/firmware/CMakeLists.txt"] {
        ensure!(folder.join(file).exists(), "the package lacks {file}");
    }
    Ok(())
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
