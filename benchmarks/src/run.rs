//! A run: what was selected, measured and put side by side.

use crate::growth::{self, Series};
use crate::measure::instructions::Counter;
use crate::measure::{heap, time};
use crate::peer::Peer;
use crate::report::{Point, Report, Row};
use crate::work::{self, Work};
use anyhow::{Context, ensure};
use std::hint::black_box;
use std::path::Path;

/// The works and peers to measure; nothing named means all.
pub struct Selection {
    pub works: Vec<String>,
    pub peers: Vec<String>,
    pub quick: bool,
}

impl Selection {
    pub fn is_everything(&self) -> bool {
        self.works.is_empty() && self.peers.is_empty() && !self.quick
    }

    fn has_work(&self, name: &str) -> bool {
        self.works.is_empty() || self.works.iter().any(|work| work == name)
    }

    fn has_peer(&self, name: &str) -> bool {
        self.peers.is_empty() || self.peers.iter().any(|peer| peer == name)
    }

    fn has_series(&self, name: &str) -> bool {
        self.has_work(name) && !(self.works.is_empty() && self.quick)
    }

    fn rounds(&self) -> usize {
        if self.quick { 21 } else { 101 }
    }
}

pub fn all(selection: &Selection) -> anyhow::Result<Report> {
    let works = work::all();
    let series = growth::all();
    for name in &selection.works {
        let known = works.iter().map(|work| work.name).chain(series.iter().map(|series| series.name));
        let known: Vec<&str> = known.collect();
        ensure!(known.contains(&name.as_str()), "no work named {name}; there are {}", known.join(", "));
    }
    let mut report = Report::default();
    for work in works.iter().filter(|work| selection.has_work(work.name)) {
        eprintln!("{}: {}", work.name, work.title);
        report.rows.extend(measure(work, selection)?);
    }
    for series in series.iter().filter(|series| selection.has_series(series.name)) {
        eprintln!("{}: {}", series.name, series.title);
        let work = works.iter().find(|work| work.name == series.work);
        let work = work.with_context(|| format!("{} grows no work", series.name))?;
        report.growth.extend(grow(series, work, selection)?);
    }
    report.compare();
    Ok(report)
}

fn measure(work: &Work, selection: &Selection) -> anyhow::Result<Vec<Row>> {
    let document: &'static [u8] = work.document().into_owned().leak();
    let peers: Vec<Peer> = work.peers.iter().filter(|peer| selection.has_peer(peer.name)).copied().collect();
    let mut operations = work::prepare(work.name, &peers, document)?;
    let instructions = Counter::new(document)?.count_all(work.name, &peers)?;
    let times = time::measure(&mut operations, selection.rounds());
    let measured = peers.iter().zip(&mut operations).zip(instructions).zip(times);
    Ok(measured
        .map(|(((peer, operation), instructions), nanoseconds)| Row {
            work: work.name,
            title: work.title,
            peer: peer.name,
            document: document.len(),
            instructions,
            nanoseconds,
            heap: heap::count(&mut **operation),
            memory: operation.memory(),
            instruction_ratio: None,
            time_ratio: None,
        })
        .collect())
}

fn grow(series: &Series, work: &Work, selection: &Selection) -> anyhow::Result<Vec<Point>> {
    let peers: Vec<Peer> = work
        .peers
        .iter()
        .filter(|peer| growth::PEERS.contains(&peer.name) && selection.has_peer(peer.name))
        .copied()
        .collect();
    let mut points = Vec::new();
    for size in series.sizes(selection.quick) {
        let document: &'static [u8] = (series.document)(size).leak();
        let mut operations = work::prepare(work.name, &peers, document)?;
        let instructions = Counter::new(document)?.count_all(work.name, &peers)?;
        for ((peer, operation), instructions) in peers.iter().zip(&mut operations).zip(instructions) {
            points.push(Point {
                series: series.name,
                title: series.title,
                peer: peer.name,
                size,
                document: document.len(),
                instructions,
                heap: heap::count(&mut **operation),
                memory: operation.memory(),
            });
        }
    }
    Ok(points)
}

/// The child's part: one peer at one work, again and again.
pub fn repeat(works: &[String], peers: &[String], document: &Path, repeats: u64) -> anyhow::Result<()> {
    let ([work], [peer]) = (works, peers) else {
        anyhow::bail!("--repeat takes one --work and one --peer");
    };
    let document: &'static [u8] = std::fs::read(document)?.leak();
    let works = work::all();
    let work = works.iter().find(|known| known.name == work);
    let work = work.context("--repeat names no work")?;
    let mut operation = (work.peer(peer)?.prepare)(document);
    for _ in 0..repeats {
        black_box(operation.run()).context("the peer refuses the document")?;
    }
    Ok(())
}
