//! With the simulator inside the program.

use super::support::run;

#[test]
fn a_clean_clone_shows_a_code_a_sign_in_and_a_profile() {
    let run = run(&[]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    for part in ["Code: ", "/activate", "The scripted person logs in as viewer", "Signed in.", "userID: "] {
        assert!(run.stdout.contains(part), "{part} is not in:\n{}", run.stdout);
    }
}

#[test]
fn every_step_is_a_line_and_the_last_one_is_the_sign_in() {
    let run = run(&["--json", "--auto"]);
    run.assert_signed_in("Cablevision");
    let steps: Vec<_> = run.events().into_iter().filter(|event| event != "person").collect();
    assert_eq!(steps, ["started", "registered", "token", "profiles", "code", "poll", "poll", "signed_in"]);
}

#[test]
fn the_scripted_person_has_an_account_at_the_provider_that_the_television_is_told() {
    let run = run(&["--json", "--auto", "--mvpd", "Dish", "--poll-interval", "3"]);
    run.assert_signed_in("Dish");
    assert!(!run.events().contains(&"configuration".to_owned()));
    assert!(run.stdout.contains("confirms the device"), "{}", run.stdout);
}

#[test]
fn the_scripted_person_goes_back_where_the_login_returns_to() {
    let where_to = ["--domain", "adobe.com", "--redirect-url", "https://adobe.com"];
    let run = run(&[&["--json", "--auto", "--mvpd", "Spectrum", "--poll-interval", "3"], &where_to[..]].concat());
    run.assert_signed_in("Spectrum");
    assert!(run.stdout.contains("goes back to the television"), "{}", run.stdout);
}

#[test]
fn the_scripted_person_chooses_on_the_television() {
    let run = run(&["--json", "--auto", "--pick", "--poll-interval", "3"]);
    run.assert_signed_in("Cablevision");
    assert!(run.events().contains(&"configuration".to_owned()));
}

#[test]
fn the_simulator_inside_remembers_what_the_television_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("tv.json");
    let arguments = ["--json", "--auto", "--state", state.to_str().unwrap()];
    run(&arguments).assert_signed_in("Cablevision");
    let second = run(&arguments);
    second.assert_signed_in("Cablevision");
    assert_eq!(second.events(), ["started", "profiles", "signed_in"]);
}
