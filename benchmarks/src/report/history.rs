//! The history of speed: ledger/speed.tsv with a line for each change, and its picture.

use super::Report;
use crate::peer::OURS;
use anyhow::{Context, ensure};
use plotters::prelude::*;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The works that are followed, in the order of the columns.
const WORKS: [&str; 8] = ["W1", "W1-pretty", "W2", "W3", "W4", "W5", "W6", "W7"];

const COLOURS: [RGBColor; WORKS.len()] = [
    RGBColor(0xC0, 0x10, 0x30),
    RGBColor(0xE0, 0x7A, 0x8A),
    RGBColor(0x1F, 0x5F, 0xA8),
    RGBColor(0x2E, 0x8B, 0x57),
    RGBColor(0x8A, 0x5A, 0xB8),
    RGBColor(0xC8, 0x86, 0x0A),
    RGBColor(0x40, 0x40, 0x40),
    RGBColor(0x00, 0x8B, 0x8B),
];

const SIZE: (u32, u32) = (1000, 460);

/// The instructions of each work after a change; none where it was not measured.
type Line = [Option<u64>; WORKS.len()];

/// Adds what `report` has found as a line called `change`, and draws the picture again.
pub fn record(report: &Report, change: &str) -> anyhow::Result<()> {
    ensure!(!change.contains(['\t', '\n']), "a change is told in one line, without tabs");
    let file = in_repository("ledger/speed.tsv");
    let mut text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let instructions = WORKS.map(|work| {
        let mut rows = report.rows.iter().filter(|row| row.work == work);
        rows.find(|row| row.peer == OURS).map(|row| row.instructions)
    });
    ensure!(instructions.iter().any(Option::is_some), "none of {} was measured", WORKS.join(", "));
    let columns = instructions.map(|count| count.map_or("-".to_owned(), |count| count.to_string()));
    writeln!(text, "{change}\t{}", columns.join("\t"))?;
    fs::write(&file, &text)?;
    fs::write(in_repository("docs/speed.svg"), picture(&lines(&text)?)?)?;
    Ok(())
}

fn in_repository(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}

fn lines(text: &str) -> anyhow::Result<Vec<Line>> {
    text.lines().skip(1).map(|line| parse(line).with_context(|| format!("ledger/speed.tsv: {line:?}"))).collect()
}

fn parse(line: &str) -> anyhow::Result<Line> {
    let (_, columns) = line.split_once('\t').context("a line has columns")?;
    let counts = columns.split('\t').map(|count| match count {
        "-" => Ok(None),
        count => count.parse().map(Some).with_context(|| format!("{count:?} is no number")),
    });
    let counts: Vec<_> = counts.collect::<anyhow::Result<_>>()?;
    counts.try_into().ok().context("a line has a column for each work")
}

/// Each work in percent of what it took at first.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn percents(lines: &[Line], work: usize) -> Vec<(f64, f64)> {
    let measured = lines.iter().enumerate().filter_map(|(at, line)| Some((at as f64, line[work]? as f64)));
    let measured: Vec<_> = measured.collect();
    let first = measured.first().map_or(1.0, |(_, count)| *count);
    measured.into_iter().map(|(at, count)| (at, 100.0 * count / first)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a history has few lines")]
fn picture(lines: &[Line]) -> anyhow::Result<String> {
    let mut svg = String::new();
    let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let last = lines.len().saturating_sub(1) as f64;
    let mut chart = ChartBuilder::on(&root)
        .caption("Instructions, in percent of the first line of the ledger", ("sans-serif", 18))
        .margin(12)
        .margin_right(40)
        .x_label_area_size(44)
        .y_label_area_size(52)
        .build_cartesian_2d(0.0..last.max(1.0), 0.0..120.0)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(lines.len())
        .x_label_formatter(&|at| format!("{:.0}", at + 1.0))
        .x_desc("line of ledger/speed.tsv")
        .y_label_formatter(&|percent| format!("{percent:.0} %"))
        .light_line_style(WHITE)
        .draw()?;
    for (index, (work, colour)) in WORKS.into_iter().zip(COLOURS).enumerate() {
        let points = percents(lines, index);
        chart
            .draw_series(LineSeries::new(points.iter().copied(), colour.stroke_width(2)))?
            .label(work)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
        chart.draw_series(points.iter().map(|&at| Circle::new(at, 3, colour.filled())))?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::LowerLeft)
        .border_style(BLACK)
        .background_style(WHITE)
        .draw()?;
    root.present()?;
    drop(chart);
    drop(root);
    Ok(svg)
}

#[cfg(test)]
mod tests {
    use super::{in_repository, lines, parse, percents, picture};
    use std::fs;

    #[test]
    fn the_picture_is_of_the_ledger() {
        let history = lines(&fs::read_to_string(in_repository("ledger/speed.tsv")).unwrap()).unwrap();
        assert_eq!(fs::read_to_string(in_repository("docs/speed.svg")).unwrap(), picture(&history).unwrap());
    }

    #[test]
    fn a_work_that_was_measured_later_begins_at_a_hundred_percent_there() {
        let rows = ["a\t200\t-\t-\t-\t-\t-\t-\t-", "b\t100\t50\t-\t-\t-\t-\t-\t-"];
        let history: Vec<_> = rows.iter().map(|row| parse(row).unwrap()).collect();
        assert_eq!(percents(&history, 0), [(0.0, 100.0), (1.0, 50.0)]);
        assert_eq!(percents(&history, 1), [(1.0, 100.0)]);
        assert!(percents(&history, 2).is_empty());
    }

    #[test]
    fn a_line_with_a_column_too_few_or_no_number_is_refused() {
        assert!(parse("a\t1\t2").is_err());
        assert!(parse("a\t1\t2\t3\t4\t5\t6\t7\teight").is_err());
    }
}
