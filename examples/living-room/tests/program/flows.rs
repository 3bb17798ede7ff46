//! Flows after the sign-in, or without one, each with the simulator inside the program.

use std::fs;

use serde_json::{Value, json};
use tvpass_simulator::{Options, Scenario, Simulator};

use super::support::{Run, run};

/// Runs `flow` with the shortest polls, and expects its end.
#[track_caller]
fn flow(flow: &str, more: &[&str]) -> Run {
    let run = run(&[&["--json", "--auto", "--poll-interval", "3", "--flow", flow], more].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    run
}

/// The one line of `event`.
#[track_caller]
fn line(run: &Run, event: &str) -> Value {
    let lines: Vec<_> = run.lines().into_iter().filter(|line| line["event"] == event).collect();
    assert_eq!(lines.len(), 1, "{event} in:\n{}", run.stdout);
    lines[0].clone()
}

/// The names of the steps that are neither polls nor what the scripted person does.
fn steps(run: &Run) -> Vec<String> {
    run.events().into_iter().filter(|event| !["person", "poll"].contains(&event.as_str())).collect()
}

#[test]
fn play_filters_the_catalogue_and_plays_a_title() {
    let run = flow("play", &[]);
    let expected = ["started", "registered", "token", "profiles", "code", "signed_in", "preauthorized", "decision"];
    assert_eq!(steps(&run), expected);
    let catalogue = json!({"event": "preauthorized", "permitted": ["REF30", "news", "sports"], "denied": ["premium"]});
    assert_eq!(line(&run, "preauthorized"), catalogue);
    let decision = json!({"event": "decision", "resource": "REF30", "mvpd": "Cablevision", "authorized": true,
        "source": "mvpd", "media_token_seconds": 420});
    assert_eq!(line(&run, "decision"), decision);
}

#[test]
fn r62_a_denied_title_is_told_with_the_reason_and_signs_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("tv.json");
    let state = state.to_str().unwrap();
    let denied = line(&flow("play", &["--resource", "premium", "--state", state]), "decision");
    assert_eq!((&denied["authorized"], &denied["code"]), (&json!(false), &json!("authorization_denied_by_mvpd")));
    assert_eq!(denied["message"], "Your subscription does not include this.");
    assert!(denied.get("media_token_seconds").is_none(), "{denied}");
    let second = flow("play", &["--resource", "news", "--state", state]);
    assert_eq!(steps(&second), ["started", "profiles", "signed_in", "preauthorized", "decision"]);
    assert_eq!(line(&second, "decision")["authorized"], true);
}

