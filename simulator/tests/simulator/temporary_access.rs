//! TempPass: for a device, for a person, by time and by resources.

use crate::stage::{Stage, Television, encode, fingerprint};

const BASIC: &str = "TempPass_TEST40";
const PROMOTIONAL: &str = "flexibleTempPass";

fn person(television: &Television, email: &str) -> Television {
    television.with("AP-TempPass-Identity", &encode(format!(r#"{{"email":"{email}"}}"#)))
}

#[test]
fn r85_temporary_access_needs_no_sign_in() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.authorize(&mut stage, BASIC, "news");
    assert_eq!((answer.decisions(), answer.text("/decisions/0/source")), (vec!["permit".into()], "temppass".into()));
    assert!(!answer.text("/decisions/0/token/serializedToken").is_empty());
}

#[test]
fn a_session_at_a_temporary_mvpd_goes_on_to_decisions() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.post(&mut stage, "/sessions", &format!("mvpd={BASIC}"));
    assert_eq!((answer.text("/actionName"), answer.text("/reasonType")), ("authorize".into(), "temporary".into()));
}

#[test]
fn r88_the_time_runs_from_the_first_authorization() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    stage.wait_minutes(60);
    assert_eq!(television.ask(&mut stage, "preauthorize", BASIC, &["news"]).decisions(), ["permit"]);
    stage.wait_minutes(60);
    assert_eq!(television.authorize(&mut stage, BASIC, "news").decisions(), ["permit"]);
    stage.wait_millis(40 * 60 * 1000 - 1);
    assert_eq!(television.authorize(&mut stage, BASIC, "sports").decisions(), ["permit"]);
    stage.wait_millis(1);
    let lapsed = ["temporary_access_duration_limit_exceeded"];
    assert_eq!(television.authorize(&mut stage, BASIC, "news").decisions(), lapsed);
    assert_eq!(television.ask(&mut stage, "preauthorize", BASIC, &["news"]).decisions(), lapsed);
    let profile = television.get(&mut stage, &format!("/profiles/{BASIC}"));
    assert_eq!(profile.error(), (403, lapsed[0]));
    assert_eq!(profile.text("/action"), "authentication");
}

#[test]
fn a_temporary_profile_is_told_by_mvpd_only() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.authorize(&mut stage, BASIC, "news");
    let started = stage.now.millis();
    stage.wait_minutes(10);
    let answer = television.get(&mut stage, &format!("/profiles/{BASIC}"));
    let profile = &answer.body["profiles"][BASIC];
    assert_eq!((&profile["type"], &profile["issuer"]), (&"temporary".into(), &"Adobe".into()));
    assert_eq!((&profile["notBefore"], &profile["notAfter"]), (&started.into(), &(started + 40 * 60 * 1000).into()));
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn r87_basic_access_belongs_to_the_device_whoever_registers_on_it() {
    let mut stage = Stage::new();
    Television::new(&mut stage).authorize(&mut stage, BASIC, "news");
    stage.wait_minutes(40);
    let again = Television::new(&mut stage);
    let lapsed = ["temporary_access_duration_limit_exceeded"];
    assert_eq!(again.authorize(&mut stage, BASIC, "news").decisions(), lapsed);
    let other = again.with("AP-Device-Identifier", &fingerprint("bedroom"));
    assert_eq!(other.authorize(&mut stage, BASIC, "news").decisions(), ["permit"]);
}

