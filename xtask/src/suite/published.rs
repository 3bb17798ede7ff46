//! Checks for those who depend on the crates: packages, the oldest compiler, the public interface.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::{Finding, Suite, judge};
use crate::crates::{pack, published};
use crate::need::{GIT, Missing, Need};
use crate::package::Package;
use crate::process::{command, output, run};
use crate::public_api;
use crate::repository::target_folder;

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "crates",
        proves: "the crates for crates.io say what their page needs and build from their packages alone",
        needs: &[GIT],
        run: crates,
    },
    Suite {
        name: "msrv",
        proves: "the core and the C library build with the oldest compiler that they name",
        needs: &[],
        run: msrv,
    },
    Suite {
        name: "public-api",
        proves: "the public interface of the core is the one recorded in docs/public-api.txt",
        needs: &[],
        run: public_api::check,
    },
];

pub(super) const LONG_SUITES: &[Suite] = &[Suite {
    name: "semver",
    proves: "the core changes since the last tag as its version number says",
    needs: &[GIT, SEMVER_CHECKS],
    run: semver,
}];

const SEMVER_CHECKS: Need = Need::Tool { name: "cargo-semver-checks", version: "0.51.0" };

/// A repository is missing from this list: no public address of it is known yet.
const REQUIRED_FIELDS: &[&str] = &["description", "license", "readme", "rust_version", "keywords", "categories"];

/// Files of every package beside its source.
const REQUIRED_FILES: &[&str] = &["LICENSE", "README.md"];

fn crates() -> Result<()> {
    let mut findings = Vec::new();
    for package in &published()? {
        findings.extend(missing_fields(package));
        findings.extend(missing_files(package)?);
    }
    judge(&findings)?;
    pack().map(|_| ())
}

fn missing_fields(package: &Package) -> impl Iterator<Item = Finding> {
    let missing = REQUIRED_FIELDS.iter().filter(|field| !package.fields.iter().any(|known| known == *field));
    missing.map(|field| finding(package, format!("the field {field} is missing")))
}

fn missing_files(package: &Package) -> Result<Vec<Finding>> {
    let mut list = command("cargo package --locked --allow-dirty --list --package");
    let files = output(list.arg(&package.name))?;
    let missing = REQUIRED_FILES.iter().filter(|required| !files.lines().any(|file| file == **required));
    Ok(missing.map(|file| finding(package, format!("the package lacks {file}"))).collect())
}

fn finding(package: &Package, what: String) -> Finding {
    Finding { file: package.manifest.clone(), line: 1, what }
}

/// The static library is a workspace of its own; the others are packages of the main one.
const C_LIBRARY: &str = "bindings-c/library";

fn msrv() -> Result<()> {
    let core = fs::read_to_string("core/Cargo.toml").context("cannot read core/Cargo.toml")?;
    let version = rust_version(&core).context("core/Cargo.toml names no rust-version")?;
    provide(version)?;
    let target = target_folder("msrv")?;
    let mut check =
        command(&format!("cargo +{version} check --locked --package tvpass --package tvpass-c --target-dir"));
    run(check.arg(&target))?;
    crate::firmware::adopt_lock(C_LIBRARY)?;
    let mut check = command(&format!("cargo +{version} check --release --target-dir"));
    run(check.arg(&target).current_dir(C_LIBRARY))
}

fn rust_version(manifest: &str) -> Option<&str> {
    let line = manifest.lines().find(|line| line.starts_with("rust-version"))?;
    line.split('"').nth(1)
}

/// Installs a toolchain beside the one in use.
fn provide(version: &str) -> Result<()> {
    let is_there = || output(&mut command(&format!("rustc +{version} --version"))).is_ok();
    if is_there() {
        return Ok(());
    }
    let fetched = run(&mut command(&format!("rustup toolchain install {version} --profile minimal --no-self-update")));
    ensure!(is_there(), Missing(format!("the toolchain {version} is missing ({fetched:?})")));
    Ok(())
}

/// Until the first tag there is nothing to compare with, which is not the same as a comparison that passed.
fn semver() -> Result<()> {
    // From the parent on: a commit that is tagged itself is compared with the release before it.
    let Ok(tag) = output(&mut command("git describe --tags --abbrev=0 --match v* HEAD^")) else {
        return Err(Missing("a tag such as v0.1.0 in the history".to_owned()).into());
    };
    let mut checks = crate::need::tool("cargo-semver-checks")?;
    checks.args(["semver-checks", "--package", "tvpass", "--baseline-rev", tag.trim()]);
    run(&mut checks)
}

#[cfg(test)]
mod tests {
    use super::{Package, missing_fields, rust_version};

    #[test]
    fn a_missing_field_of_the_manifest_is_named() {
        let fields = ["description", "license", "readme", "rust_version", "keywords"].map(String::from).to_vec();
        let findings: Vec<_> = missing_fields(&Package { fields, ..Package::default() }).collect();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].what, "the field categories is missing");
    }

    #[test]
    fn the_oldest_compiler_is_read_from_the_manifest() {
        assert_eq!(rust_version("[package]\nrust-version = \"1.88\"\n"), Some("1.88"));
        assert_eq!(rust_version("[package]\nrust-version.workspace = true\n"), None);
    }
}
