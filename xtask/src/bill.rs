//! The parts of what is published, for those who audit it: bills of materials as CycloneDX, and the sum of each file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::process::{command, output};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const SUMS: &str = "SHA256SUMS";

/// Writes the bill of materials of `name`. Neither a serial number nor a time stands in it, so that the same source gives the
/// same bytes.
pub(crate) fn write(file: &Path, name: &str, components: &[Value]) -> Result<()> {
    let bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": component(name, VERSION, "Apache-2.0")},
        "components": components,
    });
    fs::write(file, serde_json::to_string_pretty(&bill)? + "\n")?;
    Ok(())
}

/// The crates that end up in a library; `manifest` is that of its package.
pub(crate) fn crates(manifest: &Path) -> Result<Vec<Value>> {
    let mut tree = command("cargo tree --edges normal,no-proc-macro --target all --prefix none --no-dedupe --format");
    let listing = output(tree.arg("{p}\t{l}").arg("--manifest-path").arg(manifest))?;
    let mut lines: Vec<&str> = listing.lines().skip(1).collect();
    lines.sort_unstable();
    lines.dedup();
    Ok(lines.into_iter().filter_map(read).collect())
}

/// A crate as `cargo tree` shows it: name, version, and the folder of one that is ours; then its licence.
fn read(line: &str) -> Option<Value> {
    let (package, licence) = line.split_once('\t')?;
    let (name, rest) = package.split_once(" v")?;
    let (version, is_ours) = rest.split_once(' ').map_or((rest, false), |(version, _)| (version, true));
    let mut component = component(name, version, &licence.replace('/', " OR "));
    if !is_ours {
        component["purl"] = json!(format!("pkg:cargo/{name}@{version}"));
    }
    Some(component)
}

/// A part of Rust's standard library, whose version is the compiler's.
pub(crate) fn of_compiler(name: &str, licence: &str) -> Result<Value> {
    let version = output(&mut command("rustc --version"))?;
    Ok(component(name, version.split_whitespace().nth(1).context("rustc tells no version")?, licence))
}

/// Those files of a folder whose names end like this, with their sums.
pub(crate) fn files(folder: &Path, end: &str) -> Result<Vec<Value>> {
    let files = sums(folder)?.into_iter().filter(|(_, file)| file.ends_with(end));
    let component = |(sum, file)| json!({"type": "file", "bom-ref": file, "name": file, "hashes": [{"alg": "SHA-256", "content": sum}]});
    Ok(files.map(component).collect())
}

fn component(name: &str, version: &str, licence: &str) -> Value {
    json!({"type": "library", "bom-ref": format!("{name}@{version}"), "name": name, "version": version,
        "licenses": [{"expression": licence}]})
}

/// Writes the sums of all files of a folder, as `sha256sum --check` reads them.
pub(crate) fn checksums(folder: &Path) -> Result<()> {
    let lines = sums(folder)?.into_iter().map(|(sum, file)| format!("{sum}  {file}\n"));
    fs::write(folder.join(SUMS), lines.collect::<String>())?;
    Ok(())
}

/// The sum of one file, by the tool of this name.
pub(crate) fn digest(kind: &str, file: &Path) -> Result<String> {
    let line = output(command(&format!("{kind}sum")).arg(file))?;
    Ok(line.split(' ').next().unwrap_or_default().to_owned())
}

fn sums(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut list = command("find . -type f -not -path");
    let listing = output(list.arg(format!("./{SUMS}")).args(["-exec", "sha256sum", "{}", "+"]).current_dir(folder))?;
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
    use super::read;

    #[test]
    fn a_crate_of_a_registry_has_an_address_there_and_one_of_ours_has_none() {
        let foreign = read("byteorder v1.5.0\tUnlicense/MIT").unwrap();
        assert_eq!(foreign["purl"], "pkg:cargo/byteorder@1.5.0");
        assert_eq!(foreign["licenses"][0]["expression"], "Unlicense OR MIT");
        let ours = read("tvpass v0.1.0 (/somewhere/core)\tApache-2.0").unwrap();
        assert_eq!((&ours["version"], &ours["purl"]), (&"0.1.0".into(), &serde_json::Value::Null));
    }
}
