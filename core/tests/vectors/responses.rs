//! `responses/*.json`: status and body to values, or to who must act instead.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tvpass::endpoint::{
    AccessToken, Answer, ClientCredentials, Configuration, Decisions, DeviceAttributes, Endpoint, IssuedLinkCode,
    IssuedToken, LinkCodeName, LinkedDevices, Logouts, Profiles, Session, SessionDetails, TokenName, UnlinkedDevices,
};

use super::cases::{Case, cases_of_folder};
use super::neutral::Neutral;

/// The folders of the responses: those of the Single Sign-On Service are apart.
pub(super) const FOLDERS: [&str; 2] = ["responses", "sso/responses"];

fn body(case: Case) -> &'static [u8] {
    match case.optional_text("bodyBase64") {
        Some(text) => STANDARD.decode(text).unwrap().leak(),
        None => case.text("body").as_bytes(),
    }
}

/// Decodes the case's response and compares it; `encode` writes an answer again as a server would.
fn run<A: Answer<'static> + Neutral>(case: Case, encode: impl Fn(&A, &'static mut [u8]) -> &'static [u8]) {
    let status = u16::try_from(case.get("status").unwrap().as_u64().unwrap()).unwrap();
    match A::from_response(status, body(case)) {
        Ok(answer) => {
            assert_eq!(Some(&answer.neutral()), case.get("answer"), "{}", case.name());
            let again = encode(&answer, vec![0; 1 << 14].leak());
            let decoded = A::decode(again).unwrap_or_else(|error| panic!("{}: {error}", case.name()));
            assert_eq!(neutral_as_written(&decoded), neutral_as_written(&answer), "{}", case.name());
        }
        Err(failure) => assert_eq!(Some(&failure.neutral()), case.get("failure"), "{}", case.name()),
    }
}

/// Settings of a configuration are read, and not written; its name is written, and need not be there to be read. Of a device in
/// a list the known attributes are written.
fn neutral_as_written(answer: &impl Neutral) -> Value {
    let mut value = answer.neutral();
    if let Some(settings) = value.get_mut("settings") {
        *settings = json!({});
        value["requestor"].as_object_mut().unwrap().entry("name").or_insert("".into());
    }
    for device in value.get_mut("devices").and_then(Value::as_array_mut).into_iter().flatten() {
        let is_known = |name: &str| DeviceAttributes::FIELDS.iter().any(|field| field.name == name);
        device["attributes"].as_object_mut().unwrap().retain(|name, _| is_known(name));
    }
    value
}

fn encoded<A: Answer<'static>>(answer: &A, buffer: &'static mut [u8]) -> &'static [u8] {
    answer.encode(buffer).unwrap()
}

fn run_case(case: Case) {
    match case.text("endpoint") {
        "register" => run(case, encoded::<ClientCredentials<'_>>),
        "token" => run(case, encoded::<AccessToken<'_>>),
        "configuration" => run(case, encoded::<Configuration<'_>>),
        "create_session" | "resume_session" | "partner_request" => run(case, encoded::<Session<'_>>),
        "session_info" => run(case, encoded::<SessionDetails<'_>>),
        "profiles" | "profile_mvpd" | "profile_code" | "partner_profile" => run(case, encoded::<Profiles<'_>>),
        "preauthorize" | "authorize" => run(case, encoded::<Decisions<'_>>),
        "logout" => run(case, encoded::<Logouts<'_>>),
        "sso_token" | "sso_refresh" => {
            run(case, |issued: &IssuedToken<'_>, buffer| issued.encode(TokenName::Jws, buffer).unwrap());
        }
        "sso_link" => {
            run(case, |issued: &IssuedLinkCode<'_>, buffer| issued.encode(LinkCodeName::Link, buffer).unwrap());
        }
        "sso_unlink" => run(case, encoded::<UnlinkedDevices<'_>>),
        "sso_list" => run(case, encoded::<LinkedDevices<'_>>),
        other => panic!("unknown endpoint {other}"),
    }
}

#[test]
fn every_response_means_what_its_vector_says_and_can_be_written_again() {
    for case in FOLDERS.into_iter().flat_map(cases_of_folder) {
        run_case(case);
    }
}

#[test]
fn every_endpoint_that_an_application_calls_has_answers_and_malformed_ones() {
    let called = Endpoint::ALL.iter().filter(|endpoint| **endpoint != Endpoint::Authenticate);
    let called: BTreeSet<_> = called.map(|endpoint| endpoint.definition().id).collect();
    let cases: Vec<_> = FOLDERS.into_iter().flat_map(cases_of_folder).collect();
    let with = |condition: &dyn Fn(&Case) -> bool| -> BTreeSet<_> {
        cases.iter().filter(|case| condition(case)).map(|case| case.text("endpoint")).collect()
    };
    assert_eq!(with(&|case| case.get("answer").is_some()), called);
    assert_eq!(with(&|case| case.get("failure").is_some_and(|failure| failure["kind"] == "malformed")), called);
}
