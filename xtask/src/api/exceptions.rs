//! The list of items that rustdoc's facts alone do not link: which types to choose, or why there is no proof.

use std::fs;

use anyhow::{Context, Result, bail};

use super::EXCEPTIONS;

pub(super) struct Exception {
    pub(super) line: usize,
    /// A path, in which `*` stands for any part.
    item: String,
    pub(super) choice: Choice,
}

pub(super) enum Choice {
    /// A type in place of a generic one, or a user's type in place of an implementation that the core has not.
    Type(String),
    /// Parameters and body of a function that calls the item; `{self}` is the type of a trait's method.
    Call(String),
    /// The reason why the item is not linked.
    Unproved,
}

impl Exception {
    pub(super) fn is_about(&self, item: &str) -> bool {
        match self.item.split_once('*') {
            Some((start, end)) => item.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
            None => item == self.item,
        }
    }

    pub(super) fn item(&self) -> &str {
        &self.item
    }
}

pub(super) fn read() -> Result<Vec<Exception>> {
    let text = fs::read_to_string(EXCEPTIONS).with_context(|| format!("cannot read {EXCEPTIONS}"))?;
    parse(&text)
}

pub(super) fn parse(text: &str) -> Result<Vec<Exception>> {
    let lines = text.lines().enumerate().skip(1).map(|(index, line)| (index + 1, line));
    lines.map(|(number, line)| row(number, line).with_context(|| format!("{EXCEPTIONS}:{number}"))).collect()
}

fn row(line: usize, text: &str) -> Result<Exception> {
    let [item, choice, detail] = text.split('\t').collect::<Vec<_>>()[..] else { bail!("not three columns: {text}") };
    let choice = match choice {
        "type" => Choice::Type(detail.to_owned()),
        "call" => Choice::Call(detail.to_owned()),
        "unproved" if !detail.is_empty() => Choice::Unproved,
        _ => bail!("neither a type, nor a call, nor unproved for a reason: {text}"),
    };
    Ok(Exception { line, item: item.to_owned(), choice })
}
