use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::migration::SOURCES;
use crate::reference::{CONTRACT, PAGES, PICTURE, contract, picture};

/// Write the generated tables of the documents anew, the picture of the headers, and the contract
///
/// The tables and docs/openapi.json come from the core's own, from docs/rules.tsv, tests/vectors/cases.tsv, tests/vectors/migration and the
/// names of the tests; the words around the tables stay as they are. The codes that compatibility layers tell are written as well.
#[derive(Args)]
pub(crate) struct Options {}

impl Options {
    // Every command is run through its options, these have none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        for page in PAGES {
            let (path, text) = (page.path, page.read()?);
            let fresh = page.fresh(&text)?;
            if fresh == text {
                println!("{path} is fresh");
                continue;
            }
            fs::write(path, fresh).with_context(|| format!("cannot write {path}"))?;
            println!("{path} is written");
        }
        for source in SOURCES {
            source.write()?;
        }
        for (path, text) in [(PICTURE, picture()?), (CONTRACT, contract()?)] {
            fs::write(path, text).with_context(|| format!("cannot write {path}"))?;
        }
        Ok(())
    }
}
