//! Every production of RFC 8259, from `tests/vectors/json`.

use std::collections::BTreeSet;
use std::fs;

use tvpass::json::{ErrorKind, check};

use super::support::vectors;
use super::tables::rows;

fn files(folder: &str) -> BTreeSet<String> {
    fs::read_dir(vectors(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The names that `refuse.tsv` gives to kinds of errors.
pub(super) fn kind_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::End => "end",
        ErrorKind::Syntax => "syntax",
        ErrorKind::Utf8 => "utf8",
        ErrorKind::Control => "control",
        ErrorKind::Escape => "escape",
        ErrorKind::Depth => "depth",
        other => panic!("{other:?} is no error of the grammar"),
    }
}

#[test]
fn every_text_of_the_grammar_is_accepted() {
    let names = files("json/accept");
    assert!(names.len() >= 150, "only {} files", names.len());
    for name in names {
        let text = fs::read(vectors("json/accept").join(&name)).unwrap();
        assert_eq!(check(&text), Ok(()), "{name}");
    }
}

#[test]
fn every_other_text_is_refused_with_its_kind_and_the_place_of_its_first_error() {
    let table = rows("json/refuse.tsv");
    let listed: BTreeSet<_> = table.iter().map(|row| row[0].clone()).collect();
    assert_eq!(listed, files("json/refuse"), "refuse.tsv lists every file");
    assert!(listed.len() >= 370, "only {} files", listed.len());
    let wrong: Vec<_> = table
        .iter()
        .filter_map(|row| {
            let text = fs::read(vectors("json/refuse").join(&row[0])).unwrap();
            let found = match check(&text) {
                Ok(()) => "accepted".to_owned(),
                Err(error) => format!("{}\t{}", kind_name(error.kind()), error.offset()),
            };
            (found != format!("{}\t{}", row[1], row[2])).then(|| format!("{} {} {}: {found}", row[0], row[1], row[2]))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_text_that_ends_early_is_refused_wherever_it_ends() {
    for name in files("json/accept") {
        let text = fs::read(vectors("json/accept").join(&name)).unwrap();
        let text = text.trim_ascii_end();
        if !matches!(text.first(), Some(b'{' | b'[' | b'"')) {
            continue;
        }
        for length in 0..text.len() {
            let error = check(&text[..length]).expect_err(&name);
            match error.kind() {
                ErrorKind::End => assert_eq!(error.offset(), length, "{name} cut at {length}"),
                // The cut fell into a character or into an escape, which then are wrong where they begin.
                ErrorKind::Utf8 => assert!(str::from_utf8(&text[..length]).is_err(), "{name} cut at {length}"),
                ErrorKind::Escape => assert!(length - error.offset() < 12, "{name} cut at {length}"),
                kind => panic!("{name} cut at {length}: {kind:?}"),
            }
        }
    }
}
