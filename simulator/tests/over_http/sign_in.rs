//! A whole sign-in, and a budget of requests, over real connections.

use serde_json::json;
use tvpass_simulator::{Options, Settings, Simulator};

use crate::client::{Television, agent, open, submit};

fn patient() -> Options {
    Options { settings: Settings { throttle: false, ..Settings::default() }, ..Options::default() }
}

#[test]
fn a_television_and_a_browser_sign_in_together() {
    let running = Simulator::start(patient()).expect("a free port");
    let television = Television::new(running.base_url());
    let code = television.sign_in("Cablevision");
    let profile = &television.get(&format!("/profiles/code/{code}")).json()["profiles"]["Cablevision"];
    assert_eq!(profile["type"], "regular");
    let logout = television.get("/logout/Cablevision?redirectUrl=http%3A%2F%2F127.0.0.1%3A1%2Fbye").json();
    assert_eq!(logout["logouts"]["Cablevision"]["actionName"], "logout");
    assert_eq!(television.get("/profiles").json(), json!({"profiles": {}}));
}

#[test]
fn a_browser_without_cookies_cannot_sign_in() {
    let running = Simulator::start(patient()).expect("a free port");
    let television = Television::new(running.base_url());
    let form = "mvpd=Dish&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com";
    let url = television.post("/sessions", form).text("url");
    let login = open(&agent(), &format!("{}{url}", running.base_url()));
    let stranger = submit(&agent(), &login.address, "username=viewer&password=password&action=login");
    assert_eq!(stranger.status, 400);
    assert_eq!(television.get("/profiles").json(), json!({"profiles": {}}));
}

#[test]
fn the_eleventh_request_at_once_is_throttled() {
    let running = Simulator::start(Options::default()).expect("a free port");
    let television = Television::new(running.base_url());
    let statuses: Vec<_> = (0..20).map(|_| television.get("/profiles").status).collect();
    assert_eq!(statuses[..8], [200; 8]);
    assert!(statuses[8..].contains(&429));
}

#[test]
fn pages_stay_on_the_host_that_the_browser_reached() {
    let running = Simulator::start(patient()).expect("a free port");
    let television = Television::new(running.base_url());
    let code = television.post("/sessions", "").text("code");
    let local = running.base_url().replace("127.0.0.1", "localhost");
    let login = submit(&agent(), &format!("{local}/activate"), &format!("code={code}&mvpd=Dish"));
    assert!(login.address.starts_with("http://localhost:"));
    let information = television.get(&format!("/sessions/{code}")).json();
    assert_eq!(information["existingParameters"]["redirectUrl"], format!("{local}/activated"));
}
