//! The codes that the compatibility layers tell, as a source of each language.

use std::fs;

use anyhow::{Context, Result};

use super::{LAYERS, List};
use crate::suite::Finding;

/// A source that is written.
pub(crate) struct Source {
    pub(crate) path: &'static str,
    /// The text before the rows, and the text after them.
    frame: (&'static str, &'static str),
    row: fn(&str, &str) -> String,
}

pub(crate) const SOURCES: &[Source] = &[
    Source {
        path: "bindings-uniffi/swift/Sources/TVPassAccessEnabler/generated/AdvancedCodes.swift",
        frame: (
            "// Written by `cargo xtask reference` from tests/vectors/migration/advanced.tsv.\n\n\
             /// The code of an SDK for a code of the service, or for a reason of the flow.\n\
             let advancedCodes: [String: String] = [\n",
            "]\n",
        ),
        row: |key, code| format!("    \"{key}\": \"{code}\",\n"),
    },
    Source {
        path: "bindings-uniffi/kotlin/tvpass-access-enabler/src/main/generated/tvpass/accessenabler/AdvancedCodes.kt",
        frame: (
            "// Written by `cargo xtask reference` from tests/vectors/migration/advanced.tsv.\n\
             package tvpass.accessenabler\n\n\
             /** The code of an SDK for a code of the service, or for a reason of the flow. */\n\
             internal val advancedCodes: Map<String, String> = mapOf(\n",
            ")\n",
        ),
        row: |key, code| format!("    \"{key}\" to \"{code}\",\n"),
    },
    Source {
        path: "bindings-wasm/npm/src/access-enabler/advanced-codes.ts",
        frame: (
            "// Written by `cargo xtask reference` from tests/vectors/migration/advanced.tsv.\n\n\
             /** The code of an SDK for a code of the service, or for a reason of the flow. @internal */\n\
             export const advancedCodes: { readonly [key: string]: string } = {\n",
            "};\n",
        ),
        row: |key, code| format!("  {key}: \"{code}\",\n"),
    },
];

impl Source {
    pub(crate) fn fresh(&self) -> Result<String> {
        let list = List::read("advanced")?;
        let (code, layers) = (list.column("code")?, list.column(LAYERS)?);
        let mut rows: Vec<String> = Vec::new();
        for row in &list.rows {
            let first = row[code].split(", ").next().unwrap_or_default().trim_matches('`');
            let keys = row[layers].split(", ").filter(|key| !key.is_empty());
            rows.extend(keys.map(|key| (self.row)(key, first)));
        }
        rows.sort();
        Ok([self.frame.0, &rows.concat(), self.frame.1].concat())
    }

    /// The first line in which the source and a fresh one differ.
    pub(super) fn stale(&self) -> Result<Option<Finding>> {
        let (text, fresh) = (fs::read_to_string(self.path).unwrap_or_default(), self.fresh()?);
        let same = text.lines().zip(fresh.lines()).take_while(|(line, fresh)| line == fresh).count();
        let what = "is stale; `cargo xtask reference` writes it anew".to_owned();
        Ok((text != fresh).then(|| Finding { file: self.path.to_owned(), line: same + 1, what }))
    }

    pub(crate) fn write(&self) -> Result<()> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        fs::create_dir_all(folder).with_context(|| format!("cannot create {folder}"))?;
        fs::write(self.path, self.fresh()?).with_context(|| format!("cannot write {}", self.path))
    }
}
