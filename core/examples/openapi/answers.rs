//! Answers of the service: a schema for each record, and for each list or map of them.

use serde_json::{Map, Value, json};
use tvpass::endpoint::{
    AccessToken, Attribute, AuthenticationRequest, Browser, ClientCredentials, Connection, Decision, DeviceAttributes,
    DeviceIds, Display, Domain, Hardware, IssuedLinkCode, IssuedToken, LogoutAction, MediaToken, Mvpd, OperatingSystem,
    Profile, RegisterBody, Resources, Session, SessionDetails, SessionDevice, Version,
};
use tvpass::json::FieldDefinition;
use tvpass::message::{
    Action, CodeList, DcrError, DeviceInfo, EnhancedError, ErrorCode, FrameworkError, FrameworkPermissionInfo,
    FrameworkProviderInfo, PartnerFrameworkStatus,
};

use crate::schema::{Writer, record, reference};

type Named = (&'static str, &'static [FieldDefinition]);

macro_rules! named {
    ($($record:ident),* $(,)?) => { &[$((stringify!($record), $record::FIELDS)),*] };
}

/// The records of clients.
const SENT: &[Named] = named![
    DeviceIds,
    DeviceInfo,
    FrameworkError,
    FrameworkPermissionInfo,
    FrameworkProviderInfo,
    PartnerFrameworkStatus,
    RegisterBody,
    Resources,
];

/// The records of the service.
const ANSWERED: &[Named] = named![
    AccessToken,
    Attribute,
    AuthenticationRequest,
    Browser,
    ClientCredentials,
    Connection,
    DcrError,
    Decision,
    Display,
    DeviceAttributes,
    Domain,
    EnhancedError,
    Hardware,
    IssuedLinkCode,
    IssuedToken,
    LogoutAction,
    MediaToken,
    Mvpd,
    OperatingSystem,
    Profile,
    Session,
    SessionDevice,
    SessionDetails,
    Version,
];

/// The schema's name of the record with these fields.
pub(crate) fn name_of(fields: &[FieldDefinition]) -> &'static str {
    let named = SENT.iter().chain(ANSWERED).find(|(_, known)| *known == fields);
    named.unwrap_or_else(|| panic!("a record has no name, its fields are {fields:?}")).0
}

/// The codes of enhanced errors that the Single Sign-On Service has.
pub(crate) fn codes_of_sso() -> impl Iterator<Item = ErrorCode> {
    ErrorCode::ALL.iter().copied().filter(|code| matches!(code.list(), CodeList::Sso | CodeList::SsoAndV1))
}

/// The codes of enhanced errors that REST API V2 has.
pub(crate) fn codes() -> impl Iterator<Item = ErrorCode> {
    ErrorCode::ALL.iter().copied().filter(|code| matches!(code.list(), CodeList::V2 | CodeList::V2AndV1))
}

/// The actions that only the Single Sign-On Service has (V15).
fn actions_of_sso() -> impl Iterator<Item = String> {
    [Action::GET_NEW_TOKEN, Action::CHECK_HEADERS, Action::CHECK_REQUEST_BODY]
        .into_iter()
        .map(|action| action.to_string())
}

pub(crate) fn schemas() -> Map<String, Value> {
    let of = |records: &[Named], writer: Writer| -> Vec<(String, Value)> {
        records.iter().map(|(name, fields)| ((*name).to_owned(), record(fields, writer))).collect()
    };
    let mut schemas: Map<_, _> = of(SENT, Writer::Client).into_iter().chain(of(ANSWERED, Writer::Service)).collect();
    let code = &mut schemas["EnhancedError"]["properties"]["code"];
    code["x-extensible-enum"] = codes().chain(codes_of_sso()).map(ErrorCode::as_str).collect();
    let action = &mut schemas["EnhancedError"]["properties"]["action"];
    action["x-extensible-enum"] = Action::NAMES.iter().map(|name| (*name).to_owned()).chain(actions_of_sso()).collect();
    schemas.insert("Configuration".into(), configuration());
    schemas.insert("Requestor".into(), requestor());
    schemas.insert("SsoError".into(), sso_error());
    let map = |record| json!({"type": "object", "additionalProperties": reference(record)});
    for (answer, member, items) in [
        ("Profiles", "profiles", map("Profile")),
        ("Decisions", "decisions", list("Decision")),
        ("Logouts", "logouts", map("LogoutAction")),
        ("UnlinkedDevices", "unlinkedDevices", json!({"type": "array", "items": {"type": "string"}})),
        ("LinkedDevices", "devices", map("DeviceAttributes")),
    ] {
        let schema = json!({"type": "object", "properties": {member: items}, "required": [member]});
        schemas.insert(answer.into(), schema);
    }
    schemas["UnlinkedDevices"]["properties"]["status"] = status_word();
    schemas
}

fn list(record: &str) -> Value {
    json!({"type": "array", "items": reference(record)})
}

fn configuration() -> Value {
    json!({
        "type": "object",
        "description": "The service provider and its MVPDs; the members beside `requestor` say how the service sees the device.",
        "properties": {"requestor": reference("Requestor")},
        "required": ["requestor"],
    })
}

/// An error of the Single Sign-On Service in the form that its samples have.
fn sso_error() -> Value {
    json!({
        "type": "object",
        "properties": {
            "status": status_word(),
            "error": reference("EnhancedError"),
        },
        "required": ["error"],
    })
}

/// The word that the Single Sign-On Service puts beside an answer.
fn status_word() -> Value {
    json!({"type": "string", "description": "For people; nothing rests on it (V10, V14)."})
}

fn requestor() -> Value {
    json!({
        "type": "object",
        "properties": {
            "id": {"type": "string", "description": "The programmer's id."},
            "name": {"type": "string", "description": "Its name for people."},
            "domains": list("Domain"),
            "mvpds": list("Mvpd"),
        },
        "required": ["id"],
    })
}
