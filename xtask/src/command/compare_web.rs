use anyhow::Result;
use clap::Args;

use crate::bodies::bodies;
use crate::process::{command, run};
use crate::web::{NEEDS_WITH_BROWSER, PACKAGE, browser, build, build_tests};

/// Measure the npm package beside plain TypeScript and JSON.parse, in Node and in Chromium
///
/// The same works with the same outcome, in one run; the tables are Markdown, as in docs/web.md. Node says as well how much heap
/// an answer keeps.
#[derive(Args)]
pub(crate) struct Options {}

impl Options {
    // Every command is run through its options, these have none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        NEEDS_WITH_BROWSER.iter().try_for_each(|need| need.provide())?;
        build()?;
        build_tests()?;
        let bodies = bodies()?;
        let mut compare = command("node --expose-gc build/compare/main.js");
        compare.arg(bodies.profiles).arg(bodies.configuration);
        run(compare.env("CHROMIUM", browser()).current_dir(PACKAGE))
    }
}
