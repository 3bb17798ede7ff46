//! A throw-away copy of the core whose files hold the changes; tests and vectors are the repository's own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::site::{Rendered, Site};

/// A file of `core/src`, with its changes.
pub(crate) struct Source {
    /// From the repository's root.
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) sites: Vec<Site>,
}

pub(crate) struct Copy {
    folder: PathBuf,
    sources: Vec<Source>,
    /// Changes that the compiler refuses.
    pub(crate) dead: BTreeSet<u32>,
}

const SWITCH_MANIFEST: &str = "[package]\nname = \"tvpass-switch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";

/// Optimized enough for the property tests, and quick to build.
const PROFILE: &str = "[profile.dev]\nopt-level = 1\ndebug = false\nincremental = false\n";

/// All Rust files of the core, in order.
pub(crate) fn files() -> Result<Vec<(String, String)>> {
    let mut waiting = vec![PathBuf::from("core/src")];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                waiting.push(entry?.path());
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((path.display().to_string(), read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

impl Copy {
    /// `switch` is the crate of the switches, beside the copied core.
    pub(crate) fn new(folder: &Path, switch: &str, sources: Vec<Source>) -> Result<Self> {
        for part in ["core", "switch/src"] {
            fs::create_dir_all(folder.join(part))?;
        }
        let root = read(Path::new("Cargo.toml"))?;
        let shared = root.split_once("[workspace.package]").context("no [workspace.package]")?.1;
        let shared = shared.split("[profile.").next().unwrap_or(shared);
        let head = "[workspace]\nresolver = \"3\"\nmembers = [\"core\"]\n\n[workspace.package]";
        write(&folder.join("Cargo.toml"), &format!("{head}{shared}\n{PROFILE}"))?;
        write(&folder.join("switch/Cargo.toml"), SWITCH_MANIFEST)?;
        write(&folder.join("switch/src/lib.rs"), switch)?;
        let switch = "\n[dependencies]\ntvpass-switch = { path = \"../switch\" }\n";
        let manifest = read(Path::new("core/Cargo.toml"))?.replace("\n[dependencies]\n", switch);
        write(&folder.join("core/Cargo.toml"), &manifest)?;
        fs::copy("Cargo.lock", folder.join("Cargo.lock"))?;
        for part in ["tests", "docs", "core/tests", "core/examples", "core/README.md", "README.md"] {
            let link = folder.join(part);
            if !link.exists() {
                symlink(std::path::absolute(part)?, &link).with_context(|| format!("cannot link {part}"))?;
            }
        }
        Ok(Self { folder: folder.to_owned(), sources, dead: BTreeSet::new() })
    }

    /// Writes the changes that are not dead, and says what each file became.
    fn write(&self) -> Result<BTreeMap<String, Rendered>> {
        let mut files = BTreeMap::new();
        for source in &self.sources {
            let rendered = Rendered::new(&source.text, &source.sites, &self.dead);
            write(&self.folder.join(&source.file), &rendered.text)?;
            files.insert(source.file.clone(), rendered);
        }
        Ok(files)
    }

    /// Builds the core with all changes that the compiler takes; those that it refuses are dead from then on.
    pub(crate) fn build_core(&mut self) -> Result<()> {
        loop {
            let files = self.write()?;
            let (is_built, messages) = self.cargo("check --package tvpass --lib --all-features")?;
            if is_built {
                return Ok(());
            }
            let refused = refused(&messages, &files);
            println!("the compiler refuses {} changes", refused.len());
            if refused.is_empty() {
                bail!("the copy does not build:\n{}", complaints(&messages).join("\n"));
            }
            self.dead.extend(refused);
        }
    }

    /// Builds the tests, and gives the program of each.
    pub(crate) fn build_tests(&self) -> Result<BTreeMap<String, PathBuf>> {
        let (is_built, messages) = self.cargo("test --package tvpass --lib --tests --no-run")?;
        ensure!(is_built, "the tests of the copy do not build:\n{}", complaints(&messages).join("\n"));
        let programs = messages.iter().filter_map(|message| {
            let program = message["executable"].as_str()?;
            Some((message["target"]["name"].as_str()?.to_owned(), PathBuf::from(program)))
        });
        let programs: BTreeMap<_, _> = programs.collect();
        ensure!(!programs.is_empty(), "the copy has no tests");
        Ok(programs)
    }

    /// The folder in which Cargo runs the tests.
    pub(crate) fn core(&self) -> PathBuf {
        self.folder.join("core")
    }

    fn cargo(&self, words: &str) -> Result<(bool, Vec<Value>)> {
        println!("$ cargo {words}");
        let mut cargo = Command::new("cargo");
        cargo.args(words.split(' ')).args(["--quiet", "--message-format=json"]);
        // A crate of its own cannot be turned on in constant functions without the compiler's unstable parts.
        cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "--cap-lints=allow");
        cargo.env("CARGO_TARGET_DIR", std::path::absolute(self.folder.join("target"))?);
        let output = cargo.current_dir(&self.folder).stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        Ok((output.status.success(), text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()))
    }
}

/// An equal file is left alone, so that nothing is built again.
fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn errors(messages: &[Value]) -> impl Iterator<Item = &Value> {
    messages.iter().map(|message| &message["message"]).filter(|message| message["level"] == "error")
}

/// The changes in whose text the compiler has found an error.
fn refused(messages: &[Value], files: &BTreeMap<String, Rendered>) -> BTreeSet<u32> {
    let spans = errors(messages).flat_map(|error| error["spans"].as_array().into_iter().flatten());
    let change = |span: &Value| {
        let file = files.get(span["file_name"].as_str()?)?;
        file.change_at(usize::try_from(span["byte_start"].as_u64()?).ok()?)
    };
    spans.filter_map(change).collect()
}

fn complaints(messages: &[Value]) -> Vec<&str> {
    errors(messages).filter_map(|error| error["rendered"].as_str()).collect()
}
