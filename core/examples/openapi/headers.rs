//! Headers of requests as parameters.

use serde_json::{Value, json};
use tvpass::endpoint::{Definition, Requirement};
use tvpass::message::{HeaderName, Sender};

use crate::prose::paragraph;
use crate::schema::reference;

/// Those that the caller of a generated client gives. OpenAPI has other places for `Authorization`, `Content-Type` and
/// `Accept`: as parameters they would go out twice (P10). `User-Agent` is the client's own.
pub(crate) fn parameters(definition: &Definition) -> impl Iterator<Item = Value> {
    let elsewhere = [HeaderName::Authorization, HeaderName::ContentType, HeaderName::Accept, HeaderName::UserAgent];
    let names = HeaderName::ALL.into_iter().filter(move |name| !elsewhere.contains(name));
    names.filter_map(|name| {
        // A streaming device describes itself where the tables do not ask for it (H2).
        let required = match definition.requirement_for(name, Sender::StreamingDevice) {
            Requirement::Required => true,
            Requirement::Optional => false,
            Requirement::Undefined => return None,
        };
        Some(json!({
            "name": name.as_str(),
            "in": "header",
            "required": required,
            "description": description(name),
            "schema": schema(name),
        }))
    })
}

fn description(name: HeaderName) -> String {
    let what = paragraph(name.documentation());
    // The type of the source is no help to whoever reads the contract.
    let what = what.split_once(", see ").map_or(what.as_str(), |(what, _)| what).trim_end_matches('.');
    match name {
        HeaderName::XDeviceInfo => format!("{what}. Browsers may leave it out (H4)."),
        _ => format!("{what}."),
    }
}

fn schema(name: HeaderName) -> Value {
    match name {
        HeaderName::ApDeviceIdentifier => json!({
            "type": "string",
            "pattern": "^fingerprint [A-Za-z0-9+/]+={0,2}$",
            "examples": ["fingerprint YmEyM2QxNDEtZDcxNS01NjFjLTk0ZjQtZTllNGM5NjZiMWVi"],
        }),
        HeaderName::XDeviceInfo => encoded(&reference("DeviceInfo")),
        HeaderName::ApPartnerFrameworkStatus => encoded(&reference("PartnerFrameworkStatus")),
        HeaderName::ApTempPassIdentity => encoded(&json!({"type": "object"})),
        _ => json!({"type": "string"}),
    }
}

/// A value that is base64 of JSON.
fn encoded(content: &Value) -> Value {
    json!({
        "type": "string",
        "contentEncoding": "base64",
        "contentMediaType": "application/json",
        "contentSchema": content,
    })
}
