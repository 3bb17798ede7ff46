//! `tvpass-wasm-tool bindgen MODULE FOLDER` writes the JavaScript side of a compiled module and the module that fits it;
//! `tvpass-wasm-tool types FOLDER` writes the types and tables that the core has.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["bindgen", module, folder] => bindgen(module, folder),
        ["types", folder] => types(Path::new(folder)),
        _ => bail!("usage: tvpass-wasm-tool bindgen MODULE FOLDER | types FOLDER"),
    }
}

/// The target `web` runs everywhere: in browsers with and without a bundler, and in Node.
fn bindgen(module: &str, folder: &str) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)?
        .omit_default_module_path(true)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.input_path(module).out_name("tvpass").generate(folder)
}

fn types(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, text) in
        [("wire.ts", tvpass_wasm::typescript::types()), ("tables.ts", tvpass_wasm::typescript::tables())]
    {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}
