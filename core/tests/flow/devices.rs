//! The devices of a sign-in, listed and taken out.

use tvpass::flow::{DeviceReply, Event, InvalidArgument, ListDevices, UnlinkDevices};
use tvpass::message::HeaderName;

use super::answers::{profile, sso_error};
use super::service_token::{IDENTIFIER, NEW, OBTAIN, REFRESH, kept, new_token};
use super::stage::{MINUTES, Stage, this_device};

const LIST: &str = "GET /api/REF30/list";
const UNLINK: &str = "POST /api/REF30/unlink";
const TWO: &str = r#"{"devices": {"kitchen": {"model": "Q80"}, "attic": {}}}"#;

fn listing() -> Stage<ListDevices> {
    Stage::new(ListDevices::new(kept(), Some(IDENTIFIER)).unwrap())
}

fn unlinking(devices: &'static [&'static str]) -> Stage<UnlinkDevices<&'static [&'static str]>> {
    Stage::new(UnlinkDevices::new(devices, kept(), None).unwrap())
}

#[test]
fn r141_the_devices_are_shown_as_they_come_and_asked_for_once() {
    let mut stage = listing();
    assert_eq!(stage.begin(), LIST);
    assert_eq!(stage.answer(200, TWO), "devices kitchen, attic");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn r131_r130_a_token_is_renewed_within_and_the_host_keeps_it() {
    let mut stage = listing();
    stage.pass(58 * MINUTES);
    assert_eq!(stage.begin(), REFRESH);
    assert_eq!(stage.answer(401, sso_error("header_invalid", "get_new_token")), OBTAIN);
    assert_eq!(stage.answer(201, new_token()), format!("keep {NEW}"));
    stage.app.headers.set(HeaderName::AdServiceToken, NEW).unwrap();
    assert_eq!(stage.reply(DeviceReply::TokenKept), LIST);
    assert_eq!(stage.answer(200, r#"{"devices": {}}"#), "devices ");
}

#[test]
fn r142_what_was_not_in_the_answer_is_still_linked() {
    let mut stage = unlinking(&["kitchen", "cellar"]);
    assert_eq!(stage.begin(), UNLINK);
    assert_eq!(stage.answer(200, r#"{"status": "OK", "unlinkedDevices": ["kitchen"]}"#), "unlinked kitchen");
    assert_eq!(UnlinkDevices::new([""; 0], kept(), None).map(drop), Err(InvalidArgument::Empty("devices")));
    assert_eq!(UnlinkDevices::new(["a"; 33], kept(), None).map(drop), Err(InvalidArgument::TooMany(32)));
}

#[test]
fn r138_an_unlink_whose_answer_was_lost_is_repeated() {
    let mut stage = unlinking(&["kitchen"]);
    stage.begin();
    let said = stage.no_response();
    assert_eq!(stage.waited(said), UNLINK);
}

#[test]
fn r143_a_device_that_unlinked_itself_forgets_what_came_by_the_token() {
    let mut signed_in = this_device();
    signed_in.begin();
    signed_in.answer(200, profile("Dish"));
    assert!(signed_in.installation.profile_until().is_some());
    for (id, own) in [("dHY=", true), ("tv", true), ("fingerprint dHY=", true), ("den", false)] {
        let flow = UnlinkDevices::new(["dHY=", "tv", "fingerprint dHY=", "den"], kept(), None).unwrap();
        let mut stage = signed_in.clone().with_flow(flow);
        stage.begin();
        let said = stage.answer(200, format!(r#"{{"unlinkedDevices": ["{id}"]}}"#));
        assert_eq!(said.ends_with("and this one"), own, "{said}");
        assert_eq!(stage.installation.profile_until().is_none(), own);
    }
}

#[test]
fn r143_a_device_that_another_one_unlinked_learns_it_from_a_refused_token() {
    let mut stage = Stage::new(ListDevices::new(kept(), None).unwrap());
    stage.begin();
    let refused = || sso_error("header_invalid", "get_new_token");
    assert_eq!(stage.answer(401, refused()), REFRESH);
    assert_eq!(stage.answer(401, refused()), "no single sign-on, Viewer: token refused, header_invalid");
}

#[test]
fn r147_a_body_that_the_service_finds_wrong_is_not_sent_again() {
    for code in ["request_invalid", "request_null"] {
        let mut stage = unlinking(&["kitchen"]);
        stage.begin();
        let said = stage.answer(400, sso_error(code, "check_request_body"));
        assert_eq!(said, format!("stop ServiceProvider: the service refuses (HTTP 400): {code}"));
    }
}

#[test]
fn a_cancelled_list_ends() {
    let mut stage = listing();
    stage.begin();
    assert_eq!(stage.says(Event::Cancel), "stop Integrator: cancelled");
}
