//! The crates for crates.io, as their packages have them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::package::{self, Package};
use crate::process::{command, output, run};
use crate::repository::{emptied, target_folder};

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) fn published() -> Result<Vec<Package>> {
    let published: Vec<_> = package::all()?.into_iter().filter(|package| package.is_published).collect();
    ensure!(!published.is_empty(), "no crate is for crates.io");
    Ok(published)
}

/// Packs the crates and shows that each builds from its package alone.
pub(crate) fn pack() -> Result<Vec<PathBuf>> {
    let packages = published()?;
    let mut pack = command("cargo package --locked --allow-dirty --no-verify");
    for package in &packages {
        pack.args(["--package", &package.name]);
    }
    run(&mut pack)?;
    let folder = target_folder("package")?;
    let crates: Vec<_> = packages.iter().map(|package| folder.join(named(package) + ".crate")).collect();
    build(&crates, &packages)?;
    Ok(crates)
}

/// `cargo package` itself would build a crate against the others out of a registry that it makes for the occasion. Cargo's
/// home keeps what it unpacks of a registry by name and version, and the next package of the same version would be built
/// against the crates of the one before. Here each is unpacked anew, and finds the others by their paths.
fn build(crates: &[PathBuf], packages: &[Package]) -> Result<()> {
    let folder = target_folder("crates")?;
    unpack(crates, &folder)?;
    fs::copy("Cargo.lock", folder.join("Cargo.lock"))?;
    for package in packages {
        let mut build = command("cargo build --package");
        build.arg(&package.name).arg("--target-dir").arg(target_folder(".")?);
        // The unpacked crates do not see the workspace's profile; with the same one their dependencies are there already.
        run(build.env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only").current_dir(&folder))?;
    }
    Ok(())
}

/// Makes the folder a workspace of the packed crates, and of the projects that are put into it.
pub(crate) fn unpack(crates: &[PathBuf], folder: &Path) -> Result<()> {
    emptied(folder)?;
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n[patch.crates-io]\n".to_owned();
    for package in published()? {
        let _ = writeln!(manifest, "{} = {{ path = \"{}\" }}", package.name, named(&package));
    }
    for file in crates {
        output(command("tar -xf").arg(file).arg("-C").arg(folder))?;
    }
    Ok(fs::write(folder.join("Cargo.toml"), manifest)?)
}

fn named(package: &Package) -> String {
    format!("{}-{VERSION}", package.name)
}