#[test]
fn s6_r86_promotional_access_must_know_the_person_and_is_denied_by_the_item_otherwise() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = "invalid_header_identity_for_temporary_access";
    assert_eq!(television.get(&mut stage, &format!("/profiles/{PROMOTIONAL}")).error(), (400, code));
    let malformed = ["!", &encode("[]"), &encode("{}"), &encode(r#"{"email": ""}"#), &encode(r#"{"email": 7}"#)];
    let malformed = malformed.map(|identity| television.with("AP-TempPass-Identity", identity));
    for television in malformed.iter().chain([&television]) {
        let answer = television.authorize(&mut stage, PROMOTIONAL, "news");
        assert_eq!((answer.status, answer.decisions()), (200, vec![code.to_owned()]));
        assert_eq!(answer.text("/decisions/0/source"), "temppass");
        assert_eq!(answer.text("/decisions/0/error/action"), "none");
        assert_eq!(answer.body["decisions"][0]["error"]["status"], 400);
    }
    assert_eq!(television.ask(&mut stage, "preauthorize", PROMOTIONAL, &["news"]).decisions(), ["permit"]);
    assert_eq!(television.authorize(&mut stage, BASIC, "news").decisions(), ["permit"]);
    assert_eq!(person(&television, "7f83b165").authorize(&mut stage, PROMOTIONAL, "news").decisions(), ["permit"]);
}

#[test]
fn promotional_access_counts_resources_and_not_their_repetition() {
    let mut stage = Stage::scenario("temporary-access-promotional");
    let television = person(&Television::new(&mut stage), "7f83b165");
    for resource in ["news", "sports", "news"] {
        assert_eq!(television.authorize(&mut stage, PROMOTIONAL, resource).decisions(), ["permit"]);
    }
    let used_up = "temporary_access_resources_limit_exceeded";
    assert_eq!(television.authorize(&mut stage, PROMOTIONAL, "REF30").decisions(), [used_up]);
    assert_eq!(television.authorize(&mut stage, PROMOTIONAL, "news").decisions(), ["permit"]);
    assert_eq!(television.get(&mut stage, &format!("/profiles/{PROMOTIONAL}")).error(), (403, used_up));
}

#[test]
fn r90_a_promotional_profile_tells_what_is_left() {
    let mut stage = Stage::new();
    let television = person(&Television::new(&mut stage), "7f83b165");
    television.authorize(&mut stage, PROMOTIONAL, "news");
    let answer = television.get(&mut stage, &format!("/profiles/{PROMOTIONAL}"));
    let profile = &answer.body["profiles"][PROMOTIONAL];
    let value = |name: &str| &profile["attributes"][name]["value"];
    assert_eq!((value("remaining_resources"), value("used_assets")), (&2.into(), &vec!["news"].into()));
    assert_eq!(value("expiration_date"), &profile["notAfter"]);
}

#[test]
fn r87_promotional_access_is_found_by_person_or_device() {
    let mut stage = Stage::scenario("temporary-access-promotional");
    let television = Television::new(&mut stage);
    let first = person(&television, "7f83b165");
    first.authorize(&mut stage, PROMOTIONAL, "news");
    first.authorize(&mut stage, PROMOTIONAL, "sports");
    let other_device = first.with("AP-Device-Identifier", &fingerprint("bedroom"));
    let other_person = person(&television, "b1657f83");
    let used_up = ["temporary_access_resources_limit_exceeded"];
    for known in [&other_device, &other_person] {
        assert_eq!(known.authorize(&mut stage, PROMOTIONAL, "REF30").decisions(), used_up);
    }
    let stranger = person(&other_device, "b1657f83");
    assert_eq!(stranger.authorize(&mut stage, PROMOTIONAL, "REF30").decisions(), ["permit"]);
}

#[test]
fn keys_of_a_person_count_in_any_order() {
    let mut stage = Stage::scenario("temporary-access-promotional");
    let television = Television::new(&mut stage);
    let one = television.with("AP-TempPass-Identity", &encode(r#"{"email":"7f83","phone":"b165"}"#));
    let same = television.with("AP-TempPass-Identity", &encode(r#"{"phone": "b165", "email": "7f83"}"#));
    one.authorize(&mut stage, PROMOTIONAL, "news");
    one.authorize(&mut stage, PROMOTIONAL, "sports");
    let same = same.with("AP-Device-Identifier", &fingerprint("bedroom"));
    let used_up = ["temporary_access_resources_limit_exceeded"];
    assert_eq!(same.authorize(&mut stage, PROMOTIONAL, "REF30").decisions(), used_up);
}

#[test]
fn r91_everything_is_preauthorized_while_it_lasts() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.ask(&mut stage, "preauthorize", BASIC, &["news", "premium", "nobody knows this"]);
    assert_eq!(answer.decisions(), ["permit", "permit", "permit"]);
}

#[test]
fn r92_temporary_and_regular_access_coexist() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.authorize(&mut stage, BASIC, "news");
    television.sign_in(&mut stage, "Dish");
    stage.wait_minutes(40);
    assert_eq!(television.authorize(&mut stage, "Dish", "news").decisions(), ["permit"]);
}

#[test]
fn logging_out_of_temporary_access_is_complete() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.get(&mut stage, &format!("/logout/{BASIC}?redirectUrl=https%3A%2F%2Fadobe.com"));
    assert_eq!(answer.text(&format!("/logouts/{BASIC}/actionName")), "complete");
}
