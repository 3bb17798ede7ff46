//! `register` and `token`.

use serde_json::{Value, json};

use crate::stage::{Answer, FORM, JSON, Stage, Television, device_info, register, token};
use tvpass_simulator::{Request, Settings};

fn dcr_error(answer: &Answer) -> (u16, &str) {
    (answer.status, answer.body["error"].as_str().unwrap_or_default())
}

#[test]
fn registering_gives_credentials_for_the_api() {
    let mut stage = Stage::new();
    let body = json!({"software_statement": "demo.software.statement", "redirect_uri": "app://done"}).to_string();
    let request = Request::new("POST", "/o/client/register").with_header("Content-Type", JSON).with_body(body);
    let answer = stage.send(&request);
    assert_eq!(answer.status, 201);
    assert_eq!(answer.body["client_id_issued_at"], stage.now.millis() / 1000);
    assert_eq!(answer.body["scopes"], json!(["api:client:v2"]));
    assert_eq!(answer.body["grant_types"], json!(["client_credentials"]));
    assert_eq!(answer.body["redirect_uris"], json!(["app://done"]));
}

#[test]
fn registering_twice_gives_two_clients() {
    let mut stage = Stage::new();
    let ids: Vec<_> = (0..2).map(|_| stage.send(&register("demo.software.statement")).text("/client_id")).collect();
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn a_malformed_registration_is_answered_before_an_unknown_statement() {
    let mut stage = Stage::new();
    let post = |content_type, body: Value| {
        Request::new("POST", "/o/client/register").with_header("Content-Type", content_type).with_body(body.to_string())
    };
    let unknown = json!({"software_statement": "nobody's", "redirect_uri": "nowhere"});
    let malformed = [
        post(FORM, unknown.clone()),
        post(JSON, json!({})),
        post(JSON, json!({"software_statement": 7})),
        post(JSON, json!([])),
        post(JSON, unknown.clone()).with_header("X-Device-Info", "!"),
    ];
    for request in &malformed {
        assert_eq!(dcr_error(&stage.send(request)), (400, "invalid_request"));
    }
    assert_eq!(dcr_error(&stage.send(&post(JSON, unknown))), (400, "invalid_software_statement"));
    let unapproved = json!({"software_statement": "unapproved.software.statement", "redirect_uri": "nowhere"});
    assert_eq!(dcr_error(&stage.send(&post(JSON, unapproved))), (400, "unapproved_software_statement"));
    let nowhere = json!({"software_statement": "demo.software.statement", "redirect_uri": "nowhere"});
    assert_eq!(dcr_error(&stage.send(&post(JSON, nowhere))), (400, "invalid_redirect_uri"));
}

#[test]
fn a_token_states_when_it_was_made_and_how_long_it_lasts() {
    let mut stage = Stage::new();
    let credentials = stage.send(&register("demo.software.statement"));
    let answer = stage.send(&token(&credentials.text("/client_id"), &credentials.text("/client_secret")));
    assert_eq!(answer.status, 201);
    assert_eq!(answer.body["created_at"], stage.now.millis());
    assert_eq!(answer.body["expires_in"], 24 * 60 * 60);
    assert_eq!(answer.body["token_type"], "bearer");
}

#[test]
fn a_token_is_refused_in_the_order_request_client_grant() {
    let mut stage = Stage::new();
    let credentials = stage.send(&register("demo.software.statement"));
    let (id, secret) = (credentials.text("/client_id"), credentials.text("/client_secret"));
    let mut post = |content_type: &str, form: &str| {
        let request = Request::new("POST", "/o/client/token").with_header("Content-Type", content_type);
        let answer = stage.send(&request.with_header("X-Device-Info", &device_info()).with_body(form));
        (answer.status, answer.text("/error"))
    };
    let right = format!("client_id={id}&client_secret={secret}&grant_type=client_credentials");
    assert_eq!(post(JSON, &right), (400, "invalid_request".into()));
    assert_eq!(post(FORM, "client_id=nobody&grant_type=x"), (400, "invalid_request".into()));
    assert_eq!(post(FORM, "client_id=nobody&client_secret=x&grant_type=x"), (400, "invalid_client".into()));
    let wrong_secret = format!("client_id={id}&client_secret={secret}x&grant_type=x");
    assert_eq!(post(FORM, &wrong_secret), (400, "invalid_client".into()));
    let wrong_grant = format!("client_id={id}&client_secret={secret}&grant_type=password");
    assert_eq!(post(FORM, &wrong_grant), (400, "unsupported_grant_type".into()));
    assert_eq!(post(FORM, &right).0, 201);
}

#[test]
fn a_statement_for_the_earlier_api_gets_no_token() {
    let mut stage = Stage::new();
    let credentials = stage.send(&register("v1.software.statement"));
    assert_eq!(credentials.body["scopes"], json!(["api:client:v1"]));
    let answer = stage.send(&token(&credentials.text("/client_id"), &credentials.text("/client_secret")));
    assert_eq!(dcr_error(&answer), (400, "unauthorized_client"));
}

#[test]
fn a_revoked_statement_takes_clients_and_tokens_along() {
    let mut stage = Stage::new();
    let credentials = stage.send(&register("demo.software.statement"));
    let television = Television::new(&mut stage);
    let scenario = r#"
        [[software_statement]]
        statement = "demo.software.statement"
        service_providers = ["REF30"]
        approval = "unapproved"
    "#;
    stage.service.apply(&tvpass_simulator::Scenario::parse(scenario).expect("a scenario"));
    let answer = stage.send(&token(&credentials.text("/client_id"), &credentials.text("/client_secret")));
    assert_eq!(dcr_error(&answer), (400, "invalid_client"));
    let refused = (401, "invalid_access_token_client_application");
    assert_eq!(television.get(&mut stage, "/profiles").error(), refused);
}

/// A stage that remembers two registrations.
fn two_registrations() -> Stage {
    Stage::with(Settings { throttle: false, registrations: 2, ..Settings::default() })
}

#[test]
fn beyond_the_limit_the_registration_unused_for_longest_is_forgotten() {
    let mut stage = two_registrations();
    let [first, second] = ["first", "second"].map(|device| {
        stage.wait_minutes(1);
        Television::of(&mut stage, "REF30", "demo.software.statement", device)
    });
    first.sign_in(&mut stage, "Dish");
    second.sign_in(&mut stage, "Dish");
    // The older one is at work, the younger is not.
    stage.wait_minutes(61);
    assert_eq!(first.get(&mut stage, "/profiles").status, 200);
    assert!(!stage.service.take_changes().is_empty());
    let third = Television::of(&mut stage, "REF30", "demo.software.statement", "third");
    assert_eq!(second.get(&mut stage, "/profiles").error(), (401, "invalid_access_token_client_application"));
    assert_eq!(first.get(&mut stage, "/profiles").profiles().len(), 1);
    assert_eq!(third.get(&mut stage, "/profiles").status, 200);
    let changes = stage.service.take_changes();
    let mut forgotten: Vec<_> =
        changes.iter().filter(|change| change.body.is_none()).map(|change| change.kind).collect();
    forgotten.dedup();
    assert_eq!(forgotten, ["client", "access_token", "profile"]);
}

#[test]
fn a_forgotten_registration_gets_no_token() {
    let mut stage = two_registrations();
    let credentials = stage.send(&register("demo.software.statement"));
    let (id, secret) = (credentials.text("/client_id"), credentials.text("/client_secret"));
    assert_eq!(stage.send(&token(&id, &secret)).status, 201);
    for _ in 0..2 {
        stage.wait_minutes(1);
        stage.send(&register("demo.software.statement"));
    }
    assert_eq!(dcr_error(&stage.send(&token(&id, &secret))).1, "invalid_client");
}

#[test]
fn use_is_stored_once_an_hour_at_most() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let changed = |stage: &mut Stage, minutes| {
        stage.wait_minutes(minutes);
        television.get(stage, "/profiles");
        stage.service.take_changes().iter().filter(|change| change.kind == "client").count()
    };
    assert_eq!([0, 59, 1, 59, 1].map(|minutes| changed(&mut stage, minutes)), [1, 0, 1, 0, 1]);
}
