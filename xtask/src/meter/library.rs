//! The C library on a Cortex-M4: RAM as a whole, state, and each call's painted peak of the stack.

use std::fs;

use anyhow::{Context, Result};
use object::{File, Object, ObjectSection};

use super::{Measurement, Meter};
use crate::c::library::{Build, HEADER};
use crate::c::target::{MICROCONTROLLER, Target};
use crate::c::watch;
use crate::firmware::EMULATOR;

pub(super) const METER: Meter = Meter {
    units: &[RAM, STACK, INSTRUCTIONS],
    needs: &[MICROCONTROLLER.needs[0], MICROCONTROLLER.needs[1], EMULATOR],
    is_long: false,
    measure,
};

const RAM: &str = "bytes of RAM, C";
const STACK: &str = "bytes of stack, C";
const INSTRUCTIONS: &str = "Cortex-M4 instructions, C";

fn measure() -> Result<Vec<Measurement>> {
    let target = &MICROCONTROLLER;
    let mut measurements = whole(target)?;
    let costs = watch::costs(target)?;
    let deepest = costs.values().map(|cost| cost.stack).max().context("no call was measured")?;
    measurements.push(row("library, deepest call", STACK, deepest));
    let longest = costs.values().map(|cost| cost.instructions).max().context("no call was measured")?;
    measurements.push(row("library, longest call", INSTRUCTIONS, longest));
    measurements.extend(costs.iter().map(|(name, cost)| row(name, STACK, cost.stack)));
    Ok(measurements)
}

fn row(what: &str, unit: &'static str, value: u64) -> Measurement {
    Measurement { what: what.to_owned(), unit, value }
}

/// Every function of the header linked, as no firmware would.
fn whole(target: &Target) -> Result<Vec<Measurement>> {
    let build = Build::release(target);
    let library = build.library()?;
    let everything = build.linked(&library, &library.names().collect::<Vec<_>>())?;
    let header = fs::read_to_string(HEADER).with_context(|| format!("cannot read {HEADER}"))?;
    Ok(vec![
        row("library, everything", RAM, sections(&everything, [".data", ".bss"])?),
        row("library, state of a sign-in", RAM, state(&header)?),
    ])
}

fn sections(image: &[u8], names: [&str; 2]) -> Result<u64> {
    let file = File::parse(image).context("the image is not an ELF file")?;
    Ok(names.iter().filter_map(|name| file.section_by_name(name)).map(|section| section.size()).sum())
}

/// The bytes of an installation in little memory, and of the flow.
fn state(header: &str) -> Result<u64> {
    let installation = 4 * constant(header, "INSTALLATION_POINTERS")?;
    let memory = constant(header, "INSTALLATION_OVERHEAD")? + constant(header, "SMALL_STORAGE")?;
    Ok(installation + memory + 8 * constant(header, "SIGN_IN_WORDS")?)
}

/// A number that the header defines.
fn constant(header: &str, name: &str) -> Result<u64> {
    let define = format!("#define TVPASS_{name} ");
    let number = header.lines().find_map(|line| line.strip_prefix(define.as_str()));
    Ok(number.with_context(|| format!("{HEADER} has no {define:?}"))?.trim().parse()?)
}

#[cfg(test)]
mod tests {
    use super::constant;

    #[test]
    fn the_size_of_an_object_is_the_header_s_own() {
        assert_eq!(constant("x\n#define TVPASS_SIGN_IN_WORDS 50\n", "SIGN_IN_WORDS").unwrap(), 50);
        assert!(constant("#define TVPASS_SIGN_IN_WORDS_OLD 50\n", "SIGN_IN_WORDS").is_err());
    }
}
