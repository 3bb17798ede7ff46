//! A correct television leaves no violation, whatever the service does to it.

use std::time::Duration;

use crate::world::{Answer, COMPLETE, Call, FORM, JSON, PROFILES, SESSIONS, World};
use serde_json::{Value, json};
use tvpass_stand_in::{Endpoint, Faults, Options};

#[test]
fn a_television_that_keeps_the_rules_signs_in_through_all_faults() {
    let mut world = World::new(Options::default());
    world.register();
    world.fetch_token();
    let refused = world.send(&world.get(PROFILES));
    assert_eq!(refused.status, 401);
    assert_eq!(refused.json()["code"], "invalid_access_token_client_application");
    world.fetch_token();
    assert_eq!(world.send(&world.get(PROFILES)).status, 200);
    let throttled = world.send(&world.post(SESSIONS, FORM, COMPLETE));
    assert_eq!(throttled.status, 429);
    assert!(throttled.head.contains("text/html") && throttled.text.starts_with("<html>"));
    world.pass(Duration::from_secs(1));
    assert_eq!(world.open_session(COMPLETE)["actionName"], "authenticate");
    let gateway = world.send_after(0, &world.poll());
    assert_eq!(gateway.status, 502);
    assert!(gateway.head.contains("text/html"));
    for _ in 0..3 {
        assert_eq!(profiles(&world.send_after(3_000, &world.poll())), 0);
    }
    assert_eq!(profiles(&world.send_after(3_500, &world.poll())), 1);
    world.assert_no_violations();
    let report = world.report();
    assert_eq!((report.registrations, report.tokens, report.sessions), (1, 2, 1));
    assert_eq!((report.polls, report.configurations), (5, 0));
    assert_eq!(report.smallest_poll_gap, Some(Duration::from_secs(3)));
    assert_eq!(report.faults, ["401 on profiles", "429 on create_session", "502 on profile_code"]);
    let last = report.requests.last().unwrap();
    assert_eq!((last.endpoint, last.status), (Some(Endpoint::ProfileCode), Some(200)));
}

#[test]
fn a_television_that_kept_its_state_is_signed_in_at_once() {
    let world = World::with_profile();
    assert_eq!(profiles(&world.send(&world.get(PROFILES))), 1);
    assert_eq!(profiles(&world.send(&world.get("/api/v2/REF30/profiles/Cablevision"))), 1);
    assert_eq!(profiles(&world.send(&world.get("/api/v2/REF30/profiles/Dish"))), 0);
    world.assert_no_violations();
}

#[test]
fn a_session_for_someone_signed_in_leads_straight_to_decisions() {
    let world = World::with_profile();
    let answer = world.send(&world.post(SESSIONS, FORM, COMPLETE)).json();
    assert_eq!((&answer["actionName"], &answer["reasonType"]), (&"authorize".into(), &"authenticated".into()));
    assert_eq!(world.report().sessions, 1);
    world.assert_no_violations();
}

#[test]
fn a_session_may_be_completed_by_a_secondary_application() {
    let faults = Faults::none();
    let mut world = World::new(Options { faults, secondary_application: true, ..Options::default() });
    world.register();
    world.fetch_token();
    world.send(&world.get(PROFILES));
    let session = world.open_session("");
    assert_eq!(session["actionName"], "resume");
    assert_eq!(session["missingParameters"], json!(["mvpd", "domainName", "redirectUrl"]));
    let path = format!("{SESSIONS}/{}", world.code);
    let second = |call: Call| call.without("AP-Device-Identifier").without("X-Device-Info");
    let info = world.send(&second(world.get(&path))).json();
    assert_eq!(info["existingParameters"]["serviceProvider"], "REF30");
    let partly = world.send(&second(world.post(&path, FORM, "mvpd=Dish"))).json();
    assert_eq!(partly["actionName"], "retry");
    let rest = "domainName=adobe.com&redirectUrl=app%3A%2F%2Fdone";
    let whole = world.send(&second(world.post(&path, FORM, rest))).json();
    assert_eq!(whole["url"], format!("/api/v2/authenticate/REF30/{}", world.code));
    assert_eq!(world.send(&world.page()).status, 302);
    assert_eq!(profiles(&world.send(&world.poll())), 1);
    world.assert_no_violations();
}

