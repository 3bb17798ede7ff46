use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::reference::{PAGE, fresh};

/// Write the generated tables of docs/protocol.md anew
///
/// The tables come from the core's own; the words around them stay as they are.
#[derive(Args)]
pub(crate) struct Options {}

impl Options {
    // Every command is run through its options, these have none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        let page = fs::read_to_string(PAGE).with_context(|| format!("cannot read {PAGE}"))?;
        let fresh = fresh(&page)?;
        if fresh == page {
            println!("{PAGE} is fresh");
            return Ok(());
        }
        fs::write(PAGE, fresh).with_context(|| format!("cannot write {PAGE}"))?;
        println!("{PAGE} is written");
        Ok(())
    }
}
