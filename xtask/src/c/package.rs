//! The package for C: the header, the library of each target, what CMake and pkg-config look for, licences, manual, examples,
//! and what goes into a vendor's build system.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::library::{Build, FOLDER as LIBRARY, HEADER};
use super::target::Target;
use crate::bill;
use crate::process::{command, output};
use crate::repository::{copy, copy_files, emptied, files, target_folder};

const VERSION: &str = env!("CARGO_PKG_VERSION");

const TEMPLATES: &str = "bindings-c/package";
/// For vendors' build systems.
const INTEGRATION: &str = "bindings-c/integration";
const EXAMPLES: &str = "examples/firmware";
pub(crate) const MANUAL: &str = "docs/firmware.md";

/// Packs the libraries of these targets; the tarball is the same for the same source and tools, wherever they lie.
pub(crate) fn pack(targets: &[&Target], is_exported: bool) -> Result<PathBuf> {
    let (name, out, folder) = (name(), target_folder("package")?, emptied(folder()?)?);
    copy(HEADER, &folder.join("include/tvpass.h"))?;
    for file in ["LICENSE", "CHANGELOG.md"] {
        copy(file, &folder.join(file))?;
    }
    fs::write(folder.join("MANUAL.md"), manual()?)?;
    copy_files(EXAMPLES, &folder.join(EXAMPLES))?;
    copy_files(INTEGRATION, &folder.join("integration"))?;
    for file in files(TEMPLATES)?.iter().filter(|file| !has_end(file, "pc")) {
        let place = if has_end(file, "cmake") { folder.join("lib/cmake/tvpass") } else { folder.clone() };
        fill(file, "", &place)?;
    }
    for target in targets {
        let library = Build { is_exported, ..Build::release(target) }.library()?;
        let place = folder.join("lib").join(target.name);
        copy(library.file, &place.join("libtvpass.a"))?;
        fill("tvpass.pc", target.name, &place.join("pkgconfig"))?;
    }
    write_bill(&folder)?;
    bill::checksums(&folder)?;
    let tarball = out.join(format!("{name}.tar.gz"));
    let mut pack = command("tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX");
    pack.args(["--use-compress-program=gzip -n", "-cf"]).arg(&tarball).arg("-C").arg(&out).arg(&name);
    output(&mut pack)?;
    Ok(tarball)
}

fn has_end(file: &str, end: &str) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension == end)
}

fn name() -> String {
    format!("tvpass-c-{VERSION}")
}

/// The folder of the unpacked package.
pub(crate) fn folder() -> Result<PathBuf> {
    Ok(target_folder("package")?.join(name()))
}

/// The manual as it reads without the repository: what it links to is in the package, or no link.
fn manual() -> Result<String> {
    let text = fs::read_to_string(MANUAL).with_context(|| format!("cannot read {MANUAL}"))?;
    Ok(text.replace("](../", "](").replace("[simulator](simulator.md)", "simulator of the repository"))
}

fn write_bill(folder: &Path) -> Result<()> {
    let mut components = vec![
        bill::of_compiler("core", "MIT OR Apache-2.0")?,
        bill::of_compiler("compiler_builtins", "MIT AND Apache-2.0 WITH LLVM-exception")?,
    ];
    components.extend(bill::crates(&Path::new(LIBRARY).join("Cargo.toml"))?);
    components.extend(bill::files(folder, "libtvpass.a")?);
    bill::write(&folder.join("sbom.cdx.json"), "tvpass", &components)
}

/// Writes a template with its blanks filled, for a package that is unpacked anywhere.
fn fill(file: &str, target: &str, folder: &Path) -> Result<()> {
    let (template, place) = (Path::new(TEMPLATES).join(file), folder.join(file));
    copy(&template, &place)?;
    let text = fs::read_to_string(&template).with_context(|| format!("cannot read {}", template.display()))?;
    let (prefix, libraries) = ("${pcfiledir}/../../..", format!("${{prefix}}/lib/{target}"));
    let filled = text.replace("@VERSION@", VERSION).replace("@PREFIX@", prefix).replace("@LIBDIR@", &libraries);
    fs::write(&place, filled)?;
    Ok(())
}
