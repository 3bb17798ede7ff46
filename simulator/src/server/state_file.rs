//! The state file as a file: one process holds it, and only its owner can read it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

/// Files that SQLite keeps beside the database.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Locks the state file at `path`, makes it if it is not there, and takes it from other users. The lock ends with the file
/// that is returned; `None` if another holds it.
///
/// The locked file stands beside it: closing any other handle of the database would end SQLite's own locks.
pub(crate) fn claim(path: &Path) -> io::Result<Option<File>> {
    let path = real(path);
    let lock = owned(&beside(&path, ".lock"))?;
    match FileExt::try_lock(&lock) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    owned(&path)?;
    for companion in COMPANIONS.map(|suffix| beside(&path, suffix)) {
        match restrict(&companion) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(Some(lock))
}

/// The file that `path` leads to, so that two names of it share a lock.
fn real(path: &Path) -> PathBuf {
    // A file that is not there yet has one name.
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut beside = path.to_owned().into_os_string();
    beside.push(suffix);
    beside.into()
}

/// The file at `path`, new or old, which only its owner may read: it tells who watches what.
fn owned(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    restrict(path)?;
    Ok(file)
}

/// Permissions of everybody but the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Takes from other users what an earlier copy or restore gave them.
#[cfg(unix)]
fn restrict(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let permissions = fs::metadata(path)?.permissions();
    if permissions.mode() & OTHERS == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

/// Elsewhere the folder decides who reads a file.
#[cfg(not(unix))]
fn restrict(path: &Path) -> io::Result<()> {
    fs::metadata(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::scratch::Folder;

    fn held(path: &Path) -> Option<File> {
        claim(path).expect("a folder that can be written")
    }

    #[test]
    fn a_state_file_is_held_by_one_at_a_time() {
        let folder = Folder::new("one");
        let path = folder.file("state.sqlite");
        let first = held(&path).expect("a new file");
        assert!(held(&path).is_none());
        drop(first);
        assert!(held(&path).is_some());
    }

    #[test]
    fn two_state_files_of_a_folder_do_not_hinder_each_other() {
        let folder = Folder::new("two");
        let _first = held(&folder.file("first.sqlite")).expect("a new file");
        assert!(held(&folder.file("second.sqlite")).is_some());
    }

    #[cfg(unix)]
    #[test]
    fn another_name_of_a_held_file_is_held() {
        let folder = Folder::new("names");
        let (path, link) = (folder.file("state.sqlite"), folder.file("link.sqlite"));
        drop(held(&path).expect("a new file"));
        std::os::unix::fs::symlink(&path, &link).expect("a link");
        let _held = held(&path).expect("the file");
        assert!(held(&link).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn files_that_others_could_read_become_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = Folder::new("permissions");
        let path = folder.file("state.sqlite");
        let files = ["", "-wal", "-shm", "-journal", ".lock"].map(|suffix| beside(&path, suffix));
        for file in &files {
            fs::write(file, "").expect("a file");
            fs::set_permissions(file, fs::Permissions::from_mode(0o666)).expect("permissions");
        }
        held(&path).expect("the file");
        for file in &files {
            let mode = fs::metadata(file).expect("the file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", file.display());
        }
    }
}
