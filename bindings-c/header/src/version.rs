//! The version as constants, and what ties a program to the library of its header.

use std::fmt::Write as _;

use anyhow::{Context, Result};

/// The start of the name of the symbol for the binary interface.
const ABI: &str = "tvpass_abi_";

pub(crate) fn constants() -> String {
    let parts = [
        ("MAJOR", env!("CARGO_PKG_VERSION_MAJOR")),
        ("MINOR", env!("CARGO_PKG_VERSION_MINOR")),
        ("PATCH", env!("CARGO_PKG_VERSION_PATCH")),
    ];
    let mut text = "\n/**\n * The version of this header.\n */\n".to_owned();
    for (part, number) in parts {
        let _ = writeln!(text, "#define TVPASS_VERSION_{part} {number}");
    }
    let _ = writeln!(text, "#define TVPASS_VERSION \"{}\"", env!("CARGO_PKG_VERSION"));
    text + "/**\n * The same as one number, as tvpass_version tells that of the library.\n */\n\
        #define TVPASS_VERSION_NUMBER \\\n  \
        ((uint32_t)TVPASS_VERSION_MAJOR << 16 | (uint32_t)TVPASS_VERSION_MINOR << 8 | (uint32_t)TVPASS_VERSION_PATCH)\n"
}

/// The end of the header: texts of C as strings, and the tie, a look at the symbol wherever an object is made.
///
/// An address alone would go unnoticed, since both compilers and linkers leave out what nobody uses.
pub(crate) fn trailer(header: &str) -> Result<String> {
    let abi = header.split_whitespace().find_map(|word| word.strip_suffix(';').filter(|name| name.starts_with(ABI)));
    let abi = abi.context("the header does not declare the symbol of its binary interface")?;
    let mut text = format!(
        "{LITERALS}\n/*\n * The tie between header and library: where another library is linked, {abi} is undefined.\n */\n\
         #define TVPASS_ABI_CHECK ((void)*(const volatile uint8_t *)&{abi})\n"
    );
    for name in makers(header) {
        let _ = writeln!(text, "#define {name}(...) (TVPASS_ABI_CHECK, {name}(__VA_ARGS__))");
    }
    Ok(text)
}

/// The functions that make something of memory, by the ends of their names.
fn makers(header: &str) -> Vec<&str> {
    let makes = |name: &&str| ["_init", "_decode", "_encode"].iter().any(|end| name.ends_with(end));
    header
        .lines()
        .filter_map(|line| line.strip_prefix("tvpass_result ")?.split_once('('))
        .map(|(name, _)| name)
        .filter(makes)
        .collect()
}

const LITERALS: &str = "\
/**
 * A string literal as a tvpass_string: within an expression, and as an initializer.
 */
#ifdef __cplusplus
#define TVPASS_LITERAL(text) (tvpass_string{\"\" text, static_cast<uint32_t>(sizeof(\"\" text) - 1)})
#else
#define TVPASS_LITERAL(text) ((tvpass_string){\"\" text, (uint32_t)(sizeof(\"\" text) - 1)})
#endif
#define TVPASS_STRING_INIT(text) {\"\" text, sizeof(\"\" text) - 1}
";
