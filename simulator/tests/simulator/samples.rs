//! Answers made like the documentation's samples (`tests/vectors/service.json`): the same members, of the same types (T11).

use std::path::Path;

use serde_json::{Value, json};
use tvpass_simulator::{Request, Scenario};

use crate::stage::{Answer, FORM, JSON, Stage, Television, encode, framework_status, register, token};

/// Members by whose values a client decides; the others differ from run to run.
const DECIDING: [&str; 13] = [
    "actionName",
    "actionType",
    "reasonType",
    "missingParameters",
    "type",
    "issuer",
    "source",
    "authorized",
    "action",
    "status",
    "code",
    "error",
    "state",
];

fn samples() -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/service.json");
    let whole: Value = serde_json::from_slice(&std::fs::read(file).expect("the vectors")).expect("JSON");
    whole["cases"].as_array().expect("a list of cases").clone()
}

/// A television after the steps of `given`, and the code of its last session.
fn prepared(stage: &mut Stage, given: &str) -> (Television, String) {
    let info = r#"{"primaryHardwareType": "TV", "model": "Panel 55", "version": "2.1", "manufacturer": "Acme", "osName": "Linux",
                   "osVersion": "6.1", "connectionType": "LAN", "diagonalScreenSize": 55, "connectionIp": "203.0.113.7",
                   "connectionPort": 8443}"#;
    let mut television = Television::new(stage).with("X-Device-Info", &encode(info));
    let mut code = String::new();
    for step in given.split(", ") {
        match step.rsplit_once(' ').unwrap_or((step, "")) {
            ("a", "code") => code = television.post(stage, "/sessions", "").text("/code"),
            ("a sign-in at", mvpd) if code.is_empty() => code = television.sign_in(stage, mvpd),
            ("a sign-in at", mvpd) => {
                television.sign_in(stage, mvpd);
                code = television.post(stage, "/sessions", "").text("/code");
            }
            ("a framework that knows", provider) => {
                let status = framework_status("granted", provider, stage.now.plus_millis(60_000));
                television = television.with("AP-Partner-Framework-Status", &status);
            }
            ("a", "person") => television = television.with("AP-TempPass-Identity", &encode(r#"{"email":"7f83b165"}"#)),
            ("the scenario", name) => stage.service.apply(&Scenario::ready(name).expect("a ready scenario")),
            ("nothing", "") => {}
            other => panic!("no such step: {other:?}"),
        }
    }
    (television, code)
}

fn answer(stage: &mut Stage, television: &Television, code: &str, request: &str) -> Answer {
    if let Some(statement) = request.strip_prefix("register") {
        let statement = if statement.is_empty() { "demo.software.statement" } else { statement.trim() };
        return stage.send(&register(statement));
    }
    if request == "token" {
        let credentials = stage.send(&register("demo.software.statement"));
        return stage.send(&token(&credentials.text("/client_id"), &credentials.text("/client_secret")));
    }
    let mut parts = request.splitn(3, ' ');
    let (method, path) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default().replace("{code}", code));
    let plain: Request = television.request(method, &path);
    match parts.next() {
        Some(json) if json.starts_with('{') => stage.send(&plain.with_header("Content-Type", JSON).with_body(json)),
        Some(form) => stage.send(&plain.with_header("Content-Type", FORM).with_body(form)),
        None => stage.send(&plain),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The fault of `written` where the sample has `sample`.
fn difference(place: &str, sample: &Value, written: &Value) -> Option<String> {
    if kind(sample) != kind(written) {
        return Some(format!("{place} is {}, and {} in the sample", kind(written), kind(sample)));
    }
    let name = place.rsplit('/').next().unwrap_or_default();
    match (sample, written) {
        (Value::Object(sample), Value::Object(written)) => {
            // An empty list may be left out.
            let lacks = sample.iter().find(|(name, value)| !written.contains_key(*name) && **value != json!([]));
            lacks.map(|(name, _)| format!("{place} lacks {name}")).or_else(|| {
                let known = sample.iter().filter_map(|(name, value)| Some((name, value, written.get(name)?)));
                known.into_iter().find_map(|(name, value, other)| difference(&format!("{place}/{name}"), value, other))
            })
        }
        (Value::Array(sample), Value::Array(written)) if !DECIDING.contains(&name) => {
            let pairs = sample.iter().zip(written).enumerate();
            let item = |(index, (sample, written))| difference(&format!("{place}/{index}"), sample, written);
            pairs.into_iter().find_map(item)
        }
        // The code of a session is another each time.
        _ if name == "code" && sample.as_str().is_some_and(|code| code.bytes().all(|byte| byte != b'_')) => None,
        _ if DECIDING.contains(&name) && sample != written => Some(format!("{place} is {written}, not {sample}")),
        _ => None,
    }
}

/// The samples have values or nothing, and so has what lies beyond them.
fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        _ => false,
    }
}

#[test]
fn t11_every_answer_has_the_members_and_types_of_its_sample() {
    let mut wrong = Vec::new();
    for sample in samples() {
        let text = |name: &str| sample[name].as_str().expect("a text").to_owned();
        let mut stage = Stage::new();
        let (television, code) = prepared(&mut stage, &text("given"));
        let written = answer(&mut stage, &television, &code, &text("request"));
        assert_eq!(sample["status"], written.status, "{}: {}", text("name"), written.body);
        let null = has_null(&written.body).then(|| "something is null".to_owned());
        let found = difference("", &sample["answer"], &written.body).or(null);
        wrong.extend(found.map(|found| format!("{}: {found}: {}", text("name"), written.body)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_endpoint_has_a_sample() {
    let samples = samples();
    for endpoint in tvpass::endpoint::Endpoint::ALL {
        let id = endpoint.definition().id;
        let is_its = |name: &str| name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
        let has_one = samples.iter().any(|sample| sample["name"].as_str().is_some_and(is_its));
        // The login page is a page; the Single Sign-On Service has its answers in `sso/responses`.
        assert_eq!(has_one, id != "authenticate" && !id.starts_with("sso_"), "{id}");
    }
}
