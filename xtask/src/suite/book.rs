//! The manuals as a book, made by MkDocs in an environment of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Finding, Suite, judge};
use crate::need::{Missing, Need};
use crate::process::{command, run};
use crate::repository::target_folder;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "book",
    proves: "the manuals build as one book, every link of it leads somewhere, and no page loads from another host",
    needs: &[Need::Module { name: "ensurepip", package: "python3-venv" }],
    run: book,
}];

const REQUIREMENTS: &str = "docs/requirements.txt";

fn book() -> Result<()> {
    let folder = target_folder("book")?;
    let environment = folder.join("environment");
    provide(&environment)?;
    let site = folder.join("site");
    let mut build = Command::new(environment.join("bin/mkdocs"));
    // Warnings are errors. The tool's own announcements are none of the book's.
    build.args(["build", "--strict", "--clean", "--site-dir"]).arg(&site).env("NO_MKDOCS_2_WARNING", "1");
    run(&mut build)?;
    let mut findings = Vec::new();
    judge_folder(&site, &mut findings)?;
    println!("the book lies in {}", site.display());
    judge(&findings)
}

/// Installs the tools, unless those that the list names are there.
fn provide(environment: &Path) -> Result<()> {
    let wanted = fs::read_to_string(REQUIREMENTS).with_context(|| format!("cannot read {REQUIREMENTS}"))?;
    let record = environment.join("installed.txt");
    if fs::read_to_string(&record).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut create = command("python3 -m venv --clear");
    let mut install = Command::new(environment.join("bin/python"));
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS]);
    let made = run(create.arg(environment)).and_then(|()| run(&mut install));
    made.map_err(|error| Missing(format!("a Python environment with {REQUIREMENTS} ({error:#})")))?;
    fs::write(&record, wanted).with_context(|| format!("cannot write {}", record.display()))
}

fn judge_folder(folder: &Path, findings: &mut Vec<Finding>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            judge_folder(&path, findings)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let html = fs::read_to_string(&path)?;
            let file = path.display().to_string();
            let loads = foreign_loads(&html).map(|url| format!("loads {url}"));
            findings.extend(loads.map(|what| Finding { file: file.clone(), line: 1, what }));
        }
    }
    Ok(())
}

/// Addresses of other hosts that a browser asks by itself; a link is followed by a reader alone.
fn foreign_loads(html: &str) -> impl Iterator<Item = &str> {
    let tags = html.split('<').filter(|tag| !tag.starts_with("a "));
    let values = tags.flat_map(|tag| [" src=", " href="].into_iter().filter_map(|name| Some(tag.split_once(name)?.1)));
    values
        .filter_map(|value| value.split(['"', '\'', ' ', '>']).find(|part| !part.is_empty()))
        .filter(|url| ["https:", "http:", "//"].iter().any(|start| url.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use super::foreign_loads;

    #[test]
    fn a_page_loads_nothing_from_another_host_but_may_link_to_it() {
        let html = "<a href=\"https://example.com/\">x</a><img src=\"tv.png\"><link href=\"assets/main.css\">";
        assert_eq!(foreign_loads(html).count(), 0);
        let html = "<script src=\"https://example.com/a.js\"></script><link rel=stylesheet href=//example.com/b.css>";
        assert_eq!(foreign_loads(html).collect::<Vec<_>>(), ["https://example.com/a.js", "//example.com/b.css"]);
    }
}