#[test]
fn a_person_reads_what_can_be_watched_and_for_how_long() {
    let run = run(&["--flow", "play", "--poll-interval", "3"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    for part in [
        "Catalogue: REF30, news, sports; 1 title is not included\n",
        "Playing REF30: permitted (source mvpd), media token valid for 420 seconds\n",
    ] {
        assert!(run.stdout.contains(part), "{part} is not in:\n{}", run.stdout);
    }
}

#[test]
fn logout_opens_the_providers_page_and_forgets_the_viewer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tv.json");
    let run = flow("logout", &["--state", path.to_str().unwrap()]);
    assert_eq!(steps(&run)[5..], ["signed_in", "logout_pages", "logged_out"]);
    // P9: the page of the logout returns to the address that the request named.
    assert!(run.stdout.contains("Activate your TV"), "{}", run.stdout);
    let logged_out = json!({"event": "logged_out", "mvpd": "Cablevision", "was_signed_in": true});
    assert_eq!(line(&run, "logged_out"), logged_out);
    let state: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let client: Value = serde_json::from_str(state["client"].as_str().unwrap()).unwrap();
    assert_eq!((&state["profile"], &client["mvpd"]), (&Value::Null, &Value::Null));
}

#[test]
fn r75_a_provider_without_a_logout_page_leaves_nothing_to_open() {
    let run = flow("logout", &["--mvpd", "Dish"]);
    assert!(!run.events().contains(&"logout_pages".to_owned()));
    assert_eq!(line(&run, "logged_out")["was_signed_in"], true);
}

#[test]
fn r85_temporary_access_plays_without_any_sign_in() {
    let run = flow("temp-pass", &[]);
    assert_eq!(run.events(), ["started", "registered", "token", "decision"]);
    let decision = line(&run, "decision");
    assert_eq!((&decision["mvpd"], &decision["source"]), (&json!("TempPass_TEST40"), &json!("temppass")));
    assert_eq!(decision["authorized"], true);
}

#[test]
fn r89_temporary_access_that_is_used_up_leads_to_the_sign_in() {
    let text = "[[mvpd]]\nid = \"TempPass_TEST40\"\ndisplay_name = \"Once\"\ntemporary = { minutes = 0 }\n";
    let scenario = Some(Scenario::parse(text).unwrap());
    let simulator = Simulator::start(Options { scenario, ..Options::default() }).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("tv.json");
    let same_device = ["--server", simulator.base_url(), "--state", state.to_str().unwrap()];
    assert_eq!(line(&flow("temp-pass", &same_device), "decision")["authorized"], true);
    let second = run(&[&["--json", "--auto", "--flow", "temp-pass"], &same_device[..]].concat());
    second.assert_one_line(1, &["sign-in", "the viewer", "--flow play"]);
    assert_eq!(second.events(), ["started", "stopped"]);
}

#[test]
fn r80_a_degraded_provider_permits_everything_and_no_code_is_shown() {
    let run = flow("degraded", &["--resource", "premium"]);
    assert!(!run.events().contains(&"code".to_owned()), "{}", run.stdout);
    assert_eq!(line(&run, "signed_in")["profile"]["type"], "degraded");
    assert_eq!(line(&run, "preauthorized")["denied"], json!([]));
    let decision = line(&run, "decision");
    assert_eq!((&decision["authorized"], &decision["source"]), (&json!(true), &json!("degradation")));
}

#[test]
fn partner_signs_in_through_the_stand_in_of_the_framework() {
    let run = flow("partner", &[]);
    let expected = [
        "started",
        "framework_stand_in",
        "registered",
        "token",
        "profiles",
        "configuration",
        "framework_stand_in",
        "framework_stand_in",
        "signed_in",
        "decision",
    ];
    assert_eq!(steps(&run), expected);
    let profile = &line(&run, "signed_in")["profile"];
    assert_eq!((&profile["type"], &profile["mvpd"]), (&json!("appleSSO"), &json!("Cablevision")));
    // R98: the decision rests on the framework's status as well.
    assert_eq!(line(&run, "decision")["authorized"], true);
}

#[test]
fn r101_a_provider_that_the_framework_does_not_support_is_signed_in_at_with_a_code() {
    let run = flow("partner", &["--mvpd", "Dish"]);
    assert!(run.events().contains(&"code".to_owned()), "{}", run.stdout);
    assert_eq!(line(&run, "signed_in")["profile"]["type"], "regular");
    assert_eq!(line(&run, "decision")["mvpd"], "Dish");
}

#[test]
fn a_phone_links_a_television_with_nobody_at_the_keyboard() {
    let run = flow("link", &[]);
    let expected = ["started", "registered", "token", "profiles", "code", "signed_in", "link_code", "joined"];
    assert_eq!(steps(&run), expected);
    let code = line(&run, "link_code");
    assert!(code["expires_in_seconds"].as_u64().is_some_and(|seconds| (1_700..=1_800).contains(&seconds)), "{code}");
    assert_eq!(line(&run, "joined"), json!({"event": "joined", "mvpd": "Cablevision"}));
}

#[test]
fn r149_a_link_without_a_licence_says_who_has_to_act() {
    let scenario = Scenario::ready("single-sign-on-not-licensed").unwrap();
    let simulator = Simulator::start(Options { scenario: Some(scenario), ..Options::default() }).unwrap();
    let run = run(&["--json", "--auto", "--flow", "link", "--server", simulator.base_url()]);
    run.assert_one_line(1, &["Single Sign-On Service", "licensed"]);
}