#[test]
fn a_browser_is_sent_to_the_providers_page() {
    let world = World::with_session(Options { faults: Faults::none(), ..Options::default() });
    let page = world.page().with("Accept", "text/html").with("Accept-Language", "en");
    let answer = world.send_after(0, &page);
    let login = format!("{}/login/{}", world.stand_in.base_url(), world.code);
    assert!(answer.head.contains(&format!("Location: {login}\r\n")), "{}", answer.head);
    let login = login.replace(&world.stand_in.base_url(), "");
    assert_eq!(world.send(&Call::new("GET", login)).status, 200);
    world.assert_no_violations();
}

#[test]
fn decisions_permit_deny_and_carry_a_media_token_only_when_authorized() {
    let world = World::with_profile();
    let decide = |kind: &str, body: &str| {
        let path = format!("/api/v2/REF30/decisions/{kind}/Cablevision");
        world.send(&world.post(path, JSON, body)).json()["decisions"].clone()
    };
    let pre = decide("preauthorize", r#"{"resources":["news","premium"]}"#);
    assert_eq!((&pre[0]["authorized"], &pre[0]["token"]), (&true.into(), &Value::Null));
    assert_eq!(pre[1]["error"]["code"], "preauthorization_denied_by_mvpd");
    assert!(decide("authorize", r#"{"resources":["news"]}"#)[0]["token"]["serializedToken"].is_string());
    let denied = decide("authorize", r#"{"resources":["premium"]}"#);
    assert_eq!(denied[0]["error"]["code"], "authorization_denied_by_mvpd");
    world.assert_no_violations();
}

#[test]
fn logout_removes_the_profile() {
    let world = World::with_profile();
    let logout = world.get("/api/v2/REF30/logout/Cablevision?redirectUrl=https%3A%2F%2Fadobe.com%2F");
    assert_eq!(world.send(&logout).json()["logouts"]["Cablevision"]["actionName"], "logout");
    assert_eq!(world.send(&logout).json()["logouts"]["Cablevision"]["actionName"], "invalid");
    let authorize = world.post("/api/v2/REF30/decisions/authorize/Cablevision", JSON, r#"{"resources":["news"]}"#);
    let decision = world.send(&authorize).json();
    assert_eq!(decision["decisions"][0]["error"]["code"], "authenticated_profile_missing");
    world.assert_no_violations();
}

#[test]
fn a_television_without_an_mvpd_may_fetch_the_configuration() {
    let mut world = World::new(Options { faults: Faults::none(), mvpd_is_given: false, ..Options::default() });
    world.register();
    world.fetch_token();
    world.send(&world.get(PROFILES));
    let configuration = world.send(&world.get("/api/v2/REF30/configuration")).json();
    assert_eq!(configuration["requestor"]["mvpds"].as_array().unwrap().len(), 4);
    world.assert_no_violations();
    assert_eq!(world.report().configurations, 1);
}

#[test]
fn a_token_is_renewed_shortly_before_it_expires() {
    let mut world = World::with_token();
    world.pass(Duration::from_hours(23));
    world.fetch_token();
    world.assert_no_violations();
}

#[test]
fn an_unanswered_request_has_not_happened() {
    let faults = Faults { no_answer: Some(Endpoint::Register), ..Faults::none() };
    let mut world = World::new(Options { faults, ..Options::default() });
    assert!(world.exchange(World::register_call().text().as_bytes()).is_none());
    assert_eq!(world.report().requests[0].status, None);
    world.register();
    assert_eq!(world.report().registrations, 1);
    world.assert_no_violations();
}

fn profiles(answer: &Answer) -> usize {
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["profiles"].as_object().unwrap().len()
}
