//! Dependencies of the project: licences, sources and duplicates of its dependencies.

use anyhow::Result;

use super::Suite;
use crate::need::{Need, tool};
use crate::process::run;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "deny",
    proves: "dependencies have the licences, sources and versions that deny.toml allows",
    needs: &[Need::Tool { name: "cargo-deny", version: "0.20.2" }],
    run: deny,
}];

/// The workspaces with dependencies of their own. The peers of the benchmarks are compared and not shipped, so that
/// versions of theirs may stand side by side. Advisories are for those who can reach their database.
const CHECKS: &[(&str, &[&str])] =
    &[("Cargo.toml", &["bans", "licenses", "sources"]), ("benchmarks/Cargo.toml", &["licenses", "sources"])];

fn deny() -> Result<()> {
    for (manifest, checks) in CHECKS {
        let mut deny = tool("cargo-deny")?;
        deny.args(["--config", "deny.toml", "--locked", "--manifest-path", manifest, "check"]);
        // The workspaces share one list, of which each needs a part.
        run(deny.args(["--allow", "license-exception-not-encountered"]).args(*checks))?;
    }
    Ok(())
}
