//! Comparison of measured and recorded values.

use std::fmt;

use super::Row;
use crate::meter::Measurement;

/// Growth in percent that needs no record, so that a new compiler does not stop work.
const TOLERANCE: u64 = 2;

/// A row of the ledger, a measurement, or both.
pub(crate) struct Comparison {
    pub(super) what: String,
    pub(super) unit: String,
    pub(super) measured: Option<u64>,
    pub(super) row: Option<Row>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Within,
    /// The goal is reached as well.
    Reached,
    /// Smaller by more than the tolerance: worth recording, so that it is kept.
    Shrunk,
    Grown,
    OverBudget,
    /// Over budget, and recorded as such: the way there is not yet found, but it grows no longer.
    Missed,
    NotRecorded,
    NotMeasured,
}

/// The rows of the units that were measured, then the measurements without a row.
pub(crate) fn compare(rows: &[Row], measurements: &[Measurement], units: &[&str]) -> Vec<Comparison> {
    let value = |row: &Row| {
        let mut measurements = measurements.iter();
        let found = measurements.find(|found| found.what == row.what && found.unit == row.unit);
        found.map(|found| found.value)
    };
    let known = rows.iter().filter(|row| units.contains(&row.unit.as_str())).map(|row| Comparison {
        what: row.what.clone(),
        unit: row.unit.clone(),
        measured: value(row),
        row: Some(row.clone()),
    });
    let is_new = |new: &&Measurement| !rows.iter().any(|row| row.what == new.what && row.unit == new.unit);
    let new = measurements.iter().filter(is_new).map(|new| Comparison {
        what: new.what.clone(),
        unit: new.unit.to_owned(),
        measured: Some(new.value),
        row: None,
    });
    known.chain(new).collect()
}

impl Comparison {
    pub(crate) fn verdict(&self) -> Verdict {
        let (measured, row) = match (self.measured, &self.row) {
            (None, _) => return Verdict::NotMeasured,
            (_, None) => return Verdict::NotRecorded,
            (Some(measured), Some(row)) => (measured, row),
        };
        let has_grown = measured * 100 > row.recorded * (100 + TOLERANCE);
        if row.must.is_some_and(|must| measured > must) {
            let was_recorded = row.must.is_some_and(|must| row.recorded > must) && !has_grown;
            if was_recorded { Verdict::Missed } else { Verdict::OverBudget }
        } else if has_grown {
            Verdict::Grown
        } else if measured * 100 < row.recorded * (100 - TOLERANCE) {
            Verdict::Shrunk
        } else if row.goal.is_some_and(|goal| measured <= goal) {
            Verdict::Reached
        } else {
            Verdict::Within
        }
    }
}

impl Verdict {
    pub(crate) fn is_good(self) -> bool {
        matches!(self, Self::Within | Self::Reached | Self::Shrunk | Self::Missed)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Within => "held",
            Self::Reached => "held, goal reached",
            Self::Shrunk => "smaller: record it",
            Self::Grown => "GROWN",
            Self::OverBudget => "OVER BUDGET",
            Self::Missed => "budget missed, as recorded",
            Self::NotRecorded => "NOT RECORDED",
            Self::NotMeasured => "NOT MEASURED",
        })
    }
}
