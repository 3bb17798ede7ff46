//! The parts of the package, for those who audit it: a bill of materials as CycloneDX, and the sum of each file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::VERSION;
use crate::c::library::FOLDER;
use crate::process::{command, output};

const BILL: &str = "sbom.cdx.json";
const SUMS: &str = "SHA256SUMS";

/// Neither a serial number nor a time stands in it, so that the same source gives the same bytes.
pub(super) fn of_materials(folder: &Path) -> Result<()> {
    let mut components = vec![
        component("core", &compiler()?, "MIT OR Apache-2.0", None),
        component("compiler_builtins", &compiler()?, "MIT AND Apache-2.0 WITH LLVM-exception", None),
    ];
    let lock = fs::read_to_string(format!("{FOLDER}/Cargo.lock"))?;
    components.extend(crates(&lock).map(|(name, version)| {
        let licence = if name == "byteorder" { "Unlicense OR MIT" } else { "MIT OR Apache-2.0" };
        component(name, version, licence, Some(format!("pkg:cargo/{name}@{version}")))
    }));
    for (sum, file) in sums(folder)?.into_iter().filter(|(_, file)| file.ends_with("libtvpass.a")) {
        components.push(json!({"type": "file", "bom-ref": file, "name": file,
            "hashes": [{"alg": "SHA-256", "content": sum}]}));
    }
    let bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": component("tvpass", VERSION, "Apache-2.0", None)},
        "components": components,
    });
    fs::write(folder.join(BILL), serde_json::to_string_pretty(&bill)? + "\n")?;
    Ok(())
}

fn component(name: &str, version: &str, licence: &str, address: Option<String>) -> Value {
    let mut component = json!({"type": "library", "bom-ref": format!("{name}@{version}"), "name": name,
        "version": version, "licenses": [{"expression": licence}]});
    if let Some(address) = address {
        component["purl"] = json!(address);
    }
    component
}

/// The compiler's version, which is that of the libraries it brings.
fn compiler() -> Result<String> {
    let version = output(&mut command("rustc --version"))?;
    Ok(version.split_whitespace().nth(1).context("rustc tells no version")?.to_owned())
}

/// The crates of a lock file that come from a registry.
fn crates(lock: &str) -> impl Iterator<Item = (&str, &str)> {
    lock.split("[[package]]").filter(|entry| entry.contains("\nsource = ")).filter_map(|entry| {
        let value = |key: &str| entry.lines().find_map(|line| line.strip_prefix(key)?.strip_suffix('"'));
        Some((value("name = \"")?, value("version = \"")?))
    })
}

/// The sums of all files, as `sha256sum --check` reads them.
pub(super) fn checksums(folder: &Path) -> Result<()> {
    let lines = sums(folder)?.into_iter().map(|(sum, file)| format!("{sum}  {file}\n"));
    fs::write(folder.join(SUMS), lines.collect::<String>())?;
    Ok(())
}

fn sums(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut list = command("find . -type f -not -name");
    let listing = output(list.arg(SUMS).args(["-exec", "sha256sum", "{}", "+"]).current_dir(folder))?;
    let mut sums: Vec<_> = listing
        .lines()
        .filter_map(|line| line.split_once("  ./"))
        .map(|(sum, file)| (sum.to_owned(), file.to_owned()))
        .collect();
    sums.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::crates;

    #[test]
    fn only_crates_of_a_registry_are_third_parties() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry\"\n\n\
            [[package]]\nname = \"tvpass\"\nversion = \"0.1.0\"\n";
        assert_eq!(crates(lock).collect::<Vec<_>>(), [("a", "1.0.0")]);
    }
}
