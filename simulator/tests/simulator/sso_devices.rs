//! The Single Sign-On Service: two devices in one sign-in.

use serde_json::{Value, json};
use tvpass_simulator::{Scenario, Service};

use crate::stage::{JSON, Stage, Television, fingerprint, service_token};

/// A phone that signed in with a service token, and a television that joined by its code.
struct Household {
    stage: Stage,
    phone: Television,
    television: Television,
    code: String,
}

impl Household {
    fn new() -> Self {
        let mut stage = Stage::new();
        let phone = Television::of(&mut stage, "REF30", "demo.software.statement", "phone");
        let token = phone.service_token(&mut stage, "household-19");
        let phone = phone.with("AD-Service-Token", &token);
        phone.sign_in(&mut stage, "Dish");
        let code = phone.link_code(&mut stage, &token);
        let television = Television::of(&mut stage, "REF30", "demo.software.statement", "television");
        let joined = television.join(&mut stage, &code);
        assert_eq!(joined.status, 201, "{}", joined.body);
        let television = television.with("AD-Service-Token", &joined.text("/serviceToken"));
        Self { stage, phone, television, code }
    }

    fn providers(&mut self, device: &Television) -> Vec<String> {
        let answer = device.get(&mut self.stage, "/profiles");
        answer.body["profiles"].as_object().unwrap().keys().cloned().collect()
    }

    fn list(&mut self) -> Value {
        let request = self.phone.sso("GET", "list");
        self.stage.send(&request).body["devices"].clone()
    }

    fn unlink(&mut self, ids: &[&str]) -> Value {
        let body = json!({"devices": ids}).to_string();
        let request = self.phone.sso("POST", "unlink").with_header("Content-Type", JSON).with_body(body);
        self.stage.send(&request).body["unlinkedDevices"].clone()
    }
}

/// The id by which lists name a device.
fn id(device: &str) -> String {
    fingerprint(device).rsplit(' ').next().unwrap().to_owned()
}

#[test]
fn r140_a_television_that_joined_finds_the_phones_sign_in() {
    let mut household = Household::new();
    let (phone, television) = (household.phone.clone(), household.television.clone());
    assert_eq!(household.providers(&phone), ["Dish"]);
    assert_eq!(household.providers(&television), ["Dish"]);
    let profile = television.get(&mut household.stage, "/profiles").body["profiles"]["Dish"].clone();
    assert_eq!(profile["type"], "serviceTokenSSO");
    assert_eq!(household.providers(&television.without("AD-Service-Token")), [] as [&str; 0]);
}

#[test]
fn r137_a_link_code_is_good_for_one_device() {
    let mut household = Household::new();
    let code = household.code.clone();
    let third = Television::of(&mut household.stage, "REF30", "demo.software.statement", "tablet");
    let answer = third.join(&mut household.stage, &code);
    assert_eq!((answer.status, answer.text("/error/code").as_str()), (400, "token_invalid"));
}

#[test]
fn a_code_that_lapsed_is_good_for_none() {
    let mut stage = Stage::new();
    let phone = Television::new(&mut stage);
    let token = phone.service_token(&mut stage, "household-19");
    let code = phone.link_code(&mut stage, &token);
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
    stage.wait_minutes(30);
    assert_eq!(
        Television::of(&mut stage, "REF30", "demo.software.statement", "tv").join(&mut stage, &code).status,
        400
    );
}

#[test]
fn r141_the_list_tells_where_the_person_signed_in() {
    let mut household = Household::new();
    let devices = household.list();
    assert_eq!(devices[id("phone")]["type"], "regular");
    assert_eq!(devices[id("television")]["type"], "sso");
    assert_eq!(devices[id("television")]["model"], "Panel 55");
    assert!(devices[id("television")]["lastSeen"].is_u64());
}

#[test]
fn a_list_is_empty_before_anybody_signed_in() {
    let mut stage = Stage::new();
    let phone = Television::new(&mut stage);
    let token = phone.service_token(&mut stage, "household-19");
    let answer = stage.send(&phone.sso("GET", "list").with_header("AD-Service-Token", &token));
    assert_eq!((answer.status, answer.body), (200, json!({"devices": {}})));
}

#[test]
fn r142_r143_an_unlinked_device_finds_nothing_until_it_joins_again() {
    let mut household = Household::new();
    assert_eq!(household.unlink(&[&id("television"), "attic"]), json!([id("television")]));
    let television = household.television.clone();
    assert_eq!(household.providers(&television), [] as [&str; 0]);
    let phone = household.phone.clone();
    assert_eq!(household.providers(&phone), ["Dish"], "the other one stays");
    let token = television.service_token(&mut household.stage, "household-19");
    assert_eq!(household.providers(&television.with("AD-Service-Token", &token)), ["Dish"]);
}

