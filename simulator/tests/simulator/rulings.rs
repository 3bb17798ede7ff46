//! Rulings on the documentation's contradictions, as the service keeps them (`docs/rulings.md`).

use tvpass::endpoint::{Endpoint, Requirement};
use tvpass::message::HeaderName;
use tvpass_simulator::Request;

use crate::stage::{ALL_PARAMETERS, FORM, JSON, Stage, Television, encode, fingerprint, register, service_token};

const TEMPORARY: &str = "TempPass_TEST40";

#[test]
fn h6_a_server_takes_json_with_and_without_a_charset() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    for accept in ["application/json;charset=utf-8", "application/json", "*/*", "text/html"] {
        assert_eq!(television.with("Accept", accept).get(&mut stage, "/profiles").status, 200, "{accept}");
    }
}

#[test]
fn h9_a_platforms_token_is_taken_with_every_call_and_no_error_when_invalid() {
    let mut stage = Stage::new();
    let expired = service_token("viewer", tvpass::json::Timestamp::from_millis(0));
    let television = Television::new(&mut stage);
    for token in ["opaque", "", "a.b.c", expired.as_str()] {
        let television = television.with("Adobe-Subject-Token", token);
        let code = television.open_session(&mut stage, "Dish");
        let paths =
            ["/configuration", "/profiles", "/profiles/Dish", "/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com"];
        let of_code = [format!("/sessions/{code}"), format!("/profiles/code/{code}")];
        for path in paths.into_iter().map(str::to_owned).chain(of_code) {
            assert_eq!(television.get(&mut stage, &path).status, 200, "{token} {path}");
        }
    }
    let listed = Endpoint::ALL.iter().map(|endpoint| endpoint.definition());
    let listed = listed.filter(|one| one.requirement(HeaderName::AdobeSubjectToken) == Requirement::Optional);
    assert_eq!(listed.count(), Endpoint::ALL.len() - 8, "all but register, token, the login page and single sign-on");
}

#[test]
fn j3_the_samples_device_information_is_refused_at_its_byte() {
    let mut stage = Stage::new();
    // Made like the printed one: a comma is missing behind a member.
    let printed = r#"{"primaryHardwareType": "SetTopBox", "model": "Panel 55", "version": "2.1" "osName": "tvOS"}"#;
    let place = printed.find("\"osName\"").expect("the member behind the gap");
    let television = Television::new(&mut stage).with("X-Device-Info", &encode(printed));
    let answer = television.get(&mut stage, "/profiles");
    assert_eq!(answer.error(), (400, "invalid_header_device_info"));
    assert!(answer.text("/message").contains(&format!("at byte {place}")), "{}", answer.text("/message"));
    let register = register("demo.software.statement");
    let body = register.body().to_vec();
    let register = Request::new("POST", "/o/client/register").with_header("Content-Type", JSON).with_body(body);
    let answer = stage.send(&register.with_header("X-Device-Info", &encode(printed)));
    assert!(answer.text("/error_description").contains(&format!("at byte {place}")), "{}", answer.body);
}

#[test]
fn p10_credentials_in_the_query_are_refused_with_a_reason_in_the_answer_and_on_the_control_page() {
    let mut stage = Stage::new();
    let credentials = stage.send(&register("demo.software.statement"));
    let (id, secret) = (credentials.text("/client_id"), credentials.text("/client_secret"));
    let form = format!("client_id={id}&client_secret={secret}&grant_type=client_credentials");
    for content_type in [FORM, "", "application/x-www-form-urlencoded, application/x-www-form-urlencoded"] {
        let request =
            Request::new("POST", &format!("/o/client/token?{form}")).with_header("Content-Type", content_type);
        let answer = stage.send(&request);
        assert_eq!((answer.status, answer.text("/error").as_str()), (400, "invalid_request"));
        assert!(answer.text("/error_description").contains("credentials are in the query"), "{}", answer.body);
    }
    let control = stage.send(&Request::new("GET", "/control"));
    let page = String::from_utf8_lossy(&control.response.body).into_owned();
    assert!(page.contains("credentials are in the query") && !page.contains(&secret));
    let twice =
        Request::new("POST", "/o/client/token").with_header("Content-Type", FORM).with_header("Content-Type", FORM);
    assert_eq!(stage.send(&twice.with_body(form)).status, 201);
}

#[test]
fn s7_temporary_profiles_tell_user_and_end_by_mvpd_and_by_code() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.post(&mut stage, "/sessions", "").text("/code");
    assert!(television.get(&mut stage, &format!("/profiles/code/{code}")).profiles().is_empty());
    television.post(&mut stage, &format!("/sessions/{code}"), &format!("mvpd={TEMPORARY}"));
    let by_mvpd = television.get(&mut stage, &format!("/profiles/{TEMPORARY}"));
    let by_code = television.get(&mut stage, &format!("/profiles/code/{code}"));
    assert_eq!(by_code.body, by_mvpd.body);
    let profile = &by_code.body["profiles"][TEMPORARY];
    assert_eq!((&profile["type"], &profile["issuer"]), (&"temporary".into(), &"Adobe".into()));
    assert_eq!(profile["attributes"]["expiration_date"]["value"], profile["notAfter"]);
    assert!(profile["attributes"]["userID"]["value"].is_string());
}

