//! Tables of the vectors.

use std::fs;

use super::support::vectors;

/// The rows of a tab-separated file of `tests/vectors`, without its header line.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(vectors(name)).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}
