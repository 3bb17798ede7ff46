//! Whatever the core can refuse has a number of its own.

extern crate std;

use core::mem::MaybeUninit;
use std::collections::BTreeSet;
use std::string::String;
use std::vec::Vec;
use std::{format, fs};

use tvpass::TooSmall;
use tvpass::endpoint::{Answer, ClientCredentials, Session};
use tvpass::flow::{InvalidArgument, RestoreError, SMALL_STORAGE, SmallInstallation, StopReason, TooLong};
use tvpass::json::{ErrorKind, Text};
use tvpass::message::http1::ResponseError;
use tvpass::message::{EncodeError, ErrorCode, Failure, HeaderDecodeError, HeaderName, UrlError};

use super::tvpass_result;
use crate::to_c::{ToC, zeroed};
use crate::{Refusal, tvpass_error_code_number, tvpass_text};

/// The variants of one of the core's enumerations, which may have more than this crate knows of.
fn variants(file: &str, name: &str) -> Vec<String> {
    let path = format!("{}/../core/src/{file}", env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(path).unwrap();
    let start = source.split_once(&format!("pub enum {name}")).unwrap().1;
    let body = start.split_once("\n}").unwrap().0;
    let names =
        body.lines().filter_map(|line| line.strip_prefix("    ").filter(|line| line.starts_with(char::is_uppercase)));
    names.map(|line| line.chars().take_while(|letter| letter.is_alphanumeric()).collect()).collect()
}

/// Every variant has a result, no two the same, and none the one that stands for nothing.
fn assert_told_apart<const N: usize>(file: &str, name: &str, results: [(&str, tvpass_result); N]) {
    assert_eq!(variants(file, name), results.map(|(variant, _)| variant), "{name}");
    for (variant, result) in results {
        assert_ne!(result, tvpass_result::Unknown, "{name}::{variant}");
    }
    let numbers: BTreeSet<u32> = results.iter().map(|(_, result)| *result as u32).collect();
    assert_eq!(numbers.len(), N, "{name}");
}

fn result_of(refusal: impl Into<Refusal>) -> tvpass_result {
    refusal.into().result
}

fn malformed() -> Failure<'static> {
    Session::from_response(200, b"{").unwrap_err()
}

#[test]
fn every_failure_of_the_reader_has_its_own_number() {
    use ErrorKind as Kind;
    let kinds = [
        ("End", Kind::End),
        ("Syntax", Kind::Syntax),
        ("Utf8", Kind::Utf8),
        ("Control", Kind::Control),
        ("Escape", Kind::Escape),
        ("Depth", Kind::Depth),
        ("Type", Kind::Type),
        ("Range", Kind::Range),
        ("Missing", Kind::Missing),
    ];
    assert_told_apart("json/error.rs", "ErrorKind", kinds.map(|(name, kind)| (name, kind.into())));
}

#[test]
fn every_failure_of_a_message_has_its_own_number() {
    let encode = [
        ("TooSmall", EncodeError::TooSmall { needed: 1 }),
        ("MissingHeader", EncodeError::MissingHeader(HeaderName::Authorization)),
        ("MissingParameter", EncodeError::MissingParameter("mvpd")),
        ("InvalidParameter", EncodeError::InvalidParameter("mvpd")),
    ];
    assert_told_apart("message/request.rs", "EncodeError", encode.map(|(name, error)| (name, result_of(error))));
    let Failure::Malformed { error, .. } = malformed() else { panic!("{:?}", malformed()) };
    let header = [("Base64", HeaderDecodeError::Base64), ("Json", HeaderDecodeError::Json(error))];
    let header = header.map(|(name, error)| (name, result_of(error)));
    assert_told_apart("message/json_header.rs", "HeaderDecodeError", header);
    let url = [
        ("Invalid", UrlError::Invalid),
        ("Downgrade", UrlError::Downgrade),
        ("TooSmall", TooSmall { needed: 1 }.into()),
    ];
    assert_told_apart("message/url.rs", "UrlError", url.map(|(name, error)| (name, result_of(error))));
    let response = [
        ("Closed", ResponseError::Closed),
        ("Truncated", ResponseError::Truncated),
        ("Malformed", ResponseError::Malformed),
        ("Unsupported", ResponseError::Unsupported),
        ("TooLarge", ResponseError::TooLarge { needed: 1 }),
    ];
    assert_told_apart("message/http1.rs", "ResponseError", response.map(|(name, error)| (name, error.into())));
}

