use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::need::{Need, tool};
use crate::process::command;
use crate::repository::target_folder;
use crate::table;

/// Change the core in one place at a time, and see whether a test notices
///
/// Each change is built and tested for itself, some 15 seconds on two cores: all of them take a night, `--shard 0/8` about an
/// hour. A survivor is in docs/mutants.tsv with its reason, or is printed and fails. The examples of the
/// documentation do not judge: they take longer to build than all else.
#[derive(Args)]
pub(crate) struct Options {
    /// Every Nth change only, beginning with the Kth: K/N
    #[arg(long)]
    shard: Option<String>,
    /// Only changes whose description matches this regular expression
    #[arg(long)]
    only: Option<String>,
}

const NEEDS: &[Need] = &[
    Need::Tool { name: "cargo-mutants", version: "27.1.0" },
    // A change that never stops allocating must not take the machine with it.
    Need::Program { name: "prlimit", package: "util-linux" },
];

const MEMORY_LIMIT: u64 = 10 << 30;
/// Ten times what the tests of the first pass take; a change that loops for ever counts as noticed.
const FIRST_TIMEOUT: &str = "60";
/// The same for those of the second.
const SECOND_TIMEOUT: &str = "300";

/// Noticed of a hundred, at least.
const MUST: usize = 90;

/// The survivors that are accepted: file, function and change, then why no test can or need notice.
const ACCEPTED: &str = "docs/mutants.tsv";

/// The quick targets judge all; what they miss comes before the tests of the JSON reader, which take longer than building.
const FIRST: &[&str] =
    &["--lib", "--test=contradictions", "--test=flow", "--test=http1", "--test=properties", "--test=vectors"];
const SECOND: &[&str] = &["--test=json"];

/// The outcome of each change, by its description.
struct Outcomes {
    caught: Vec<String>,
    endless: Vec<String>,
    missed: Vec<String>,
    unviable: Vec<String>,
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        NEEDS.iter().try_for_each(|need| need.provide())?;
        let mut choice = Vec::new();
        if let Some(shard) = &self.shard {
            choice.extend(["--shard".to_owned(), shard.clone()]);
        }
        if let Some(only) = &self.only {
            choice.extend(["--re".to_owned(), only.clone()]);
        }
        let mut outcomes = pass("first", FIRST, FIRST_TIMEOUT, &choice)?;
        if !outcomes.missed.is_empty() {
            let again: Vec<_> =
                outcomes.missed.iter().flat_map(|name| ["--re".to_owned(), format!("^{}$", escaped(name))]).collect();
            outcomes.notice(pass("second", SECOND, SECOND_TIMEOUT, &again)?);
        }
        report(&outcomes, &accepted()?)
    }
}

fn pass(name: &str, tests: &[&str], timeout: &str, choice: &[String]) -> Result<Outcomes> {
    let folder = target_folder("mutants")?;
    let (output, copies) = (folder.join(name), folder.join("copies"));
    fs::create_dir_all(&copies)?;
    let mut mutants = command(&format!("prlimit --as={MEMORY_LIMIT}"));
    mutants.arg(tool("cargo-mutants")?.get_program()).args(["mutants", "--package", "tvpass", "--timeout", timeout]);
    // Evaluating a constant for ever stops a build as an endless loop stops a test.
    mutants.args(["--build-timeout", "180", "--caught", "--output"]).arg(&output);
    mutants.args(tests.iter().map(|test| format!("--cargo-test-arg={test}"))).args(choice);
    mutants.env("TMPDIR", copies).env_remove("CARGO_TARGET_DIR");
    // Survivors and endless changes are told by the exit status, too, and are judged here.
    let status = mutants.status().context("cannot start cargo-mutants")?;
    ensure!(matches!(status.code(), Some(0 | 2 | 3)), "cargo-mutants ended with {status}");
    Outcomes::read(&output.join("mutants.out"))
}

impl Outcomes {
    fn read(folder: &Path) -> Result<Self> {
        let lines = |name: &str| -> Result<Vec<String>> {
            let file: PathBuf = folder.join(name);
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            Ok(text.lines().map(str::to_owned).collect())
        };
        Ok(Self {
            caught: lines("caught.txt")?,
            endless: lines("timeout.txt")?,
            missed: lines("missed.txt")?,
            unviable: lines("unviable.txt")?,
        })
    }

