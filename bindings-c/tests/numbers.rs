//! A number of the header means the same for good: `numbers.tsv` holds every one that was ever given.

use std::collections::BTreeMap;

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

#[test]
fn no_number_is_given_twice() {
    let mut names = BTreeMap::new();
    for Given { enumeration, name, number, .. } in given() {
        if let Some(other) = names.insert((enumeration, number), name) {
            panic!("{other} and {name} are both {number}");
        }
    }
}
