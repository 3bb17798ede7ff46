//! The dress of answers: all that the documentation allows.

use tvpass_stand_in::{Faults, Options};

use crate::world::{Answer, FORM, PROFILES, World};

fn dressed_up() -> World {
    let faults = Faults { variants: true, ..Faults::none() };
    World::with_session(Options { faults, mvpd_is_given: false, ..Options::default() })
}

#[test]
fn timestamps_are_text() {
    let world = dressed_up();
    let answer = world.send(&world.poll()).json();
    let text = answer["profiles"]["Cablevision"]["notAfter"].as_str().unwrap();
    assert!(text.parse::<u64>().unwrap() > 1_800_000_000_000);
}

#[test]
fn json_is_pretty_and_escaped() {
    let world = dressed_up();
    let text = world.send(&world.get("/api/v2/REF30/configuration")).text;
    assert!(text.is_ascii());
    for expected in ["\n    \"", "\\ud83d\\udcfa \\\"Optimum\\\"", "https:\\/\\/", "Comcast\\u005FSSO"] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[test]
fn unknown_fields_and_values_and_all_kinds_of_attributes_occur() {
    let world = dressed_up();
    let answer = world.send(&world.poll()).json();
    assert!(answer["aFieldOfTheFuture"].is_object());
    let attributes = &answer["profiles"]["Cablevision"]["attributes"];
    assert_eq!(attributes["language"]["state"], "sealed");
    let value = |name: &str| &attributes[name]["value"];
    assert!(value("userID").is_string() && value("is_hoh").is_boolean() && value("expiration_date").is_number());
    assert!(value("zip").is_array() && value("maxRating").is_object());
}

#[test]
fn the_domain_is_spelled_both_ways() {
    let mut world = dressed_up();
    let session = world.open_session("mvpd=Dish");
    assert_eq!(session["missingParameters"], serde_json::json!(["domain", "redirectUrl"]));
    let resumed = world.post(format!("/api/v2/REF30/sessions/{}", world.code), FORM, "");
    let resumed = world.send(&resumed).json();
    assert_eq!(resumed["missingParameters"], serde_json::json!(["domainName", "redirectUrl"]));
    world.assert_no_violations();
}

#[test]
fn sessions_come_in_chunks_and_other_answers_with_their_length() {
    let world = dressed_up();
    let chunked = |answer: &Answer| answer.head.contains("Transfer-Encoding: chunked");
    let session = world.send(&world.post("/api/v2/REF30/sessions", FORM, ""));
    assert!(chunked(&session) && !session.head.contains("Content-Length"));
    let profiles = world.send(&world.get(PROFILES));
    assert!(!chunked(&profiles) && profiles.head.contains("Content-Length"));
}

#[test]
fn without_variants_answers_are_plain() {
    let world = World::with_profile();
    let answer = world.send(&world.get(PROFILES));
    assert!(!answer.text.contains('\n') && answer.text.contains("\u{1f4fa}"));
    assert!(answer.json()["profiles"]["Cablevision"]["notAfter"].is_u64());
    assert!(!answer.text.contains("sealed"));
}
