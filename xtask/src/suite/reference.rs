//! Pages about the protocol say what the code does.

mod rulings;

use std::fs;

use anyhow::{Context, Result};

use super::{Finding, Suite, judge};
use crate::need::GIT;
use crate::reference::{PAGE, fresh};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "reference",
    proves: "the tables of docs/protocol.md are the core's, and each ruling of docs/rulings.md names its tests",
    needs: &[GIT],
    run: reference,
}];

fn reference() -> Result<()> {
    let page = fs::read_to_string(PAGE).with_context(|| format!("cannot read {PAGE}"))?;
    let mut findings = rulings::check()?;
    findings.extend(stale(&page, &fresh(&page)?));
    judge(&findings)
}

/// The first line in which the page and a fresh one differ.
fn stale(page: &str, fresh: &str) -> Option<Finding> {
    let same = page.lines().zip(fresh.lines()).take_while(|(line, fresh)| line == fresh).count();
    (page != fresh).then(|| Finding {
        file: PAGE.to_owned(),
        line: same + 1,
        what: "is stale; `cargo xtask reference` writes it anew".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::stale;

    #[test]
    fn a_stale_page_is_found_at_its_first_wrong_line() {
        assert!(stale("a\nb\n", "a\nb\n").is_none());
        assert_eq!(stale("a\nb\n", "a\nc\n").unwrap().line, 2);
        assert_eq!(stale("a\n", "a\nc\n").unwrap().line, 2);
        assert!(stale("a\n", "a").is_some());
    }
}
