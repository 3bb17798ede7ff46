//! The Single Sign-On Service.

use std::time::Duration;

use tvpass_stand_in::{Faults, Options};

use crate::world::{Call, JSON, PROFILES, World};

const TOKEN: &str = "/api/REF30/serviceToken";
const LINK: &str = "/api/REF30/link";
const UNLINK: &str = "/api/REF30/unlink";
const LIST: &str = "/api/REF30/list";
const OTHER_DEVICE: &str = "fingerprint b3RoZXI=";

fn with_second_device() -> World {
    let mut world = World::new(Options { faults: Faults::none(), second_device: true, ..Options::default() });
    world.register();
    world.fetch_token();
    world
}

/// A call without a body that takes none of the API's headers but those of its row.
fn post(world: &World, path: &str) -> Call {
    world.post(path, JSON, "").without("Content-Type").without("X-Device-Info")
}

fn by_identifier(world: &World) -> Call {
    world.post(TOKEN, JSON, "").without("Content-Type").with("X-SSO-ID", "household-19")
}

fn token(world: &World) -> String {
    let answer = world.send(&by_identifier(world));
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()["serviceToken"].as_str().unwrap().to_owned()
}

#[test]
fn a_link_code_is_good_for_one_device_once() {
    let world = with_second_device();
    let token = token(&world);
    let code = world.send(&post(&world, LINK).with("AD-Service-Token", &token)).json();
    let code = code["code"].as_str().unwrap().to_owned();
    let join = by_identifier(&world).without("X-SSO-ID").with("X-SSO-LINK", &code);
    let join = join.with("AP-Device-Identifier", OTHER_DEVICE);
    assert_eq!(world.send(&join).status, 201);
    world.refuses(&join, 400, "token_invalid", "used a second time");
    let list = world.get(LIST).without("X-Device-Info").with("AD-Service-Token", &token);
    let devices = world.send(&list).json();
    assert_eq!(devices["devices"].as_object().unwrap().len(), 2);
    let unlink = world.post(UNLINK, JSON, r#"{"devices": ["other", "nobody"]}"#).without("X-Device-Info");
    let unlinked = world.send(&unlink.with("AD-Service-Token", &token)).json();
    assert_eq!(unlinked["unlinkedDevices"], serde_json::json!(["other"]));
    assert_eq!(world.report().violations.len(), 1);
}

#[test]
fn a_person_is_named_in_one_way() {
    let world = World::with_token();
    let nobody = by_identifier(&world).without("X-SSO-ID");
    world.refuses(&nobody, 400, "header_missing", "no X-SSO-ID");
    let twice = by_identifier(&world).with("X-SSO-LINK", "407315");
    world.refuses(&twice, 400, "header_missing", "both X-SSO-ID and X-SSO-LINK");
}

#[test]
fn an_expired_service_token_is_renewed_and_nothing_else() {
    let world = World::with_token();
    let token = token(&world);
    world.pass(Duration::from_mins(90));
    let profiles = world.get(PROFILES).with("AD-Service-Token", &token);
    world.breaks(&profiles, 200, "the service token has expired (R131)");
    let link = post(&world, LINK).with("AD-Service-Token", &token);
    world.refuses(&link, 401, "token_expired", "has expired");
    let refresh = world.get(TOKEN).with("AD-Service-Token", &token);
    let refresh = refresh.without("X-Device-Info").without("AP-Device-Identifier");
    assert_eq!(world.send(&refresh).status, 200);
    world.pass(Duration::from_mins(30));
    world.refuses(&refresh, 401, "token_expired", "has expired");
}

#[test]
fn headers_of_the_api_are_not_defined_for_the_service() {
    let world = World::with_token();
    let with_info = world.post(LINK, JSON, "").without("Content-Type").with("AD-Service-Token", &token(&world));
    world.breaks(&with_info, 201, "X-Device-Info is not defined for sso_link");
    let silent = by_identifier(&world).without("Content-Length");
    world.breaks(&silent, 201, "a POST without Content-Length");
}
