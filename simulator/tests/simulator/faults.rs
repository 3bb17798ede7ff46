//! Failures on demand, and the budget of requests.

use std::net::{IpAddr, Ipv4Addr};

use tvpass::endpoint::Endpoint;
use tvpass_simulator::{Delivery, Fault, FaultKind, Request, Settings};

use crate::stage::{Stage, Television, register};

fn fault(stage: &mut Stage, kind: FaultKind, times: u32) {
    stage.service.inject(Fault { endpoint: Some(Endpoint::Profiles), kind, times });
}

#[test]
fn a_fault_hits_its_endpoint_as_often_as_asked() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    fault(&mut stage, FaultKind::InternalServerError, 2);
    assert_eq!(television.get(&mut stage, "/configuration").status, 200);
    for _ in 0..2 {
        assert_eq!(television.get(&mut stage, "/profiles").error(), (500, "internal_server_error"));
    }
    assert_eq!(television.get(&mut stage, "/profiles").status, 200);
}

#[test]
fn faults_come_in_the_order_in_which_they_were_asked_for() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    fault(&mut stage, FaultKind::Unauthorized, 1);
    fault(&mut stage, FaultKind::Throttled, 1);
    fault(&mut stage, FaultKind::Html(502), 1);
    stage.service.inject(Fault { endpoint: None, kind: FaultKind::InternalServerError, times: 1 });
    let answer = television.get(&mut stage, "/profiles");
    assert_eq!(answer.error(), (401, "invalid_access_token_client_application"));
    for status in [429, 502] {
        let answer = television.get(&mut stage, "/profiles");
        assert_eq!(answer.status, status);
        assert!(answer.response.header("content-type").is_some_and(|kind| kind.starts_with("text/html")));
    }
    assert_eq!(television.get(&mut stage, "/configuration").status, 500);
    assert_eq!(television.get(&mut stage, "/profiles").status, 200);
}

#[test]
fn a_lost_request_changes_nothing_and_a_lost_answer_does() {
    let mut stage = Stage::new();
    stage.service.inject(Fault { endpoint: Some(Endpoint::Register), kind: FaultKind::RequestLost, times: 1 });
    stage.service.inject(Fault { endpoint: Some(Endpoint::Register), kind: FaultKind::AnswerLost, times: 1 });
    let lost = stage.send(&register("demo.software.statement"));
    assert!(lost.response.received().is_none() && stage.service.take_changes().is_empty());
    let lost = stage.send(&register("demo.software.statement"));
    assert!(lost.response.received().is_none());
    assert_eq!(stage.service.take_changes().len(), 1);
}

#[test]
fn a_truncated_answer_arrives_by_half() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    fault(&mut stage, FaultKind::AnswerTruncated, 1);
    let response = television.get(&mut stage, "/profiles").response;
    assert_eq!(response.delivery, Delivery::Truncated);
    assert_eq!(response.received(), Some((200, &br#"{"profi"#[..])));
}

#[test]
fn faults_can_be_taken_back() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    fault(&mut stage, FaultKind::Throttled, 100);
    stage.service.clear_faults();
    assert_eq!(television.get(&mut stage, "/profiles").status, 200);
}

fn statuses(stage: &mut Stage, requests: usize, request: &Request) -> Vec<u16> {
    (0..requests).map(|_| stage.send(request).status).collect()
}

#[test]
fn a_device_has_a_burst_of_ten_and_then_one_request_a_second() {
    let mut stage = Stage::with(Settings::default());
    let request = Request::new("GET", "/api/v2/REF30/profiles");
    assert_eq!(statuses(&mut stage, 12, &request), [[401; 10].as_slice(), &[429; 2]].concat());
    stage.wait_millis(999);
    assert_eq!(statuses(&mut stage, 1, &request), [429]);
    stage.wait_millis(1);
    assert_eq!(statuses(&mut stage, 2, &request), [401, 429]);
    stage.wait_millis(3000);
    assert_eq!(statuses(&mut stage, 4, &request), [401, 401, 401, 429]);
}

#[test]
fn being_refused_costs_nothing() {
    let mut stage = Stage::with(Settings::default());
    let request = Request::new("GET", "/api/v2/REF30/profiles");
    statuses(&mut stage, 100, &request);
    stage.wait_millis(1000);
    assert_eq!(statuses(&mut stage, 1, &request), [401]);
}

#[test]
fn a_throttled_answer_is_html() {
    let mut stage = Stage::with(Settings::default());
    let request = Request::new("POST", "/o/client/register");
    statuses(&mut stage, 10, &request);
    let response = stage.send(&request).response;
    assert_eq!((response.status, response.header("content-type")), (429, Some("text/html;charset=UTF-8")));
    assert!(response.body.starts_with(b"<!doctype html>"));
}

#[test]
fn r17_the_budget_is_the_devices_that_a_server_speaks_for() {
    let mut stage = Stage::with(Settings::default());
    let bare = Request::new("GET", "/api/v2/REF30/profiles");
    let of = |address: &str| bare.clone().with_header("X-Forwarded-For", address);
    assert_eq!(statuses(&mut stage, 11, &of("203.0.113.1"))[10], 429);
    assert_eq!(statuses(&mut stage, 1, &of("203.0.113.1, 10.0.0.1")), [429]);
    assert_eq!(statuses(&mut stage, 1, &of("203.0.113.2")), [401]);
    assert_eq!(statuses(&mut stage, 1, &bare), [401]);
}

#[test]
fn devices_at_other_addresses_have_budgets_of_their_own() {
    let mut stage = Stage::with(Settings::default());
    let request = Request::new("GET", "/api/v2/REF30/profiles");
    statuses(&mut stage, 10, &request);
    let other = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));
    assert_eq!(stage.send_from(other, &request).status, 401);
}

#[test]
fn a_persons_pages_do_not_count() {
    let mut stage = Stage::with(Settings::default());
    for target in ["/activate", "/control", "/api/v2/authenticate/REF30/ABC1234"] {
        let request = Request::new("GET", target);
        assert!(!statuses(&mut stage, 20, &request).contains(&429), "{target}");
    }
    let request = Request::new("GET", "/api/v2/REF30/profiles");
    assert_eq!(statuses(&mut stage, 1, &request), [401]);
}
