use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;

use crate::mobile::library::{build, host};
use crate::mobile::{kotlin, python, swift};
use crate::need::{Missing, Need};
use crate::table;

/// Measure what one call costs in Python, Kotlin and Swift
///
/// The answer is one of 1,172 bytes. Beside the call stands the language's own JSON library at the same answer. A
/// language whose tools cannot be had is named and left out.
#[derive(Args)]
pub(crate) struct Options {}

/// The profiles of W1, of which the benchmarks measure what the core alone takes.
const ANSWER: &str = "benchmarks/data/profiles.json";

struct Language {
    name: &'static str,
    needs: &'static [Need],
    /// Takes the folder of the library and the answer; gives lines of language, work and nanoseconds.
    measure: fn(&Path, &Path) -> Result<String>,
}

const LANGUAGES: &[Language] = &[
    Language { name: "python", needs: python::NEEDS, measure: python::overhead },
    Language { name: "kotlin", needs: kotlin::NEEDS, measure: kotlin::overhead },
    Language { name: "swift", needs: swift::NEEDS, measure: swift::overhead },
];

impl Options {
    // Every command is run alike, with its options, of which this one has none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        let library = build(&[host()?])?.remove(0).file;
        let folder = library.parent().context("a library lies in a folder")?;
        let answer = std::path::absolute(ANSWER)?;
        let mut rows = vec![["language", "work", "ns"].map(String::from).to_vec()];
        for language in LANGUAGES {
            match lines(language, folder, &answer) {
                Ok(lines) => rows.extend(lines),
                Err(error) => println!("without {}: {}", language.name, error.downcast::<Missing>()?),
            }
        }
        println!("\n{}", table::render(&rows, &[2]));
        Ok(())
    }
}

fn lines(language: &Language, folder: &Path, answer: &Path) -> Result<Vec<Vec<String>>> {
    language.needs.iter().try_for_each(|need| need.provide())?;
    let text = (language.measure)(folder, answer)?;
    // Maven puts an escape sequence before the first line.
    let rows = text.lines().filter_map(|line| line.find(language.name).and_then(|start| line.get(start..)));
    let rows: Vec<Vec<_>> = rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    anyhow::ensure!(rows.len() == 3, "{} measured something else: {text}", language.name);
    Ok(rows)
}
