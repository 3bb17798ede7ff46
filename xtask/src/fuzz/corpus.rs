//! The inputs that the repository keeps: one file for each target, one input a line, in base64.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::repository::emptied;

fn path(target: &str) -> PathBuf {
    Path::new(super::FOLDER).join("corpus").join(format!("{target}.base64"))
}

/// Writes the inputs of a target into `folder`, one file each; a new target has none yet.
pub(super) fn unpack(target: &str, folder: &Path) -> Result<()> {
    let folder = emptied(folder)?;
    let path = path(target);
    if !path.exists() {
        return Ok(());
    }
    let lines = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for (number, line) in lines.lines().enumerate() {
        let input = STANDARD.decode(line).with_context(|| format!("{}:{} is no base64", path.display(), number + 1))?;
        fs::write(folder.join(number.to_string()), input)?;
    }
    Ok(())
}

/// The other way round; the lines are sorted, so that a new input is a new line.
pub(super) fn pack(folder: &Path, target: &str) -> Result<()> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)? {
        lines.push(STANDARD.encode(fs::read(entry?.path())?) + "\n");
    }
    lines.sort();
    let path = path(target);
    fs::write(&path, lines.concat()).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: {} inputs", path.display(), lines.len());
    Ok(())
}
