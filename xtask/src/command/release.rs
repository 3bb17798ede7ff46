use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::package::{self, Kind, PACKAGES};
use crate::bill;
use crate::need::Missing;
use crate::process::{command, output};
use crate::repository::{emptied, target_folder};
use crate::table;

/// Build everything that a release publishes, into one folder
///
/// Each part has a folder with its packages, as `cargo xtask package` makes them, and with bills of materials. SHA256SUMS
/// has the sum of each file. In the end stands what needs another machine, with the reasons.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// The folder to fill [default: target/release-VERSION]
    #[arg(long)]
    to: Option<PathBuf>,
    /// Only this part; may be given several times
    #[arg(long, value_name = "PART", value_parser = PossibleValuesParser::new(released().map(|(kind, _)| kind.name)))]
    only: Vec<String>,
    /// Fetch compilers and compilation targets for C that are missing
    #[arg(long)]
    install: bool,
}

/// The folder that is filled if no other is named.
pub(crate) fn folder() -> Result<PathBuf> {
    target_folder(concat!("release-", env!("CARGO_PKG_VERSION")))
}

fn released() -> impl Iterator<Item = (&'static Kind, &'static [&'static str])> {
    PACKAGES.iter().filter_map(|kind| Some((kind, kind.released?)))
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        let folder = self.to.clone().map_or_else(folder, Ok)?;
        let options = package::Options::whole(self.install);
        let is_chosen = |name| self.only.is_empty() || self.only.iter().any(|only| only == name);
        let parts: Vec<_> = released().filter(|(kind, _)| is_chosen(kind.name)).collect();
        let (mut rows, mut left_out) = (vec![["part", "seconds", "files"].map(String::from).to_vec()], Vec::new());
        for (index, (kind, crates)) in parts.iter().enumerate() {
            println!("\n=== {} ({} of {})", kind.name, index + 1, parts.len());
            let (start, place) = (Instant::now(), emptied(folder.join(kind.name))?);
            let missing = fill(&place, kind, crates, &options)?;
            left_out.extend(missing.into_iter().map(|reason| format!("- {}: {reason}", kind.name)));
            let files = output(command("find").arg(&place).args(["-type", "f"]))?.lines().count();
            rows.push(vec![kind.name.to_owned(), start.elapsed().as_secs().to_string(), files.to_string()]);
        }
        bill::checksums(&folder)?;
        println!("\n{}\n{}", table::render(&rows, &[1, 2]), folder.display());
        if !left_out.is_empty() {
            println!("\nneeds another machine, or a person:\n{}", left_out.join("\n"));
        }
        Ok(())
    }
}

/// Makes a part, and gives what is missing of it.
fn fill(place: &Path, kind: &Kind, crates: &[&str], options: &package::Options) -> Result<Vec<String>> {
    let packed = match kind.make(options) {
        Ok(packed) => packed,
        Err(error) => return Ok(vec![error.downcast::<Missing>()?.0]),
    };
    for artifact in &packed.artifacts {
        output(command("cp -R").arg(artifact).arg(place))?;
    }
    let known = crate::package::all()?;
    for name in crates {
        let package = known.iter().find(|package| package.name == *name).context("a bill of no package")?;
        bill::write(&place.join(format!("{name}.cdx.json")), name, &bill::crates(Path::new(&package.manifest))?)?;
    }
    Ok(packed.left_out)
}
