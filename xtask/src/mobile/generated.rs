//! Generated code: written by `cargo xtask bindings`, compared with a fresh run by the suites.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{LIBRARY, build, built, finish};
use crate::process::output;
use crate::repository::target_folder;

/// Language, name in a fresh run, place in the repository.
const FILES: &[(&str, &str, &str)] = &[
    ("python", "tvpass.py", "bindings-uniffi/python/tvpass/generated/tvpass.py"),
    ("python", STUBS, "bindings-uniffi/python/tvpass/generated/tvpass.pyi"),
    ("kotlin", "tvpass/tvpass.kt", "bindings-uniffi/kotlin/tvpass/src/main/generated/tvpass/tvpass.kt"),
    ("swift", "TVPass.swift", "bindings-uniffi/swift/Sources/TVPass/generated/TVPass.swift"),
    ("swift", SAMPLES, "bindings-uniffi/swift/Tests/TVPassTests/generated/Samples.swift"),
    ("swift", "TVPassFFI.h", "bindings-uniffi/swift/Sources/TVPassFFI/generated/TVPassFFI.h"),
];

/// Swift's values for the test of secrets, which the other languages find and fill by themselves.
const SAMPLES: &str = "Samples.swift";

/// The types of Python's module, for its type checkers.
const STUBS: &str = "tvpass.pyi";

/// Writes the generated code of all languages into the repository.
pub(crate) fn write() -> Result<()> {
    build()?;
    for (language, name, place) in FILES {
        let text = fresh(language, name)?;
        if let Some(folder) = Path::new(place).parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(place, text).with_context(|| format!("cannot write {place}"))?;
        println!("{place}");
    }
    Ok(())
}

/// The generated code of `language` in the repository is that of a fresh run.
pub(crate) fn compare(language: &str) -> Result<()> {
    for (_, name, place) in FILES.iter().filter(|(known, ..)| *known == language) {
        let committed = fs::read_to_string(place).with_context(|| format!("cannot read {place}"))?;
        ensure!(
            committed == fresh(language, name)?,
            "{place} is not what is generated from the library: run `cargo xtask bindings`"
        );
    }
    println!("the generated code is that of a fresh run");
    Ok(())
}

fn fresh(language: &str, name: &str) -> Result<String> {
    let folder = target_folder("bindings")?.join(language);
    fs::create_dir_all(&folder)?;
    generate(language, name, &folder)?;
    let file = folder.join(name);
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    // The generator leaves blanks at the ends of lines, which git would complain about.
    let lines: Vec<_> = text.trim_end().lines().map(str::trim_end).collect();
    let text = lines.join("\n") + "\n";
    match language {
        "kotlin" => finish::kotlin(&text),
        "swift" => Ok(finish::swift(&text)),
        _ => Ok(text),
    }
}

fn generate(language: &str, name: &str, folder: &Path) -> Result<()> {
    let built = built()?;
    let own = [(SAMPLES, "tvpass-samples"), (STUBS, "tvpass-stubs")];
    if let Some((_, program)) = own.iter().find(|(file, _)| *file == name) {
        let mut write = Command::new(built.join(program));
        return output(write.arg(built.join(LIBRARY)).arg(folder.join(name))).map(drop);
    }
    let mut generate = Command::new(built.join("tvpass-bindgen"));
    // The library as it was built: a stripped one has lost the descriptions that the code is generated from.
    generate.args(["generate", "--no-format", "--language", language, "--library"]);
    generate.arg(built.join(LIBRARY)).arg("--out-dir").arg(folder);
    output(&mut generate).map(drop)
}
