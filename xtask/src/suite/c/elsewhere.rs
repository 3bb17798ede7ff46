//! Checks that take too long for every change: the further targets, and a package from each of two clones.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::{object, programs, vendor};
use crate::c::target::{MORE_TARGETS, ready};
use crate::need::Missing;
use crate::process::{command, output, run};
use crate::repository::{copy_files, target_folder};

/// Each step that judges a library, on each of them.
pub(super) fn further_targets() -> Result<()> {
    let (targets, missing) = ready(MORE_TARGETS, true)?;
    object::is_self_contained(&targets)?;
    vendor::tools_keep_the_archive(&targets)?;
    object::cannot_panic(&targets)?;
    programs::run_elsewhere(&targets)?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(Missing(format!("all but: {}", missing.join("; "))).into())
}

/// One with Rust's own `core`, one with a `core` that is built.
const PACKED: &[&str] = &["x86_64-unknown-linux-gnu", "armv7-unknown-linux-gnueabihf"];

/// The same source gives the same bytes, wherever it lies.
pub(super) fn same_bytes_from_two_clones() -> Result<()> {
    let folder = target_folder("c-clones")?;
    let _ = fs::remove_dir_all(&folder);
    let (one, other) = (folder.join("one"), folder.join("another/and/deeper"));
    let packages = [packed(&one)?, packed(&other)?];
    for file in packages[0].1.lines().zip(packages[1].1.lines()) {
        ensure!(file.0 == file.1, "two clones give different bytes: {} and {}", file.0, file.1);
    }
    ensure!(fs::read(&packages[0].0)? == fs::read(&packages[1].0)?, "two clones give different tarballs");
    println!("two clones give the same {} bytes", fs::metadata(&packages[0].0)?.len());
    Ok(())
}

/// Copies the repository there and packs it; the tarball, and the sums of what is in it.
fn packed(clone: &Path) -> Result<(PathBuf, String)> {
    copy_files(".", clone)?;
    // Which files belong to a repository is told by git.
    output(command("git init --quiet").current_dir(clone))?;
    let mut pack = command("cargo xtask package c");
    for target in PACKED {
        pack.args(["--target", target]);
    }
    run(pack.current_dir(clone).env_remove("CARGO_TARGET_DIR"))?;
    let folder = clone.join("target/package");
    let name = format!("tvpass-c-{}", env!("CARGO_PKG_VERSION"));
    let sums = fs::read_to_string(folder.join(&name).join("SHA256SUMS"))?;
    Ok((folder.join(name + ".tar.gz"), sums))
}
