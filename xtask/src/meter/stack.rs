//! The peak of the stack under each firmware image's call, painted and read in an emulator.

use anyhow::{Result, bail};

use super::{Measurement, Meter};
use crate::firmware::{EMULATOR, TARGET, build};
use crate::need::Need;

pub(super) const METER: Meter = Meter {
    units: &[UNIT],
    needs: &[Need::Target(TARGET), EMULATOR],
    measure,
};

const UNIT: &str = "bytes of stack";

/// The image whose call keeps 1,024 bytes of locals, and what else its frame may take.
const RULER: &str = "known-stack";
const RULER_BYTES: std::ops::RangeInclusive<u64> = 1024..=1088;

fn measure() -> Result<Vec<Measurement>> {
    let mut measurements = Vec::new();
    for image in build("release", "stack")? {
        let value = image.printed("stack bytes:")?;
        if image.name == RULER && !RULER_BYTES.contains(&value) {
            bail!("the ruler {RULER} takes {RULER_BYTES:?} bytes of stack, {value} were measured");
        }
        measurements.push(Measurement {
            what: format!("image {}", image.name),
            unit: UNIT,
            value,
        });
    }
    Ok(measurements)
}
