use serde_json::{Value, json};

use super::{Simulator, choices, timestamp};

const NOW: f64 = 1_733_735_289_035.0;

fn simulator() -> Simulator {
    Simulator::new("https://simulator.invalid", 1, 2)
}

fn ask(simulator: &mut Simulator, method: &str, target: &str, body: &str) -> Value {
    let headers = [["Content-Type", "application/json"]];
    let request = json!({ "method": method, "target": target, "headers": headers, "body": body });
    let answer = simulator.answer(NOW, &request.to_string()).expect("a request");
    serde_json::from_str(&answer).expect("JSON")
}

#[test]
fn a_request_to_the_api_is_answered_and_recorded() {
    let mut simulator = simulator();
    let body = r#"{"software_statement": "demo.software.statement"}"#;
    let answer = ask(&mut simulator, "POST", "/o/client/register", body);
    assert_eq!(answer["status"], 201);
    let entry = &answer["entry"];
    assert_eq!(
        (&entry["endpoint"], &entry["number"], &entry["at"]),
        (&json!("register"), &json!(1), &json!(1_733_735_289_035_u64))
    );
    assert_eq!(entry["headers"][0]["name"], "Content-Type");
    assert_eq!(entry["fields"], json!([["software_statement", "demo.… (23 characters)"]]));
}

#[test]
fn a_page_is_no_entry_of_the_traffic() {
    let mut simulator = simulator();
    let unauthorized = ask(&mut simulator, "GET", "/api/v2/REF30/profiles", "");
    assert_eq!(unauthorized["entry"]["error"], "invalid_access_token_client_application");
    let page = ask(&mut simulator, "GET", "/activate", "");
    assert_eq!((&page["status"], &page["entry"]), (&json!(200), &Value::Null));
    assert!(page["body"].as_str().is_some_and(|body| body.contains("Activate your TV")));
}

#[test]
fn failures_hit_as_many_requests_as_they_were_asked_for() {
    let mut simulator = simulator();
    simulator.make_fail(r#"{"kind": "answer_lost", "endpoint": "profiles", "times": 1}"#).expect("a fault");
    let profiles = |simulator: &mut Simulator| ask(simulator, "GET", "/api/v2/REF30/profiles", "");
    let lost = profiles(&mut simulator);
    assert_eq!((&lost["delivery"], &lost["body"]), (&json!("lost"), &json!("")));
    assert_eq!(profiles(&mut simulator)["delivery"], "whole");
    simulator.make_fail(r#"{"kind": {"html": 502}, "times": 9}"#).expect("a fault");
    assert_eq!(profiles(&mut simulator)["status"], 502);
    simulator.clear_faults();
    assert_eq!(profiles(&mut simulator)["status"], 401);
}

#[test]
fn half_a_body_arrives_of_an_answer_that_is_cut_short() {
    let mut simulator = simulator();
    let whole = ask(&mut simulator, "GET", "/api/v2/REF30/profiles", "")["body"].as_str().map(str::len);
    simulator.make_fail(r#"{"kind": "answer_truncated", "times": 1}"#).expect("a fault");
    let cut = ask(&mut simulator, "GET", "/api/v2/REF30/profiles", "");
    assert_eq!(cut["delivery"], "truncated");
    assert_eq!(cut["body"].as_str().map(str::len), whole.map(|length| length / 2));
}

#[test]
fn scenarios_begin_by_their_names_and_end_with_the_normal_course() {
    let mut simulator = simulator();
    assert!(!simulator.begin("bad-network").expect("a ready scenario").is_empty());
    assert_eq!(simulator.begin("").expect("the normal course"), "");
    assert!(simulator.begin("no such scenario").is_err());
}

#[test]
fn a_page_has_endpoints_and_scenarios_to_choose_from() {
    let choices: Value = serde_json::from_str(&choices()).expect("JSON");
    let has = |list: &str, name: &str| choices[list].as_array().is_some_and(|names| names.contains(&json!(name)));
    assert!(has("endpoints", "profile_code") && has("scenarios", "bad-network"));
}

#[test]
fn texts_that_are_no_request_or_no_failure_are_refused() {
    let mut simulator = simulator();
    assert!(simulator.answer(NOW, "{}").is_err());
    assert!(simulator.make_fail(r#"{"kind": "thunder", "times": 1}"#).is_err());
}

#[test]
fn the_seed_decides_on_all_that_is_random() {
    let refusal =
        |low| ask(&mut Simulator::new("https://simulator.invalid", 1, low), "GET", "/api/v2/REF30/profiles", "");
    assert_eq!(refusal(2), refusal(2));
    assert_ne!(refusal(2)["body"], refusal(3)["body"]);
}

#[test]
fn a_time_is_whole_milliseconds() {
    assert_eq!(timestamp(7.9).millis(), 7);
    assert_eq!(timestamp(-1.0).millis(), 0);
}
