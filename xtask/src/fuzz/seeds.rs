//! The seeds of fuzzing: the vectors, in the form that each target takes, and a dictionary of the wire's own words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result};
use serde_json::Value;

pub(super) static VECTORS: LazyLock<PathBuf> = LazyLock::new(|| PathBuf::from("tests/vectors"));

/// Words that no vector holds.
const HTTP: &[&str] = &[
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.0 ",
    "Content-Length: ",
    "Transfer-Encoding: chunked\r\n",
    "Connection: close\r\n",
    "Content-Encoding: ",
    "\r\n\r\n",
    "\r\n",
    "0\r\n\r\n",
    "https://",
    "http://",
    "//",
    "%2F",
    "%2e",
];

/// Writes one folder for each target, and gives the dictionary's path.
pub(super) fn write(folder: &Path) -> Result<PathBuf> {
    let mut seeds = Seeds { folder: folder.to_owned(), count: 0, words: BTreeSet::new() };
    seeds.words.extend(HTTP.iter().map(|word| (*word).to_owned()));
    for case in cases("responses")? {
        let body = text(&case["body"]);
        let status = &case["status"];
        seeds.write("answers", &body)?;
        seeds.write("http1", &format!("@\u{7}HTTP/1.1 {status} OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()))?;
        let chunked = format!("Transfer-Encoding: chunked\r\n\r\n{:020x}\r\n{body}\r\n0\r\n\r\n", body.len());
        seeds.write("http1", &format!("@\u{7}HTTP/1.1 {status} OK\r\n{chunked}"))?;
    }
    for case in cases("requests")? {
        let request = &case["request"];
        let (method, target) = (text(&request["method"]), text(&request["target"]));
        let (kind, body) = (text(&request["headers"]["Content-Type"]), text(&request["body"]));
        seeds.words.extend(
            target.split(['/', '?', '&']).chain(body.split('&')).filter(|part| !part.starts_with('{')).map(name),
        );
        seeds.write("requests", &format!("{method} {target}\n{kind}\n{body}"))?;
    }
    for case in cases("headers")? {
        seeds.write("headers", &text(&case["json"]))?;
        seeds.write("headers", &text(&case["value"]))?;
    }
    for case in list(&read(&VECTORS.join("urls.json"))?) {
        seeds.write("urls", &format!("{}\n{}", text(&case["base"]), text(&case["url"])))?;
    }
    seeds.add_words(&read(&VECTORS.join("enumerations.json"))?);
    let errors = VECTORS.join("errors.tsv");
    let errors = fs::read_to_string(&errors).with_context(|| format!("cannot read {}", errors.display()))?;
    seeds.words.extend(errors.lines().filter_map(|line| Some(format!("\"{}\"", line.split('\t').next()?))));
    seeds.dictionary()
}

struct Seeds {
    folder: PathBuf,
    count: usize,
    words: BTreeSet<String>,
}

impl Seeds {
    fn write(&mut self, target: &str, seed: &str) -> Result<()> {
        let folder = self.folder.join(target);
        fs::create_dir_all(&folder)?;
        self.count += 1;
        fs::write(folder.join(self.count.to_string()), seed)?;
        // What is JSON has words to offer.
        let start = seed.find(['{', '[']).unwrap_or(seed.len());
        if let Ok(value) = serde_json::from_str(&seed[start..]) {
            self.add_words(&value);
        }
        Ok(())
    }

    /// The names of all members, with quotes and colon, and short texts.
    fn add_words(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    self.words.insert(format!("\"{name}\":"));
                    self.add_words(value);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.add_words(item)),
            Value::String(text) if text.len() < 32 => {
                self.words.insert(format!("\"{text}\""));
            }
            _ => {}
        }
    }

    fn dictionary(&self) -> Result<PathBuf> {
        let lines = self.words.iter().filter(|word| word.len() < 64).map(|word| format!("\"{}\"\n", escaped(word)));
        let path = self.folder.join("wire.dict");
        fs::write(&path, lines.collect::<String>()).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

/// A segment of a path, or the name of a parameter with its sign.
fn name(part: &str) -> String {
    part.split_once('=').map_or_else(|| format!("{part}/"), |(name, _)| format!("{name}="))
}

/// As libFuzzer reads a word: everything but plain ASCII by its code.
fn escaped(word: &str) -> String {
    let escape = |byte: u8| match byte {
        b' '..=b'~' if !b"\"\\".contains(&byte) => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    };
    word.bytes().map(escape).collect()
}

/// The cases of every file in a folder of the vectors.
fn cases(folder: &str) -> Result<Vec<Value>> {
    let folder = VECTORS.join(folder);
    let mut paths = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        cases.extend(list(&read(&path)?));
    }
    Ok(cases)
}

fn list(file: &Value) -> Vec<Value> {
    file["cases"].as_array().cloned().unwrap_or_default()
}

fn read(path: &Path) -> Result<Value> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not JSON", path.display()))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_word_of_the_dictionary_is_plain_ascii() {
        assert_eq!(escaped("\"url\":"), "\\x22url\\x22:");
        assert_eq!(escaped("a\\\r\né"), "a\\x5c\\x0d\\x0a\\xc3\\xa9");
    }
}
