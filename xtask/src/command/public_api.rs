use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::public_api::{FILE, fresh};

/// Record the public interface of the core in docs/public-api.txt, for the reviewer of a change
#[derive(Args)]
pub(crate) struct Options {}

impl Options {
    // Every command is run through its options, these have none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        fs::write(FILE, fresh()?).with_context(|| format!("cannot write {FILE}"))
    }
}
