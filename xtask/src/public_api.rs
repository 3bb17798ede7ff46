//! The public interface of the core as a text that a reviewer reads: one line for each item.
//!
//! It is made of rustdoc's JSON. The tool `cargo-public-api` prints the same, but building it takes longer than any suite.

mod signature;

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::need::Missing;
use crate::process::{command, run};
use crate::repository::target_folder;
use signature::{bounds, function, generics, of_type, path_of, where_clause};

pub(crate) const FILE: &str = "docs/public-api.txt";

/// The layout of the JSON that this module reads.
const FORMAT: u64 = 57;

/// Compares the recorded interface with a fresh one.
pub(crate) fn check() -> Result<()> {
    let recorded = fs::read_to_string(FILE).with_context(|| format!("cannot read {FILE}"))?;
    let fresh = fresh()?;
    let gone = recorded.lines().filter(|line| !fresh.lines().any(|known| known == *line)).map(|line| ('-', line));
    let new = fresh.lines().filter(|line| !recorded.lines().any(|known| known == *line)).map(|line| ('+', line));
    gone.chain(new).for_each(|(mark, line)| println!("{mark} {line}"));
    ensure!(recorded == fresh, "{FILE} is stale; review the lines above, then `cargo xtask public-api` records them");
    Ok(())
}

pub(crate) fn fresh() -> Result<String> {
    let target = target_folder("public-api")?;
    let mut rustdoc = command("cargo rustdoc --quiet --locked --package tvpass --lib --target-dir");
    rustdoc.arg(&target).args(["--", "-Zunstable-options", "--output-format", "json"]);
    // The JSON is unstable in every release of Rust; its format number says when it has changed.
    run(rustdoc.env("RUSTC_BOOTSTRAP", "1"))?;
    let file = target.join("doc/tvpass.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let json: Value = serde_json::from_str(&text).context("rustdoc printed no JSON")?;
    if json["format_version"] != FORMAT {
        let found = &json["format_version"];
        return Err(Missing(format!("a rustdoc whose JSON has format {FORMAT}; this one writes {found}")).into());
    }
    list(&json)
}

fn list(json: &Value) -> Result<String> {
    let mut listing = Listing { index: &json["index"], lines: Vec::new() };
    listing.add(&json["root"], "tvpass", "tvpass")?;
    listing.lines.sort();
    listing.lines.dedup();
    Ok(listing.lines.into_iter().map(|(_, line)| line + "\n").collect())
}

struct Listing<'a> {
    index: &'a Value,
    /// Each with the path by which it is sorted.
    lines: Vec<(String, String)>,
}

