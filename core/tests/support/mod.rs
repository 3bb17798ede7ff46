//! What several suites share.

use std::fs;
use std::path::PathBuf;

/// A file or folder of `tests/vectors`.
pub(crate) fn vectors(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors")).join(name)
}

/// The rows of a tab-separated file of `tests/vectors`, without its header line.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(vectors(name)).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}
