//! Scenario files.

use std::collections::BTreeSet;
use std::path::Path;

use tvpass_simulator::Scenario;

use crate::stage::{Stage, Television};

#[test]
fn every_file_of_the_folder_is_ready_and_says_what_it_is_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let files: BTreeSet<_> =
        files.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    let ready: BTreeSet<_> = Scenario::READY.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files, ready);
    for name in ready {
        assert!(Scenario::ready(&name).expect("a scenario").description.len() > 40, "{name}");
    }
}

#[test]
fn the_documented_scenario_is_one() {
    let manual = include_str!("../../../docs/simulator.md");
    let example = manual.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let scenario = Scenario::parse(example).expect("a scenario");
    assert_eq!((scenario.mvpds.len(), scenario.degradations.len()), (1, 1));
    assert_eq!((scenario.denials.len(), scenario.faults.len()), (1, 1));
}

#[test]
fn a_sign_in_works_in_every_scenario_that_leaves_the_network_alone() {
    for (name, _) in Scenario::READY.iter().filter(|(name, _)| *name != "bad-network") {
        let mut stage = Stage::scenario(name);
        let television = Television::new(&mut stage);
        television.sign_in(&mut stage, "Spectrum");
        assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1, "{name}");
    }
}

#[test]
fn a_scenario_changes_the_world_by_name() {
    let mut stage = Stage::new();
    let count = stage.service.world().mvpds.len();
    let scenario = r#"
        [[mvpd]]
        id = "Dish"
        display_name = "Dish of the day"
        [[mvpd]]
        id = "Corner"
        display_name = "Corner Cable"
        [settings]
        authorize_resources = 2
        code_minutes = 1
    "#;
    stage.service.apply(&Scenario::parse(scenario).expect("a scenario"));
    assert_eq!(stage.service.world().mvpds.len(), count + 1);
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Corner");
    let answer = television.ask(&mut stage, "authorize", "Corner", &["news", "sports"]);
    assert_eq!(answer.decisions(), ["permit", "permit"]);
    let code = television.open_session(&mut stage, "Dish");
    stage.wait_minutes(1);
    assert_eq!(television.get(&mut stage, &format!("/sessions/{code}")).status, 400);
}

#[test]
fn a_mistake_in_a_scenario_is_told_with_its_place() {
    for (text, said) in [
        ("descripton = \"\"", "descripton"),
        ("[[fault]]\nendpoint = \"nothing\"\nkind = \"throttled\"\ntimes = 1", "no endpoint called nothing"),
        ("[[denial]]\ncode = \"nothing\"", "no code nothing"),
        ("[[degradation]]\nmvpd = \"Dish\"\nrule = \"AuthX\"", "AuthX"),
    ] {
        let error = Scenario::parse(text).expect_err("a mistake").to_string();
        assert!(error.contains(said) && error.contains("line"), "{error}");
    }
}

#[test]
fn a_bad_network_fails_once_at_each_place_and_recovers() {
    let mut stage = Stage::scenario("bad-network");
    let television = Television::new(&mut stage);
    assert_eq!(television.get(&mut stage, "/profiles").status, 401);
    let television = Television::new(&mut stage);
    let statuses: Vec<_> = (0..3).map(|_| television.post(&mut stage, "/sessions", "").status).collect();
    assert_eq!(statuses[1..], [500, 200]);
}
