//! The ledger of sizes: what was recorded, what must hold, what is hoped for.
//!
//! `ledger/size.tsv` has the columns what, unit, recorded, must and goal; the last two are a number or `-`, and are
//! edited by hand. `cargo xtask size --record` writes the third.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::meter::Measurement;
use crate::table;

mod compare;

pub(crate) use compare::{Comparison, compare};

const FILE: &str = "ledger/size.tsv";
const HEAD: &str = "what\tunit\trecorded\tmust\tgoal";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    what: String,
    unit: String,
    recorded: u64,
    must: Option<u64>,
    goal: Option<u64>,
}

pub(crate) fn read() -> Result<Vec<Row>> {
    parse(&fs::read_to_string(FILE).with_context(|| format!("cannot read {FILE}"))?)
}

fn parse(text: &str) -> Result<Vec<Row>> {
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        bail!("{FILE} does not begin with the columns {HEAD:?}");
    }
    lines.map(|line| parse_row(line).with_context(|| format!("{FILE}: {line:?}"))).collect()
}

fn parse_row(line: &str) -> Result<Row> {
    let [what, unit, recorded, must, goal] = line.split('\t').collect::<Vec<_>>()[..] else {
        bail!("a row has five columns");
    };
    let budget = |text: &str| (text != "-").then(|| text.parse()).transpose();
    Ok(Row {
        what: what.to_owned(),
        unit: unit.to_owned(),
        recorded: recorded.parse()?,
        must: budget(must)?,
        goal: budget(goal)?,
    })
}

/// Writes what was measured, in the order of names; rows of units that were not measured stay as they are.
pub(crate) fn record(rows: &[Row], measurements: &[Measurement], units: &[&str]) -> Result<()> {
    let text = render(&updated(rows, measurements, units));
    fs::write(FILE, text).with_context(|| format!("cannot write {FILE}"))
}

fn updated(rows: &[Row], measurements: &[Measurement], units: &[&str]) -> Vec<Row> {
    let is_same = |row: &Row, measurement: &Measurement| row.what == measurement.what && row.unit == measurement.unit;
    let mut updated = Vec::new();
    for row in rows {
        let measured = measurements.iter().find(|measurement| is_same(row, measurement));
        if let Some(measured) = measured {
            updated.push(Row { recorded: measured.value, ..row.clone() });
        } else if !units.contains(&row.unit.as_str()) {
            updated.push(row.clone());
        }
    }
    for new in measurements.iter().filter(|new| !rows.iter().any(|row| is_same(row, new))) {
        updated.push(Row {
            what: new.what.clone(),
            unit: new.unit.to_owned(),
            recorded: new.value,
            must: None,
            goal: None,
        });
    }
    updated.sort_by(|one, other| (&one.what, &one.unit).cmp(&(&other.what, &other.unit)));
    updated
}

fn render(rows: &[Row]) -> String {
    let mut text = format!("{HEAD}\n");
    for row in rows {
        let cells = [&row.what, &row.unit, &row.recorded.to_string(), &cell(row.must), &cell(row.goal)];
        text += &cells.map(String::as_str).join("\t");
        text.push('\n');
    }
    text
}

fn cell(number: Option<u64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| number.to_string())
}

/// The ledger beside what was measured, for the terminal.
pub(crate) fn show(comparisons: &[Comparison]) -> String {
    let head = ["what", "unit", "measured", "recorded", "must", "goal", "verdict"];
    let mut rows = vec![head.map(String::from).to_vec()];
    for comparison in comparisons {
        let row = comparison.row.as_ref();
        rows.push(vec![
            comparison.what.clone(),
            comparison.unit.clone(),
            cell(comparison.measured),
            cell(row.map(|row| row.recorded)),
            cell(row.and_then(|row| row.must)),
            cell(row.and_then(|row| row.goal)),
            comparison.verdict().to_string(),
        ]);
    }
    table::render(&rows, &[2, 3, 4, 5])
}

#[cfg(test)]
mod tests;
