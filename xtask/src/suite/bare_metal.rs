//! The core needs neither an operating system nor an allocator, whatever features are on.

use std::fs;

use anyhow::{Context, Result};

use super::{Finding, Suite, judge};
use crate::api;
use crate::firmware::TARGET;
use crate::need::Need;
use crate::process::{command, run};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "bare-metal",
    proves: "the core builds without std, without an allocator and without unsafe code",
    needs: &[Need::Target(TARGET)],
    run: bare_metal,
}];

/// The target has no std, so that any use of it fails to build; every set of features has to.
fn bare_metal() -> Result<()> {
    judge(&attributes(&read("core/src/lib.rs")?))?;
    for features in ["", " --no-default-features", " --all-features"] {
        run(&mut command(&format!("cargo build --package tvpass --release --target {TARGET}{features}")))?;
    }
    // Whatever brings an allocator in, a program that has none cannot be linked with it.
    api::read()?.link(TARGET, "release")
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {file}"))
}

/// Unconditional attributes only: `cfg_attr` would let a feature bring std or unsafe code back.
fn attributes(root: &str) -> Vec<Finding> {
    ["#![no_std]", "#![forbid(unsafe_code)]"]
        .into_iter()
        .filter(|attribute| !root.lines().any(|line| line == *attribute))
        .map(|attribute| Finding {
            file: "core/src/lib.rs".to_owned(),
            line: 1,
            what: format!("lacks the unconditional attribute {attribute}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn a_feature_that_brings_std_back_is_found() {
        let conditional = "#![cfg_attr(not(feature = \"std\"), no_std)]\n#![forbid(unsafe_code)]\n";
        let findings = attributes(conditional);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].what.contains("no_std"));
    }

    #[test]
    fn both_attributes_satisfy() {
        assert!(attributes("//! Core.\n#![no_std]\n#![forbid(unsafe_code)]\n").is_empty());
    }
}
