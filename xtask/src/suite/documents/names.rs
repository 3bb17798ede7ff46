//! Names of tvpass in the guide for migration: each is in the interface of the language that its column names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::interface::Interface;
use super::markdown::Document;
use super::{Complaint, House};
use crate::public_api;

/// Pages whose names are checked.
const FOLDER: &str = "docs/migration/";

/// The interfaces by the heads of the columns that name their items.
#[derive(Default)]
pub(super) struct Names(pub(super) Vec<(&'static str, Interface)>);

impl Names {
    pub(super) fn read(files: &[String]) -> Result<Self> {
        let swift = |file: &str| is_source(file, "bindings-uniffi/swift/Sources/", "swift");
        let kotlin = |file: &str| is_source(file, "bindings-uniffi/kotlin/", "kt") && file.contains("/src/main/");
        let script = |file: &str| is_source(file, "bindings-wasm/npm/src/", "ts");
        let core = fs::read_to_string(public_api::FILE).context("cannot read the core's listing")?;
        Ok(Self(vec![
            ("Swift", Interface::of_sources(files, swift)?),
            ("Kotlin", Interface::of_sources(files, kotlin)?),
            // Types of the wire are made of the core's when the package is built.
            ("TypeScript", Interface::of_sources(files, script)?.with(Interface::of_core(&core, camel_case))),
            ("tvpass", Interface::of_core(&core, str::to_owned)),
            ("C", Interface::of_words("bindings-c/include/tvpass.h")?),
        ]))
    }

    fn of(&self, head: &str) -> Option<&Interface> {
        self.0.iter().find(|(name, _)| *name == head).map(|(_, interface)| interface)
    }

    /// A name in a sentence is of any package, or of what the guide's tables describe.
    fn is_known(&self, name: &str, house: &House) -> bool {
        let mut guide = house.documents.iter().filter(|(file, _)| file.starts_with(FOLDER));
        let is_described = |(_, document): (_, &Document)| {
            let foreign = document.cells.iter().filter(|cell| self.of(&cell.head).is_none());
            foreign.map(|cell| &cell.span).any(|span| span.split(|letter| !is_letter(letter)).any(|word| word == name))
        };
        self.0.iter().any(|(_, interface)| interface.has(name)) || guide.any(is_described)
    }
}

pub(super) fn check(file: &str, document: &Document, house: &House) -> Vec<Complaint> {
    if !file.starts_with(FOLDER) {
        return Vec::new();
    }
    let in_tables = document.cells.iter().filter_map(|cell| {
        let interface = house.names.of(&cell.head)?;
        (!interface.has(&cell.span)).then(|| (cell.line, format!("`{}` is no name of {}", cell.span, cell.head)))
    });
    let is_cell = |line: usize, span: &str| document.cells.iter().any(|cell| cell.line == line && cell.span == span);
    let in_sentences = document.spans.iter().filter(|(line, span)| is_name(span) && !is_cell(*line, span));
    let unknown = in_sentences.filter(|(_, span)| !house.names.is_known(span, house));
    let unknown = unknown.map(|(line, span)| (*line, format!("`{span}` is a name of nothing")));
    in_tables.chain(unknown).collect()
}

fn is_source(file: &str, folder: &str, extension: &str) -> bool {
    file.starts_with(folder) && Path::new(file).extension().is_some_and(|found| found == extension)
}

/// One word, or several with points between them.
fn is_name(span: &str) -> bool {
    span.starts_with(|letter: char| letter.is_ascii_alphabetic()) && span.chars().all(|it| is_letter(it) || it == '.')
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_ascii_uppercase() + &word[1..])
}

#[cfg(test)]
mod tests {
    use super::{camel_case, is_name};

    #[test]
    fn fields_are_spelt_as_packages_spell_them() {
        assert_eq!(["id", "logo_url", "is_temp_pass"].map(camel_case), ["id", "logoUrl", "isTempPass"]);
    }

    #[test]
    fn paths_headers_and_scopes_are_no_names() {
        assert!(is_name("SignInOptions.mvpd"));
        assert!(
            !["api:client:v2", "/api/v1", "X-Device-Info", "tvpass/access-enabler"].iter().any(|span| is_name(span))
        );
    }
}
