//! The codes and names of the old interfaces: lists of `tests/vectors/migration`, from which come the tables of the guide and
//! the codes that the compatibility layers tell.

mod layers;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::suite::Finding;
pub(crate) use layers::SOURCES;

const FOLDER: &str = "tests/vectors/migration";

/// The catalogue of the service's codes, which is the core's.
const CATALOGUE: &str = "tests/vectors/errors.tsv";

/// The lists, each with the column of its V2 codes, if it has one.
const LISTS: &[(&str, Option<usize>)] =
    &[("advanced", Some(2)), ("original", None), ("enhanced", Some(1)), ("new", Some(0)), ("metadata", None)];

/// Together these have every code of V2.
const COMPLETE: &[&str] = &["enhanced", "new"];

/// The column of `advanced` that is for the compatibility layers alone.
const LAYERS: &str = "layers";

struct List {
    file: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl List {
    fn read(name: &str) -> Result<Self> {
        let file = format!("{FOLDER}/{name}.tsv");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {file}"))?;
        Self::parse(file, &text)
    }

    fn parse(file: String, text: &str) -> Result<Self> {
        let mut rows = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let head = rows.next().with_context(|| format!("{file} is empty"))?;
        let rows: Vec<_> = rows.collect();
        ensure!(rows.iter().all(|row| row.len() == head.len()), "{file} has a row of another length than its head");
        Ok(Self { file, head, rows })
    }

    fn column(&self, name: &str) -> Result<usize> {
        self.head.iter().position(|head| head == name).with_context(|| format!("{} has no column {name}", self.file))
    }

    /// The items of a column, each with its line.
    fn items(&self, column: usize) -> impl Iterator<Item = (usize, &str)> {
        let cells = self.rows.iter().zip(2..).filter_map(move |(row, line)| Some((line, row.get(column)?)));
        cells.flat_map(|(line, cell)| cell.split(", ").filter(|item| !item.is_empty()).map(move |item| (line, item)))
    }

    fn markdown(&self) -> String {
        let is_shown = |column: &usize| self.head.get(*column).is_some_and(|head| head != LAYERS);
        let columns: Vec<usize> = (0..self.head.len()).filter(is_shown).collect();
        let line = |row: &[String]| {
            let cells = columns.iter().filter_map(|column| row.get(*column));
            cells
                .fold("|".to_owned(), |line, cell| if cell.is_empty() { line + " |" } else { line + " " + cell + " |" })
        };
        let mut text = format!("{}\n|{}\n", line(&self.head), " --- |".repeat(columns.len()));
        for row in &self.rows {
            let _ = writeln!(text, "{}", line(row));
        }
        text
    }
}

/// The tables of `docs/migration/codes.md`, by their names.
pub(crate) fn tables() -> Result<Vec<(&'static str, String)>> {
    LISTS.iter().map(|(name, _)| Ok((*name, List::read(name)?.markdown()))).collect()
}

/// Codes that V2 does not have, codes of V2 that no list has, and stale sources of the layers.
pub(crate) fn findings() -> Result<Vec<Finding>> {
    let catalogue = fs::read_to_string(CATALOGUE).with_context(|| format!("cannot read {CATALOGUE}"))?;
    let v2: BTreeSet<&str> = catalogue.lines().filter_map(code_of_v2).collect();
    let mut missing = v2.clone();
    let mut findings = Vec::new();
    for (name, column) in LISTS {
        let list = List::read(name)?;
        for (line, code) in column.iter().flat_map(|column| list.items(*column)) {
            if COMPLETE.contains(name) {
                missing.remove(code);
            }
            if !v2.contains(code) {
                findings.push(Finding { file: list.file.clone(), line, what: format!("V2 has no code {code}") });
            }
        }
    }
    let lost =
        |code| Finding { file: FOLDER.to_owned(), line: 1, what: format!("no list says what {code} was, or is") };
    findings.extend(missing.into_iter().map(lost));
    for source in SOURCES {
        findings.extend(source.stale()?);
    }
    Ok(findings)
}

/// The code of a row of the catalogue that V2 has by its public documentation.
fn code_of_v2(row: &str) -> Option<&str> {
    let (code, rest) = row.split_once('\t')?;
    rest.rsplit('\t').next().filter(|list| list.starts_with("v2")).map(|_| code)
}

#[cfg(test)]
mod tests {
    use super::List;

    const TEXT: &str = "code\tv2\tlayers\n`A`, `B`\tone, two\tone\n`C`\t\t\n";

    #[test]
    fn a_table_has_the_lists_rows_without_what_is_for_the_layers_alone() {
        let list = List::parse("codes.tsv".to_owned(), TEXT).unwrap();
        let expected = "| code | v2 |\n| --- | --- |\n| `A`, `B` | one, two |\n| `C` | |\n";
        assert_eq!(list.markdown(), expected);
    }

    #[test]
    fn each_item_of_a_cell_has_its_line() {
        let list = List::parse("codes.tsv".to_owned(), TEXT).unwrap();
        assert_eq!(list.items(1).collect::<Vec<_>>(), [(2, "one"), (2, "two")]);
        assert!(List::parse("codes.tsv".to_owned(), "a\tb\n1\n").is_err());
    }
}
