//! The imports between the files of a crate: modules, re-exports and paths, as far as names tell.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use source::{Source, Usage};

/// A module's place in its crate; the crate's root is empty.
type Module = Vec<String>;

/// The modules of one crate, each a file.
pub(crate) struct Crate {
    modules: BTreeMap<Module, File>,
}

struct File {
    path: String,
    source: Source,
}

impl Crate {
    /// Reads the crate whose root is this file, and every file that it declares as a module.
    pub(crate) fn read(root: &str) -> Result<Self> {
        let mut modules = BTreeMap::new();
        let folder = Path::new(root).parent().unwrap_or(Path::new(""));
        read_module(&mut modules, Vec::new(), Path::new(root), folder)?;
        Ok(Self { modules })
    }

    /// The files that import each other, directly or by way of others: one list for each circle.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<&str>> {
        let edges = self.edges();
        let reach: BTreeMap<&str, BTreeSet<&str>> = edges.keys().map(|file| (*file, reachable(&edges, file))).collect();
        let mut circles: Vec<BTreeSet<&str>> = Vec::new();
        for (file, targets) in &reach {
            if targets.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
                let returns = |other: &&&str| reach.get(**other).is_some_and(|targets| targets.contains(file));
                circles.push(targets.iter().filter(returns).copied().collect());
            }
        }
        circles
    }

    /// Every file with the files that it imports. A module's own parts are left out: to use them is what it is for.
    pub(crate) fn edges(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut edges = BTreeMap::new();
        for (module, file) in &self.modules {
            let targets = file.source.usages.iter().filter_map(|usage| self.target(module, usage));
            let others =
                targets.filter(|(place, _)| !place.starts_with(module)).map(|(_, target)| target.path.as_str());
            edges.insert(file.path.as_str(), others.collect());
        }
        edges
    }

    fn target(&self, module: &Module, usage: &Usage) -> Option<(Module, &File)> {
        let path = self.absolute(module, usage)?;
        self.definition(&path, 0)
    }

    /// A path from the crate's root; none for a path of another crate.
    fn absolute(&self, module: &Module, usage: &Usage) -> Option<Vec<String>> {
        let (first, rest) = usage.path.split_first()?;
        let mut place = module.clone();
        place.extend(usage.inside.iter().cloned());
        match first.as_str() {
            "crate" => place.clear(),
            "self" => {}
            "super" => drop(place.pop()?),
            child if self.modules.contains_key(&joined(&place, child)) => place.push(child.to_owned()),
            _ => return None,
        }
        for name in rest {
            if name == "super" {
                place.pop()?;
            } else if name != "self" {
                place.push(name.clone());
            }
        }
        Some(place)
    }

    /// The file that defines what a path names; a re-export leads on to where its own path leads.
    fn definition(&self, path: &[String], depth: usize) -> Option<(Module, &File)> {
        let (module, file, rest) = (0..=path.len()).rev().find_map(|length| {
            let module = path[..length].to_vec();
            self.modules.get(&module).map(|file| (module, file, &path[length..]))
        })?;
        let Some(name) = rest.first().filter(|_| depth < 8) else { return Some((module, file)) };
        if file.source.definitions.contains(name) {
            return Some((module, file));
        }
        for usage in file.source.usages.iter().filter(|usage| usage.is_public && usage.inside.is_empty()) {
            let Some(mut target) = self.absolute(&module, usage) else { continue };
            let is_glob = target.last().is_some_and(|last| last == "*");
            if is_glob {
                target.pop();
                target.push(name.clone());
                let found = self.definition(&target, depth + 1);
                if let Some(found) = found.filter(|(_, file)| file.source.definitions.contains(name)) {
                    return Some(found);
                }
            } else if usage.name() == name {
                return self.definition(&target, depth + 1);
            }
        }
        Some((module, file))
    }
}

fn joined(module: &Module, child: &str) -> Module {
    module.iter().cloned().chain([child.to_owned()]).collect()
}

fn reachable<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>, start: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = edges.get(start).into_iter().flatten().copied().collect();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(edges.get(file).into_iter().flatten().copied());
        }
    }
    reached
}

/// `folder` is where the module's own children lie.
fn read_module(modules: &mut BTreeMap<Module, File>, module: Module, path: &Path, folder: &Path) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let source = Source::read(&text);
    for child in &source.children {
        let (flat, nested) = (folder.join(format!("{child}.rs")), folder.join(child).join("mod.rs"));
        let file: PathBuf = if flat.is_file() { flat } else { nested };
        // A module that a build writes, or that another place holds, is not ours to judge.
        if file.is_file() {
            read_module(modules, joined(&module, child), &file, &folder.join(child))?;
        }
    }
    modules.insert(module, File { path: path.display().to_string(), source });
    Ok(())
}

#[cfg(test)]
mod tests;
