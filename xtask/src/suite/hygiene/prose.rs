//! Sentences of documentation that begin with a question word.
//!
//! "What stands before a value" makes a reader solve a riddle; "Prefix of a value" does not.

use std::collections::BTreeMap;

use crate::repository::is_rust;

const RIDDLES: &[&str] = &["What", "Who", "Whether", "How", "Where"];

/// Sentences of documentation by folder of a crate: all, and those that begin with a question word.
#[derive(Default)]
pub(super) struct Prose {
    counts: BTreeMap<String, (usize, usize)>,
    places: Vec<(String, usize, String)>,
}

impl Prose {
    pub(super) fn add(&mut self, file: &str, text: &str) {
        if !is_rust(file) {
            return;
        }
        let folder = crate_of(file);
        let (all, riddles) = self.counts.entry(folder).or_default();
        for (line, sentence) in sentences(text) {
            *all += 1;
            if sentence.split_whitespace().next().is_some_and(|word| RIDDLES.contains(&word)) {
                *riddles += 1;
                self.places.push((file.to_owned(), line, sentence));
            }
        }
    }

    /// A line for each crate, and what is wrong.
    pub(super) fn judge(&self, mut report: impl FnMut(&str, usize, String)) {
        for (folder, (all, riddles)) in &self.counts {
            println!("{folder}: {riddles} of {all} doc sentences begin with a question word");
        }
        for (file, line, sentence) in &self.places {
            report(file, *line, format!("begins with a question word: {sentence}"));
        }
    }
}

/// Folders of a crate are `src`, `tests` and so on; what stands before them names it.
fn crate_of(file: &str) -> String {
    let parts: Vec<&str> = file.split('/').collect();
    let inside = ["src", "tests", "examples", "targets", "build.rs"];
    let length = parts.iter().skip(1).position(|part| inside.contains(part)).map_or(1, |at| at + 1);
    parts[..length].join("/")
}

/// The sentences of `///` and `//!` comments with the lines on which they begin, code left out.
fn sentences(text: &str) -> Vec<(usize, String)> {
    let mut sentences = Vec::new();
    let mut is_code = false;
    let mut is_start = true;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start();
        let Some(words) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::trim) else {
            is_start = true;
            continue;
        };
        if words.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        let words = words.trim_start_matches(['-', '*', '#', ' ']);
        is_start |= words.is_empty();
        if is_code || words.is_empty() || words.starts_with(['|', '`']) && words.ends_with('|') {
            continue;
        }
        for part in parts(words) {
            if is_start {
                sentences.push((index + 1, part.trim().to_owned()));
            }
            is_start = part.trim_end().ends_with(['.', '?', '!']);
        }
    }
    sentences
}

/// Cuts a line behind each sentence that ends in it.
fn parts(line: &str) -> Vec<&str> {
    let mut rest = line;
    let mut parts = Vec::new();
    while let Some(at) = [". ", "? ", "! "].iter().filter_map(|end| rest.find(end)).min() {
        let (part, after) = rest.split_at(at + 2);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::{Prose, crate_of, sentences};

    #[test]
    fn sentences_are_found_over_lines_and_not_in_code() {
        let text = "/// One and\n/// the same. Who is it?\n///\n/// ```\n/// What();\n/// ```\nfn f() {}\n/// Three\n";
        let found = sentences(text);
        let starts: Vec<_> = found.iter().map(|(line, text)| (*line, text.as_str())).collect();
        assert_eq!(starts, [(1, "One and"), (2, "Who is it?"), (8, "Three")]);
    }

    #[test]
    fn a_sentence_that_begins_with_a_question_word_is_reported_with_its_line() {
        let mut prose = Prose::default();
        prose.add("gate/src/lib.rs", "//! A.\n/// What it is.\n");
        let mut found = Vec::new();
        prose.judge(|file, line, what| found.push(format!("{file}:{line}: {what}")));
        assert_eq!(found, ["gate/src/lib.rs:2: begins with a question word: What it is."]);
    }

    #[test]
    fn a_crate_is_the_folder_before_its_source() {
        assert_eq!(crate_of("core/src/json/mod.rs"), "core");
        assert_eq!(crate_of("tests/flows/src/lib.rs"), "tests/flows");
        assert_eq!(crate_of("bindings-uniffi/bindgen/src/main.rs"), "bindings-uniffi/bindgen");
    }
}
