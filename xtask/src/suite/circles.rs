//! No two files of a crate import each other.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{Finding, Suite, judge};
use crate::imports::Crate;
use crate::need::GIT;
use crate::repository::{files, is_rust};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "circles",
    proves: "no files of a crate import each other, directly or by way of others",
    needs: &[GIT],
    run: circles,
}];

fn circles() -> Result<()> {
    let mut findings = Vec::new();
    for root in files(".")?.iter().filter(|file| is_root(file)) {
        findings.extend(Crate::read(root)?.circles().iter().map(finding));
    }
    judge(&findings)
}

fn finding(circle: &BTreeSet<&str>) -> Finding {
    let mut files = circle.iter();
    let first = files.next().copied().unwrap_or_default();
    let others: Vec<&str> = files.copied().collect();
    Finding { file: first.to_owned(), line: 1, what: format!("imports in a circle with {}", others.join(", ")) }
}

/// The file with which a crate begins, in the places where Cargo looks.
fn is_root(file: &str) -> bool {
    let parts: Vec<&str> = file.rsplit('/').collect();
    match parts.as_slice() {
        ["lib.rs" | "main.rs", "src", ..] | ["main.rs", _, "tests", ..] => true,
        [name, "bin", "src", ..] | [name, "tests" | "examples", ..] => is_rust(name) && !file.contains("/src/tests"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_root;

    #[test]
    fn crates_begin_where_cargo_looks_for_them() {
        for root in ["core/src/lib.rs", "tests/load/src/main.rs", "core/tests/http1.rs", "core/tests/json/main.rs"] {
            assert!(is_root(root), "{root}");
        }
        for part in ["core/src/json/mod.rs", "core/src/json/reader.rs", "core/tests/json/accept.rs"] {
            assert!(!is_root(part), "{part}");
        }
    }
}
