//! The bars that the core has to stay below, each a multiple of what a peer needs in the same run.

use super::Row;
use crate::peer::OURS;
use serde::Serialize;

/// A peer's instructions, times a factor.
struct Bar {
    peer: &'static str,
    factor: f64,
}

struct Budget {
    work: &'static str,
    must: Bar,
    goal: Bar,
}

const fn bar(factor: f64, peer: &'static str) -> Bar {
    Bar { peer, factor }
}

const BUDGETS: [Budget; 6] = [
    Budget { work: "W1", must: bar(1.0, "yyjson"), goal: bar(0.76, "yyjson") },
    Budget { work: "W1-pretty", must: bar(1.0, "yyjson"), goal: bar(0.876, "yyjson") },
    Budget { work: "W2", must: bar(1.0, "yyjson"), goal: bar(0.72, "yyjson") },
    Budget { work: "W3", must: bar(1.0, "yyjson"), goal: bar(0.494, "yyjson") },
    Budget { work: "W4", must: bar(0.663, "serde_json reused + base64"), goal: bar(0.6, "serde_json reused + base64") },
    Budget { work: "W5", must: bar(1.243, "slice pushing"), goal: bar(1.0, "slice pushing") },
];

/// A budget with what this run has found.
#[derive(Serialize)]
pub struct Verdict {
    pub work: &'static str,
    pub must: Limit,
    pub goal: Limit,
    /// Ours; none as long as the core is not measured at this work.
    pub instructions: Option<u64>,
}

#[derive(Serialize)]
pub struct Limit {
    pub peer: &'static str,
    pub factor: f64,
    /// Instructions to stay below.
    pub instructions: f64,
}

impl Limit {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn met_by(&self, instructions: u64) -> bool {
        (instructions as f64) < self.instructions
    }
}

/// One verdict for each budget whose bars were measured.
pub fn verdicts(rows: &[Row]) -> Vec<Verdict> {
    BUDGETS.iter().filter_map(|budget| verdict(budget, rows)).collect()
}

fn verdict(budget: &Budget, rows: &[Row]) -> Option<Verdict> {
    let of = |peer: &str| {
        let mut rows = rows.iter().filter(|row| row.work == budget.work);
        rows.find(|row| row.peer == peer).map(|row| row.instructions)
    };
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let limit = |bar: &Bar| {
        of(bar.peer).map(|instructions| Limit {
            peer: bar.peer,
            factor: bar.factor,
            instructions: bar.factor * instructions as f64,
        })
    };
    Some(Verdict { work: budget.work, must: limit(&budget.must)?, goal: limit(&budget.goal)?, instructions: of(OURS) })
}
