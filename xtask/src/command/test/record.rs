//! The record of earlier runs: how long each suite took, and the tree on which it passed last.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{command, output};
use crate::repository::{files, target_folder};
use crate::suite::Suite;

#[derive(Default)]
pub(super) struct Record {
    /// Nowhere in tests.
    file: Option<PathBuf>,
    suites: BTreeMap<String, Entry>,
}

#[derive(Clone, Default)]
struct Entry {
    seconds: u64,
    /// The tree on which the suite passed, empty after a failure.
    tree: String,
}

impl Record {
    pub(super) fn read() -> Result<Self> {
        let file = target_folder(".")?.join("suites.tsv");
        let text = fs::read_to_string(&file).unwrap_or_default();
        Ok(Self { file: Some(file), ..Self::parse(&text) })
    }

    fn parse(text: &str) -> Self {
        let suites = text.lines().filter_map(|line| {
            let mut cells = line.split('\t');
            let (name, seconds, tree) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
            Some((name.to_owned(), Entry { seconds, tree: tree.to_owned() }))
        });
        Self { file: None, suites: suites.collect() }
    }

    /// Writes it after each suite, so that a run that is cut short can be resumed.
    pub(super) fn set(&mut self, suite: &str, seconds: u64, tree: Option<&str>) -> Result<()> {
        let tree = tree.unwrap_or_default().to_owned();
        self.suites.insert(suite.to_owned(), Entry { seconds, tree });
        let Some(file) = &self.file else { return Ok(()) };
        let lines = self.suites.iter().map(|(name, entry)| format!("{name}\t{}\t{}\n", entry.seconds, entry.tree));
        fs::create_dir_all(file.parent().unwrap_or(file))?;
        fs::write(file, lines.collect::<String>()).with_context(|| format!("cannot write {}", file.display()))
    }

    pub(super) fn has_passed(&self, suite: &str, tree: &str) -> bool {
        self.suites.get(suite).is_some_and(|entry| entry.tree == tree)
    }

    /// The time that suites take by their last runs; a suite that never ran adds nothing and a `+`.
    pub(super) fn estimate(&self, suites: &[&Suite]) -> String {
        let known = suites.iter().filter_map(|suite| self.suites.get(suite.name));
        let (count, seconds) = known.fold((0, 0), |(count, seconds), entry| (count + 1, seconds + entry.seconds));
        let more = if count < suites.len() { "+" } else { "" };
        format!("{}{more}", minutes(seconds))
    }
}

pub(super) fn minutes(seconds: u64) -> String {
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}

/// A number for the content of every file and for the compiler.
pub(super) fn tree() -> Result<String> {
    let mut hasher = DefaultHasher::new();
    output(&mut command("rustc --version --verbose"))?.hash(&mut hasher);
    for file in files(".")? {
        fs::read(&file).with_context(|| format!("cannot read {file}"))?.hash(&mut hasher);
        file.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::{Record, Suite, minutes};

    const fn suite(name: &'static str) -> Suite {
        Suite { name, proves: "", needs: &[], run: || Ok(()) }
    }

    #[test]
    fn a_suite_has_passed_on_the_tree_of_its_last_run_only() {
        let mut record = Record::parse("lint\t30\tabc\nrust\t200\t\nbroken line\n");
        assert!(record.has_passed("lint", "abc") && !record.has_passed("lint", "abd"));
        assert!(!record.has_passed("rust", "abc") && !record.has_passed("doc", "abc"));
        record.set("lint", 31, None).unwrap();
        assert!(!record.has_passed("lint", "abc"));
    }

    #[test]
    fn the_estimate_says_when_a_suite_has_no_time_yet() {
        let record = Record::parse("lint\t30\tabc\nrust\t200\t\n");
        assert_eq!(record.estimate(&[&suite("lint"), &suite("rust")]), "3 min 50 s");
        assert_eq!(record.estimate(&[&suite("lint"), &suite("doc")]), "30 s+");
        assert_eq!(minutes(60), "1 min 00 s");
    }
}