    /// Takes what a second pass noticed of the missed; it makes changes as well that it was not asked for.
    fn notice(&mut self, second: Outcomes) {
        for (noticed, names) in [(&mut self.caught, second.caught), (&mut self.endless, second.endless)] {
            let names: Vec<_> = names.into_iter().filter(|name| self.missed.contains(name)).collect();
            self.missed.retain(|name| !names.contains(name));
            noticed.extend(names);
        }
    }
}

/// A description without line and column, which move with every other change of the file.
fn identity(description: &str) -> String {
    let mut parts = description.splitn(4, ':');
    let file = parts.next().unwrap_or_default();
    format!("{file}:{}", parts.nth(2).unwrap_or_default())
}

fn accepted() -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(ACCEPTED).with_context(|| format!("cannot read {ACCEPTED}"))?;
    let rows = text.lines().skip(1).filter_map(|line| line.split_once('\t'));
    rows.map(|(change, reason)| {
        ensure!(!reason.trim().is_empty(), "{ACCEPTED}: no reason for {change}");
        Ok(change.to_owned())
    })
    .collect()
}

fn report(outcomes: &Outcomes, accepted: &BTreeSet<String>) -> Result<()> {
    let Outcomes { caught, endless, missed, unviable } = outcomes;
    let noticed = caught.len() + endless.len();
    let viable = noticed + missed.len();
    let rows = [
        ("changes that build", viable),
        ("noticed by a failing test", caught.len()),
        ("noticed by never ending", endless.len()),
        ("survived", missed.len()),
        ("do not build", unviable.len()),
    ];
    let rows: Vec<_> = rows.iter().map(|(name, count)| vec![(*name).to_owned(), count.to_string()]).collect();
    println!("\n{}", table::render(&rows, &[1]));
    ensure!(viable > 0, "no change was tried");
    let per_mille = noticed * 1000 / viable;
    println!("noticed: {}.{} %, {MUST} % at least", per_mille / 10, per_mille % 10);
    let unknown: Vec<_> = missed.iter().filter(|name| !accepted.contains(&identity(name))).collect();
    for name in &unknown {
        println!("no test notices, and {ACCEPTED} has no reason: {name}");
    }
    ensure!(noticed * 100 >= viable * MUST, "too few changes are noticed");
    ensure!(unknown.is_empty(), "survivors without a reason: {}", unknown.len());
    Ok(())
}

/// The description as a regular expression that matches nothing else.
fn escaped(text: &str) -> String {
    // No others: `\<` and `\>` are the ends of a word.
    let escape = |letter: char| r"\.+*?()|[]{}^$#&-~".contains(letter).then_some('\\');
    text.chars().flat_map(|letter| escape(letter).into_iter().chain([letter])).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Outcomes, escaped, identity, report};

    const SURVIVOR: &str = "core/src/output.rs:9:17: replace > with >= in copy";

    fn outcomes(caught: usize, missed: &[&str]) -> Outcomes {
        let caught = (0..caught).map(|number| number.to_string()).collect();
        let missed = missed.iter().map(|name| (*name).to_owned()).collect();
        Outcomes { caught, endless: Vec::new(), missed, unviable: Vec::new() }
    }

    #[test]
    fn a_survivor_needs_a_reason_wherever_its_line_has_moved() {
        let accepted = BTreeSet::from(["core/src/output.rs: replace > with >= in copy".to_owned()]);
        assert_eq!(accepted.first(), Some(&identity(SURVIVOR)));
        assert!(report(&outcomes(9, &[SURVIVOR]), &accepted).is_ok());
        assert!(report(&outcomes(9, &[SURVIVOR]), &BTreeSet::new()).is_err());
    }

    #[test]
    fn reasons_do_not_make_up_for_a_low_rate() {
        let accepted = BTreeSet::from([identity(SURVIVOR)]);
        assert!(report(&outcomes(8, &[SURVIVOR]), &accepted).is_err());
        assert!(report(&outcomes(0, &[]), &accepted).is_err());
    }

    #[test]
    fn of_a_second_pass_only_what_was_missed_before_counts() {
        let mut first = outcomes(1, &["a", "b", "c"]);
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let second = Outcomes { caught: names(&["a", "x"]), endless: names(&["b"]), ..outcomes(0, &["c", "y"]) };
        first.notice(second);
        assert_eq!((first.caught, first.endless, first.missed), (names(&["0", "a"]), names(&["b"]), names(&["c"])));
    }

    #[test]
    fn a_description_matches_itself_as_a_regular_expression() {
        assert_eq!(escaped("a_b -> c<'d> (e)"), "a_b \\-> c<'d> \\(e\\)");
    }
}
