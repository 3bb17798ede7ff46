//! The form of the changelog: Keep a Changelog 1.1.0.

use super::Complaint;
use super::markdown::{Document, Heading};

const KINDS: &[&str] = &["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

pub(super) fn check(document: &Document) -> Vec<Complaint> {
    let mut complaints: Vec<Complaint> = document.headings.iter().filter_map(check_heading).collect();
    let mut sections = document.headings.iter().filter(|heading| heading.level == 2);
    if sections.next().is_none() {
        complaints.push((1, "no section for a version or for what is unreleased".to_owned()));
    }
    let late = sections.filter(|heading| heading.text == "[Unreleased]" || heading.text == "Unreleased");
    complaints.extend(late.map(|heading| (heading.line, "what is unreleased comes first".to_owned())));
    complaints
}

fn check_heading(heading: &Heading) -> Option<Complaint> {
    let (is_right, expected) = match heading.level {
        1 => (heading.text == "Changelog", "Changelog".to_owned()),
        2 => (is_version(&heading.text), "[Unreleased] or [1.2.3] - 2026-01-31".to_owned()),
        _ => (KINDS.contains(&heading.text.as_str()), KINDS.join(", ")),
    };
    (!is_right).then(|| (heading.line, format!("the heading \"{}\" is none of: {expected}", heading.text)))
}

fn is_version(heading: &str) -> bool {
    if heading.trim_matches(['[', ']']) == "Unreleased" {
        return true;
    }
    heading.split_once(" - ").is_some_and(|(version, date)| {
        let version = version.trim_matches(['[', ']']);
        is_numeric(version, '.', &[1, 1, 1]) && is_numeric(date, '-', &[4, 2, 2])
    })
}

/// As many numbers as there are lengths, each with at least that many digits.
fn is_numeric(text: &str, separator: char, lengths: &[usize]) -> bool {
    let parts: Vec<&str> = text.split(separator).collect();
    parts.len() == lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() >= *length && part.chars().all(|letter| letter.is_ascii_digit()))
}
