//! Answers to browsers: CORS (H7).

use tvpass::message::HeaderName;
use tvpass_simulator::{Request, Settings};

use crate::stage::{Stage, Television};

fn preflight(path: &str) -> Request {
    Request::new("OPTIONS", path)
        .with_header("Origin", "https://tv.example")
        .with_header("Access-Control-Request-Method", "POST")
        .with_header("Access-Control-Request-Headers", "authorization,ap-device-identifier")
}

#[test]
fn a_preflight_allows_all_methods_and_headers_to_the_origin() {
    let mut stage = Stage::with(Settings::default());
    for _ in 0..20 {
        let response = stage.send(&preflight("/api/v2/REF30/sessions")).response;
        assert_eq!(response.status, 200);
        assert_eq!(response.header("access-control-allow-origin"), Some("https://tv.example"));
        assert_eq!(response.header("access-control-allow-methods"), Some("POST, GET, OPTIONS, DELETE"));
        let headers = response.header("access-control-allow-headers").expect("a list").to_owned();
        let headers: Vec<_> = headers.split(", ").collect();
        assert_eq!(headers, HeaderName::ALL.map(HeaderName::as_str));
    }
    assert_eq!(stage.send(&preflight("/o/client/register")).status, 200);
}

#[test]
fn a_scenario_allows_only_what_the_real_service_was_seen_to_allow() {
    let mut stage = Stage::scenario("browser-headers-as-seen");
    let response = stage.send(&preflight("/api/v2/REF30/sessions")).response;
    let seen = "Authorization, Content-Type, AP-Device-Identifier, X-Device-Info";
    assert_eq!(response.header("access-control-allow-headers"), Some(seen));
}

#[test]
fn answers_and_refusals_can_be_read_by_their_origin() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).with("Origin", "https://tv.example");
    for path in ["/profiles", "/sessions/ABC1234", "/channels"] {
        let response = television.get(&mut stage, path).response;
        assert_eq!(response.header("access-control-allow-origin"), Some("https://tv.example"));
    }
    let response = television.without("Origin").get(&mut stage, "/profiles").response;
    assert_eq!(response.header("access-control-allow-origin"), None);
}
