//! The memory of 100,000 flows in each language: it stays what it was after the first tenth of them.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::library::{build, host};
use super::{kotlin, python, swift};

type Measure = fn(&Path) -> Result<String>;

const LANGUAGES: &[(&str, Measure)] = &[("python", python::flows), ("kotlin", kotlin::flows), ("swift", swift::flows)];

/// Kilobytes by which a process may grow: 93 bytes for each of the flows that are left.
const MARGIN: u64 = 8192;

/// The suite `flows`.
pub(crate) fn test() -> Result<()> {
    let library = build(&[host()?])?.remove(0).file;
    let folder = library.parent().context("a library lies in a folder")?;
    for (language, measure) in LANGUAGES {
        let text = measure(folder)?;
        let (first, last) = resident(&text).with_context(|| format!("{language} measured something else: {text}"))?;
        println!("{language}: {first} KB after 10,000 flows, {last} KB after 100,000");
        judge(first, last).with_context(|| (*language).to_owned())?;
    }
    Ok(())
}

/// The resident kilobytes after the first tenth, and after all.
fn resident(text: &str) -> Option<(u64, u64)> {
    let after = |flows: &str| {
        let line = text.lines().find_map(|line| line.split_once(&format!("{flows}\t")))?;
        line.1.trim().parse().ok()
    };
    Some((after("10000")?, after("100000")?))
}

fn judge(first: u64, last: u64) -> Result<()> {
    ensure!(last <= first + MARGIN, "90,000 flows took {} KB more", last - first);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{MARGIN, judge, resident};

    #[test]
    fn memory_that_grows_with_the_flows_is_refused() {
        assert_eq!(resident("10000\t50000\n100000\t50100\n"), Some((50_000, 50_100)));
        assert_eq!(resident("10000\t50000\n"), None);
        assert!(judge(50_000, 50_000 + MARGIN).is_ok());
        assert!(judge(50_000, 40_000).is_ok());
        // A hundred bytes for each flow.
        assert!(judge(50_000, 50_000 + 90_000 * 100 / 1024 + MARGIN).is_err());
    }
}
