//! Inputs that went wrong once: `tests/vectors/cases.tsv` says what each stands for, and which tests read it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::repository::files;
use crate::rust_test::{self, RustTest};
use crate::suite::Finding;

const LIST: &str = "tests/vectors/cases.tsv";

/// One file for each case.
const FOLDER: &str = "tests/vectors/cases";

pub(crate) struct Cases(Vec<Case>);

struct Case {
    name: String,
    kind: String,
    doors: String,
    behaviour: String,
    /// Names of tests in Rust, each of which reads the file.
    tests: Vec<String>,
    /// File and name of tests in other languages, which show the same without the file.
    elsewhere: Vec<(String, String)>,
}

/// The repository as far as the list speaks of it.
struct Evidence {
    /// Names of the files of cases.
    files: Vec<String>,
    tests: Vec<RustTest>,
    read: fn(&str) -> String,
}

impl Cases {
    pub(crate) fn read() -> Result<Self> {
        let list = fs::read_to_string(LIST).with_context(|| format!("cannot read {LIST}"))?;
        Self::parse(&list).context(LIST)
    }

    fn parse(list: &str) -> Result<Self> {
        Ok(Self(list.lines().skip(1).map(Case::parse).collect::<Result<_>>()?))
    }

    pub(crate) fn findings(&self) -> Result<Vec<Finding>> {
        let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
        Ok(self.judge(&Evidence { files: files(FOLDER)?, tests: rust_test::all()?, read }))
    }

    fn judge(&self, evidence: &Evidence) -> Vec<Finding> {
        let finding = |file: &str, line, what| Finding { file: file.to_owned(), line, what };
        // After the header.
        let rows = self.0.iter().zip(2..);
        let complaints =
            rows.flat_map(|(case, line)| case.complaints(evidence).into_iter().map(move |what| (line, what)));
        let mut findings: Vec<_> = complaints.map(|(line, what)| finding(LIST, line, what)).collect();
        let is_listed = |file: &&String| self.0.iter().any(|case| case.name == **file);
        for file in evidence.files.iter().filter(|file| !is_listed(file)) {
            findings.push(finding(&format!("{FOLDER}/{file}"), 1, format!("is not in {LIST}, so no test proves it")));
        }
        findings
    }

    pub(crate) fn counts(&self) -> String {
        let tests: usize = self.0.iter().map(|case| case.tests.len() + case.elsewhere.len()).sum();
        format!("{} cases, named by {tests} references to tests", self.0.len())
    }

    /// The table of `docs/cases.md`.
    pub(crate) fn markdown(&self) -> String {
        let head = "| case | kind | doors | behaviour | tests |\n| --- | --- | --- | --- | --- |";
        let rows: String = self.0.iter().map(Case::row).collect();
        format!("{head}\n{rows}")
    }
}

impl Case {
    fn parse(line: &str) -> Result<Self> {
        let [name, kind, doors, behaviour, tests, elsewhere] = *line.split('\t').collect::<Vec<_>>() else {
            bail!("\"{line}\" has not six columns");
        };
        if [name, kind, doors, behaviour].contains(&"") {
            bail!("\"{line}\" has an empty column");
        }
        let split = |text: &str| text.split_once(": ").map(|(file, test)| (file.to_owned(), test.to_owned()));
        let elsewhere = elsewhere.split_terminator("; ");
        Ok(Self {
            name: name.to_owned(),
            kind: kind.to_owned(),
            doors: doors.to_owned(),
            behaviour: behaviour.to_owned(),
            tests: tests.split_terminator(", ").map(str::to_owned).collect(),
            elsewhere: elsewhere
                .map(|text| split(text).with_context(|| format!("\"{text}\" names no file")))
                .collect::<Result<_>>()?,
        })
    }

