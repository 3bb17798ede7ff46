//! Pages about the protocol say what the code does.

mod rulings;

use std::fs;

use anyhow::Result;

use super::{Finding, Suite, judge};
use crate::need::GIT;
use crate::reference::{CONTRACT, PICTURE, PROTOCOL, Page, contract, picture};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "reference",
    proves: "the tables and the picture of docs/protocol.md and the contract docs/openapi.json are the core's, and each ruling of docs/rulings.md names its tests",
    needs: &[GIT],
    run: reference,
}];

fn reference() -> Result<()> {
    let mut findings = rulings::check()?;
    findings.extend(stale(&PROTOCOL)?);
    for (path, fresh) in [(PICTURE, picture()?), (CONTRACT, contract()?)] {
        findings.extend(compare(path, &fs::read_to_string(path).unwrap_or_default(), &fresh));
    }
    judge(&findings)
}

/// The first line in which a page and a fresh one differ.
pub(super) fn stale(page: &Page) -> Result<Option<Finding>> {
    let text = page.read()?;
    let fresh = page.fresh(&text)?;
    Ok(compare(page.path, &text, &fresh))
}

fn compare(file: &str, text: &str, fresh: &str) -> Option<Finding> {
    let what = "is stale; `cargo xtask reference` writes it anew".to_owned();
    difference(text, fresh).map(|line| Finding { file: file.to_owned(), line, what })
}

fn difference(page: &str, fresh: &str) -> Option<usize> {
    let same = page.lines().zip(fresh.lines()).take_while(|(line, fresh)| line == fresh).count();
    (page != fresh).then_some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_stale_page_is_found_at_its_first_wrong_line() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(difference("a\n", "a\nc\n"), Some(2));
        assert!(difference("a\n", "a").is_some());
    }
}
