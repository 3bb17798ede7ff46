//! Sessions: opened, resumed, looked at, replaced, lapsed.

use serde_json::json;

use crate::stage::{ALL_PARAMETERS, Stage, Television};

#[test]
fn a_complete_session_leads_to_the_login_page() {
    let mut stage = Stage::new();
    let answer = Television::new(&mut stage).post(&mut stage, "/sessions", ALL_PARAMETERS);
    let code = answer.text("/code");
    assert!(code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
    assert_eq!(answer.text("/actionName"), "authenticate");
    assert_eq!(answer.text("/actionType"), "interactive");
    assert_eq!(answer.text("/reasonType"), "none");
    assert_eq!(answer.text("/url"), format!("/api/v2/authenticate/REF30/{code}"));
    assert_eq!(answer.text("/mvpd"), "Cablevision");
    assert!(answer.body.get("missingParameters").is_none());
    assert_eq!(answer.text("/notBefore"), stage.now.millis().to_string());
    assert_eq!(answer.text("/notAfter"), (stage.now.millis() + 30 * 60 * 1000).to_string());
}

#[test]
fn a_session_that_lacks_parameters_asks_for_them_until_it_has_them() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.post(&mut stage, "/sessions", "domainName=&redirectUrl=https%3A%2F%2Fadobe.com");
    let resume = format!("/sessions/{}", answer.text("/code"));
    assert_eq!((answer.text("/actionName"), answer.text("/actionType")), ("resume".into(), "direct".into()));
    assert_eq!(answer.body["missingParameters"], json!(["mvpd", "domainName"]));
    assert_eq!(answer.text("/url"), format!("/api/v2/REF30{resume}"));
    let answer = television.post(&mut stage, &resume, "mvpd=Dish");
    assert_eq!((answer.text("/actionName"), answer.text("/actionType")), ("retry".into(), "direct".into()));
    assert_eq!(answer.body["missingParameters"], json!(["domainName"]));
    let answer = television.post(&mut stage, &resume, "domainName=adobe.com");
    assert_eq!(answer.text("/actionName"), "authenticate");
}

#[test]
fn resuming_overwrites_nothing() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.post(&mut stage, "/sessions", "mvpd=Dish").text("/code");
    let answer = television.post(&mut stage, &format!("/sessions/{code}"), ALL_PARAMETERS);
    assert_eq!(answer.text("/mvpd"), "Dish");
}

#[test]
fn a_second_application_resumes_without_headers_of_a_device() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.post(&mut stage, "/sessions", "").text("/code");
    let phone = Television::of(&mut stage, "REF30", "demo.software.statement", "phone");
    let phone = phone.without("AP-Device-Identifier").without("X-Device-Info");
    let answer = phone.post(&mut stage, &format!("/sessions/{code}"), ALL_PARAMETERS);
    assert_eq!(answer.text("/actionName"), "authenticate");
}

#[test]
fn session_details_tells_what_is_there_and_which_device_asks() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.post(&mut stage, "/sessions", "mvpd=Dish&domainName=adobe.com").text("/code");
    let answer = television.get(&mut stage, &format!("/sessions/{code}"));
    let existing = json!({"serviceProvider": "REF30", "mvpd": "Dish", "domainName": "adobe.com"});
    assert_eq!(answer.body["existingParameters"], existing);
    assert_eq!(answer.body["missingParameters"], json!(["redirectUrl"]));
    assert_eq!(answer.text("/device/type"), "TV");
    assert_eq!(answer.text("/device/hardware/manufacturer"), "Acme");
    assert_eq!(answer.text("/device/operatingSystem/name"), "Linux");
    assert_eq!(answer.body["device"]["version"]["minor"], 1);
}

#[test]
fn session_details_of_a_browser_has_no_device() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).without("X-Device-Info");
    let code = television.post(&mut stage, "/sessions", "").text("/code");
    assert!(television.get(&mut stage, &format!("/sessions/{code}")).body.get("device").is_none());
}

#[test]
fn a_new_session_ends_the_pending_one_of_the_same_application() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let neighbour = Television::of(&mut stage, "REF30", "demo.software.statement", "bedroom");
    let (first, other) = (television.open_session(&mut stage, "Dish"), neighbour.open_session(&mut stage, "Dish"));
    let second = television.open_session(&mut stage, "Dish");
    let ended = television.get(&mut stage, &format!("/profiles/code/{first}"));
    assert_eq!(ended.error(), (400, "invalid_authentication_session"));
    for code in [other, second] {
        assert_eq!(television.get(&mut stage, &format!("/sessions/{code}")).status, 200);
    }
}

#[test]
fn a_new_session_leaves_a_finished_one_alone() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.sign_in(&mut stage, "Dish");
    television.open_session(&mut stage, "Spectrum");
    let answer = television.get(&mut stage, &format!("/profiles/code/{code}"));
    assert_eq!(answer.profiles().len(), 1);
}

#[test]
fn a_code_lapses_after_half_an_hour() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    stage.wait_millis(30 * 60 * 1000 - 1);
    assert_eq!(television.get(&mut stage, &format!("/profiles/code/{code}")).status, 200);
    stage.wait_millis(1);
    let lapsed = television.get(&mut stage, &format!("/profiles/code/{code}"));
    assert_eq!(lapsed.error(), (400, "invalid_authentication_session"));
}

#[test]
fn a_viewer_who_is_signed_in_needs_no_session() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Cablevision");
    let answer = television.post(&mut stage, "/sessions", ALL_PARAMETERS);
    assert_eq!((answer.text("/actionName"), answer.text("/actionType")), ("authorize".into(), "direct".into()));
    assert_eq!(answer.text("/reasonType"), "authenticated");
    assert_eq!(answer.text("/url"), "/api/v2/REF30/decisions/authorize/Cablevision");
    assert!(answer.body.get("code").is_none());
    let elsewhere = television.post(&mut stage, "/sessions", "mvpd=Dish");
    assert_eq!(elsewhere.text("/actionName"), "resume");
}

#[test]
fn resuming_a_finished_session_goes_on_to_decisions() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.sign_in(&mut stage, "Dish");
    let answer = television.post(&mut stage, &format!("/sessions/{code}"), ALL_PARAMETERS);
    assert_eq!((answer.text("/actionName"), answer.text("/mvpd")), ("authorize".into(), "Dish".into()));
}
