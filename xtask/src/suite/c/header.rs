//! The header, as the compilers of firmware see it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::c::library::{Build, HEADER, declared};
use crate::c::target::{TARGETS, Target};
use crate::process::{command, output};
use crate::repository::{files, target_folder};

const EXAMPLES: &str = "examples/firmware";

/// Warnings as people turn them on, and some more that headers of others trip over.
const WARNINGS: &str = "-Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wundef -Werror";
const WARNINGS_OF_CXX: &str = "-Wall -Wextra -Wpedantic -Wshadow -Wundef -Werror";

const C: &[&str] = &["c99", "c11", "c17"];
const CXX: &[&str] = &["c++11", "c++17", "c++20"];

pub(super) fn is_fresh(_: &[&Target]) -> Result<()> {
    let fresh = output(&mut command("cargo run --quiet --package tvpass-c-header"))?;
    let committed = fs::read_to_string(HEADER).with_context(|| format!("cannot read {HEADER}"))?;
    ensure!(fresh == committed, "{HEADER} is stale: cargo run -p tvpass-c-header > {HEADER}");
    Ok(())
}

/// A use of each kind of declaration, so that macros are expanded, too.
const USE: &str = "#include \"tvpass.h\"\n#include \"tvpass.h\"\n\
    uint32_t use(const tvpass_step *step);\n\
    uint32_t use(const tvpass_step *step) {\n\
      tvpass_registration flow;\n\
      tvpass_string text = {TVPASS_RELEASE_STAGING, sizeof TVPASS_RELEASE_STAGING - 1};\n\
      if (step->kind == TVPASS_STEP_KIND_SEND && tvpass_registration_init(&flow) == TVPASS_RESULT_OK) {\n\
        return step->content.request.headers.values[TVPASS_HEADER_AUTHORIZATION].length + text.length;\n\
      }\n\
      return TVPASS_ERROR_CODE_INTERNAL_SERVER_ERROR;\n\
    }\n";

pub(super) fn is_clean(_: &[&Target]) -> Result<()> {
    let folder = target_folder("c")?;
    fs::create_dir_all(&folder)?;
    let (source, object) = (folder.join("use.c"), folder.join("use.o"));
    fs::write(&source, USE)?;
    for (compilers, language, standards, warnings) in
        [(["gcc", "clang"], "c", C, WARNINGS), (["g++", "clang++"], "c++", CXX, WARNINGS_OF_CXX)]
    {
        for compiler in compilers {
            for standard in standards {
                let words = format!("{compiler} -x {language} -std={standard} {warnings} -Ibindings-c/include -c");
                output(command(&words).arg(&source).arg("-o").arg(&object))?;
            }
        }
    }
    examples_are_clean()?;
    agrees_with_the_library()
}

/// Sources for one board, or with a header that is none of this machine's own.
const FOR_ONE_COMPILER: &[&str] = &["mps2-an386.c", "tls_mbedtls.c", "transfer.c"];

/// Code that is there to be copied has to compile with more than one compiler.
fn examples_are_clean() -> Result<()> {
    let sources = files(EXAMPLES)?.into_iter().filter(|file| Path::new(file).extension().is_some_and(|end| end == "c"));
    for source in sources.filter(|file| !FOR_ONE_COMPILER.iter().any(|known| file.ends_with(known))) {
        let include =
            ["", "/bare-metal", "/linux", "/set-top-box"].map(|folder| format!("-I{EXAMPLES}{folder}")).join(" ");
        let include = format!("-Ibindings-c/include {include}");
        let words =
            format!("clang -std=c99 {WARNINGS} {include} -D_POSIX_C_SOURCE=200809L -fsyntax-only {EXAMPLES}/{source}");
        output(&mut command(&words))?;
    }
    Ok(())
}

/// A function that is declared and not there, or there and not declared, would show at somebody else's link.
fn agrees_with_the_library() -> Result<()> {
    let declared = declared(&fs::read_to_string(HEADER)?);
    let exports = Build::release(&TARGETS[0]).library()?.exports;
    ensure!(declared == exports, "the header declares {declared:?}, the library has {exports:?}");
    println!("{} functions", exports.len());
    Ok(())
}
