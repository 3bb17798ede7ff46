//! Prints `tvpass.h`: the conventions, what cbindgen makes of the C interface, and the core's tables as constants.
//!
//! `cargo run -p tvpass-c-header > bindings-c/include/tvpass.h`; the suite `c` compares the two.

mod tables;
mod version;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use cbindgen::{Builder, Config, EnumConfig, ExportConfig, Language, RenameRule, Style};

/// Everything that an integrator has to know before the first call.
const CONVENTIONS: &str = include_str!("conventions.txt");

fn main() -> Result<()> {
    let interface = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("this crate lies in the interface's")?;
    let bindings = Builder::new().with_crate(interface).with_config(config(interface)?).generate()?;
    let mut header = Vec::new();
    bindings.write(&mut header);
    let header = numeric_results(&String::from_utf8(header)?)?;
    let (declarations, end) = header.rsplit_once("#endif").context("the header has no guard")?;
    print!("{declarations}{}\n#endif{end}", version::trailer(declarations)?);
    Ok(())
}

/// In C++, too, a result is a number: else one that a struct holds could not be assigned to one that a function gave.
fn numeric_results(header: &str) -> Result<String> {
    let (before, rest) = header.split_once("enum tvpass_result\n#if ").context("the results are not found")?;
    let (values, after) = rest.split_once("#ifndef __cplusplus\n").context("the results have no end")?;
    let (in_c, after) = after.split_once("#endif // __cplusplus\n").context("the results have no type")?;
    let named = "enum\n#ifndef __cplusplus\n  tvpass_result\n#endif\n#if ";
    let in_cxx = "#else\ntypedef uint32_t tvpass_result;\n";
    Ok(format!("{before}{named}{values}#ifndef __cplusplus\n{in_c}{in_cxx}#endif // __cplusplus\n{after}"))
}

fn config(interface: &Path) -> Result<Config> {
    let mut enumerations = Vec::new();
    find_enumerations(&interface.join("src"), &mut enumerations)?;
    Ok(Config {
        header: Some(comment(CONVENTIONS)),
        after_includes: Some(version::constants() + &tables::constants()),
        include_guard: Some("TVPASS_H".to_owned()),
        language: Language::C,
        cpp_compat: true,
        style: Style::Both,
        sys_includes: vec!["stdint.h".to_owned()],
        no_includes: true,
        usize_is_size_t: true,
        line_length: 118,
        enumeration: EnumConfig { rename_variants: RenameRule::QualifiedScreamingSnakeCase, ..EnumConfig::default() },
        export: ExportConfig { include: enumerations, ..ExportConfig::default() },
        ..Config::default()
    })
}

/// Enumerations stand in the header although every field that holds one is a plain number: what C puts there has to be
/// looked at before it may be called one.
fn find_enumerations(folder: &Path, found: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            find_enumerations(&path, found)?;
            continue;
        }
        let source = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let names = source.lines().filter_map(|line| line.strip_prefix("pub enum ")?.split_whitespace().next());
        found.extend(names.map(str::to_owned));
    }
    found.sort();
    Ok(())
}

fn comment(text: &str) -> String {
    let lines = text.lines().map(|line| format!(" * {line}").trim_end().to_owned());
    ["/*".to_owned()].into_iter().chain(lines).chain([" */".to_owned()]).collect::<Vec<_>>().join("\n")
}
