//! JSON that came from the client, read more strictly than serde_json does by itself: no key may come twice.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::target::is_absolute_url;

struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members: Vec<(String, Value)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if members.iter().any(|(seen, _)| *seen == key) {
                return Err(A::Error::custom(format!("the key '{key}' comes twice")));
            }
            members.push((key, value));
        }
        Ok(Members(members))
    }
}

/// The members of an object.
pub(crate) fn object(bytes: &[u8]) -> Result<Vec<(String, Value)>, String> {
    serde_json::from_slice(bytes).map(|Members(members)| members).map_err(|error| error.to_string())
}

/// The body of register: the statement, or the sentence and the error code.
pub(crate) fn statement(body: &[u8]) -> Result<String, (String, &'static str)> {
    let members =
        object(body).map_err(|error| (format!("the body is not a JSON object: {error}"), "invalid_request"))?;
    let mut statement = None;
    for (key, value) in members {
        match (key.as_str(), value) {
            ("software_statement", Value::String(text)) => statement = Some(text),
            ("redirect_uri", Value::String(text)) if is_absolute_url(&text) => (),
            ("redirect_uri", value) => {
                let sentence = format!("redirect_uri is {value}, not an absolute URL");
                return Err((sentence, "invalid_redirect_uri"));
            }
            (key, _) => {
                let sentence = format!("the body's field '{key}' is unknown or no text (R1)");
                return Err((sentence, "invalid_request"));
            }
        }
    }
    statement.ok_or_else(|| ("the body lacks software_statement (R1)".into(), "invalid_request"))
}

/// The body of the decision calls: the resources, or the sentence.
pub(crate) fn resources(body: &[u8]) -> Result<Vec<String>, String> {
    texts(body, "resources").map_err(|sentence| format!("{sentence} (R55)"))
}

/// The body of sso_unlink: the devices, or the sentence.
pub(crate) fn devices(body: &[u8]) -> Result<Vec<String>, String> {
    texts(body, "devices").map_err(|sentence| format!("{sentence} (R142)"))
}

/// The one list of a body, which holds at least one text.
fn texts(body: &[u8], name: &str) -> Result<Vec<String>, String> {
    let members = object(body).map_err(|error| format!("the body is not a JSON object: {error}"))?;
    let [(key, Value::Array(items))] = members.as_slice() else {
        return Err(format!("the body is not exactly one list named '{name}'"));
    };
    let texts: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
    match texts {
        Some(texts) if key == name && !texts.is_empty() => Ok(texts),
        _ => Err(format!("'{name}' is not a list of at least one text")),
    }
}
