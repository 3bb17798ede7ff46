//! Prints the protocol's tables as Markdown, from the tables that the core itself works with.
//!
//! Each table stands between a line `<!-- table NAME -->` and a line `<!-- end -->`; `cargo xtask reference` puts them into
//! the reference page at the lines of the same name.

use std::fmt::Display;

use tvpass::endpoint::{
    ActionName, ActionType, AttributeState, BoardingStatus, Body, DecisionSource, Endpoint, LogoutActionName,
    LogoutActionType, ProfileType, ReasonType, Requirement,
};
use tvpass::message::{
    AccessStatus, Action, BrowserName, BrowserVendor, CodeList, DcrErrorCode, ErrorCode, HardwareType, HeaderName,
    OsFamily, OsName, OsVendor,
};

/// Every enumeration of the wire with the field that carries it.
const ENUMERATIONS: &[(&str, &str, &[&str])] = &[
    ("actionName", "session", ActionName::NAMES),
    ("actionType", "session", ActionType::NAMES),
    ("reasonType", "session", ReasonType::NAMES),
    ("profileType", "profile, as `type`", ProfileType::NAMES),
    ("attributeState", "attribute of a profile, as `state`", AttributeState::NAMES),
    ("decisionSource", "decision, as `source`", DecisionSource::NAMES),
    ("logoutActionName", "logout, as `actionName`", LogoutActionName::NAMES),
    ("logoutActionType", "logout, as `actionType`", LogoutActionType::NAMES),
    ("boardingStatus", "MVPD of the configuration", BoardingStatus::NAMES),
    ("action", "enhanced error", Action::NAMES),
    ("dcrError", "error of register and token, as `error`", DcrErrorCode::NAMES),
    ("accessStatus", "`AP-Partner-Framework-Status`", AccessStatus::NAMES),
    ("primaryHardwareType", "`X-Device-Info`", HardwareType::NAMES),
    ("osName", "`X-Device-Info`", OsName::NAMES),
    ("osFamily", "`X-Device-Info`", OsFamily::NAMES),
    ("osVendor", "`X-Device-Info`", OsVendor::NAMES),
    ("browserName", "`X-Device-Info`", BrowserName::NAMES),
    ("browserVendor", "`X-Device-Info`", BrowserVendor::NAMES),
];

fn main() {
    table("endpoints", &["id", "method", "path", "body", "success"], endpoints());
    let columns = std::iter::once("header").chain(Endpoint::ALL.iter().map(|endpoint| endpoint.definition().id));
    table("headers", &columns.collect::<Vec<_>>(), headers());
    table("enumerations", &["name", "where", "values"], enumerations());
    table("errors", &["number", "code", "status", "action", "listed in"], errors());
}

fn table(name: &str, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    println!("<!-- table {name} -->");
    println!("| {} |", columns.join(" | "));
    println!("|{}", " --- |".repeat(columns.len()));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!("<!-- end -->");
}

fn endpoints() -> impl Iterator<Item = Vec<String>> {
    Endpoint::ALL.iter().map(|endpoint| {
        let definition = endpoint.definition();
        let body = match definition.body {
            Body::None => "none",
            Body::Form => "form",
            Body::Json => "JSON",
        };
        let (id, method, path) = (definition.id, definition.method.as_str(), definition.path);
        vec![id.to_owned(), method.to_owned(), format!("`{path}`"), body.to_owned(), list(definition.success)]
    })
}

fn headers() -> impl Iterator<Item = Vec<String>> {
    HeaderName::ALL.into_iter().map(|header| {
        let cells = Endpoint::ALL.iter().map(move |endpoint| match endpoint.definition().requirement(header) {
            Requirement::Required => "R",
            Requirement::Optional => "o",
            Requirement::Undefined => "-",
        });
        std::iter::once(format!("`{}`", header.as_str())).chain(cells.map(str::to_owned)).collect()
    })
}

fn enumerations() -> impl Iterator<Item = Vec<String>> {
    ENUMERATIONS.iter().map(|(name, place, values)| {
        let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
        vec![(*name).to_owned(), (*place).to_owned(), values.join(", ")]
    })
}

fn errors() -> impl Iterator<Item = Vec<String>> {
    ErrorCode::ALL.iter().map(|code| {
        let action = code.action().map(|action| action.to_string()).unwrap_or_default();
        let listed = match code.list() {
            CodeList::V2 => "V2",
            CodeList::V2AndV1 => "V2, V1",
            CodeList::V1 => "V1",
            CodeList::Contract => "contract",
            CodeList::Sso => "SSO",
            CodeList::SsoAndV1 => "SSO, V1",
        };
        let number = *code as u16;
        vec![number.to_string(), format!("`{}`", code.as_str()), list(code.statuses()), action, listed.to_owned()]
    })
}

fn list<T: Display>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
