//! Flash of each firmware image on a Cortex-M4, and RAM for its statics.

use anyhow::Result;

use super::{Measurement, Meter};
use crate::firmware::{TARGET, build};
use crate::need::Need;

pub(super) const METER: Meter = Meter { units: &[FLASH, RAM], needs: &[Need::Target(TARGET)], is_long: false, measure };

const FLASH: &str = "bytes of flash";
const RAM: &str = "bytes of static RAM";

fn measure() -> Result<Vec<Measurement>> {
    let mut measurements = Vec::new();
    for image in build("release", "")? {
        for (unit, sections) in [(FLASH, [".text", ".rodata"]), (RAM, [".data", ".bss"])] {
            measurements.push(Measurement {
                what: format!("image {}", image.name),
                unit,
                value: image.sections(&sections)?,
            });
        }
    }
    Ok(measurements)
}