#[test]
fn r144_a_logout_on_one_device_is_one_on_the_other() {
    let mut household = Household::new();
    let television = household.television.clone();
    let path = "/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com";
    assert_eq!(television.get(&mut household.stage, path).status, 200);
    let phone = household.phone.clone();
    assert_eq!(household.providers(&phone), [] as [&str; 0]);
    assert_eq!(household.providers(&phone.without("AD-Service-Token")), [] as [&str; 0], "nor a regular profile");
    assert_eq!(household.list(), json!({}));
    phone.sign_in(&mut household.stage, "Dish");
    assert_eq!(household.providers(&television), ["Dish"], "both are still linked");
}

#[test]
fn r131_an_expired_token_brings_no_profile() {
    let mut household = Household::new();
    household.stage.wait_minutes(60);
    let television = household.television.clone();
    assert_eq!(household.providers(&television), [] as [&str; 0]);
    let refreshed = household.stage.send(&television.sso("GET", "serviceToken"));
    assert_eq!(refreshed.status, 200);
    let token = refreshed.text("/serviceToken");
    assert_eq!(household.providers(&television.with("AD-Service-Token", &token)), ["Dish"]);
}

#[test]
fn a_token_that_says_to_be_of_the_service_and_is_not_signed_by_it_counts_for_nobody() {
    let mut household = Household::new();
    let token = household.stage.send(&household.phone.sso("GET", "serviceToken")).text("/serviceToken");
    let forged = format!("{}x", &token[..token.len() - 1]);
    let television = household.television.with("AD-Service-Token", &forged);
    assert_eq!(household.providers(&television), [] as [&str; 0]);
    let external = service_token("somebody-else", household.stage.now.plus_millis(60_000));
    assert_eq!(household.providers(&television.with("AD-Service-Token", &external)), [] as [&str; 0]);
}

#[test]
fn members_and_codes_outlive_a_restart() {
    let mut household = Household::new();
    let token = household.phone.service_token(&mut household.stage, "household-19");
    let code = household.phone.link_code(&mut household.stage, &token);
    let mut changes = household.stage.service.take_changes();
    let mut again = Service::new(tvpass_simulator::Settings::default());
    changes.retain(|change| change.body.is_some());
    for change in changes {
        again.load(change.kind, &change.body.unwrap()).unwrap();
    }
    household.stage.service = again;
    assert!(household.list()[id("television")].is_object());
    let tablet = Television::of(&mut household.stage, "REF30", "demo.software.statement", "tablet");
    assert_eq!(tablet.join(&mut household.stage, &code).status, 201);
}

#[test]
fn the_scenarios_set_lives_names_and_licences() {
    let mut stage = Stage::new();
    let phone = Television::new(&mut stage);
    stage.service.apply(&Scenario::ready("single-sign-on-tables").unwrap());
    let named = stage.send(&phone.sso("POST", "serviceToken").with_header("X-SSO-ID", "household-19"));
    let token = named.text("/jws");
    let linked = stage.send(&phone.sso("POST", "link").with_header("AD-Service-Token", &token));
    assert!(linked.body["link"].is_string() && linked.body["code"].is_null());
    assert_eq!(stage.send(&phone.sso("POST", "serviceToken")).body["code"], "header_missing");
    stage.service.apply(&Scenario::ready("single-sign-on-not-licensed").unwrap());
    let refused = stage.send(&phone.sso("POST", "serviceToken").with_header("X-SSO-ID", "household-19"));
    assert_eq!(refused.status, 403);
    assert!(refused.response.body.is_empty());
    stage.service.apply(&Scenario::ready("single-sign-on-refresh-window-missed").unwrap());
    let token = phone.service_token(&mut stage, "household-19");
    stage.wait_minutes(2);
    let missed = stage.send(&phone.sso("GET", "serviceToken").with_header("AD-Service-Token", &token));
    assert_eq!((missed.status, missed.text("/error/code").as_str()), (401, "token_expired"));
    stage.service.apply(&Scenario::ready("single-sign-on-link").unwrap());
    let token = phone.service_token(&mut stage, "household-19");
    let code = phone.link_code(&mut stage, &token);
    stage.wait_minutes(5);
    assert_eq!(phone.join(&mut stage, &code).status, 400);
}
