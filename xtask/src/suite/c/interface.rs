//! The binary interface: sizes, places of fields and prototypes, compared with the ledger of what was given out.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};
use object::{File, Object, ObjectSection};

use crate::c::library::{Build, HEADER};
use crate::c::target::{MICROCONTROLLER, TARGETS, Target};
use crate::process::{command, output};
use crate::repository::target_folder;

const LEDGER: &str = "bindings-c/abi.tsv";

/// A row that is gone or another breaks programs that were compiled before; a new row does not.
pub(super) fn is_kept(_: &[&Target]) -> Result<()> {
    let header = fs::read_to_string(HEADER).with_context(|| format!("cannot read {HEADER}"))?;
    let abi = Build::release(&TARGETS[0]).library()?.abi;
    let fresh = ledger(&header, &abi)?;
    let copy = target_folder("c")?.join("abi.tsv");
    fs::write(&copy, &fresh)?;
    let known = fs::read_to_string(LEDGER).with_context(|| format!("cannot read {LEDGER}"))?;
    if fresh == known {
        println!("{} rows of {LEDGER} hold", fresh.lines().count());
        return Ok(());
    }
    let broken: Vec<_> = broken(&known, &fresh);
    let is_new = !known.lines().any(|row| row == format!("abi\t{abi}\t\t"));
    ensure!(
        broken.is_empty() || is_new,
        "the binary interface is another under the same symbol {abi}, which has to be given the next number: {broken:#?}"
    );
    anyhow::bail!("{LEDGER} is stale: copy {} over it", copy.display());
}

fn broken<'k>(known: &'k str, fresh: &str) -> Vec<&'k str> {
    known.lines().filter(|row| !fresh.lines().any(|other| other == *row)).collect()
}

/// Kind, name, and the number on 64 bits and on 32.
fn ledger(header: &str, abi: &str) -> Result<String> {
    let places = places(header);
    let (wide, narrow) = (measure(&TARGETS[0], &places)?, measure(&MICROCONTROLLER, &places)?);
    let mut text = format!("kind\tname\t64 bits\t32 bits\nabi\t{abi}\t\t\n");
    for ((place, wide), narrow) in places.iter().zip(wide).zip(narrow) {
        let kind = if place.contains('.') { "offset" } else { "size" };
        writeln!(text, "{kind}\t{place}\t{wide}\t{narrow}")?;
    }
    for prototype in prototypes(header) {
        writeln!(text, "function\t{prototype}\t\t")?;
    }
    Ok(text)
}

/// Each struct and union, and each of their fields after it.
fn places(header: &str) -> Vec<String> {
    let mut places = Vec::new();
    let mut owner = None;
    for line in header.lines() {
        if let Some(rest) = line.strip_prefix("typedef struct ").or_else(|| line.strip_prefix("typedef union ")) {
            owner = rest.strip_suffix(" {");
            places.extend(owner.map(str::to_owned));
        } else if line.starts_with('}') {
            owner = None;
        } else if let (Some(owner), Some(field)) = (owner, line.strip_suffix(';')) {
            let name = field.split('[').next().unwrap_or(field).rsplit([' ', '*']).next().unwrap_or(field);
            places.push(format!("{owner}.{name}"));
        }
    }
    places
}

/// The numbers that the compiler of a target gives them, read out of an object.
fn measure(target: &Target, places: &[String]) -> Result<Vec<u64>> {
    let folder = target_folder("c")?;
    let (source, object) = (folder.join("abi.c"), folder.join("abi.o"));
    let values: String = places.iter().fold(String::new(), |text, place| match place.split_once('.') {
        Some((owner, field)) => text + &format!("  offsetof({owner}, {field}),\n"),
        None => text + &format!("  sizeof({place}),\n"),
    });
    let text = format!(
        "#include <stddef.h>\n#include \"tvpass.h\"\nextern const uint64_t abi[];\n\
         const uint64_t abi[] __attribute__((section(\".abi\"))) = {{\n{values}}};\n"
    );
    fs::write(&source, text)?;
    let mut compile = command(&format!("{} {} -Ibindings-c/include -c -o", target.tool("gcc"), target.processor));
    output(compile.arg(&object).arg(&source))?;
    let bytes = fs::read(&object)?;
    let file = File::parse(&*bytes)?;
    let section = file.section_by_name(".abi").context("the object has no section .abi")?;
    let (words, _) = section.data()?.as_chunks::<8>();
    ensure!(words.len() == places.len(), "{} measured {} of {}", target.name, words.len(), places.len());
    Ok(words.iter().map(|word| u64::from_le_bytes(*word)).collect())
}

/// The declarations of functions, each on one line.
fn prototypes(header: &str) -> Vec<String> {
    let mut prototypes = Vec::new();
    let mut open: Option<String> = None;
    for line in header.lines() {
        let is_start = !line.starts_with([' ', '/', '*', '#', '}']) && line.contains("tvpass_") && line.contains('(');
        if is_start {
            open = Some(String::new());
        }
        if let Some(text) = &mut open {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line.trim());
            if line.ends_with(");") {
                prototypes.extend(open.take());
            }
        }
    }
    prototypes.sort();
    prototypes
}

#[cfg(test)]
mod tests {
    use super::{broken, places, prototypes};

    const SAMPLE: &str = "typedef struct tvpass_a {\n  /**\n   * Text; of it\n   */\n  const char *bytes;\n  uint32_t many[3];\n} \
        tvpass_a;\n\nuint32_t tvpass_f(const tvpass_a *a,\n                  uint32_t b);\n#define tvpass_g(x) (tvpass_g(x))\n";

    #[test]
    fn structs_fields_and_functions_are_found() {
        assert_eq!(places(SAMPLE), ["tvpass_a", "tvpass_a.bytes", "tvpass_a.many"]);
        assert_eq!(prototypes(SAMPLE), ["uint32_t tvpass_f(const tvpass_a *a, uint32_t b);"]);
    }

    #[test]
    fn an_addition_breaks_nothing_and_another_size_does() {
        assert!(broken("size\ta\t4\t4\n", "size\ta\t4\t4\nsize\tb\t1\t1\n").is_empty());
        assert_eq!(broken("size\ta\t4\t4\n", "size\ta\t8\t4\n"), ["size\ta\t4\t4"]);
    }
}
