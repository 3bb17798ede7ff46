//! The library's object: what it wants, what it offers, and that it cannot panic.

use std::fs;

use anyhow::{Result, bail, ensure};

use crate::c::library::{Build, FROM_LINKER, FROM_OUTSIDE};
use crate::c::target::{TARGETS, Target};
use crate::firmware::{TARGET, panic_path};

/// The beginnings of every allocating function's name, in Rust and in C.
const ALLOCATORS: &[&str] = &["__rust_alloc", "__rust_realloc", "__rdl_alloc", "__rg_alloc", "malloc", "calloc"];

/// A text that only `tvpass_result_text` has.
const RESULT_TEXT: &[u8] = b"a URL would leave the protected channel";

pub(super) fn is_self_contained(targets: &[&Target]) -> Result<()> {
    for target in targets {
        let library = Build::release(target).library()?;
        let undefined = library.undefined(target)?;
        let is_foreign = |name: &&String| !FROM_OUTSIDE.iter().chain(FROM_LINKER).any(|known| known == name);
        let foreign: Vec<_> = undefined.iter().filter(is_foreign).collect();
        ensure!(foreign.is_empty(), "{}: undefined: {foreign:?}", target.name);
        let defined = library.defined(target)?;
        let is_own = |name: &String| name.starts_with("tvpass_");
        ensure!(defined.iter().all(is_own), "{}: exported: {defined:?}", target.name);
        let names = library.all_names(target)?;
        let allocates = |name: &&String| ALLOCATORS.iter().any(|allocator| name.contains(allocator));
        let found: Vec<_> = names.iter().filter(allocates).collect();
        ensure!(found.is_empty(), "{}: allocates: {found:?}", target.name);
        let kilobytes = fs::metadata(&library.file)?.len() / 1024;
        println!("{}: {kilobytes} KB, undefined: {}", target.name, undefined.join(" "));
    }
    texts_can_be_left_out()
}

/// Firmware that does not call it must not carry its texts.
fn texts_can_be_left_out() -> Result<()> {
    let build = Build::release(&TARGETS[0]);
    let mut library = build.library()?;
    let has_texts = |bytes: Vec<u8>| bytes.windows(RESULT_TEXT.len()).any(|window| window == RESULT_TEXT);
    ensure!(has_texts(build.image(&library)?), "the text that is looked for is none of the results'");
    library.exports.retain(|name| name != "tvpass_result_text");
    ensure!(!has_texts(build.image(&library)?), "the texts of results are there without tvpass_result_text");
    Ok(())
}

/// On the Cortex-M4 for both profiles, and first: its relocations name functions, so that a path can be told. Then on
/// each other instruction set.
pub(super) fn cannot_panic(targets: &[&Target]) -> Result<()> {
    let (first, others): (Vec<&Target>, Vec<_>) = targets.iter().partition(|target| target.name == TARGET);
    for target in first {
        panics_nowhere(target, "release")?;
        panics_nowhere(target, "speed")?;
    }
    others.into_iter().try_for_each(|target| panics_nowhere(target, "release"))
}

fn panics_nowhere(target: &Target, profile: &str) -> Result<()> {
    let build = Build { profile, proves_panics: true, ..Build::release(target) };
    let library = build.library()?;
    let undefined = library.undefined(target)?;
    if !undefined.iter().any(|name| name == "tvpass_panic_path_remains") {
        return Ok(());
    }
    for path in panic_path::find(&build.image(&library)?)? {
        println!("a panic remains in {path}");
    }
    bail!("{} with the profile {profile}: undefined symbol: tvpass_panic_path_remains", target.name);
}