#[test]
fn s7_degraded_profiles_tell_a_user_by_mvpd_and_by_code() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Cablevision");
    let scenario = tvpass_simulator::Scenario::ready("degraded-authn-all").expect("a ready scenario");
    stage.service.apply(&scenario);
    let by_mvpd = television.get(&mut stage, "/profiles/Cablevision");
    assert_eq!(television.get(&mut stage, &format!("/profiles/code/{code}")).body, by_mvpd.body);
    let profile = &by_mvpd.body["profiles"]["Cablevision"];
    assert_eq!((&profile["type"], &profile["issuer"]), (&"degraded".into(), &"Adobe".into()));
    assert!(profile["attributes"]["userID"]["value"].is_string());
}

/// The decision of `resume_session` of a session that was opened without parameters, and of what was missing then.
fn resumed(stage: &mut Stage, television: &Television, form: &str) -> (String, String, String) {
    let code = television.post(stage, "/sessions", "").text("/code");
    let answer = television.post(stage, &format!("/sessions/{code}"), form);
    (answer.text("/actionName"), answer.text("/actionType"), answer.text("/reasonType"))
}

fn decision(reason: &str) -> (String, String, String) {
    ("authorize".into(), "direct".into(), reason.into())
}

#[test]
fn s8_resume_decides_as_create_does() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let complete = |mvpd: &str| ALL_PARAMETERS.replace("Cablevision", mvpd);
    assert_eq!(resumed(&mut stage, &television, &complete(TEMPORARY)), decision("temporary"));
    let interactive = ("authenticate".to_owned(), "interactive".to_owned(), "none".to_owned());
    assert_eq!(resumed(&mut stage, &television, &complete("Dish")), interactive);
    television.sign_in(&mut stage, "Dish");
    assert_eq!(resumed(&mut stage, &television, &complete("Dish")), decision("authenticated"));
    let retry = ("retry".to_owned(), "direct".to_owned(), "none".to_owned());
    assert_eq!(resumed(&mut stage, &television, "mvpd=Dish"), retry, "what is missing comes first");
    let mut degraded = Stage::scenario("degraded-authn-all");
    let television = Television::new(&mut degraded);
    assert_eq!(resumed(&mut degraded, &television, ALL_PARAMETERS), decision("degraded"));
}

#[test]
fn s8_resume_decides_for_the_device_that_opened_the_session() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let code = television.post(&mut stage, "/sessions", "").text("/code");
    let phone = television.without("AP-Device-Identifier").without("X-Device-Info");
    let form = ALL_PARAMETERS.replace("Cablevision", "Dish");
    let answer = phone.post(&mut stage, &format!("/sessions/{code}"), &form);
    assert_eq!((answer.text("/actionName"), answer.text("/reasonType")), ("authorize".into(), "authenticated".into()));
}

#[test]
fn n10_a_new_session_replaces_the_pending_one_of_the_same_device_whatever_client_asks() {
    let mut stage = Stage::new();
    let (one, two) = (Television::new(&mut stage), Television::new(&mut stage));
    let first = one.open_session(&mut stage, "Dish");
    let second = two.open_session(&mut stage, "Dish");
    let poll = |stage: &mut Stage, television: &Television, code: &str| {
        television.get(stage, &format!("/profiles/code/{code}")).status
    };
    assert_eq!((poll(&mut stage, &one, &first), poll(&mut stage, &two, &second)), (400, 200));
    let bedroom = one.with("AP-Device-Identifier", &fingerprint("bedroom"));
    bedroom.open_session(&mut stage, "Dish");
    assert_eq!(poll(&mut stage, &two, &second), 200, "another device replaces nothing");
}

#[test]
fn t1_t9_t11_session_details_gives_its_numbers_as_texts_and_versions_without_null() {
    let mut stage = Stage::new();
    let info = r#"{"model": "Panel 55", "version": "2.1", "osName": "tvOS", "osVersion": "11.0", "connectionType": "LAN",
                   "diagonalScreenSize": 55, "connectionPort": 8443}"#;
    let television = Television::new(&mut stage).with("X-Device-Info", &encode(info));
    let code = television.open_session(&mut stage, "Dish");
    let answer = television.get(&mut stage, &format!("/sessions/{code}"));
    let opened = stage.now.millis();
    assert_eq!(answer.text("/notBefore"), opened.to_string());
    assert_eq!(answer.text("/notAfter"), (opened + 30 * 60 * 1000).to_string());
    assert_eq!(
        (answer.text("/device/connection/port"), answer.text("/device/display/diagonalSize")),
        ("8443".into(), "55".into())
    );
    let version = serde_json::json!({"major": 11, "minor": 0, "patch": 0, "profile": ""});
    assert_eq!(answer.body["device"]["operatingSystem"]["version"], version);
}
