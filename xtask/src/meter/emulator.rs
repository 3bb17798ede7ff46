//! The cost of each firmware image's call on a Cortex-M4: the painted peak of its stack, and its instructions.

use std::ops::RangeInclusive;

use anyhow::{Result, ensure};

use super::{Measurement, Meter};
use crate::firmware::{EMULATOR, Image, TARGET, build};
use crate::need::Need;

pub(super) const METER: Meter =
    Meter { units: &[STACK, INSTRUCTIONS], needs: &[Need::Target(TARGET), EMULATOR], is_long: false, measure };

const STACK: &str = "bytes of stack";
const INSTRUCTIONS: &str = "Cortex-M4 instructions";

/// Images whose cost is known: 1,024 bytes of locals, and 10,000 rounds of two instructions; and what a call adds.
const RULERS: &[(&str, &str, RangeInclusive<u64>)] =
    &[("known-stack", STACK, 1024..=1088), ("known-instructions", INSTRUCTIONS, 20_000..=20_020)];

fn measure() -> Result<Vec<Measurement>> {
    let mut measurements = Vec::new();
    for image in build("release", "--features measure")? {
        for (unit, value) in costs(&image)? {
            check_ruler(&image.name, unit, value)?;
            measurements.push(Measurement { what: format!("image {}", image.name), unit, value });
        }
    }
    Ok(measurements)
}

fn costs(image: &Image) -> Result<[(&'static str, u64); 2]> {
    let printed = image.run()?;
    Ok([(STACK, printed.number("stack bytes:")?), (INSTRUCTIONS, instructions(printed.number("ticks:")?))])
}

/// The board's clock ticks every 40 ns, the emulator takes 64 ns for an instruction.
fn instructions(ticks: u64) -> u64 {
    (ticks * 40).div_ceil(64)
}

fn check_ruler(image: &str, unit: &str, value: u64) -> Result<()> {
    let mut rulers = RULERS.iter();
    if let Some((.., known)) = rulers.find(|(name, of, _)| *name == image && *of == unit) {
        ensure!(known.contains(&value), "{image} takes {known:?} {unit}, {value} were measured");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{INSTRUCTIONS, RULERS, STACK, check_ruler, instructions};

    #[test]
    fn ticks_become_instructions() {
        assert_eq!(instructions(32_000), 20_000);
    }

    #[test]
    fn a_ruler_that_is_measured_wrong_ends_the_measurement() {
        let (ruler, unit, _) = RULERS[0].clone();
        assert!(check_ruler(ruler, unit, 1056).is_ok());
        assert!(check_ruler(ruler, unit, 2056).is_err());
        assert!(check_ruler(ruler, INSTRUCTIONS, 2056).is_ok());
        assert!(check_ruler("another", STACK, 2056).is_ok());
    }
}
