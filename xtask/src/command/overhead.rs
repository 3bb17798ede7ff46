use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;

use crate::bodies::{Bodies, bodies};
use crate::c::service::Service;
use crate::mobile::library::{build, host};
use crate::mobile::{kotlin, python, swift};
use crate::need::{Missing, Need};
use crate::table;

/// Measure a call, and the end of a flow that is cancelled, in Python, Kotlin and Swift
///
/// The answers are profiles of 1,172 bytes and a configuration of 349 KB. Beside each call stands the language's own JSON library
/// at the same answer; Python says as well how much heap the result keeps. A flow is cancelled while a server holds its answer. A language whose tools cannot be had is named and left out.
#[derive(Args)]
pub(crate) struct Options {}

struct Language {
    name: &'static str,
    needs: &'static [Need],
    /// Takes the folder of the library and the answers; gives lines of language, work, nanoseconds and bytes of heap.
    call: fn(&Path, &Bodies) -> Result<String>,
    /// Takes the folder of the library and the server's address; gives lines of language, way and the nanoseconds of the
    /// middle round and of the slowest.
    cancel: fn(&Path, &str) -> Result<String>,
}

const LANGUAGES: &[Language] = &[
    Language { name: "python", needs: python::NEEDS, call: python::overhead, cancel: python::cancel },
    Language { name: "kotlin", needs: kotlin::NEEDS, call: kotlin::overhead, cancel: kotlin::cancel },
    Language { name: "swift", needs: swift::NEEDS, call: swift::overhead, cancel: swift::cancel },
];

impl Options {
    // Every command is run alike, with its options, of which this one has none.
    #[allow(clippy::unused_self)]
    pub(crate) fn run(&self) -> Result<()> {
        let library = build(&[host()?])?.remove(0).file;
        let folder = library.parent().context("a library lies in a folder")?;
        let bodies = bodies()?;
        let server = Service::start("tvpass-wire", "")?;
        let mut calls = vec![["language", "work", "ns", "heap kept, bytes"].map(String::from).to_vec()];
        let mut ends = vec![["language", "cancelled by", "middle round, ns", "slowest, ns"].map(String::from).to_vec()];
        for language in LANGUAGES {
            let provided = language.needs.iter().try_for_each(|need| need.provide());
            let measured = provided.and_then(|()| {
                calls.extend(rows(language, &(language.call)(folder, &bodies)?, 4)?);
                ends.extend(rows(language, &(language.cancel)(folder, &server.base_url)?, 4)?);
                Ok(())
            });
            if let Err(error) = measured {
                println!("without {}: {}", language.name, error.downcast::<Missing>()?);
            }
        }
        println!("\n{}\n{}", table::render(&calls, &[2, 3]), table::render(&ends, &[2, 3]));
        Ok(())
    }
}

/// The lines of a language, each with so many cells.
fn rows(language: &Language, text: &str, cells: usize) -> Result<Vec<Vec<String>>> {
    // Maven puts an escape sequence before the first line.
    let lines = text.lines().filter_map(|line| line.find(language.name).and_then(|start| line.get(start..)));
    let rows: Vec<Vec<_>> = lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    let is_whole = !rows.is_empty() && rows.iter().all(|row| row.len() == cells);
    anyhow::ensure!(is_whole, "{} measured something else: {text}", language.name);
    Ok(rows)
}
