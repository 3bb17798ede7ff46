//! The package for C: the header, the library of each target, what CMake and pkg-config look for, licence and manual.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::library::{Build, HEADER};
use super::target::Target;
use crate::process::{command, output};
use crate::repository::target_folder;

const VERSION: &str = env!("CARGO_PKG_VERSION");

const TEMPLATES: &str = "bindings-c/package";
pub(crate) const MANUAL: &str = "docs/firmware.md";

/// Packs the libraries of these targets; the tarball is the same for the same source and tools.
pub(crate) fn pack(targets: &[&Target]) -> Result<PathBuf> {
    let name = format!("tvpass-c-{VERSION}");
    let out = target_folder("package")?;
    let folder = out.join(&name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    copy(HEADER, &folder.join("include/tvpass.h"))?;
    copy("LICENSE", &folder.join("LICENSE"))?;
    copy(MANUAL, &folder.join("MANUAL.md"))?;
    for file in ["tvpass-config.cmake", "tvpass-config-version.cmake"] {
        fill(file, "", &folder.join("lib/cmake/tvpass"))?;
    }
    for target in targets {
        let library = Build::release(target).library()?;
        let place = folder.join("lib").join(target.name);
        copy(library.file, &place.join("libtvpass.a"))?;
        fill("tvpass.pc", target.name, &place.join("pkgconfig"))?;
    }
    let tarball = out.join(format!("{name}.tar.gz"));
    let mut pack = command("tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX");
    pack.args(["--use-compress-program=gzip -n", "-cf"]).arg(&tarball).arg("-C").arg(&out).arg(&name);
    output(&mut pack)?;
    Ok(tarball)
}

fn copy(from: impl AsRef<Path>, to: &Path) -> Result<()> {
    let from = from.as_ref();
    fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// Writes a template with its blanks filled.
fn fill(file: &str, target: &str, folder: &Path) -> Result<()> {
    let template = Path::new(TEMPLATES).join(file);
    let text = fs::read_to_string(&template).with_context(|| format!("cannot read {}", template.display()))?;
    fs::create_dir_all(folder)?;
    fs::write(folder.join(file), text.replace("@VERSION@", VERSION).replace("@TARGET@", target))?;
    Ok(())
}
