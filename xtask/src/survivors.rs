//! Judges what became of planted changes: a survivor has its reason in a list, or fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use tvpass_plant::{Outcome, Report};

use crate::table;

/// The changes that a report is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tried {
    All,
    Some,
}

/// Prints the figures, and fails where less than `must` of a hundred are noticed, a survivor is not in `list`, or a row of
/// the list is about a change that is noticed, or that is none where all were tried.
pub(crate) fn judge(report: &Report, tried: Tried, list: &str, must: usize) -> Result<()> {
    let text = fs::read_to_string(list).with_context(|| format!("cannot read {list}"))?;
    let rows = rows(&text).context(list.to_owned())?;
    let (figures, mut findings) = classify(report, &rows, must);
    if tried == Tried::All {
        findings.extend(gone(report, &rows));
    }
    println!("\n{}", table::render(&figures, &[1]));
    for finding in &findings {
        println!("{list}: {finding}");
    }
    ensure!(findings.is_empty(), "{} findings about {list}", findings.len());
    Ok(())
}

/// The reason of each change that may survive.
fn rows(text: &str) -> Result<BTreeMap<&str, &str>> {
    let lines = text.lines().skip(1);
    let row = |line| -> Result<(&str, &str)> {
        let (change, reason): (&str, &str) = str::split_once(line, '\t').context("not two columns")?;
        ensure!(!reason.trim().is_empty(), "no reason for {change}");
        Ok((change, reason))
    };
    lines.map(row).collect()
}

/// Findings about rows whose code has changed or is gone.
fn gone(report: &Report, rows: &BTreeMap<&str, &str>) -> Vec<String> {
    let tried: BTreeSet<_> = report.judged.iter().map(|(change, _)| change.identity()).collect();
    let rows = rows.keys().filter(|change| !tried.contains(**change));
    rows.map(|change| format!("is no change of this code: {change}")).collect()
}

fn classify(report: &Report, accepted: &BTreeMap<&str, &str>, must: usize) -> (Vec<Vec<String>>, Vec<String>) {
    let (mut failed, mut endless, mut survived, mut listed) = (0, 0, 0, 0);
    let mut findings = Vec::new();
    for (change, outcome) in &report.judged {
        let identity = change.identity();
        let is_listed = accepted.contains_key(identity.as_str());
        match outcome {
            Outcome::Failed(_) => failed += 1,
            Outcome::Endless => endless += 1,
            Outcome::Survived | Outcome::Unreached => survived += 1,
        }
        match outcome {
            Outcome::Failed(_) | Outcome::Endless if is_listed => findings.push(format!("is noticed: {identity}")),
            Outcome::Survived | Outcome::Unreached if is_listed => listed += 1,
            Outcome::Survived => findings.push(format!("line {}, nothing notices: {identity}", change.line)),
            Outcome::Unreached => findings.push(format!("line {}, no test comes by: {identity}", change.line)),
            Outcome::Failed(_) | Outcome::Endless => {}
        }
    }
    let (noticed, all) = (failed + endless, report.judged.len());
    if noticed * 100 < all * must || all == 0 {
        findings.push(format!("{noticed} of {all} are noticed, {must} of a hundred at least"));
    }
    let per_mille = (noticed * 1000).checked_div(all).unwrap_or_default();
    let rows = [
        ("changes that build", all.to_string()),
        ("noticed by a failure", failed.to_string()),
        ("noticed by never ending", endless.to_string()),
        ("survived", survived.to_string()),
        ("of them listed with a reason", listed.to_string()),
        ("do not build", report.refused.to_string()),
        ("noticed", format!("{}.{} %", per_mille / 10, per_mille % 10)),
    ];
    (rows.map(|(name, figure)| vec![name.to_owned(), figure]).to_vec(), findings)
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Report, classify, gone, rows};
    use tvpass_plant::Change;

    fn findings(noticed: u32, survivors: u32, list: &str) -> Vec<String> {
        let change = |number: u32| Change {
            number,
            file: "a.rs".to_owned(),
            line: 1,
            what: number.to_string(),
            rules: Vec::new(),
        };
        let noticed = (100..100 + noticed).map(|number| (change(number), Outcome::Endless));
        let survivors = (0..survivors).map(|number| (change(number), Outcome::Survived));
        let report = Report { judged: noticed.chain(survivors).collect(), refused: 0 };
        classify(&report, &rows(&format!("change\treason\n{list}")).unwrap(), 90).1
    }

    #[test]
    fn a_survivor_needs_a_reason() {
        assert!(findings(9, 1, "a.rs: 0\tnobody sees it\n").is_empty());
        assert!(findings(9, 1, "").concat().contains("nothing notices: a.rs: 0"));
        assert!(rows("change\treason\na.rs: 0\t \n").is_err());
    }

    #[test]
    fn reasons_do_not_make_up_for_a_low_rate() {
        assert!(findings(8, 1, "a.rs: 0\tnobody sees it\n").concat().contains("8 of 9"));
        assert!(!findings(0, 0, "").is_empty());
    }

    #[test]
    fn a_reason_for_what_is_no_change_is_stale() {
        let report = Report { judged: Vec::new(), refused: 0 };
        let rows = rows("change\treason\na.rs: 7\tits function has gone\n").unwrap();
        assert_eq!(gone(&report, &rows), ["is no change of this code: a.rs: 7"]);
    }

    #[test]
    fn a_reason_for_what_is_noticed_is_stale() {
        assert!(findings(9, 0, "a.rs: 100\tnobody sees it\n").concat().contains("is noticed: a.rs: 100"));
    }
}