impl<'a> Listing<'a> {
    fn item(&self, id: &Value) -> Result<&'a Value> {
        let item = &self.index[id.to_string()];
        ensure!(item.is_object(), "rustdoc names the item {id} and does not describe it");
        Ok(item)
    }

    /// Adds an item that is public as `path`; `name` is the last part of the path.
    fn add(&mut self, id: &Value, path: &str, name: &str) -> Result<()> {
        let item = self.item(id)?;
        let (kind, inner) = kind_of(item)?;
        let generics_text = generics(&inner["generics"]);
        match kind {
            "module" => {
                self.push(path, format!("mod {path}"));
                self.add_members(&inner["items"], path)?;
            }
            "use" => self.add_reexport(inner, path)?,
            "struct" => {
                let (fields, hidden) = fields_of(&inner["kind"]);
                let end = if hidden { " { .. }" } else { "" };
                self.push(path, format!("struct {path}{generics_text}{}{end}", non_exhaustive(item)));
                self.add_fields(fields, path)?;
                self.add_impls(&inner["impls"], id, path)?;
            }
            "enum" => {
                self.push(path, format!("enum {path}{generics_text}{}", non_exhaustive(item)));
                self.add_members(&inner["variants"], path)?;
                self.add_impls(&inner["impls"], id, path)?;
            }
            "variant" => {
                self.push(path, format!("variant {path}{}", non_exhaustive(item)));
                self.add_fields(fields_of(&inner["kind"]).0, path)?;
            }
            "trait" => {
                let above = bounds(&inner["bounds"], ": ");
                let end = where_clause(&inner["generics"]);
                self.push(path, format!("trait {path}{generics_text}{above}{end}"));
                self.add_members(&inner["items"], path)?;
            }
            "function" => self.push(path, function(inner, path)),
            "struct_field" => self.push(path, format!("field {path}: {}", of_type(inner))),
            "constant" | "assoc_const" | "static" => {
                self.push(path, format!("const {path}: {}", of_type(&inner["type"])));
            }
            "type_alias" | "assoc_type" => {
                let value =
                    if inner["type"].is_null() { String::new() } else { " = ".to_owned() + &of_type(&inner["type"]) };
                self.push(path, format!("type {path}{generics_text}{}{value}", bounds(&inner["bounds"], ": ")));
            }
            "macro" => self.push(path, format!("macro {path}")),
            other => bail!("{name} is a {other}, which this listing does not know"),
        }
        Ok(())
    }

    fn add_members(&mut self, ids: &'a Value, path: &str) -> Result<()> {
        for id in elements(ids) {
            let item = self.item(id)?;
            let name = item["name"].as_str().unwrap_or_default();
            let (kind, _) = kind_of(item)?;
            let is_reexport = kind == "use";
            let place = if is_reexport { path.to_owned() } else { format!("{path}::{name}") };
            self.add(id, &place, name)?;
        }
        Ok(())
    }

    fn add_reexport(&mut self, inner: &'a Value, path: &str) -> Result<()> {
        let is_own = self.index[inner["id"].to_string()].is_object();
        let name = inner["name"].as_str().unwrap_or_default();
        if !is_own {
            let source = inner["source"].as_str().unwrap_or_default();
            self.push(path, format!("use {path}::{name} = {source}"));
            return Ok(());
        }
        if inner["is_glob"] == true {
            let (_, target) = kind_of(self.item(&inner["id"])?)?;
            return self.add_members(&target["items"], path);
        }
        self.add(&inner["id"], &format!("{path}::{name}"), name)
    }

    fn add_fields(&mut self, fields: &'a Value, path: &str) -> Result<()> {
        for id in elements(fields).filter(|id| !id.is_null()) {
            let name = self.item(id)?["name"].as_str().unwrap_or_default();
            self.add(id, &format!("{path}::{name}"), name)?;
        }
        Ok(())
    }

    fn push(&mut self, path: &str, line: String) {
        self.lines.push((path.to_owned(), line));
    }

    /// Methods as lines of their own, traits by their names: their items follow from the trait.
    fn add_impls(&mut self, ids: &'a Value, owner: &Value, path: &str) -> Result<()> {
        let mut traits = Vec::new();
        for id in elements(ids) {
            let (_, inner) = kind_of(self.item(id)?)?;
            // Rustdoc adds auto traits, implementations for every type, and those of other types that name this one.
            let of = &inner["for"]["resolved_path"]["id"];
            let is_foreign = !of.is_null() && of != owner;
            if inner["is_synthetic"] == true || !inner["blanket_impl"].is_null() || is_foreign {
                continue;
            }
            if inner["trait"].is_null() {
                self.add_members(&inner["items"], path)?;
            } else if inner["trait"]["path"] != "StructuralPartialEq" {
                traits.push(path_of(&inner["trait"]) + &where_clause(&inner["generics"]));
            }
        }
        traits.sort();
        if !traits.is_empty() {
            self.push(path, format!("traits of {path}: {}", traits.join(", ")));
        }
        Ok(())
    }
}

/// The kind of an item, and what is said of that kind alone.
fn kind_of(item: &Value) -> Result<(&str, &Value)> {
    let inner = item["inner"].as_object().and_then(|inner| inner.iter().next());
    inner.map(|(kind, inner)| (kind.as_str(), inner)).context("an item without a kind")
}

/// The fields of a struct or a variant, and whether some are hidden.
fn fields_of(kind: &Value) -> (&Value, bool) {
    let plain = [&kind["plain"], &kind["struct"]].into_iter().find(|kind| kind.is_object());
    if let Some(plain) = plain {
        return (&plain["fields"], plain["has_stripped_fields"] == true);
    }
    let tuple = &kind["tuple"];
    (tuple, elements(tuple).any(Value::is_null))
}

fn non_exhaustive(item: &Value) -> &'static str {
    if item["attrs"].to_string().contains("non_exhaustive") { " #[non_exhaustive]" } else { "" }
}

fn elements(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests;
