use anyhow::Result;
use clap::Args;

use crate::rules::Rules;
use crate::suite::judge;

/// Print the protocol's rules: who keeps each, and how many tests show it
///
/// The rules are listed in docs/rules.tsv, their tests are found by the number in their names, as in `r42_`; the names
/// are in docs/rules.md, which `cargo xtask reference` writes. The exit status is 1 if a rule that the library keeps has
/// no test, or a test names a rule wrongly.
#[derive(Args)]
pub(crate) struct Options {}

impl Options {
    // Every command is run through its options, these have none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        let rules = Rules::read()?;
        println!("{}\n{}", rules.table(), rules.counts());
        judge(&rules.findings())
    }
}
