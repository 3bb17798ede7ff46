use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;

use crate::need::{Need, llvm_tool};
use crate::process::{command, output, run};
use crate::repository::{emptied, target_folder};
use crate::table;

/// Tell which lines, regions and branches of the core its tests run
///
/// By the compiler's own counters. The examples of the documentation are not counted. Covered is not tested: what tests
/// notice is told by `cargo xtask mutants`.
#[derive(Args)]
pub(crate) struct Options {}

const NEEDS: &[Need] = &[Need::LlvmTools];

/// Counted as LLVM calls it, and what the table calls it.
const KINDS: &[&str] = &["lines", "regions", "branches"];

/// The number of counted lines, and of those that ran.
#[derive(Clone, Copy, Default)]
struct Count {
    all: u64,
    covered: u64,
}

impl Options {
    // Every command is run alike, with its options, of which this one has none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        NEEDS.iter().try_for_each(|need| need.provide())?;
        let folder = target_folder("coverage")?;
        let profiles = emptied(folder.join("profiles"))?;
        let programs = test(&folder, &profiles)?;
        let summary = summary(&programs, &merge(&profiles, &folder.join("core.profdata"))?)?;
        print!("{}", render(&layers(&summary)?));
        Ok(())
    }
}

/// Runs the tests, counting, and gives their programs.
fn test(folder: &Path, profiles: &Path) -> Result<Vec<PathBuf>> {
    // Branches are counted by a compiler of the nightly channel, and by this one if it is told to be of it.
    let counting = |words: &str| {
        let mut cargo = command(words);
        cargo.env("RUSTFLAGS", "-C instrument-coverage -Z coverage-options=branch").env("RUSTC_BOOTSTRAP", "1");
        cargo.env("CARGO_TARGET_DIR", folder).env("LLVM_PROFILE_FILE", profiles.join("%p-%m.profraw"));
        cargo
    };
    let tests = "cargo test --package tvpass --profile mutants --lib --tests";
    run(&mut counting(tests))?;
    let messages = output(&mut counting(&format!("{tests} --no-run --message-format json")))?;
    let programs = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        Some(PathBuf::from(message["executable"].as_str()?))
    });
    Ok(programs.collect())
}

fn merge(profiles: &Path, merged: &Path) -> Result<PathBuf> {
    let mut merge = llvm_tool("llvm-profdata")?;
    merge.args(["merge", "--sparse", "--output"]).arg(merged);
    for profile in fs::read_dir(profiles).context("no test has counted anything")? {
        merge.arg(profile?.path());
    }
    output(&mut merge)?;
    Ok(merged.to_path_buf())
}

fn summary(programs: &[PathBuf], profile: &Path) -> Result<Value> {
    let mut export = llvm_tool("llvm-cov")?;
    export.args(["export", "--summary-only", "--instr-profile"]).arg(profile);
    for program in programs {
        export.arg("--object").arg(program);
    }
    Ok(serde_json::from_str(&output(export.arg("--sources").arg(std::path::absolute("core/src")?))?)?)
}

/// The counts of each layer, and of all.
fn layers(summary: &Value) -> Result<BTreeMap<String, Vec<Count>>> {
    let files = summary["data"][0]["files"].as_array().context("llvm-cov lists files")?;
    let mut layers = BTreeMap::new();
    for file in files {
        let name = file["filename"].as_str().context("a file has a name")?;
        let (_, path) = name.rsplit_once("core/src/").context("a file of the core")?;
        let layer = path.split_once('/').map_or("lib, output", |(layer, _)| layer);
        for row in [layer, "together"] {
            let counts = layers.entry(row.to_owned()).or_insert_with(|| vec![Count::default(); KINDS.len()]);
            for (count, kind) in counts.iter_mut().zip(KINDS) {
                let of = |member: &str| file["summary"][*kind][member].as_u64().unwrap_or_default();
                count.all += of("count");
                count.covered += of("covered");
            }
        }
    }
    ensure!(!layers.is_empty(), "nothing of the core was counted");
    Ok(layers)
}

fn render(layers: &BTreeMap<String, Vec<Count>>) -> String {
    let mut rows = vec![["layer", "lines", "regions", "branches"].map(String::from).to_vec()];
    for (layer, counts) in layers {
        rows.push([layer.clone()].into_iter().chain(counts.iter().map(share)).collect());
    }
    table::render(&rows, &[1, 2, 3])
}

fn share(Count { all, covered }: &Count) -> String {
    let per_mille = covered * 1000 / (*all).max(1);
    format!("{}.{} % ({covered} of {all})", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{layers, render};

    #[test]
    fn a_layer_is_the_sum_of_its_files() {
        let file = |name: &str, covered: u64| {
            let count = json!({"count": 10, "covered": covered});
            json!({"filename": name, "summary": {"lines": count, "regions": count, "branches": count}})
        };
        let files =
            [file("/a/core/src/json/x.rs", 9), file("/a/core/src/json/y/z.rs", 10), file("/a/core/src/lib.rs", 0)];
        let text = render(&layers(&json!({"data": [{"files": files}]})).unwrap());
        assert!(text.contains("95.0 % (19 of 20)"), "{text}");
        assert!(text.contains("63.3 % (19 of 30)"), "{text}");
        assert!(layers(&json!({"data": [{"files": []}]})).is_err());
    }
}
