//! The highest cost of each function of the library on a Cortex-M4, over all calls of the programs in C.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::library::{Build, Library};
use super::program::{Program, printed_by, watched_runner};
use super::programs::{CONVENTIONS, SIGN_IN, VECTORS};
use super::target::Target;
use super::vectors;
use crate::repository::target_folder;

/// The highest cost of a call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Bytes of stack below the call.
    pub(crate) stack: u64,
    pub(crate) instructions: u64,
}

/// A function of known cost, watched like the others, so that a measurement that is wrong is seen.
const RULER: &str = "watch_ruler";
const RULER_STACK: std::ops::RangeInclusive<u64> = 1024..=1088;
const RULER_INSTRUCTIONS: std::ops::RangeInclusive<u64> = 20_000..=20_020;

/// The costs by name. Each function has to be called by one of the programs.
pub(crate) fn costs(target: &Target) -> Result<BTreeMap<String, Cost>> {
    let library = Build::release(target).library()?;
    let generated = vectors::generate(&vectors::cases()?)?;
    let vectors_source = generated.to_str().context("the target folder's name is UTF-8")?;
    let mut costs = BTreeMap::new();
    for (program, more) in
        [(&CONVENTIONS, None), (&SIGN_IN, Some("bindings-c/tests/json.c")), (&VECTORS, Some(vectors_source))]
    {
        let image = build(program, more, target, &library)?;
        read(&printed_by(&mut watched_runner(&image))?, &mut costs)?;
    }
    let ruler = costs.remove(RULER).context("the ruler was not measured")?;
    ensure!(
        RULER_STACK.contains(&ruler.stack) && RULER_INSTRUCTIONS.contains(&ruler.instructions),
        "the ruler takes {RULER_STACK:?} bytes of stack and {RULER_INSTRUCTIONS:?} instructions, measured were {ruler:?}"
    );
    let idle: Vec<_> = library.exports.iter().filter(|name| !costs.contains_key(*name)).collect();
    ensure!(idle.is_empty(), "no program calls {idle:?}");
    Ok(costs)
}

fn build(program: &Program<'_>, more: Option<&str>, target: &Target, library: &Library) -> Result<PathBuf> {
    let watched: Vec<&str> = library.exports.iter().map(String::as_str).chain([RULER]).collect();
    let path = target_folder("c")?.join("watch_generated.S");
    fs::write(&path, trampolines(&watched)?)?;
    let mut sources = program.sources.to_vec();
    sources.extend(more);
    sources.extend(["bindings-c/tests/watch.S", "bindings-c/tests/watch.c"]);
    sources.push(path.to_str().context("the target folder's name is UTF-8")?);
    let wraps =
        watched.iter().chain(&["program"]).map(|name| format!("-Wl,--wrap={name}")).collect::<Vec<_>>().join(" ");
    let options = format!("{} {wraps}", program.options);
    let name = format!("{}-watched", program.name);
    Program { name: &name, sources: &sources, options: &options, libraries: "" }.build(target, library, "")
}

/// For each function what stands in its place, and tables of where it is and what it took.
fn trampolines(watched: &[&str]) -> Result<String> {
    let (mut code, mut functions, mut names) = (String::new(), String::new(), String::new());
    for (index, name) in watched.iter().enumerate() {
        writeln!(code, ".global __wrap_{name}\n.thumb_func\n__wrap_{name}:\n  movw ip, #{index}\n  b.w watch")?;
        writeln!(functions, "  .word __real_{name}")?;
        writeln!(names, "  .word name{index}")?;
    }
    let texts: String = watched
        .iter()
        .enumerate()
        .fold(String::new(), |text, (index, name)| text + &format!("name{index}: .asciz \"{name}\"\n"));
    let count = watched.len();
    Ok(format!(
        ".syntax unified\n.cpu cortex-m4\n.thumb\n.section .text.watched, \"ax\", %progbits\n{code}\
         .section .rodata.watch, \"a\", %progbits\n.align 2\n.global watch_functions\nwatch_functions:\n{functions}\
         .global watch_names\nwatch_names:\n{names}.global watch_count\nwatch_count: .word {count}\n{texts}\
         .section .bss.watched, \"aw\", %nobits\n.align 2\n.global watch_deepest\nwatch_deepest: .space {bytes}\n\
         .global watch_longest\nwatch_longest: .space {bytes}\n",
        bytes = count * 4
    ))
}

/// Keeps the most of each function that was called.
fn read(printed: &str, costs: &mut BTreeMap<String, Cost>) -> Result<()> {
    for line in printed.lines().filter(|line| line.starts_with("{\"watched\"")) {
        let value: Value = serde_json::from_str(line).with_context(|| line.to_owned())?;
        let number = |name: &str| value[name].as_u64().context("a cost is a number");
        let (stack, ticks) = (number("stack")?, number("ticks")?);
        if ticks == 0 {
            continue;
        }
        let name = value["watched"].as_str().context("a function has a name")?;
        let cost = costs.entry(name.to_owned()).or_default();
        cost.stack = cost.stack.max(stack);
        // The board's clock ticks every 40 ns, the emulator takes 64 ns for an instruction.
        cost.instructions = cost.instructions.max((ticks * 40).div_ceil(64));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Cost, read, trampolines};

    #[test]
    fn the_most_of_each_called_function_is_kept() {
        let mut costs = BTreeMap::new();
        let line = |stack: u64, ticks: u64| format!("{{\"watched\":\"f\",\"stack\":{stack},\"ticks\":{ticks}}}\n");
        read(&format!("Code: 1\n{}", line(80, 16)), &mut costs).unwrap();
        read(&(line(64, 32) + "{\"watched\":\"g\",\"stack\":0,\"ticks\":0}\n"), &mut costs).unwrap();
        assert_eq!(costs.into_iter().collect::<Vec<_>>(), [("f".to_owned(), Cost { stack: 80, instructions: 20 })]);
    }

    #[test]
    fn every_function_gets_a_trampoline_and_a_place_in_the_tables() {
        let text = trampolines(&["f", "g"]).unwrap();
        for part in ["__wrap_g:\n  movw ip, #1", ".word __real_f\n  .word __real_g", "name1: .asciz \"g\"", ".space 8"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
