use super::compare::Verdict;
use super::{Measurement, Row, compare, parse, render, updated};

const TEXT: &str = "what\tunit\trecorded\tmust\tgoal\nimage a\tbytes\t1000\t1100\t500\nimage b\tus\t7\t-\t-\n";

fn measured(value: u64) -> Vec<Measurement> {
    vec![Measurement { what: "image a".to_owned(), unit: "bytes", value }]
}

fn rows() -> Vec<Row> {
    parse(TEXT).unwrap()
}

fn verdict(value: u64) -> Verdict {
    compare(&rows(), &measured(value), &["bytes"])[0].verdict()
}

#[test]
fn the_file_is_read_and_written_unchanged() {
    assert_eq!(render(&rows()), TEXT);
}

#[test]
fn a_file_of_another_form_is_refused() {
    assert!(parse("what\tunit\n").is_err());
    assert!(parse(&format!("{TEXT}image c\tbytes\t1\t2\n")).is_err());
    assert!(parse(&format!("{TEXT}image c\tbytes\tone\t-\t-\n")).is_err());
}

#[test]
fn growth_beyond_two_percent_is_refused() {
    assert_eq!(verdict(1020), Verdict::Within);
    assert_eq!(verdict(1021), Verdict::Grown);
    assert!(!Verdict::Grown.is_good());
}

#[test]
fn the_budget_holds_whatever_was_recorded() {
    assert_eq!(verdict(1101), Verdict::OverBudget);
    assert!(!Verdict::OverBudget.is_good());
}

#[test]
fn a_budget_that_was_missed_before_is_missed_openly_and_may_not_grow() {
    let missed = parse(&TEXT.replace("1000\t1100", "1200\t1100")).unwrap();
    let verdict = |value: u64| compare(&missed, &measured(value), &["bytes"])[0].verdict();
    assert_eq!(verdict(1200), Verdict::Missed);
    assert_eq!(verdict(1225), Verdict::OverBudget);
    assert_eq!(verdict(1100), Verdict::Shrunk);
}

#[test]
fn what_shrinks_is_good_and_worth_recording() {
    assert_eq!(verdict(400), Verdict::Shrunk);
    let recorded = updated(&rows(), &measured(400), &["bytes"]);
    assert_eq!(compare(&recorded, &measured(400), &["bytes"])[0].verdict(), Verdict::Reached);
}

#[test]
fn what_has_no_row_or_no_measurement_is_refused() {
    let unrecorded = compare(&[], &measured(1), &["bytes"]);
    assert_eq!(unrecorded[0].verdict(), Verdict::NotRecorded);
    let unmeasured = compare(&rows(), &[], &["bytes"]);
    assert_eq!(unmeasured[0].verdict(), Verdict::NotMeasured);
    assert!(!Verdict::NotRecorded.is_good() && !Verdict::NotMeasured.is_good());
}

#[test]
fn recording_keeps_budgets_and_rows_of_other_units_and_drops_what_is_gone() {
    let mut new = measured(900);
    new.push(Measurement { what: "image c".to_owned(), unit: "bytes", value: 3 });
    let text = render(&updated(&rows(), &new, &["bytes"]));
    assert!(text.contains("image a\tbytes\t900\t1100\t500\n"));
    assert!(text.contains("image b\tus\t7\t-\t-\n"));
    assert!(text.contains("image c\tbytes\t3\t-\t-\n"));
    assert!(!render(&updated(&rows(), &[], &["bytes"])).contains("image a"));
}
