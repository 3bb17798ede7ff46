//! Paths that several suites share.

use std::path::PathBuf;

/// A file or folder of `tests/vectors`.
pub(crate) fn vectors(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors")).join(name)
}
