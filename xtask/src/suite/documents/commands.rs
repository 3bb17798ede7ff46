//! Cargo commands that a reader is meant to type.

use clap::error::ErrorKind;

use super::Complaint;
use super::markdown::Document;
use super::references::is_placeholder;
use crate::command::definition;
use crate::package::Package;

pub(super) fn check(document: &Document, packages: &[Package]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (line, text) in document.spans.iter().chain(&document.code_lines) {
        for words in cargo_commands(text) {
            let complaint = match words.split_first() {
                Some((&"xtask", arguments)) => check_xtask(arguments),
                Some((subcommand, arguments)) => check_cargo(subcommand, arguments, packages),
                None => None,
            };
            complaints.extend(complaint.map(|what| (*line, format!("`cargo {}`: {what}", words.join(" ")))));
        }
    }
    complaints
}

/// The words after `cargo` of each cargo command in a line of shell.
fn cargo_commands(line: &str) -> impl Iterator<Item = Vec<&str>> {
    let parts = line.split("&&").flat_map(|part| part.split([';', '|']));
    parts.filter_map(|part| {
        let mut words = part.split_whitespace().skip_while(|word| *word == "$" || is_assignment(word));
        let is_cargo = words.next() == Some("cargo");
        is_cargo.then(|| words.take_while(|word| !ends_command(word)).filter(|word| !word.starts_with('+')).collect())
    })
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| is_placeholder(name))
}

/// A redirection, a comment or an omission.
fn ends_command(word: &str) -> bool {
    let is_placeholder = word.starts_with('<') && word.ends_with('>');
    (word.starts_with(['<', '>', '#', '&']) && !is_placeholder) || word == "..." || word == "…"
}

/// The command line itself judges; a placeholder stands for something that it would accept.
fn check_xtask(arguments: &[&str]) -> Option<String> {
    let (stand_ins, words): (Vec<&str>, Vec<&str>) =
        arguments.iter().partition(|word| word.starts_with(['[', '<']) || is_placeholder(word));
    let error = definition().try_get_matches_from(["xtask"].into_iter().chain(words)).err()?;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => None,
        ErrorKind::MissingRequiredArgument if !stand_ins.is_empty() => None,
        _ => error.to_string().lines().next().map(str::to_owned),
    }
}

fn check_cargo(subcommand: &str, arguments: &[&str], packages: &[Package]) -> Option<String> {
    let options = Options::read(arguments);
    if options.has("--manifest-path") {
        return None;
    }
    let mut chosen = Vec::new();
    for name in options.values(&["-p", "--package"]) {
        match packages.iter().find(|package| package.name == name) {
            Some(package) => chosen.push(package),
            None => return Some(format!("no package {name}")),
        }
    }
    if chosen.is_empty() {
        let is_wide = options.has("--workspace") || options.has("--all");
        chosen = packages.iter().filter(|package| is_wide || package.is_default).collect();
    }
    for kind in ["example", "bin", "test", "bench"] {
        for name in options.values(&[&format!("--{kind}")]) {
            if !chosen.iter().any(|package| package.has(kind, name)) {
                return Some(format!("no {kind} {name}"));
            }
        }
    }
    let names_target = options.has("--bin") || options.has("--example");
    (subcommand == "run" && !names_target && !runs_one_program(&chosen))
        .then(|| "which program it runs is not clear".to_owned())
}

fn runs_one_program(packages: &[&Package]) -> bool {
    let is_chosen = packages.iter().any(|package| package.default_run.is_some());
    is_chosen || packages.iter().flat_map(|package| package.names("bin")).count() == 1
}

/// Cargo's own options: what follows `--` is for the program.
struct Options<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Options<'a> {
    fn read(arguments: &[&'a str]) -> Self {
        let own = arguments.iter().take_while(|word| **word != "--");
        let next = arguments.iter().skip(1).copied().chain([""]);
        let pairs = own.zip(next).filter(|(word, _)| word.starts_with('-'));
        Self(pairs.map(|(word, next)| word.split_once('=').unwrap_or((word, next))).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(option, _)| *option == name)
    }

    fn values(&self, names: &[&str]) -> impl Iterator<Item = &'a str> {
        let values = self.0.iter().filter(|(option, _)| names.contains(option)).map(|(_, value)| *value);
        values.filter(|value| !is_placeholder(value) && !value.starts_with('<')).collect::<Vec<_>>().into_iter()
    }
}
