//! Meters of the ledger's rows. A new kind of row is a file under `meter` and its line in `METERS`.

mod emulator;
mod flash;
mod library;
mod mobile;
mod uses;
mod web;

use anyhow::Result;

use crate::need::Need;

pub(crate) struct Meter {
    /// The units of its rows; no other meter has them.
    pub(crate) units: &'static [&'static str],
    pub(crate) needs: &'static [Need],
    /// Too long for every change: a suite of its own has it.
    pub(crate) is_long: bool,
    pub(crate) measure: fn() -> Result<Vec<Measurement>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measurement {
    pub(crate) what: String,
    pub(crate) unit: &'static str,
    pub(crate) value: u64,
}

pub(crate) const METERS: &[Meter] =
    &[flash::METER, emulator::METER, library::METER, uses::METER, mobile::HERE, web::METER, mobile::PHONES];