#[test]
fn every_failure_of_an_answer_has_its_own_number() {
    let service = Session::from_response(400, br#"{"status": 400, "code": "internal_error"}"#).unwrap_err();
    let registration = ClientCredentials::from_response(400, br#"{"error": "invalid_client"}"#).unwrap_err();
    let failures = [
        ("Service", service),
        ("Registration", registration),
        ("Throttled", Failure::Throttled),
        ("NotApi", Failure::NotApi { http_status: 502 }),
        ("Malformed", malformed()),
    ];
    let results = failures.map(|(name, failure)| (name, result_of(&failure)));
    assert_told_apart("message/failure.rs", "Failure", results);
}

fn too_long() -> TooLong {
    SmallInstallation::new().remember_mvpd(&"x".repeat(SMALL_STORAGE + 1)).unwrap_err()
}

#[test]
fn every_stop_of_a_flow_has_its_own_number() {
    let reasons = [
        ("Failure", StopReason::Failure(Failure::Throttled)),
        ("NoResponse", StopReason::NoResponse),
        ("ResponseTooLarge", StopReason::ResponseTooLarge),
        ("Encode", StopReason::Encode(EncodeError::InvalidParameter("mvpd"))),
        ("Url", StopReason::Url(UrlError::Invalid)),
        ("TooLong", StopReason::TooLong(too_long())),
        ("Unexpected", StopReason::Unexpected("resume".into())),
        ("NoDecision", StopReason::NoDecision),
        ("NotSignedIn", StopReason::NotSignedIn),
        ("Cancelled", StopReason::Cancelled),
        ("NotRunning", StopReason::NotRunning),
    ];
    assert_told_apart("flow/stop.rs", "StopReason", reasons.map(|(name, reason)| (name, result_of(reason))));
}

#[test]
fn every_refusal_of_a_saved_state_has_its_own_number() {
    let errors = [
        ("Damaged", RestoreError::Damaged),
        ("Format", RestoreError::Format),
        ("Foreign", RestoreError::Foreign),
        ("TooLong", RestoreError::TooLong(too_long())),
    ];
    assert_told_apart(
        "flow/installation/saved.rs",
        "RestoreError",
        errors.map(|(name, error)| (name, result_of(error))),
    );
}

#[test]
fn a_refused_argument_is_told_by_name() {
    let refused = Refusal::from(InvalidArgument::Dots("mvpd"));
    assert_eq!((refused.result, refused.name), (tvpass_result::InvalidParameter, "mvpd"));
    assert_eq!(result_of(InvalidArgument::TooLong("code")), tvpass_result::Capacity);
    assert_eq!(result_of(InvalidArgument::TooMany(256)), tvpass_result::TooMany);
}

#[test]
fn every_code_of_the_service_has_its_own_number() {
    let mut numbers = BTreeSet::new();
    for code in ErrorCode::ALL {
        let mut text = MaybeUninit::uninit();
        let text = zeroed::<tvpass_text>(&mut text);
        Text::from(code.as_str()).to_c(text);
        assert_eq!(tvpass_error_code_number(Some(text)), *code as u32, "{}", code.as_str());
        assert!(*code as u32 > 0 && numbers.insert(*code as u32), "{}", code.as_str());
    }
}

#[test]
fn every_result_has_a_text_and_lies_in_a_range() {
    let all: BTreeSet<u32> = tvpass_result::ALL.iter().map(|(result, _)| *result as u32).collect();
    assert_eq!(all.len(), tvpass_result::ALL.len());
    let path = format!("{}/src/result.rs", env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(path).unwrap();
    let body = source.split_once("pub enum tvpass_result").unwrap().1.split_once("\n}").unwrap().0;
    let declared: BTreeSet<u32> =
        body.lines().filter_map(|line| line.split_once(" = ")?.1.trim_end_matches(',').parse().ok()).collect();
    assert_eq!(declared, all);
    assert!(all.iter().all(|number| *number < 700));
}
