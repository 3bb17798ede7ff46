//! The growth series as a picture: instructions a byte over the size, one panel a series.

use super::{Point, Report};
use crate::growth::PEERS;
use anyhow::Context;
use plotters::prelude::*;
use std::path::Path;

const SIZE: (u32, u32) = (1200, 760);

const COLOURS: [RGBColor; PEERS.len()] = [
    RGBColor(0xC0, 0x10, 0x30),
    RGBColor(0x1F, 0x5F, 0xA8),
    RGBColor(0x2E, 0x8B, 0x57),
    RGBColor(0x8A, 0x5A, 0xB8),
    RGBColor(0xC8, 0x86, 0x0A),
];

/// Draws docs/growth.svg.
pub fn write(report: &Report) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("growth.svg");
    draw(report, &file).with_context(|| format!("{} cannot be drawn", file.display()))
}

fn draw(report: &Report, file: &Path) -> anyhow::Result<()> {
    let root = SVGBackend::new(file, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let panels = root.split_evenly((2, 3));
    for (points, panel) in report.growth.chunk_by(|one, other| one.series == other.series).zip(&panels) {
        draw_series(points, panel)?;
    }
    if let Some(panel) = panels.last() {
        draw_legend(panel)?;
    }
    root.present()?;
    Ok(())
}

type Panel<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

#[expect(clippy::cast_precision_loss, reason = "sizes stay far below 2^53")]
fn draw_series(points: &[Point], panel: &Panel) -> anyhow::Result<()> {
    let sizes = points.iter().map(|point| point.size as f64);
    let (first, last) = sizes.fold((f64::MAX, 0.0_f64), |(low, high), size| (low.min(size), high.max(size)));
    let most = points.iter().map(Point::instructions_per_byte).fold(0.0, f64::max);
    let mut chart = ChartBuilder::on(panel)
        .caption(points[0].title, ("sans-serif", 18))
        .margin(12)
        .margin_right(32)
        .x_label_area_size(32)
        .y_label_area_size(44)
        .build_cartesian_2d((first..last).log_scale(), 0.0..most * 1.05)?;
    chart
        .configure_mesh()
        .x_labels(8)
        .x_label_formatter(&|size| short(*size))
        .y_desc("instructions a byte")
        .light_line_style(WHITE)
        .draw()?;
    for (peer, colour) in PEERS.iter().zip(COLOURS) {
        let line = points.iter().filter(|point| point.peer == *peer);
        let line: Vec<_> = line.map(|point| (point.size as f64, point.instructions_per_byte())).collect();
        chart.draw_series(LineSeries::new(line.iter().copied(), colour.stroke_width(2)))?;
        chart.draw_series(line.iter().map(|&at| Circle::new(at, 3, colour.filled())))?;
    }
    Ok(())
}

fn short(size: f64) -> String {
    match size {
        1e6.. => format!("{:.0} M", size / 1e6),
        1e3.. => format!("{:.0} k", size / 1e3),
        _ => format!("{size:.0}"),
    }
}

fn draw_legend(panel: &Panel) -> anyhow::Result<()> {
    for (row, (peer, colour)) in (0..).zip(PEERS.iter().zip(COLOURS)) {
        let height = 60 + 30 * row;
        panel.draw(&PathElement::new([(60, height), (100, height)], colour.stroke_width(3)))?;
        panel.draw(&Text::new(*peer, (112, height - 8), ("sans-serif", 16)))?;
    }
    Ok(())
}
