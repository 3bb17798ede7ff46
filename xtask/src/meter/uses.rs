//! The flash that the C library takes, by use and by target: `bindings-c/uses.tsv` says which functions a use calls.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};
use object::{File, Object, ObjectSection, SectionFlags, SectionKind, elf};

use super::{Measurement, Meter};
use crate::c::library::{Build, Library};
use crate::c::target::{MICROCONTROLLER, TARGETS, Target};
use crate::need::Need;

const USES: &str = "bindings-c/uses.tsv";

/// Everything at once, as no firmware links it.
const EVERYTHING: &str = "everything";

const ON_MICROCONTROLLER: &str = "bytes of flash, C";
const ON_ARMV7: &str = "bytes of flash, C, ARMv7";
const ON_AARCH64: &str = "bytes of flash, C, AArch64";
const ON_MIPS: &str = "bytes of flash, C, MIPS32";

const ARMV7: &Target = &TARGETS[2];
const AARCH64: &Target = &TARGETS[3];
const MIPS: &Target = &TARGETS[4];

/// The targets by their units.
const MEASURED: [(&str, &Target); 4] =
    [(ON_MICROCONTROLLER, &MICROCONTROLLER), (ON_ARMV7, ARMV7), (ON_AARCH64, AARCH64), (ON_MIPS, MIPS)];

pub(super) const METER: Meter = Meter {
    units: &[ON_MICROCONTROLLER, ON_ARMV7, ON_AARCH64, ON_MIPS],
    needs: &[
        MICROCONTROLLER.needs[0],
        MICROCONTROLLER.needs[1],
        Need::Source,
        ARMV7.needs[1],
        AARCH64.needs[0],
        AARCH64.needs[1],
        MIPS.needs[1],
    ],
    is_long: false,
    measure,
};

fn measure() -> Result<Vec<Measurement>> {
    let table = fs::read_to_string(USES).with_context(|| format!("cannot read {USES}"))?;
    let uses = uses(&table)?;
    let mut measurements = Vec::new();
    for (unit, target) in MEASURED {
        let build = Build::release(target);
        let library = build.library()?;
        let mut measure = |name: &str, called: &[&str]| -> Result<()> {
            let value = flash(&build.linked(&library, called)?)?;
            measurements.push(Measurement { what: format!("library, {name}"), unit, value });
            Ok(())
        };
        for (name, called) in &uses {
            known(&library, called).with_context(|| format!("{USES}: {name}"))?;
            measure(name, called)?;
        }
        measure(EVERYTHING, &library.names().collect::<Vec<_>>())?;
    }
    Ok(measurements)
}

/// The functions of each use.
fn uses(table: &str) -> Result<BTreeMap<&str, Vec<&str>>> {
    let mut uses = BTreeMap::<_, Vec<_>>::new();
    for line in table.lines().skip(1) {
        let (name, function) = line.split_once('\t').with_context(|| format!("{USES}: {line:?}"))?;
        uses.entry(name).or_default().push(function);
    }
    Ok(uses)
}

/// The linker passes over a name that is none, and the use would look small.
fn known(library: &Library, called: &[&str]) -> Result<()> {
    let unknown = called.iter().find(|name| !library.exports.iter().any(|known| known == *name));
    ensure!(unknown.is_none(), "{unknown:?} is no function of the library");
    Ok(())
}

/// The bytes of an image that are stored: code, constants, and the initial values of what can be written.
fn flash(image: &[u8]) -> Result<u64> {
    let file = File::parse(image).context("the image is not an ELF file")?;
    let stored = file.sections().filter(|section| {
        let SectionFlags::Elf { sh_flags, .. } = section.flags() else { return false };
        sh_flags.contains(elf::SHF_ALLOC) && section.kind() != SectionKind::UninitializedData
    });
    Ok(stored.map(|section| section.size()).sum())
}

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn the_functions_of_a_use_stand_below_each_other() {
        let found = uses("use\tfunction\ndecide\tf\nsign in\tf\nsign in\tg\n").unwrap();
        assert_eq!(found["sign in"], ["f", "g"]);
        assert_eq!(found.len(), 2);
        assert!(uses("use\tfunction\nno tab\n").is_err());
    }
}
