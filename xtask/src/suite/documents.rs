//! Documents name nothing that is gone: links, anchors, paths and commands are compared with what is there.

mod changelog;
mod commands;
mod interface;
mod markdown;
mod names;
mod references;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use super::{Finding, Suite, judge};
use crate::migration;
use crate::need::GIT;
use crate::package::{self, Package};
use crate::reference::MIGRATION;
use crate::repository::files;
use markdown::Document;
use names::Names;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "documents",
    proves: "every link, path, command and name of the guide for migration that a document names exists",
    needs: &[GIT],
    run: documents,
}];

/// Documents that have to be there.
const REQUIRED: &[&str] = &["README.md", "CHANGELOG.md", "CONTRIBUTING.md"];

const CHANGELOG: &str = "CHANGELOG.md";

/// The targets to which documents may refer.
struct House {
    files: Vec<String>,
    packages: Vec<Package>,
    documents: BTreeMap<String, Document>,
    names: Names,
}

fn documents() -> Result<()> {
    let house = House::read()?;
    let mut findings = Vec::new();
    for required in REQUIRED.iter().filter(|name| !house.documents.contains_key(**name)) {
        findings.push(Finding { file: (*required).to_owned(), line: 1, what: "is missing".to_owned() });
    }
    for (file, document) in &house.documents {
        let mut complaints = references::check(file, document, &house);
        complaints.extend(commands::check(document, &house.packages));
        complaints.extend(names::check(file, document, &house));
        if file == CHANGELOG {
            complaints.extend(changelog::check(document));
        }
        findings.extend(complaints.into_iter().map(|(line, what)| Finding { file: file.clone(), line, what }));
    }
    findings.extend(migration::findings()?);
    findings.extend(super::reference::stale(&MIGRATION)?);
    println!("{} documents read", house.documents.len());
    judge(&findings)
}

impl House {
    fn read() -> Result<Self> {
        let files = files(".")?;
        let mut documents = BTreeMap::new();
        for file in files.iter().filter(|file| is_document(file)) {
            let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
            documents.insert(file.clone(), Document::read(&text));
        }
        let names = Names::read(&files)?;
        Ok(Self { files, packages: package::all()?, documents, names })
    }

    /// A file or a folder of that name is in the repository; "" is its root.
    fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        path.is_empty() || self.files.iter().any(|file| file == path || file.starts_with(&folder))
    }
}

/// Markdown anywhere, but not what tests feed to programs.
fn is_document(file: &str) -> bool {
    file.to_ascii_lowercase().ends_with(".md") && !file.starts_with("tests/vectors/")
}

/// A line of a document and what is wrong with it.
type Complaint = (usize, String);

#[cfg(test)]
mod tests;
