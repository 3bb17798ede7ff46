//! The report as Markdown, readable in a terminal too.

use super::budget::{Limit, Verdict};
use super::{Point, Report, Row};
use std::fmt::Write as _;

pub fn render(report: &Report) -> String {
    let mut text = String::new();
    if !report.rows.is_empty() {
        text += &works(&report.rows);
    }
    if !report.budgets.is_empty() {
        text += "\n";
        text += &budgets(&report.budgets);
    }
    if !report.growth.is_empty() {
        text += "\n";
        text += &growth(&report.growth);
    }
    text
}

fn works(rows: &[Row]) -> String {
    let head = ["work", "peer", "instr ratio", "time ratio", "instr", "ns", "heap peak", "allocations", "kept bytes"];
    let lines = rows.iter().map(|row| {
        vec![
            row.work.to_owned(),
            row.peer.to_owned(),
            ratio(row.instruction_ratio),
            ratio(row.time_ratio),
            thousands(row.instructions),
            format!("{:.0}", row.nanoseconds),
            thousands(row.heap.peak as u64),
            thousands(row.heap.allocations as u64),
            thousands(row.memory as u64),
        ]
    });
    table(&head, &lines.collect::<Vec<_>>(), 2)
}

fn budgets(verdicts: &[Verdict]) -> String {
    let head = ["budget", "tvpass", "must stay below", "", "goal", ""];
    let lines = verdicts.iter().map(|verdict| {
        vec![
            verdict.work.to_owned(),
            verdict.instructions.map_or_else(|| "-".to_owned(), thousands),
            bar(&verdict.must),
            outcome(&verdict.must, verdict.instructions),
            bar(&verdict.goal),
            outcome(&verdict.goal, verdict.instructions),
        ]
    });
    table(&head, &lines.collect::<Vec<_>>(), 1)
}

fn bar(limit: &Limit) -> String {
    format!("{:.0} ({} x {})", limit.instructions, limit.factor, limit.peer)
}

fn outcome(limit: &Limit, instructions: Option<u64>) -> String {
    let Some(instructions) = instructions else {
        return "not measured".to_owned();
    };
    if limit.met_by(instructions) { "met" } else { "missed" }.to_owned()
}

fn growth(points: &[Point]) -> String {
    let head = ["growth", "size", "bytes", "peer", "instr per byte", "heap peak", "kept bytes"];
    let lines = points.iter().map(|point| {
        vec![
            point.title.to_owned(),
            thousands(point.size as u64),
            thousands(point.document as u64),
            point.peer.to_owned(),
            format!("{:.2}", point.instructions_per_byte()),
            thousands(point.heap.peak as u64),
            thousands(point.memory as u64),
        ]
    });
    table(&head, &lines.collect::<Vec<_>>(), 1)
}

fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"))
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A Markdown table, its first `texts` columns to the left, the others to the right.
fn table(head: &[&str], lines: &[Vec<String>], texts: usize) -> String {
    let head: Vec<String> = head.iter().map(|&title| title.to_owned()).collect();
    let width = |column: usize| {
        let cells = lines.iter().chain([&head]).map(|line| line[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut text = String::new();
    let rule = widths.iter().enumerate().map(|(column, &width)| {
        if column < texts { "-".repeat(width) } else { "-".repeat(width.saturating_sub(1)) + ":" }
    });
    for line in [head.clone(), rule.collect()].iter().chain(lines) {
        for ((column, cell), &width) in line.iter().enumerate().zip(&widths) {
            let written =
                if column < texts { write!(text, "| {cell:<width$} ") } else { write!(text, "| {cell:>width$} ") };
            written.expect("a String takes every write");
        }
        text += "|\n";
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{table, thousands};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let lines = vec![vec!["W1".to_owned(), "9,236".to_owned()]];
        assert_eq!(table(&["work", "ns"], &lines, 1), "| work |    ns |\n| ---- | ----: |\n| W1   | 9,236 |\n",);
    }
}
