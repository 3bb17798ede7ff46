//! Changes of the core that its proofs have to notice, all in one build: each stands in a throw-away copy behind a switch.
//!
//! [`mutants`] changes operators, conditions and values, and [`secrets`] prints what is secret: the copy's tests run with one
//! change on at a time, and only those that come by it. [`links`] plants calls that no program can be linked with.

mod copy;
mod judge;
mod mutate;
mod places;
mod secrets;
mod site;
mod values;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use copy::{Copy, Source};
use judge::Judge;
pub use judge::Outcome;
pub use site::Change;

/// The crate whose symbols nobody defines.
const FAULT: &str = include_str!("fault.rs");
/// The crate of the switches.
const SWITCH: &str = include_str!("switch.rs");

/// The verdicts on all changes.
pub struct Report {
    /// Those that were tried.
    pub judged: Vec<(Change, Outcome)>,
    /// The number of those that the compiler refuses.
    pub refused: usize,
}

/// Takes some of many at random, the same ones for the same seed.
#[must_use]
pub fn sample(mut changes: Vec<Change>, count: usize, seed: u64) -> Vec<Change> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    changes.sort_by_cached_key(|_| {
        // xorshift64: any order will do that has nothing to do with the files'.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    });
    changes.truncate(count);
    changes.sort_by_key(|change| change.number);
    changes
}

/// Tries those changes of the core that `choose` takes of all that the compiler takes.
///
/// # Errors
/// The copy does not build, or a test fails without a change.
pub fn mutants(folder: &Path, choose: impl FnOnce(Vec<Change>) -> Vec<Change>) -> Result<Report> {
    let (mut changes, mut sources) = (Vec::new(), Vec::new());
    for (file, text) in copy::files()? {
        let sites = mutate::changes(&file, &text, &mut changes)?;
        sources.push(Source { file, text, sites });
    }
    tried(Copy::new(folder, SWITCH, sources)?, changes, choose)
}

/// Prints secrets at those places that `choose` takes of all.
///
/// # Errors
/// As [`mutants`].
pub fn secrets(folder: &Path, choose: impl FnOnce(Vec<Change>) -> Vec<Change>) -> Result<Report> {
    let (mut changes, mut sources) = (Vec::new(), Vec::new());
    for (file, source) in copy::files()? {
        let text = secrets::reveal(&file, &source, &mut changes)?;
        sources.push(Source { file, text, sites: Vec::new() });
    }
    tried(Copy::new(folder, SWITCH, sources)?, changes, choose)
}

fn tried(mut copy: Copy, mut changes: Vec<Change>, choose: impl FnOnce(Vec<Change>) -> Vec<Change>) -> Result<Report> {
    println!("{} changes", changes.len());
    copy.build_core()?;
    let refused = copy.dead.len();
    changes.retain(|change| !copy.dead.contains(&change.number));
    let chosen = choose(changes);
    let judge = Judge::new(copy.build_tests()?, copy.core())?;
    let numbers: Vec<_> = chosen.iter().map(|change| change.number).collect();
    let mut outcomes = judge.all(&numbers)?;
    let judged = chosen.into_iter().filter_map(|change| Some((outcomes.remove(&change.number)?, change)));
    Ok(Report { judged: judged.map(|(outcome, change)| (change, outcome)).collect(), refused })
}

/// Plants a call of an undefined symbol at the beginning of public functions, those that `choose` takes of all. `link` links
/// the API with the copy of the core, whose folder it is given, and tells the complaints of the linker.
///
/// # Errors
/// The copy cannot be written, or `link` fails.
pub fn links(
    folder: &Path,
    listing: &str,
    choose: impl FnOnce(Vec<Change>) -> Vec<Change>,
    link: impl FnOnce(&Path) -> Result<String>,
) -> Result<Report> {
    let listing = fs::read_to_string(listing).with_context(|| format!("cannot read {listing}"))?;
    let (mut changes, mut sources) = (Vec::new(), Vec::new());
    for (file, text) in copy::files()? {
        let sites = places::functions(&file, &text, &places::Listing(&listing), &mut changes)?;
        sources.push(Source { file, text, sites });
    }
    let count = changes.len();
    let chosen = choose(changes);
    let mut faults = String::new();
    for number in 1..=count {
        let _ = writeln!(faults, "    fault_{number} run_{number} planted_{number} {number},");
    }
    let mut copy = Copy::new(folder, &format!("{FAULT}\nfaults! {{\n{faults}}}\n"), sources)?;
    let is_chosen = |number: &u32| chosen.iter().any(|change| change.number == *number);
    copy.dead = (1..).take(count).filter(|number| !is_chosen(number)).collect();
    copy.build_core()?;
    let refused = chosen.iter().filter(|change| copy.dead.contains(&change.number)).count();
    let complaints = link(&copy.core())?;
    let named = |number: u32| {
        let symbol = format!("planted_{number}");
        complaints.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == symbol)
    };
    let outcome = |number| if named(number) { Outcome::Failed("the link".to_owned()) } else { Outcome::Survived };
    let judged = chosen.into_iter().filter(|change| !copy.dead.contains(&change.number));
    Ok(Report { judged: judged.map(|change| (change.clone(), outcome(change.number))).collect(), refused })
}

#[cfg(test)]
mod tests {
    use super::{Change, sample};

    #[test]
    fn a_sample_is_the_same_for_the_same_seed() {
        let change = |number| Change { number, file: String::new(), line: 1, what: String::new(), rules: Vec::new() };
        let numbers = |seed| {
            let chosen = sample((1..100).map(change).collect(), 10, seed);
            chosen.into_iter().map(|change| change.number).collect::<Vec<_>>()
        };
        assert_eq!((numbers(1).len(), numbers(1) == numbers(1), numbers(1) == numbers(2)), (10, true, false));
        assert!(numbers(7).is_sorted());
    }
}
