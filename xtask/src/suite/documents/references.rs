//! Links, pictures, anchors and the paths that code spans name.

use super::markdown::Document;
use super::{Complaint, House};

pub(super) fn check(file: &str, document: &Document, house: &House) -> Vec<Complaint> {
    let links = document.links.iter().filter_map(|(line, link)| Some((*line, check_link(file, link, house)?)));
    let spans = document.spans.iter().filter_map(|(line, span)| Some((*line, check_span(span, house)?)));
    links.chain(spans).collect()
}

fn check_link(file: &str, link: &str, house: &House) -> Option<String> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let Some(target) = (if path.is_empty() { Some(file.to_owned()) } else { resolve(file, path) }) else {
        return Some(format!("the link {link} leaves the repository"));
    };
    if !house.has(&target) {
        return Some(format!("the link {link} leads nowhere"));
    }
    let document = house.documents.get(&target)?;
    let is_there = anchor.is_empty() || document.anchors.iter().any(|known| known == anchor);
    (!is_there).then(|| format!("the link {link} names an anchor that {target} lacks"))
}

/// A path as seen from the repository's root.
fn resolve(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// A span is a path if it begins with a folder of the root and has no letter that a path has not.
fn check_span(span: &str, house: &House) -> Option<String> {
    let is_path = span.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
    let (top, _) = span.split_once('/')?;
    if !is_path || top.is_empty() || !house.has(&format!("{top}/")) || span.split('/').any(is_placeholder) {
        return None;
    }
    (!house.has(span)).then(|| format!("`{span}` does not exist"))
}

/// `NAME` in `tests/NAME/` stands for any name.
pub(super) fn is_placeholder(word: &str) -> bool {
    let is_capital = |letter: char| letter.is_ascii_uppercase() || letter == '_';
    word.contains("...") || (!word.is_empty() && word.chars().all(is_capital))
}
