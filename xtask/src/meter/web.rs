//! The bytes that a page loads for the npm package, as a server sends them.

use std::fs;

use anyhow::{Context, Result};

use super::{Measurement, Meter};
use crate::process::{command, output};
use crate::web;

pub(super) const METER: Meter = Meter { units: &[UNIT], needs: web::NEEDS, measure };

const UNIT: &str = "bytes by brotli";

/// Brotli at its best, as Node has it.
const COMPRESS: &str = "const { readFileSync } = require('node:fs'); const { brotliCompressSync } = require('node:zlib');\
    console.log(brotliCompressSync(readFileSync(0)).length)";

fn measure() -> Result<Vec<Measurement>> {
    let module = web::build()?;
    let script = module.with_file_name("tvpass.js");
    [("web module", module), ("web script of the module", script)]
        .into_iter()
        .map(|(what, file)| {
            let input = fs::File::open(&file).with_context(|| format!("cannot open {}", file.display()))?;
            let length = output(command("node --eval").arg(COMPRESS).stdin(input))?;
            Ok(Measurement { what: what.to_owned(), unit: UNIT, value: length.trim().parse()? })
        })
        .collect()
}