    fn complaints(&self, evidence: &Evidence) -> Vec<String> {
        let Self { name, tests, .. } = self;
        let mut complaints = Vec::new();
        if !evidence.files.contains(name) {
            complaints.push(format!("{FOLDER}/{name} does not exist"));
        }
        if tests.is_empty() {
            complaints.push(format!("{name} has no test"));
        }
        complaints.extend(tests.iter().filter_map(|test| {
            let mut named = evidence.tests.iter().filter(|known| known.name == *test).peekable();
            named.peek().is_none().then(|| format!("{name}: the test {test} does not exist")).or_else(|| {
                let reads = named.any(|known| rust_test::body(&(evidence.read)(&known.file), known).contains(name));
                (!reads).then(|| format!("{name}: the test {test} does not read it"))
            })
        }));
        let gone = self.elsewhere.iter().filter(|(file, test)| !(evidence.read)(file).contains(test));
        complaints.extend(gone.map(|(file, test)| format!("{name}: {file} has no test \"{test}\"")));
        complaints
    }

    fn row(&self) -> String {
        let Self { name, kind, doors, behaviour, .. } = self;
        let here = self.tests.iter().map(|test| format!("`{test}`"));
        let elsewhere = self.elsewhere.iter().map(|(file, test)| {
            let language = Path::new(file).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            format!("`{test}` ({})", language_of(language))
        });
        let tests: Vec<_> = here.chain(elsewhere).collect();
        format!("| `{name}` | {kind} | {doors} | {behaviour} | {} |\n", tests.join(", "))
    }
}

fn language_of(extension: &str) -> &str {
    match extension {
        "kt" => "Kotlin",
        "py" => "Python",
        "swift" => "Swift",
        "ts" => "npm",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cases, Evidence, RustTest};

    const HEAD: &str = "case\tkind\tdoors\tbehaviour\ttests\telsewhere\n";

    const SOURCE: &str =
        "#[test]\nfn one() {\n    read(\"a.json\");\n}\n\n#[test]\nfn two() {\n    read(\"b.json\");\n}\n";

    fn read(file: &str) -> String {
        if file == "a.rs" { SOURCE.to_owned() } else { "func testOne()".to_owned() }
    }

    fn complaints(rows: &str) -> Vec<String> {
        let test = |name: &str, line| RustTest { file: "a.rs".to_owned(), line, name: name.to_owned() };
        let evidence = Evidence { files: vec!["a.json".to_owned()], tests: vec![test("one", 2), test("two", 7)], read };
        let findings = Cases::parse(&(HEAD.to_owned() + rows)).unwrap().judge(&evidence);
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_case_whose_test_reads_it_is_right() {
        assert_eq!(complaints("a.json\tk\td\tb\tone\t\n"), [] as [&str; 0]);
        assert_eq!(complaints("a.json\tk\td\tb\tone\tB.swift: testOne\n"), [] as [&str; 0]);
    }

    #[test]
    fn a_case_without_a_test_that_reads_it_is_found() {
        assert_eq!(complaints("a.json\tk\td\tb\t\t\n"), ["a.json has no test"]);
        assert_eq!(complaints("a.json\tk\td\tb\tgone\t\n"), ["a.json: the test gone does not exist"]);
        assert_eq!(complaints("a.json\tk\td\tb\ttwo\t\n"), ["a.json: the test two does not read it"]);
        assert_eq!(complaints("a.json\tk\td\tb\tone\tB.swift: testTwo\n"), ["a.json: B.swift has no test \"testTwo\""]);
    }

    #[test]
    fn a_file_without_a_row_and_a_row_without_a_file_are_found() {
        assert_eq!(complaints(""), ["is not in tests/vectors/cases.tsv, so no test proves it"]);
        let row = "a.json\tk\td\tb\tone\t\nb.json\tk\td\tb\ttwo\t\n";
        assert_eq!(complaints(row), ["tests/vectors/cases/b.json does not exist"]);
    }

    #[test]
    fn a_row_of_another_form_is_refused() {
        for row in ["a.json\tk\td\tb\tone", "a.json\t\td\tb\tone\t", "a.json\tk\td\tb\tone\ttestOne"] {
            assert!(Cases::parse(&(HEAD.to_owned() + row)).is_err(), "{row}");
        }
    }
}
