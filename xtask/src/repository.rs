//! The repository: its root, which every command works from, and its files.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{command, output};

/// Makes the root the current folder, so that every path in this program is relative to it.
pub(crate) fn enter() -> Result<()> {
    let root = root()?;
    std::env::set_current_dir(&root).with_context(|| format!("cannot enter {}", root.display()))
}

/// Cargo names the manifest's folder at run time; the one known at build time is wrong in a copied clone.
fn root() -> Result<PathBuf> {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
        .context("start this program as `cargo xtask`: CARGO_MANIFEST_DIR is not set")?;
    let root = Path::new(&xtask).parent();
    Ok(root.context("xtask has no parent folder")?.to_path_buf())
}

/// Every file that git tracks or would track, so that a new file is judged before it is committed.
pub(crate) fn files(folder: impl AsRef<Path>) -> Result<Vec<String>> {
    let folder = folder.as_ref();
    let mut list = command("git ls-files -z --cached --others --exclude-standard --deduplicate");
    let listing = output(list.current_dir(folder))?;
    let files = listing.split_terminator('\0').map(str::to_owned);
    Ok(files.filter(|file| folder.join(file).exists()).collect())
}

/// The file is of Rust, by its name.
pub(crate) fn is_rust(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension == "rs")
}

/// Folders that hold a Cargo workspace: the root (as ".") and those which it excludes.
pub(crate) fn workspaces() -> Result<Vec<String>> {
    let mut folders = Vec::new();
    for manifest in files(".")? {
        let Some(folder) = manifest.strip_suffix("Cargo.toml") else {
            continue;
        };
        let text = std::fs::read_to_string(&manifest).with_context(|| format!("cannot read {manifest}"))?;
        if text.lines().any(|line| line.trim() == "[workspace]") {
            let folder = folder.trim_end_matches('/');
            folders.push(if folder.is_empty() { "." } else { folder }.to_owned());
        }
    }
    Ok(folders)
}

/// Makes a folder anew, with nothing in it.
pub(crate) fn emptied(folder: impl Into<PathBuf>) -> Result<PathBuf> {
    let folder = folder.into();
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Copies a file; the folders of its place are made.
pub(crate) fn copy(from: impl AsRef<Path>, to: &Path) -> Result<()> {
    let from = from.as_ref();
    std::fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    std::fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// Copies the repository's files of a folder.
pub(crate) fn copy_files(folder: impl AsRef<Path>, to: &Path) -> Result<()> {
    let folder = folder.as_ref();
    files(folder)?.iter().try_for_each(|file| copy(folder.join(file), &to.join(file)))
}

/// The target folder of a workspace: all lie within one, so that one `cargo clean` clears them.
pub(crate) fn target_folder(workspace: &str) -> Result<PathBuf> {
    let root = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let name = workspace.rsplit('/').next().filter(|name| *name != ".");
    Ok(std::path::absolute(root)?.join(name.unwrap_or_default()))
}
