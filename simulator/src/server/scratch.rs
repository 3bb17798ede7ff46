//! Folders for tests.

use std::path::PathBuf;

/// A folder of its own for a test, removed at the end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder of `test`, which no other test names.
    pub(crate) fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tvpass-simulator-unit-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// The path of a file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A file left behind in the folder for temporary files does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
