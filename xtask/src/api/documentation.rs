//! The knowledge of rustdoc about the core, as JSON.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::process::{command, run};
use crate::repository::target_folder;

/// The version of rustdoc's JSON whose fields this module names; a new compiler may bring another.
const FORMAT: u64 = 57;

pub(super) struct Documentation {
    root: Value,
    /// The path by which a user names an item, by its number.
    public: BTreeMap<u64, String>,
}

/// Runs rustdoc on the core. Its JSON is not stable yet, so that the compiler has to be told that we know.
pub(super) fn read() -> Result<Documentation> {
    let folder = target_folder("api")?;
    let mut rustdoc = command("cargo rustdoc --package tvpass --lib --all-features --quiet --target-dir");
    rustdoc.arg(&folder).args(["--", "-Zunstable-options", "--output-format", "json"]);
    run(rustdoc.env("RUSTC_BOOTSTRAP", "1"))?;
    let file = folder.join("doc/tvpass.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Documentation::parse(&text)
}

impl Documentation {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let root: Value = serde_json::from_str(text)?;
        let format = root["format_version"].as_u64();
        ensure!(format == Some(FORMAT), "rustdoc writes format {format:?} of its JSON, this program reads {FORMAT}");
        let mut documentation = Self { public: BTreeMap::new(), root };
        let mut public = BTreeMap::new();
        documentation.name(&documentation.root["root"], &mut public, "");
        documentation.public = public;
        Ok(documentation)
    }

    /// Gives every item of the module `id` its path, and those of the modules in it.
    fn name(&self, id: &Value, public: &mut BTreeMap<u64, String>, parent: &str) {
        let Some(module) = self.item(id) else { return };
        let path = join(parent, text(&module["name"]));
        for id in list(&module["inner"]["module"]["items"]) {
            let Some(item) = self.item(id).filter(|item| item["visibility"] == "public") else { continue };
            let used = &item["inner"]["use"];
            if item["inner"]["module"].is_object() {
                self.name(id, public, &path);
            } else if let Some(used_id) = used["id"].as_u64() {
                public.entry(used_id).or_insert_with(|| join(&path, text(&used["name"])));
            } else if let Some(id) = id.as_u64() {
                public.entry(id).or_insert_with(|| join(&path, text(&item["name"])));
            }
        }
    }

    pub(super) fn item(&self, id: &Value) -> Option<&Value> {
        self.root["index"].get(id.as_u64()?.to_string())
    }

    /// Every item that has a part `kind`, with its number.
    pub(super) fn all<'d>(&'d self, kind: &'d str) -> impl Iterator<Item = (u64, &'d Value)> {
        let items = self.root["index"].as_object().into_iter().flatten();
        items
            .filter(move |(_, item)| item["inner"][kind].is_object())
            .filter_map(|(id, item)| Some((id.parse().ok()?, item)))
    }

    /// The path by which a user names an item of this crate.
    pub(super) fn public_path(&self, id: u64) -> Option<&str> {
        self.public.get(&id).map(String::as_str)
    }

    /// The same, for an item of any crate.
    pub(super) fn path(&self, id: &Value) -> Option<String> {
        let id = id.as_u64()?;
        if let Some(path) = self.public_path(id) {
            return Some(path.to_owned());
        }
        let summary = &self.root["paths"][id.to_string()];
        let is_foreign = summary["crate_id"].as_u64().is_some_and(|id| id != 0);
        is_foreign.then(|| foreign_path(&list(&summary["path"]).map(text).collect::<Vec<_>>()))
    }
}

/// Items of `core` stand deep in private modules, and are exported by the public one that those lie in.
fn foreign_path(path: &[&str]) -> String {
    match path {
        ["core", module, .., name] => format!("core::{module}::{name}"),
        _ => path.join("::"),
    }
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}::{name}") }
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
