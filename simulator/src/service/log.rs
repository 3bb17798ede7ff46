//! The last requests, as a person can read them: headers decoded, secrets cut short.

use std::collections::VecDeque;

use serde_json::Value;
use tvpass::endpoint::{Body, Endpoint, Requirement};
use tvpass::json::Timestamp;
use tvpass::message::{DeviceIdentifier, HeaderName, base64};

use crate::message::{Delivery, Request, Response};
use crate::printable::{printable, printable_lines};

const KEPT: usize = 100;
const LONGEST_VALUE: usize = 400;

/// Names of fields whose values nobody may read in full.
const SECRET_FIELDS: [&str; 5] = ["client_id", "client_secret", "software_statement", "SAMLResponse", "password"];

/// A request and what became of it.
#[derive(Debug)]
pub struct Entry {
    /// Its place among all requests that were recorded, from 1.
    pub number: u64,
    /// The time of the request.
    pub at: Timestamp,
    /// Its method.
    pub method: String,
    /// Its path, without the query.
    pub path: String,
    /// The endpoint that was meant, by its name in the tables.
    pub endpoint: Option<&'static str>,
    /// The status of the response.
    pub status: u16,
    /// The error's code.
    pub error: Option<String>,
    /// The error's message.
    pub reason: Option<String>,
    /// The part of the response that arrives.
    pub delivery: Delivery,
    /// The headers of the protocol, in the order of its tables.
    pub headers: Vec<Header>,
    /// Names and values of the query, then of the body.
    pub fields: Vec<(String, String)>,
}

/// A header of the protocol, decoded.
#[derive(Debug)]
pub struct Header {
    /// Its name.
    pub name: &'static str,
    /// Its value: decoded, and cut short where it is a secret.
    pub value: String,
    /// The endpoint's row of the matrix does not list it (R19).
    pub unlisted: bool,
}

/// The last requests, the newest first.
#[derive(Debug, Default)]
pub(crate) struct Log {
    entries: VecDeque<Entry>,
    /// The number of the newest, also of one that was cleared since.
    newest: u64,
}

impl Log {
    pub(super) fn record(&mut self, at: Timestamp, request: &Request, endpoint: Option<Endpoint>, response: &Response) {
        self.entries.truncate(KEPT - 1);
        self.newest += 1;
        self.entries.push_front(Entry {
            number: self.newest,
            at,
            method: shortened(request.method()),
            path: printable(request.path()),
            endpoint: endpoint.map(|endpoint| endpoint.definition().id),
            status: response.status,
            error: error_text(response, ["code", "error"]),
            reason: error_text(response, ["message", "error_description"]),
            delivery: response.delivery,
            headers: headers(endpoint, request),
            fields: fields(endpoint, request),
        });
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }
}

/// A member of an error, by its name in an enhanced error and in one of the registration endpoints.
fn error_text(response: &Response, [enhanced, registration]: [&str; 2]) -> Option<String> {
    if response.status < 400 {
        return None;
    }
    let body: Value = serde_json::from_slice(&response.body).ok()?;
    body.get(enhanced).or_else(|| body.get(registration))?.as_str().map(printable)
}

fn headers(endpoint: Option<Endpoint>, request: &Request) -> Vec<Header> {
    let header = |name: HeaderName| {
        let value = request.header(name.as_str())?;
        let requirement = endpoint.map(|endpoint| endpoint.definition().requirement(name));
        let unlisted = requirement == Some(Requirement::Undefined) && !is_tolerated(name);
        Some(Header { name: name.as_str(), value: readable(name, value), unlisted })
    };
    HeaderName::ALL.into_iter().filter_map(header).collect()
}

/// The three calls that a code binds to a device may carry the device's headers all the same (H2), and every user agent
/// says of itself what it is and takes.
fn is_tolerated(name: HeaderName) -> bool {
    matches!(
        name,
        HeaderName::ApDeviceIdentifier | HeaderName::XDeviceInfo | HeaderName::Accept | HeaderName::UserAgent
    )
}

fn readable(name: HeaderName, value: &str) -> String {
    match name {
        HeaderName::ContentType | HeaderName::Accept | HeaderName::UserAgent | HeaderName::XForwardedFor => {
            shortened(value)
        }
        HeaderName::Authorization => match value.split_once(' ') {
            Some((scheme, token)) => format!("{} {}", shortened(scheme), secret(token)),
            None => secret(value),
        },
        HeaderName::ApDeviceIdentifier => {
            let mut buffer = vec![0; value.len()];
            match DeviceIdentifier::decode(value, &mut buffer) {
                Some(identifier) => format!("fingerprint {}", secret(&String::from_utf8_lossy(identifier.reveal()))),
                None => format!("malformed: {}", secret(value)),
            }
        }
        HeaderName::XDeviceInfo | HeaderName::ApPartnerFrameworkStatus => match decoded(value) {
            Some(json) => printable_lines(&serde_json::to_string_pretty(&json).unwrap_or_default()),
            None => format!("malformed: {}", shortened(value)),
        },
        HeaderName::ApTempPassIdentity => match decoded(value) {
            Some(Value::Object(keys)) => {
                let keys =
                    keys.iter().map(|(key, value)| format!("{}: {}", printable(key), secret(&value.to_string())));
                keys.collect::<Vec<_>>().join("\n")
            }
            _ => format!("malformed: {}", secret(value)),
        },
        _ => secret(value),
    }
}

/// The JSON whose base64 `value` is.
fn decoded(value: &str) -> Option<Value> {
    let mut buffer = vec![0; value.len()];
    serde_json::from_slice(base64::decode(value.trim(), &mut buffer)?).ok()
}

fn fields(endpoint: Option<Endpoint>, request: &Request) -> Vec<(String, String)> {
    let query = request.query();
    let mut fields: Vec<_> = query.iter().map(|(name, value)| field(name, value)).collect();
    match endpoint.map(|endpoint| endpoint.definition().body) {
        Some(Body::Form) => {
            fields.extend(request.form().iter().map(|(name, value)| field(name, value)));
        }
        Some(Body::Json) => fields.extend(json_fields(request.body())),
        _ => {}
    }
    fields
}

fn json_fields(body: &[u8]) -> Vec<(String, String)> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => members
            .iter()
            .map(|(name, value)| {
                let text = value.as_str().map_or_else(|| value.to_string(), Into::into);
                field(name, &text)
            })
            .collect(),
        _ => vec![("body".into(), format!("{} bytes that are no JSON object", body.len()))],
    }
}

/// Name and value of a field, as they can be read.
fn field(name: &str, value: &str) -> (String, String) {
    (shortened(name), if SECRET_FIELDS.contains(&name) { secret(value) } else { shortened(value) })
}

/// Enough to tell two secrets apart, and never more than a quarter.
fn secret(value: &str) -> String {
    let length = value.chars().count();
    let shown: String = value.chars().take((length / 4).min(6)).collect();
    format!("{}… ({length} characters)", printable(&shown))
}

fn shortened(value: &str) -> String {
    let kept: String = value.chars().take(LONGEST_VALUE).collect();
    let end = if kept.len() < value.len() { "…" } else { "" };
    printable(&kept) + end
}
