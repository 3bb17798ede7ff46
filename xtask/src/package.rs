//! The workspace's packages and their targets, as Cargo sees them.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::{command, output};

#[derive(Debug, Clone, Default)]
pub(crate) struct Package {
    pub name: String,
    /// Commands without `--package` mean this package too.
    pub is_default: bool,
    pub default_run: Option<String>,
    /// It is meant for crates.io.
    pub is_published: bool,
    /// The path of the manifest.
    pub manifest: String,
    /// Names of the manifest's fields that say something.
    pub fields: Vec<String>,
    pub targets: Vec<Target>,
}

#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub kind: String,
    pub name: String,
}

impl Package {
    pub(crate) fn has(&self, kind: &str, name: &str) -> bool {
        self.names(kind).any(|known| known == name)
    }

    pub(crate) fn names<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        let targets = self.targets.iter().filter(move |target| target.kind == kind);
        targets.map(|target| target.name.as_str())
    }
}

pub(crate) fn all() -> Result<Vec<Package>> {
    let text = output(&mut command("cargo metadata --format-version 1 --no-deps"))?;
    let metadata: Value = serde_json::from_str(&text).context("cargo metadata is not JSON")?;
    let defaults = list(&metadata["workspace_default_members"])?;
    list(&metadata["packages"])?.iter().map(|package| read(package, defaults.contains(&package["id"]))).collect()
}

fn read(package: &Value, is_default: bool) -> Result<Package> {
    let mut targets = Vec::new();
    for target in list(&package["targets"])? {
        for kind in list(&target["kind"])? {
            targets.push(Target { kind: text(kind)?, name: text(&target["name"])? });
        }
    }
    Ok(Package {
        name: text(&package["name"])?,
        is_default,
        default_run: package["default_run"].as_str().map(str::to_owned),
        is_published: package["publish"].is_null(),
        manifest: text(&package["manifest_path"])?,
        fields: fields(package),
        targets,
    })
}

fn fields(package: &Value) -> Vec<String> {
    let fields = package.as_object().into_iter().flatten();
    let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    fields.filter(|(_, value)| !is_empty(value)).map(|(name, _)| name.clone()).collect()
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("cargo metadata lacks a list")
}

fn text(value: &Value) -> Result<String> {
    let text = value.as_str().context("cargo metadata lacks a text")?;
    Ok(text.to_owned())
}
