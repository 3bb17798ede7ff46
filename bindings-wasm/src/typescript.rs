//! The types and tables of the npm package, as far as the core has the facts: written anew by every build of it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use tvpass::endpoint::{Body, Endpoint, Requirement};
use tvpass::message::{CodeList, ErrorCode, HeaderName};

use crate::plain::{self, Enumeration, Interface, Member};

const HEAD: &str = "// @generated from the tables of the core.\n";

/// `generated/wire.ts`: types only.
#[must_use]
pub fn types() -> String {
    let mut text = format!("{HEAD}\nimport type {{ Json, Open }} from \"../json.js\";\n\n");
    let endpoints = Endpoint::ALL.iter().map(|endpoint| endpoint.definition().id);
    text += &union("Endpoint", &["The calls of the protocol."], endpoints, false);
    text += &union("HeaderName", &["The headers of the protocol."], HeaderName::ALL.map(HeaderName::as_str), false);
    let codes = ErrorCode::ALL.iter().map(|code| code.as_str());
    text += &union("ErrorCode", &["The codes of the service's errors."], codes, true);
    for Enumeration { name, doc, values, .. } in plain::enumerations() {
        text += &union(name, doc, values.iter().copied(), true);
    }
    for interface in plain::interfaces() {
        text += &declaration(&interface);
    }
    text
}

/// `generated/tables.ts`: the facts themselves, for pages that show them and tools that check them.
#[must_use]
pub fn tables() -> String {
    let endpoints = Endpoint::ALL.iter().map(|endpoint| entry(endpoint.definition().id, &endpoint_row(*endpoint)));
    let codes = ErrorCode::ALL.iter().map(|code| entry(code.as_str(), &code_row(*code)));
    let enumerations = plain::enumerations();
    let enumerations = enumerations.iter().map(|list| entry(list.wire, &texts(list.values.iter().copied())));
    format!(
        "{HEAD}\n{}\n{}\n{}",
        constant("endpoints", "The calls: method, path, body, documented statuses of success, headers.", endpoints),
        constant("errorCatalogue", "The codes of the service's errors: statuses, action, list.", codes),
        constant("enumerations", "The known values of every open enumeration.", enumerations),
    )
}

fn union<'a>(name: &str, doc: &[&str], values: impl IntoIterator<Item = &'a str>, is_open: bool) -> String {
    let values: Vec<_> = values.into_iter().map(quoted).collect();
    let inner = values.join(" | ");
    let body = if is_open { format!("Open<{inner}>") } else { inner };
    format!("{}export type {name} = {body};\n\n", comment(doc, ""))
}

fn declaration(interface: &Interface) -> String {
    let members: String = interface.members.iter().map(member).collect();
    format!("{}export interface {} {{\n{members}}}\n\n", comment(interface.doc, ""), interface.name)
}

fn member(member: &Member) -> String {
    let mark = if member.is_optional { "?" } else { "" };
    format!("{}  readonly {}{mark}: {};\n", comment(member.doc, "  "), member.name, member.type_name)
}

fn comment(doc: &[&str], indent: &str) -> String {
    let lines: Vec<_> = doc.iter().map(|line| line.trim()).collect();
    if lines.is_empty() { String::new() } else { format!("{indent}/** {} */\n", lines.join(" ")) }
}

fn constant(name: &str, doc: &str, entries: impl Iterator<Item = String>) -> String {
    let entries: String = entries.collect();
    format!("/** {doc} */\nexport const {name} = {{\n{entries}}} as const;\n")
}

fn entry(name: &str, value: &str) -> String {
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let key = if is_name { name.to_string() } else { quoted(name) };
    format!("  {key}: {value},\n")
}

fn endpoint_row(endpoint: Endpoint) -> String {
    let definition = endpoint.definition();
    let body = match definition.body {
        Body::None => "none",
        Body::Form => "form",
        Body::Json => "json",
    };
    let headers = HeaderName::ALL.into_iter().filter_map(|name| {
        let requirement = match definition.requirement(name) {
            Requirement::Required => "required",
            Requirement::Optional => "optional",
            Requirement::Undefined => return None,
        };
        Some(format!("{}: {}", quoted(name.as_str()), quoted(requirement)))
    });
    format!(
        "{{ method: {}, path: {}, body: {}, success: {}, headers: {{ {} }} }}",
        quoted(definition.method.as_str()),
        quoted(definition.path),
        quoted(body),
        numbers(definition.success),
        headers.collect::<Vec<_>>().join(", "),
    )
}

fn code_row(code: ErrorCode) -> String {
    let action = code.action().map(|action| action.as_text().chars().collect::<String>());
    let list = match code.list() {
        CodeList::V2 => "v2",
        CodeList::V2AndV1 => "v2+v1",
        CodeList::V1 => "v1",
        CodeList::Contract => "contract",
        CodeList::Sso => "sso",
        CodeList::SsoAndV1 => "sso+v1",
    };
    let action = action.map_or_else(|| "undefined".to_string(), |action| quoted(&action));
    format!("{{ statuses: {}, action: {action}, list: {} }}", numbers(code.statuses()), quoted(list))
}

fn texts<'a>(values: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", values.map(quoted).collect::<Vec<_>>().join(", "))
}

fn numbers(values: &[u16]) -> String {
    format!("[{}]", values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

/// No name of the protocol has a character that would have to be escaped.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
