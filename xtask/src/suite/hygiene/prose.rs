//! Sentences of documentation that begin with a question word.
//!
//! "What stands before a value" makes a reader solve a riddle; "Prefix of a value" does not.

use std::collections::BTreeMap;
use std::path::Path;

const RIDDLES: &[&str] = &["What", "Who", "Whether", "Which", "How", "Where"];

/// Sentences of documentation by folder of a crate: all, and those that begin with a question word.
#[derive(Default)]
pub(super) struct Prose {
    counts: BTreeMap<String, (usize, usize)>,
    places: Vec<(String, usize, String)>,
}

impl Prose {
    pub(super) fn add(&mut self, file: &str, text: &str) {
        let Some(form) = Form::of(file) else { return };
        let folder = crate_of(file);
        let (all, riddles) = self.counts.entry(folder).or_default();
        for (line, sentence) in sentences(form, text) {
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

/// The form that documentation has in a language.
#[derive(Clone, Copy)]
enum Form {
    /// Lines that begin with `///` or `//!`.
    Lines,
    /// Blocks between these two.
    Blocks(&'static str, &'static str),
}

impl Form {
    fn of(file: &str) -> Option<Self> {
        match Path::new(file).extension()?.to_str()? {
            "rs" | "swift" => Some(Self::Lines),
            "ts" | "js" | "kt" => Some(Self::Blocks("/**", "*/")),
            "py" => Some(Self::Blocks("\"\"\"", "\"\"\"")),
            _ => None,
        }
    }

    /// The words of a line, if it is documentation; `is_inside` a block.
    fn words<'l>(self, line: &'l str, is_inside: &mut bool) -> Option<&'l str> {
        let line = line.trim();
        match self {
            Self::Lines => line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::trim),
            Self::Blocks(opening, closing) => {
                let words = if *is_inside { line } else { line.strip_prefix(opening)? };
                let (words, is_closed) = words.split_once(closing).map_or((words, false), |(words, _)| (words, true));
                *is_inside = !is_closed;
                Some(words.trim())
            }
        }
    }
}

/// The sentences of documentation with the lines on which they begin, code left out.
fn sentences(form: Form, text: &str) -> Vec<(usize, String)> {
    let mut sentences = Vec::new();
    let (mut is_inside, mut is_code, mut is_start) = (false, false, true);
    for (index, line) in text.lines().enumerate() {
        is_start |= !is_inside && matches!(form, Form::Blocks(..));
        let Some(words) = form.words(line, &mut is_inside) else {
            is_start = true;
            continue;
        };
        let words = words.trim_start_matches(['-', '*', '#', ' ']);
        if words.starts_with("```") {
            is_code = !is_code;
            continue;
        }
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
    use super::{Form, Prose, crate_of, sentences};

    #[test]
    fn sentences_are_found_over_lines_and_not_in_code() {
        let text = "/// One and\n/// the same. Who is it?\n///\n/// ```\n/// What();\n/// ```\nfn f() {}\n/// Three\n";
        assert_eq!(found("lib.rs", text), [(1, "One and"), (2, "Who is it?"), (8, "Three")]);
    }

    #[test]
    fn sentences_are_found_in_blocks() {
        let text = "/** One. */\n/**\n * Two and\n * the same. Three\n */\n// Four\n/** Five */\nf();\n";
        assert_eq!(found("a.ts", text), [(1, "One."), (3, "Two and"), (4, "Three"), (7, "Five")]);
        let text = "\"\"\"One.\"\"\"\nx = 1\ndef f():\n    \"\"\"Two and\n    the same.\n    \"\"\"\n    # Three\n";
        assert_eq!(found("a.py", text), [(1, "One."), (4, "Two and")]);
        assert!(Form::of("notes.md").is_none());
    }

    fn found<'t>(file: &str, text: &'t str) -> Vec<(usize, &'t str)> {
        let starts = sentences(Form::of(file).unwrap(), text).into_iter();
        // Each is a part of the text, which lives as long as the test.
        starts.map(|(line, sentence)| (line, &text[text.find(&sentence).unwrap()..][..sentence.len()])).collect()
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
