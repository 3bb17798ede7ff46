//! Rules for every file of the repository.

mod prose;

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{Finding, Suite, judge};
use crate::need::GIT;
use crate::repository::files;
use prose::Prose;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "hygiene",
    proves: "files are small, finished and free of anything that belongs to one machine",
    needs: &[GIT],
    run: hygiene,
}];

const MOST_LINES: usize = 500;
const MANY_LINES: usize = 400;

/// Languages that people write here; data files may be as long as they need to be.
const LANGUAGES: &[&str] = &["rs", "c", "h", "ts", "js", "kt", "swift", "py"];

const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX", "dbg!", "todo!", "unimplemented!"];

const MACHINE_FOLDERS: &[&str] = &["/work/", "/root/", "/home/"];

/// The name under which Cargo's lock file records where every machine finds a package.
const PUBLIC_HOSTS: &[&str] = &["github.com"];

/// Files whose subject is the very thing that is forbidden elsewhere.
const EXEMPT: &[&str] = &[file!(), "xtask/gates/"];

fn hygiene() -> Result<()> {
    let mut findings = Vec::new();
    let mut prose = Prose::default();
    if !Path::new("LICENSE").is_file() {
        findings.push(finding("LICENSE", 1, "is missing".to_owned()));
    }
    for file in files(".")? {
        if EXEMPT.iter().any(|exempt| file.starts_with(exempt)) {
            continue;
        }
        // What is not UTF-8 is a picture or another binary.
        if let Ok(text) = fs::read_to_string(&file) {
            findings.extend(judge_file(&file, &text));
            if !is_generated(&file, &text) {
                prose.add(&file, &text);
            }
        }
    }
    prose.judge(|file, line, what| findings.push(finding(file, line, what)));
    judge(&findings)
}

fn judge_file(file: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let extension = Path::new(file).extension().and_then(|extension| extension.to_str());
    // What a generator writes is the generator's to finish.
    let is_source = extension.is_some_and(|extension| LANGUAGES.contains(&extension)) && !is_generated(file, text);
    if is_source {
        findings.extend(length(file, text.lines().count()));
    }
    for (index, line) in text.lines().enumerate() {
        let mut report = |what: String| findings.push(finding(file, index + 1, what));
        if is_source {
            UNFINISHED.iter().filter(|mark| has_word(line, mark)).for_each(|mark| report(format!("holds {mark}")));
        }
        MACHINE_FOLDERS
            .iter()
            .filter(|folder| names_folder(line, folder))
            .for_each(|folder| report(format!("names {folder}, a folder of one machine")));
        private_hosts(line).for_each(|host| report(format!("names {host}, the registry of one machine")));
    }
    findings
}

fn finding(file: &str, line: usize, what: String) -> Finding {
    Finding { file: file.to_owned(), line, what }
}

fn is_generated(file: &str, text: &str) -> bool {
    let mut folders = Path::new(file).components().map(std::path::Component::as_os_str);
    folders.any(|folder| folder == "generated" || folder == "vectors")
        || text.lines().take(5).any(|line| line.contains("@generated"))
}

fn length(file: &str, lines: usize) -> Option<Finding> {
    if lines > MOST_LINES {
        return Some(finding(file, lines, format!("has {lines} lines, {MOST_LINES} at most")));
    }
    if lines > MANY_LINES {
        println!("{file}: warning: {lines} lines, is it two files?");
    }
    None
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        !is_part(before) && !is_part(after)
    })
}

/// An absolute path begins where no other path or host goes on.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"._-~/}".contains(letter))
    })
}

fn private_hosts(line: &str) -> impl Iterator<Item = &str> {
    // A lock file of npm names an archive; test data may use the same word for something else.
    let is_about_registries = ["registry", "index-url"].iter().any(|word| line.contains(word))
        || line.contains("\"resolved\"") && line.contains(".tgz");
    let urls = line.split("://").skip(1).filter(move |_| is_about_registries);
    urls.filter_map(|url| url.split(['/', '"', '\'', '>', ' ']).next()).filter(|host| !PUBLIC_HOSTS.contains(host))
}

#[cfg(test)]
mod tests {
    use super::{has_word, is_generated, judge_file, length, names_folder, private_hosts};

    #[test]
    fn long_files_fail_unless_they_are_generated() {
        let long = "// line\n".repeat(501);
        assert_eq!(judge_file("core/src/lib.rs", &long).len(), 1);
        assert!(judge_file("core/src/generated/codes.rs", &long).is_empty());
        assert!(judge_file("tvpass.h", &format!("/* @generated */\n{long}")).is_empty());
        assert!(judge_file("docs/protocol.md", &long).is_empty());
        assert!(length("core/src/lib.rs", 500).is_none());
        assert!(!is_generated("core/src/generator.rs", "fn main() {}"));
    }

    #[test]
    fn unfinished_work_is_found_as_a_word_of_its_own() {
        assert!(has_word("// TODO: later", "TODO"));
        assert!(has_word("    dbg!(value);", "dbg!"));
        assert!(!has_word("const MASTODON: u8 = 1;", "TODO"));
        assert_eq!(judge_file("a.rs", "fn f() { todo!() }\n")[0].line, 1);
        assert!(judge_file("CONTRIBUTING.md", "No TODO.\n").is_empty());
    }

    #[test]
    fn folders_of_one_machine_are_found_but_not_inside_other_paths() {
        assert!(names_folder("see /root/.cargo", "/root/"));
        assert!(names_folder("include=\"/home/me\"", "/home/"));
        assert!(!names_folder("https://example.com/home/index", "/home/"));
        assert!(!names_folder("docs/work/plan.md", "/work/"));
    }

    #[test]
    fn only_the_public_registries_are_named() {
        let private = "\"resolved\": \"https://proxy.example/npm/a.tgz\"";
        assert_eq!(private_hosts(private).collect::<Vec<_>>(), ["proxy.example"]);
        let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        assert_eq!(private_hosts(public).count(), 0);
        assert_eq!(private_hosts("see https://proxy.example/page").count(), 0);
    }
}
