//! The rules of the protocol: `docs/rules.tsv` says who keeps each, the tests' names say what shows it.

mod list;
mod page;

use std::fs;

use anyhow::{Context, Result};

use crate::rust_test::{self, RustTest};
use crate::suite::Finding;
use crate::table;
use list::{Keeper, Rule};

const LIST: &str = "docs/rules.tsv";

/// Folders of the tests that show a rule of the library. Elsewhere a rule's number says what the test is about: the simulator's show
/// the service, the example's a host.
const LIBRARY: &[&str] = &["core/", "tests/flows/"];

pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// Those that name a rule.
    tests: Vec<RuleTest>,
}

struct RuleTest {
    test: RustTest,
    numbers: Vec<usize>,
}

impl RuleTest {
    fn is_the_librarys(&self) -> bool {
        LIBRARY.iter().any(|folder| self.test.file.starts_with(folder))
    }
}

impl Rules {
    pub(crate) fn read() -> Result<Self> {
        let text = fs::read_to_string(LIST).with_context(|| format!("cannot read {LIST}"))?;
        Self::new(&text, rust_test::all()?)
    }

    fn new(list: &str, tests: Vec<RustTest>) -> Result<Self> {
        let named = tests.into_iter().map(|test| RuleTest { numbers: numbers(&test.name), test });
        let tests = named.filter(|test| !test.numbers.is_empty()).collect();
        Ok(Self { rules: list::parse(list).context(LIST)?, tests })
    }

    /// The names of the tests that show that the library keeps a rule.
    fn shown_by(&self, number: usize) -> Vec<&str> {
        let tests = self.tests.iter().filter(|test| test.is_the_librarys() && test.numbers.contains(&number));
        let mut names: Vec<_> = tests.map(|test| test.test.name.as_str()).collect();
        names.sort_unstable();
        names
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        let kept = self.rules.iter().filter(|rule| rule.keeper == Keeper::Library);
        let bare = kept.filter(|rule| self.shown_by(rule.number).is_empty()).map(|rule| Finding {
            file: LIST.to_owned(),
            // After the header.
            line: rule.number + 1,
            what: format!("R{} is the library's to keep and no test shows it", rule.number),
        });
        let named = self.tests.iter().flat_map(|test| test.numbers.iter().map(move |number| (test, *number)));
        let wrong = named.filter_map(|(test, number)| {
            Some(Finding { file: test.test.file.clone(), line: test.test.line, what: self.complaint(test, number)? })
        });
        bare.chain(wrong).collect()
    }

    fn complaint(&self, test: &RuleTest, number: usize) -> Option<String> {
        let name = &test.test.name;
        match self.rules.iter().find(|rule| rule.number == number) {
            None => Some(format!("{name}: there is no rule R{number}")),
            Some(rule) if test.is_the_librarys() && rule.keeper != Keeper::Library => {
                Some(format!("{name}: R{number} is not the library's to keep ({})", rule.keeper.name()))
            }
            Some(_) => None,
        }
    }

    pub(crate) fn counts(&self) -> String {
        let count = |keeper| self.rules.iter().filter(|rule| rule.keeper == keeper).count();
        format!(
            "{} rules: {} kept by the library and shown by {} tests, {} the host's to keep, {} not about a client",
            self.rules.len(),
            count(Keeper::Library),
            self.tests.iter().filter(|test| test.is_the_librarys()).count(),
            count(Keeper::Host),
            count(Keeper::Nobody),
        )
    }

    /// For the terminal.
    pub(crate) fn table(&self) -> String {
        let head = ["rule", "kept by", "tests", "what it says"].map(String::from).to_vec();
        let rows = self.rules.iter().map(|rule| {
            let tests = self.shown_by(rule.number).len();
            vec![
                format!("R{}", rule.number),
                rule.keeper.name().to_owned(),
                if tests == 0 { String::new() } else { tests.to_string() },
                rule.text.clone(),
            ]
        });
        table::render(&[head].into_iter().chain(rows).collect::<Vec<_>>(), &[2])
    }

    /// The tables of `docs/rules.md`.
    pub(crate) fn markdown(&self) -> String {
        page::tables(self)
    }
}

/// The rules that a test names: `r42_r43_what_it_proves`.
fn numbers(test: &str) -> Vec<usize> {
    test.split('_').map_while(|part| part.strip_prefix('r')?.parse().ok()).collect()
}

#[cfg(test)]
mod tests;
