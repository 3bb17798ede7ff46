//! Numbers that cross the border have the same width on every processor: a word of the machine has half of it on
//! armeabi-v7a, where values are cut off and structures lie differently.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::repository::files;

const HEADER: &str = "bindings-uniffi/swift/Sources/TVPassFFI/generated/TVPassFFI.h";
const SWIFT: &str = "bindings-uniffi/swift/Sources";

/// C's types without a fixed width.
const WORDS_OF_C: &[&str] =
    &["size_t", "ssize_t", "intptr_t", "uintptr_t", "long", "int", "short", "unsigned", "signed"];

/// Swift's types of the machine's width. Kotlin and Python have no such type.
const WORDS_OF_SWIFT: &[&str] = &["Int", "UInt"];

/// The functions of the library, and what Swift makes public, have no number of the machine's width.
pub(super) fn check() -> Result<()> {
    judge(HEADER, &read(Path::new(HEADER))?, WORDS_OF_C, |_| true)?;
    let files = files(SWIFT)?.into_iter().map(|file| Path::new(SWIFT).join(file));
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "swift")) {
        judge(&file.display().to_string(), &read(&file)?, WORDS_OF_SWIFT, is_public)?;
    }
    println!("every number has the same width on every processor");
    Ok(())
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Declarations, and the fields and parameters of those that stand on lines of their own.
fn is_public(line: &str) -> bool {
    let line = line.trim_start();
    let declares = ["public ", "case ", "func "].iter().any(|word| line.starts_with(word));
    declares || line.starts_with("*/")
}

fn judge(file: &str, text: &str, forbidden: &[&str], counts: fn(&str) -> bool) -> Result<()> {
    for (index, line) in text.lines().enumerate().filter(|(_, line)| counts(line)) {
        let mut words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let word = words.find(|word| forbidden.contains(word));
        let number = index + 1;
        ensure!(word.is_none(), "{file}:{number}: {} has the width of the machine's word", word.unwrap_or_default());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{WORDS_OF_C, WORDS_OF_SWIFT, is_public, judge};

    #[test]
    fn a_number_of_the_machines_width_in_the_header_is_found() {
        assert!(judge("h", "void f(uint32_t a, int64_t printed);", WORDS_OF_C, |_| true).is_ok());
        let error = judge("h", "void f(void);\nvoid g(size_t a);", WORDS_OF_C, |_| true).unwrap_err();
        assert_eq!(error.to_string(), "h:2: size_t has the width of the machine's word");
    }

    #[test]
    fn a_number_of_the_machines_width_in_what_swift_makes_public_is_found() {
        let is_good = |text: &str| judge("swift", text, WORDS_OF_SWIFT, is_public).is_ok();
        assert!(is_good("public let port: UInt32?\n    private var exchanges: [Int: Exchange]\n"));
        assert!(!is_good("    public let port: Int?"));
        assert!(!is_good("case showCode(lapsesAt: UInt)"));
        assert!(!is_good("         */port: [Int],"));
    }
}
