//! The reference pages: generated tables between markers, our own words around them.

mod matrix;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::cases::Cases;
use crate::migration;
use crate::process::{command, output};
use crate::rules::Rules;

/// A page with generated tables.
pub(crate) struct Page {
    pub(crate) path: &'static str,
    /// All its tables, each between markers.
    print: fn() -> Result<String>,
}

/// The tables of the protocol are the core's own.
pub(crate) const PROTOCOL: Page = Page { path: "docs/protocol.md", print: print_protocol };

/// The tables of the rules come from their list and the tests.
pub(crate) const RULES: Page = Page { path: "docs/rules.md", print: || Ok(Rules::read()?.markdown()) };

/// The table of the inputs that went wrong comes from their list.
pub(crate) const CASES: Page =
    Page { path: "docs/cases.md", print: || Ok(format!("<!-- table cases -->\n{}{END}\n", Cases::read()?.markdown())) };

/// The tables of codes in the guide for migration come from their lists.
pub(crate) const MIGRATION: Page = Page { path: "docs/migration/codes.md", print: print_migration };

pub(crate) const PAGES: &[Page] = &[PROTOCOL, RULES, CASES, MIGRATION];

/// The names of the enumerations that bindings are tested with.
const ENUMERATIONS: &str = "tests/vectors/enumerations.json";

pub(crate) const END: &str = "<!-- end -->";

impl Page {
    pub(crate) fn read(&self) -> Result<String> {
        fs::read_to_string(self.path).with_context(|| format!("cannot read {}", self.path))
    }

    /// The text of `page` with fresh tables.
    pub(crate) fn fresh(&self, page: &str) -> Result<String> {
        let printed = (self.print)()?;
        splice(page, &tables(&printed)?).context(self.path)
    }
}

/// The contract of the protocol in OpenAPI, from the core's own tables and records.
pub(crate) const CONTRACT: &str = "docs/openapi.json";

pub(crate) fn contract() -> Result<String> {
    output(&mut command("cargo run --quiet --package tvpass --example openapi"))
}

/// The picture that is drawn from the table `headers`.
pub(crate) const PICTURE: &str = "docs/pictures/headers.svg";

pub(crate) fn picture() -> Result<String> {
    let printed = print_protocol()?;
    let tables = tables(&printed)?;
    Ok(matrix::svg(tables.get("headers").context("the core prints no table headers")?))
}

fn print_protocol() -> Result<String> {
    let printed = output(&mut command("cargo run --quiet --package tvpass --example reference"))?;
    let tables = tables(&printed)?;
    let enumerations = tables.get("enumerations").context("the core prints no table enumerations")?;
    ensure_named(enumerations, &fs::read_to_string(ENUMERATIONS)?)?;
    Ok(printed)
}

fn print_migration() -> Result<String> {
    let tables = migration::tables()?;
    let between = |text: String, (name, table): &(_, String)| text + &format!("<!-- table {name} -->\n{table}{END}\n");
    Ok(tables.iter().fold(String::new(), between))
}

/// The name of the table that begins at this line.
fn start(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- table ")?.strip_suffix(" -->")
}

/// Each table by its name.
fn tables(printed: &str) -> Result<BTreeMap<&str, Vec<&str>>> {
    let mut tables = BTreeMap::new();
    let mut lines = printed.lines();
    while let Some(line) = lines.next() {
        let name = start(line).with_context(|| format!("\"{line}\" belongs to no table"))?;
        tables.insert(name, lines.by_ref().take_while(|line| *line != END).collect());
    }
    Ok(tables)
}

/// The page with each table in the place of what stands between its markers.
fn splice(page: &str, tables: &BTreeMap<&str, Vec<&str>>) -> Result<String> {
    let mut missing = tables.clone();
    let mut spliced = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        spliced.push(line);
        let Some(name) = start(line) else { continue };
        let table =
            missing.remove(name).with_context(|| format!("there is no table {name}, or its place is there twice"))?;
        spliced.extend(table);
        ensure!(lines.any(|line| line == END), "the table {name} has no end");
        spliced.push(END);
    }
    if let Some(name) = missing.keys().next() {
        bail!("the page has no place for the table {name}");
    }
    Ok(spliced.join("\n") + "\n")
}

/// Every enumeration of the vectors has its row.
fn ensure_named(rows: &[&str], vectors: &str) -> Result<()> {
    let vectors: Value = serde_json::from_str(vectors).context(ENUMERATIONS)?;
    for name in vectors.as_object().context("enumerations are an object")?.keys() {
        let row = format!("| {name} |");
        ensure!(rows.iter().any(|line| line.starts_with(&row)), "the enumeration {name} is not in the table");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ensure_named, splice, tables};

    const PRINTED: &str = "<!-- table one -->\n| 1 |\n<!-- end -->\n<!-- table two -->\n| 2 |\n<!-- end -->\n";

    fn complaint(page: &str) -> String {
        splice(page, &tables(PRINTED).unwrap()).unwrap_err().to_string()
    }

    #[test]
    fn tables_are_replaced_and_words_stay() {
        let page = "# Page\n<!-- table two -->\nold\nolder\n<!-- end -->\nwords\n<!-- table one -->\n<!-- end -->\n";
        let fresh = splice(page, &tables(PRINTED).unwrap()).unwrap();
        let expected =
            "# Page\n<!-- table two -->\n| 2 |\n<!-- end -->\nwords\n<!-- table one -->\n| 1 |\n<!-- end -->\n";
        assert_eq!(fresh, expected);
        assert_eq!(splice(&fresh, &tables(PRINTED).unwrap()).unwrap(), expected);
    }

    #[test]
    fn a_table_without_a_place_or_an_end_and_a_place_without_a_table_are_refused() {
        let one = "<!-- table one -->\n<!-- end -->\n";
        assert!(complaint(one).contains("no place for the table two"));
        assert!(complaint(&one.repeat(2)).contains("twice"));
        assert!(complaint("<!-- table three -->\n<!-- end -->\n").contains("no table three"));
        assert!(complaint("<!-- table one -->\n").contains("no end"));
        assert!(tables("words\n").is_err());
    }

    #[test]
    fn an_enumeration_that_the_table_lacks_is_named() {
        let vectors = r#"{"osName": ["Linux"], "action": []}"#;
        assert!(ensure_named(&["| action | x |", "| osName | y |"], vectors).is_ok());
        assert!(ensure_named(&["| action | x |"], vectors).unwrap_err().to_string().contains("osName"));
    }
}
