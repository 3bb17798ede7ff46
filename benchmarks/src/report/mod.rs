//! The report: rows with their ratios, growth, budgets.

pub mod budget;
pub mod chart;
pub mod history;
pub mod table;

use crate::measure::heap::Heap;
use crate::peer::is_ours;
use budget::Verdict;
use serde::Serialize;

/// Everything one run has found.
#[derive(Default, Serialize)]
pub struct Report {
    pub rows: Vec<Row>,
    pub budgets: Vec<Verdict>,
    pub growth: Vec<Point>,
}

/// One peer at one work.
#[derive(Serialize)]
pub struct Row {
    pub work: &'static str,
    pub title: &'static str,
    pub peer: &'static str,
    /// Bytes read; 0 for encoders.
    pub document: usize,
    pub instructions: u64,
    pub nanoseconds: f64,
    pub heap: Heap,
    /// Bytes handed over beforehand and kept between runs.
    pub memory: usize,
    /// Against the best peer of the same run that is not ours; none if ours ran alone.
    pub instruction_ratio: Option<f64>,
    pub time_ratio: Option<f64>,
}

/// One peer at one size of a document that grows.
#[derive(Serialize)]
pub struct Point {
    pub series: &'static str,
    pub title: &'static str,
    pub peer: &'static str,
    pub size: usize,
    pub document: usize,
    pub instructions: u64,
    pub heap: Heap,
    pub memory: usize,
}

impl Point {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn instructions_per_byte(&self) -> f64 {
        self.instructions as f64 / self.document as f64
    }
}

impl Report {
    /// Sorts each work's rows, the fewest instructions first, and fills in what follows from all of them.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn compare(&mut self) {
        for rows in self.rows.chunk_by_mut(|one, other| one.work == other.work) {
            let peers = || rows.iter().filter(|row| !is_ours(row.peer));
            let instructions = peers().map(|row| row.instructions).min();
            let time = peers().map(|row| row.nanoseconds).min_by(f64::total_cmp);
            for row in &mut *rows {
                row.instruction_ratio = instructions.map(|best| row.instructions as f64 / best as f64);
                row.time_ratio = time.map(|best| row.nanoseconds / best);
            }
            rows.sort_by_key(|row| row.instructions);
        }
        self.budgets = budget::verdicts(&self.rows);
    }
}
