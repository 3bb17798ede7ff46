use anyhow::Result;
use clap::Args;

use crate::mobile;

/// Generate the code of the bindings for Swift, Kotlin and Python
///
/// The suites python, kotlin and swift compare it with a fresh run.
#[derive(Args)]
pub(crate) struct Options {}

impl Options {
    // Every command is run alike, with its options, of which this one has none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        mobile::write()
    }
}
