//! A number of the header means the same for good: `numbers.tsv` holds every one that was ever given.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const HEADER: &str = include_str!("../include/tvpass.h");
const GIVEN: &str = include_str!("../numbers.tsv");

/// Name and number of each constant of the header's enumerations.
fn constants() -> BTreeMap<&'static str, u32> {
    let mut constants = BTreeMap::new();
    for line in HEADER.lines().filter(|line| line.starts_with("  TVPASS_")) {
        if let Some((name, number)) = line.trim().trim_end_matches(',').split_once(" = ") {
            assert!(constants.insert(name, number.parse().unwrap()).is_none(), "{name} stands there twice");
        }
    }
    constants
}

struct Given {
    enumeration: &'static str,
    name: &'static str,
    number: u32,
    is_retired: bool,
}

fn given() -> Vec<Given> {
    let row = |line: &'static str| {
        let [enumeration, name, number, state] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(name.starts_with(enumeration), "{line}");
        Given { enumeration, name, number: number.parse().unwrap(), is_retired: state == "retired" }
    };
    GIVEN.lines().skip(1).map(row).collect()
}

#[test]
fn every_constant_of_the_header_has_the_number_that_it_was_given() {
    let mut constants = constants();
    assert!(constants.len() > 200, "the header's constants are not found");
    for Given { name, number, is_retired, .. } in given() {
        let now = constants.remove(name);
        assert_eq!(now, (!is_retired).then_some(number), "{name}: a constant that goes away is marked as retired");
    }
    assert!(constants.is_empty(), "these have no row in numbers.tsv: {constants:?}");
}

/// The numbers of all slots in the files of `folder`.
fn slots(folder: &Path) -> Vec<u32> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            numbers.extend(slots(&path));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let declarations = text.split("\nslot!(").skip(1).map(|rest| rest.split_once(");").unwrap().0);
        let number = |slot: &str| slot.rsplit(',').next().unwrap().trim().parse::<u32>().unwrap();
        numbers.extend(declarations.map(number));
    }
    numbers
}

#[test]
fn no_two_kinds_of_memory_have_the_same_mark() {
    let mut numbers = slots(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(numbers.len() > 40, "the slots are not found: {numbers:?}");
    numbers.sort_unstable();
    assert!(numbers.windows(2).all(|pair| pair[0] != pair[1]), "{numbers:?}");
}

#[test]
fn no_number_is_given_twice() {
    let mut names = BTreeMap::new();
    for Given { enumeration, name, number, .. } in given() {
        if let Some(other) = names.insert((enumeration, number), name) {
            panic!("{other} and {name} are both {number}");
        }
    }
}
