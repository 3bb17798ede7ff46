//! `tvpass-wasm-tool bindgen MODULE FOLDER NAME` writes the JavaScript side of a compiled module and the module that fits it;
//! `tvpass-wasm-tool types FOLDER` writes the types and tables that the core has.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["bindgen", module, folder, name] => bindgen(module, Path::new(folder), name),
        ["types", folder] => types(Path::new(folder)),
        _ => bail!("usage: tvpass-wasm-tool bindgen MODULE FOLDER NAME | types FOLDER"),
    }
}

/// The target `bundler` leaves starting the module to the package, which does it in its own ways: fetched, carried inside,
/// or as JavaScript for engines that have no WebAssembly.
fn bindgen(module: &str, folder: &Path, name: &str) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.bundler(true)?.typescript(true).remove_name_section(true).remove_producers_section(true);
    bindgen.input_path(module).out_name(name).generate(folder)?;
    // Types for the script that the package imports, in place of the one that a bundler would.
    let types = fs::read_to_string(folder.join(format!("{name}.d.ts")))?;
    fs::write(folder.join(format!("{name}_bg.d.ts")), types + TAKES_EXPORTS)?;
    for unused in [".js", ".d.ts", "_bg.wasm.d.ts"].map(|end| format!("{name}{end}")) {
        fs::remove_file(folder.join(&unused)).with_context(|| format!("there is no {unused}"))?;
    }
    watch_growth(&folder.join(format!("{name}_bg.js")))
}

/// The function of the script that its types do not name.
const TAKES_EXPORTS: &str = "
/** Takes what the module exports. */
export function __wbg_set_wasm(exports: object): void;
";

/// Makes the script notice grown memory by its new buffer. Engines of 2018 do not give the old one the length of zero by
/// which the script would notice otherwise, and memory that is an array of JavaScript never detaches it: the script would
/// read and write memory that is no longer the module's.
fn watch_growth(script: &Path) -> Result<()> {
    let mut text = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
    for (view, check, by_buffer) in GROWTH {
        ensure!(
            text.contains(check) || !text.contains(view),
            "{} has no check for grown memory of the form known",
            script.display()
        );
        text = text.replace(check, by_buffer);
    }
    fs::write(script, text)?;
    Ok(())
}

/// The views of memory that a script may have, its check for grown memory, and the one it has to have.
const GROWTH: [(&str, &str, &str); 2] = [
    ("ArrayMemory0", "ArrayMemory0.byteLength === 0", "ArrayMemory0.buffer !== wasm.memory.buffer"),
    (
        "DataViewMemory0",
        "cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && \
         cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0.buffer !== wasm.memory.buffer",
    ),
];

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
