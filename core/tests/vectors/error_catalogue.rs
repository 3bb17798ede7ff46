//! `errors.tsv`: the catalogue of enhanced error codes.

use std::collections::BTreeSet;

use tvpass::message::{Action, CodeList, EnhancedError, ErrorCode};

use super::tables::rows;

fn list_name(list: CodeList) -> &'static str {
    match list {
        CodeList::V2 => "v2",
        CodeList::V2AndV1 => "v2+v1",
        CodeList::V1 => "v1",
        CodeList::Contract => "contract",
        CodeList::Sso => "sso",
        CodeList::SsoAndV1 => "sso+v1",
    }
}

#[test]
fn the_catalogue_is_the_table_row_by_row() {
    let table = rows("errors.tsv");
    assert_eq!((table.len(), ErrorCode::ALL.len()), (73, 73));
    for (row, code) in table.iter().zip(ErrorCode::ALL) {
        assert_eq!(code.as_str(), row[0]);
        let statuses: Vec<_> = code.statuses().iter().map(ToString::to_string).collect();
        assert_eq!(statuses.join(","), row[1], "{}", row[0]);
        let action = code.action().map(|action| action.to_string());
        assert_eq!(action.unwrap_or_default(), row[2], "{}", row[0]);
        assert_eq!(list_name(code.list()), row[3], "{}", row[0]);
        assert_eq!(ErrorCode::from_wire(&row[0]), Some(*code));
    }
}

#[test]
fn the_numbers_for_c_are_one_to_seventy_three_in_the_order_of_the_table() {
    for (index, code) in ErrorCode::ALL.iter().enumerate() {
        assert_eq!(*code as usize, index + 1);
    }
}

#[test]
fn an_error_of_each_code_is_known_and_says_what_to_do() {
    for row in rows("errors.tsv") {
        let body = format!("{{\"code\": \"{}\"}}", row[0]);
        let error = EnhancedError::decode(body.as_bytes()).unwrap();
        assert_eq!(error.known_code().map(ErrorCode::as_str), Some(row[0].as_str()));
        assert!(error.has_code(ErrorCode::from_wire(&row[0]).unwrap()));
        let action = error.action().map(|action| action.to_string());
        assert_eq!(action.unwrap_or_default(), row[2], "the catalogue's action stands in: {}", row[0]);
        let said = format!("{{\"code\": \"{}\", \"action\": \"wait\"}}", row[0]);
        let error = EnhancedError::decode(said.as_bytes()).unwrap();
        assert_eq!(error.action().map(|action| action.to_string()).as_deref(), Some("wait"), "what is said counts");
    }
}

#[test]
fn every_action_of_the_catalogue_is_a_known_one() {
    let actions: BTreeSet<_> = rows("errors.tsv").into_iter().map(|row| row[2].clone()).collect();
    for action in actions.iter().filter(|action| !action.is_empty()) {
        let of_sso = [Action::GET_NEW_TOKEN, Action::CHECK_HEADERS, Action::CHECK_REQUEST_BODY];
        let known = Action::from(action.as_str());
        assert!(!matches!(known, Action::Other(_)) || of_sso.contains(&known), "{action}");
    }
}

#[test]
fn a_code_that_the_catalogue_does_not_have_stays_text() {
    let error = EnhancedError::decode(br#"{"code": "is_a_teapot"}"#).unwrap();
    assert_eq!((error.known_code(), error.action()), (None, None));
    assert!(error.code.is_some_and(|code| code == "is_a_teapot"));
    for near in ["", "Invalid_parameter_code", "invalid_parameter_code ", "invalid_parameter"] {
        assert_eq!(ErrorCode::from_wire(near), None);
    }
}
