//! The state file of a run.

use std::path::{Path, PathBuf};
use std::{fs, io};

const STATE: &str = "state.sqlite";

/// The path of a state file that is not there yet.
pub(crate) fn fresh(folder: &Path) -> io::Result<PathBuf> {
    files(folder)?.try_for_each(fs::remove_file)?;
    Ok(folder.join(STATE))
}

/// The state file and what SQLite keeps beside it.
pub(crate) fn files(folder: &Path) -> io::Result<impl Iterator<Item = PathBuf>> {
    let paths = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(STATE))))
}
