//! A place for the installation's saved state.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use fs4::{FileExt, TryLockError};
use tempfile::NamedTempFile;

/// A place for the installation's saved state. It holds secrets.
pub trait Store: Send + Sync {
    /// The bytes that were written last, if any.
    ///
    /// # Errors
    /// The place cannot be read.
    fn read(&self) -> io::Result<Option<Vec<u8>>>;

    /// Replaces the bytes. When this returns, they outlive the process.
    ///
    /// # Errors
    /// The place cannot be written. The request that rests on the state is then not sent.
    fn write(&self, saved: &[u8]) -> io::Result<()>;
}

/// A store that ends with the process, for tests and demonstrations: each process registers anew.
#[derive(Default)]
pub struct MemoryStore(Mutex<Option<Vec<u8>>>);

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore")
    }
}

impl Store for MemoryStore {
    fn read(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.lock().expect("no writer panics").clone())
    }

    fn write(&self, saved: &[u8]) -> io::Result<()> {
        *self.0.lock().expect("no writer panics") = Some(saved.to_vec());
        Ok(())
    }
}

impl<S: Store + ?Sized> Store for std::sync::Arc<S> {
    fn read(&self) -> io::Result<Option<Vec<u8>>> {
        (**self).read()
    }

    fn write(&self, saved: &[u8]) -> io::Result<()> {
        (**self).write(saved)
    }
}

/// A file that is whole at every moment, synced, and its owner's alone. One process holds it: two would register twice.
///
/// ```
/// use tvpass_client::{FileStore, Store};
///
/// let folder = tempfile::tempdir()?;
/// let store = FileStore::open(folder.path().join("installation.json"))?;
/// store.write(b"{}")?;
/// assert_eq!(store.read()?.as_deref(), Some(&b"{}"[..]));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct FileStore {
    path: PathBuf,
    /// Held, not read: the lock ends with it.
    _lock: File,
}

impl FileStore {
    /// The store in the file at `path`, which need not exist yet. A file beside it, with `.lock` at its end, is locked for
    /// as long as the store lives.
    ///
    /// # Errors
    /// The folder cannot be written, or another process holds the store ([`io::ErrorKind::WouldBlock`]).
    pub fn open(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let mut lock_path = path.clone().into_os_string();
        lock_path.push(".lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(lock_path)?;
        match FileExt::try_lock(&lock) {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                let message = format!("another process uses {}", path.display());
                Err(io::Error::new(io::ErrorKind::WouldBlock, message))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn folder(&self) -> &Path {
        self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }
}

impl Store for FileStore {
    fn read(&self) -> io::Result<Option<Vec<u8>>> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes beside the file, syncs and renames, so that a reader finds the old state or the new one.
    fn write(&self, saved: &[u8]) -> io::Result<()> {
        // Temporary files are their owner's alone, and the renamed one stays so.
        let mut file = NamedTempFile::new_in(self.folder())?;
        file.write_all(saved)?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        // The name is on the disk with the folder.
        #[cfg(unix)]
        File::open(self.folder())?.sync_all()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_process_does_not_get_the_store_and_the_next_one_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        let store = FileStore::open(&path).unwrap();
        assert_eq!(FileStore::open(&path).unwrap_err().kind(), io::ErrorKind::WouldBlock);
        drop(store);
        FileStore::open(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_the_file_even_where_an_open_one_was_there() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        FileStore::open(&path).unwrap().write(b"new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}
