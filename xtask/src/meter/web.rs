//! The bytes that a page loads for the npm package, as a server sends them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Measurement, Meter};
use crate::process::{command, output, run};
use crate::web;

pub(super) const METER: Meter = Meter { units: &[UNIT], needs: web::NEEDS, is_long: false, measure };

const UNIT: &str = "bytes by brotli";

/// Brotli at its best, as Node has it.
const COMPRESS: &str = "const { readFileSync } = require('node:fs'); const { brotliCompressSync } = require('node:zlib');\
    console.log(brotliCompressSync(readFileSync(0)).length)";

/// All that a page loads, by the entry that it imports; a bundler would leave out what it does not use.
const ENTRIES: &[(&str, &[&str])] = &[
    ("web module", &["tvpass.wasm"]),
    ("web module, single sign-on", &["tvpass.single-sign-on.wasm"]),
    ("web package", &["tvpass.wasm", "../build/tvpass.js"]),
    ("web package, legacy", &["tvpass.wasm", "tvpass.global.js"]),
    ("web package, no-wasm", &["tvpass.no-wasm.global.js"]),
];

/// As a bundler makes the usual entry ready for a page.
const BUNDLE: &str = "dist/index.js --bundle --minify --format=esm --log-level=error --outfile=build/tvpass.js";

fn measure() -> Result<Vec<Measurement>> {
    let folder = web::build()?;
    run(web::program(web::PACKAGE, "esbuild").args(BUNDLE.split(' ')))?;
    ENTRIES
        .iter()
        .map(|(what, files)| {
            let lengths = files.iter().map(|file| compressed(&folder.join(file))).collect::<Result<Vec<_>>>()?;
            Ok(Measurement { what: (*what).to_owned(), unit: UNIT, value: lengths.iter().sum() })
        })
        .collect()
}

fn compressed(file: &Path) -> Result<u64> {
    let input = fs::File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    let length = output(command("node --eval").arg(COMPRESS).stdin(input))?;
    Ok(length.trim().parse()?)
}
