//! The tests of the repository's Rust files, found by their names in the source.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::repository::files;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RustTest {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) name: String,
}

/// Every test that a test run runs: none that is ignored, and none of a file that no module names.
pub(crate) fn all() -> Result<Vec<RustTest>> {
    let files = files(".")?;
    let is_rust = |file: &&String| Path::new(file).extension().is_some_and(|extension| extension == "rs");
    let known: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let read = |file: &str| fs::read_to_string(file).with_context(|| format!("cannot read {file}"));
    let mut tests = Vec::new();
    for file in files.iter().filter(is_rust) {
        let mut parents = parents(file).into_iter().filter(|parent| known.contains(parent.as_str())).peekable();
        let is_root = parents.peek().is_none();
        if is_root || parents.map(|parent| read(&parent)).any(|source| source.is_ok_and(|text| names(&text, file))) {
            tests.extend(in_source(file, &read(file)?));
        }
    }
    Ok(tests)
}

/// The files that may declare the module that `file` is.
fn parents(file: &str) -> Vec<String> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    // A module that is a folder is declared beside the folder.
    let folder = if name == "mod.rs" { folder.rsplit_once('/').map_or("", |(parent, _)| parent) } else { folder };
    if ["main.rs", "lib.rs"].contains(&name) {
        return Vec::new();
    }
    let inside = ["main.rs", "lib.rs", "mod.rs"].map(|parent| format!("{folder}/{parent}"));
    inside.into_iter().chain([format!("{folder}.rs")]).collect()
}

/// `source` declares the module that `file` is.
fn names(source: &str, file: &str) -> bool {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let name = path.rsplit('/').next().unwrap_or(path);
    let declaration = format!("mod {name};");
    source.lines().any(|line| {
        let line = line.trim();
        line == declaration || line.starts_with("pub") && line.ends_with(&format!(" {declaration}"))
    })
}

fn in_source(file: &str, source: &str) -> Vec<RustTest> {
    let mut tests = Vec::new();
    let (mut is_test, mut is_ignored) = (false, false);
    for (index, line) in source.lines().map(str::trim).enumerate() {
        is_test |= line == "#[test]";
        is_ignored |= line.starts_with("#[ignore");
        if let Some(rest) = line.strip_prefix("fn ").filter(|_| is_test) {
            if !is_ignored {
                let name = rest.split('(').next().unwrap_or(rest).to_owned();
                tests.push(RustTest { file: file.to_owned(), line: index + 1, name });
            }
            (is_test, is_ignored) = (false, false);
        }
    }
    tests
}

/// The text of `test`, from its name to its last line; `source` is that of its file.
pub(crate) fn body(source: &str, test: &RustTest) -> String {
    let mut lines = source.lines().skip(test.line - 1).peekable();
    let indent = lines.peek().map_or(0, |line| line.len() - line.trim_start().len());
    let end = format!("{}}}", " ".repeat(indent));
    lines.take_while(|line| *line != end).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{RustTest, body, in_source, names, parents};

    fn found(source: &str) -> Vec<(usize, String)> {
        in_source("a.rs", source).into_iter().map(|test| (test.line, test.name)).collect()
    }

    #[test]
    fn tests_are_found_whatever_stands_between() {
        let source =
            "#[test]\nfn one() {}\nfn helper() {}\n    #[test]\n    #[should_panic]\n    fn two(a in 0..1) {}\n";
        assert_eq!(found(source), [(2, "one".to_owned()), (6, "two".to_owned())]);
    }

    #[test]
    fn a_test_that_is_not_run_is_none() {
        assert_eq!(
            found("#[test]\n#[ignore = \"slow\"]\nfn one() {}\n#[test]\nfn two() {}\n"),
            [(5, "two".to_owned())]
        );
        assert!(names("mod one;\n", "tests/flows/one.rs"));
        assert!(names("pub(crate) mod one;\n", "tests/flows/one/mod.rs"));
        assert!(!names("// mod one;\nmod other_one;\n", "tests/flows/one.rs"));
    }

    #[test]
    fn a_body_ends_with_its_own_brace() {
        let source = "    #[test]\n    fn one() {\n        if a {\n        }\n        b();\n    }\n    fn c() {}\n";
        let test = RustTest { file: "a.rs".to_owned(), line: 2, name: "one".to_owned() };
        assert_eq!(body(source, &test), "    fn one() {\n        if a {\n        }\n        b();");
    }

    #[test]
    fn a_module_is_declared_beside_or_above_it() {
        assert!(parents("tests/flows/one.rs").contains(&"tests/flows/main.rs".to_owned()));
        assert!(parents("tests/flows/one.rs").contains(&"tests/flows.rs".to_owned()));
        assert!(parents("src/one/mod.rs").contains(&"src/lib.rs".to_owned()));
        assert!(parents("src/one/lib.rs").is_empty());
    }
}
