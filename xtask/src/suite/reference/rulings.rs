//! `docs/rulings.md`: a section for each contradiction, whose last item names the tests.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};

use crate::rust_test;
use crate::suite::Finding;

const PAGE: &str = "docs/rulings.md";

/// The rows whose subject is a message have tests that carry the row's name; these have to be in the page.
const TESTS: &str = "core/tests/contradictions/";

struct Section<'a> {
    line: usize,
    /// As in `P1`.
    row: &'a str,
    tests: Vec<&'a str>,
}

pub(super) fn check() -> Result<Vec<Finding>> {
    let page = fs::read_to_string(PAGE).with_context(|| format!("cannot read {PAGE}"))?;
    let tests = rust_test::all()?;
    let all = tests.iter().map(|test| test.name.clone()).collect();
    let of_rows = tests.iter().filter(|test| test.file.starts_with(TESTS));
    let named = of_rows.map(|test| test.name.clone()).collect();
    println!("{} rulings read", sections(&page).len());
    Ok(judge(&sections(&page), &all, &named))
}

fn sections(page: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut is_in_tests = false;
    for (index, line) in page.lines().enumerate() {
        if let Some(heading) = line.strip_prefix("### ") {
            let row = heading.split(':').next().unwrap_or_default();
            sections.push(Section { line: index + 1, row, tests: Vec::new() });
        }
        is_in_tests = line.starts_with("- Tests: ") || is_in_tests && line.starts_with("  ");
        if let Some(section) = sections.last_mut().filter(|_| is_in_tests) {
            section.tests.extend(line.split('`').skip(1).step_by(2));
        }
    }
    sections
}

fn judge(sections: &[Section<'_>], all: &BTreeSet<String>, named: &BTreeSet<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |line: usize, what: String| findings.push(Finding { file: PAGE.to_owned(), line, what });
    for Section { line, row, tests } in sections {
        if tests.is_empty() {
            report(*line, format!("{row} names no test"));
        }
        for test in tests.iter().filter(|test| !all.contains(**test)) {
            report(*line, format!("{row}: the test {test} does not exist"));
        }
    }
    let rows: BTreeSet<String> = sections.iter().map(|section| section.row.to_lowercase()).collect();
    for test in named.iter().filter(|test| is_of_a_row(test)) {
        if !rows.iter().any(|row| test.starts_with(&format!("{row}_"))) {
            report(1, format!("has no section for the row of the test {test}"));
        }
    }
    findings
}

/// A test named after a row: a letter, a number, and the behaviour that it proves.
fn is_of_a_row(test: &str) -> bool {
    let row = test.split('_').next().unwrap_or_default();
    row.len() > 1 && row.starts_with(|letter: char| letter.is_ascii_lowercase()) && row[1..].parse::<u8>().is_ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{judge, sections};

    const PAGE: &str =
        "# Rulings\n\n### P1: a path\n\n- Sent: `x`.\n- Tests: `p1_one`,\n  `p1_two`.\n\nWords `gone`.\n";

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn complaints(page: &str, all: &[&str], named: &[&str]) -> Vec<String> {
        judge(&sections(page), &set(all), &set(named)).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_section_whose_tests_exist_is_right() {
        assert_eq!(complaints(PAGE, &["p1_one", "p1_two", "other"], &["p1_one", "every_row"]), [] as [&str; 0]);
    }

    #[test]
    fn a_test_that_is_gone_is_named() {
        assert_eq!(complaints(PAGE, &["p1_one"], &[]), ["P1: the test p1_two does not exist"]);
    }

    #[test]
    fn a_ruling_without_a_test_and_a_test_without_a_ruling_are_found() {
        assert_eq!(complaints("### P1: a path\n\nWords `x`.\n", &["x"], &[]), ["P1 names no test"]);
        let what = "has no section for the row of the test p12_one";
        assert_eq!(complaints(PAGE, &["p1_one", "p1_two"], &["p12_one"]), [what]);
    }
}
