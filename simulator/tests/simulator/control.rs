//! The control page: what it shows, and what it never shows.

use tvpass_simulator::Request;

use crate::stage::{FORM, Stage, Television, encode, fingerprint, framework_status, service_token};

fn control(stage: &mut Stage) -> String {
    let answer = stage.send(&Request::new("GET", "/control"));
    String::from_utf8_lossy(&answer.response.body).into_owned()
}

fn submit(stage: &mut Stage, form: &str) -> u16 {
    stage.send(&Request::new("POST", "/control").with_header("Content-Type", FORM).with_body(form)).status
}

#[test]
fn it_shows_sessions_profiles_and_decoded_headers() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let code = television.open_session(&mut stage, "Spectrum");
    television.get(&mut stage, "/sessions/ABC1234");
    let page = control(&mut stage);
    for shown in [code.as_str(), "waiting", "signed in", "regular", "Panel 55", "invalid_authentication_session"] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(page.contains("osVersion"));
}

#[test]
fn it_marks_headers_that_the_endpoint_does_not_list() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).with("AP-Partner-Framework-Status", &encode("{}"));
    television.post(&mut stage, "/sessions", "");
    assert!(control(&mut stage).contains("AP-Partner-Framework-Status (not listed for this endpoint)"));
}

#[test]
fn no_secret_is_shown_in_full() {
    let mut stage = Stage::new();
    let expires = stage.now.plus_millis(60_000);
    let tokens = service_token("sentinel-subject", expires);
    let television = Television::new(&mut stage)
        .with("AP-Device-Identifier", &fingerprint("sentinel-device-identifier"))
        .with("Adobe-Subject-Token", "sentinel-platform-token")
        .with("AD-Service-Token", &tokens)
        .with("AP-TempPass-Identity", &encode(r#"{"email": "sentinel-person"}"#))
        .with("AP-Visitor-Identifier", "sentinel-visitor")
        .with("AP-Partner-Framework-Status", &framework_status("granted", "Cablevision", expires));
    let authorization = television.request("GET", "").header("authorization").expect("a token").to_owned();
    television.sign_in(&mut stage, "Dish");
    let token = television.authorize(&mut stage, "Dish", "news").text("/decisions/0/token/serializedToken");
    television.post(&mut stage, "/profiles/sso/Apple", "SAMLResponse=c2VudGluZWwtc2FtbA");
    television.get(&mut stage, "/profiles?client_secret=sentinel-secret&software_statement=sentinel-statement");
    let page = control(&mut stage);
    let secrets =
        [authorization.as_str(), &tokens, &token, "sentinel-", "c2VudGluZWwtc2FtbA", "demo.software.statement"];
    for secret in secrets {
        assert!(!page.contains(secret), "{secret}");
    }
}

#[test]
fn it_makes_requests_fail() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    assert_eq!(submit(&mut stage, "action=fault&endpoint=profiles&fault=500+internal+server+error&times=2"), 303);
    assert_eq!(television.get(&mut stage, "/profiles").status, 500);
    assert_eq!(submit(&mut stage, "action=clear-faults"), 303);
    assert_eq!(television.get(&mut stage, "/profiles").status, 200);
}

#[test]
fn it_begins_and_ends_scenarios() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    assert_eq!(submit(&mut stage, "action=scenario&scenario=degraded-authz-all"), 303);
    assert!(control(&mut stage).contains("everything is permitted"));
    assert_eq!(television.authorize(&mut stage, "Cablevision", "premium").decisions(), ["permit"]);
    assert_eq!(submit(&mut stage, "action=scenario&scenario="), 303);
    let answer = television.authorize(&mut stage, "Cablevision", "premium");
    assert_eq!(answer.decisions(), ["authenticated_profile_missing"]);
    assert_eq!(submit(&mut stage, "action=scenario&scenario=nothing"), 400);
}

#[test]
fn it_forgets_requests_when_told() {
    let mut stage = Stage::new();
    Television::new(&mut stage);
    assert!(control(&mut stage).contains("/o/client/register"));
    submit(&mut stage, "action=clear-log");
    assert!(!control(&mut stage).contains("/o/client/register"));
}

#[test]
fn it_keeps_the_last_hundred_requests() {
    let mut stage = Stage::new();
    for number in 0..150 {
        stage.send(&Request::new("GET", &format!("/api/v2/REF30/number-{number}")));
    }
    let page = control(&mut stage);
    assert!(page.contains("number-50<") && page.contains("number-149<") && !page.contains("number-49<"));
}

#[test]
fn other_origins_cannot_control_it() {
    let mut stage = Stage::new();
    let request = Request::new("POST", "/control").with_header("Content-Type", FORM).with_body("action=clear-faults");
    let request = request.with_header("Host", "127.0.0.1:8787");
    for origin in ["https://evil.test", "null"] {
        assert_eq!(stage.send(&request.clone().with_header("Origin", origin)).status, 403);
    }
    assert_eq!(stage.send(&request.with_header("Origin", "http://127.0.0.1:8787")).status, 303);
}

#[test]
fn texts_of_requests_are_shown_without_characters_that_deceive() {
    const EVIL: &str = "a\u{202e}b\u{7f}c\u{9b}d";
    let mut stage = Stage::new();
    let info = format!(r#"{{"model": "M{EVIL}", "osName": "O{EVIL}"}}"#);
    let television = Television::new(&mut stage)
        .with("X-Device-Info", &encode(&info))
        .with("User-Agent", EVIL)
        .with("AP-TempPass-Identity", &encode(format!(r#"{{"{EVIL}": "x"}}"#)));
    television.open_session(&mut stage, "Dish");
    television.post(&mut stage, "/sessions", "mvpd=%E2%80%AEevil&%E2%80%AEname=x");
    stage.send(&Request::new("\u{202e}GET", "/api/v2/\u{202e}/x?client_secret=%E2%80%AE%E2%80%AE%E2%80%AE%E2%80%AE"));
    let page = control(&mut stage);
    let deceptive: Vec<_> =
        page.chars().filter(|sign| *sign != '\n' && (sign.is_control() || *sign == '\u{202e}')).collect();
    assert!(deceptive.is_empty(), "{deceptive:?}");
    for shown in ["Ma\\u{202e}b\\u{7f}c\\u{9b}d", "Oa\\u{202e}b", "\\u{202e}evil", "\\u{202e}name", "\\u{202e}GET"] {
        assert!(page.contains(shown), "{shown}");
    }
}
