//! The texts that cross the border.

use serde::{Deserialize, Serialize};
use tvpass::endpoint::Endpoint;
use tvpass_simulator::{Delivery, Entry, Header, Request, Response, Scenario};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestText {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

#[derive(Serialize)]
struct AnswerText<'a> {
    status: u16,
    headers: &'a [(&'static str, String)],
    body: &'a str,
    delivery: &'static str,
    entry: Option<EntryText<'a>>,
}

/// An entry of the simulator's log.
#[derive(Serialize)]
struct EntryText<'a> {
    number: u64,
    at: u64,
    method: &'a str,
    path: &'a str,
    endpoint: Option<&'static str>,
    status: u16,
    error: Option<&'a str>,
    reason: Option<&'a str>,
    delivery: &'static str,
    headers: Vec<HeaderText<'a>>,
    fields: &'a [(String, String)],
}

#[derive(Serialize)]
struct HeaderText<'a> {
    name: &'static str,
    value: &'a str,
    unlisted: bool,
}

#[derive(Serialize)]
struct ChoicesText {
    endpoints: Vec<&'static str>,
    scenarios: Vec<&'static str>,
}

pub(crate) fn request(text: &str) -> serde_json::Result<Request> {
    let RequestText { method, target, headers, body } = serde_json::from_str(text)?;
    let request = Request::new(&method, &target).with_body(body);
    Ok(headers.iter().fold(request, |request, (name, value)| request.with_header(name, value)))
}

pub(crate) fn answer(response: &Response, entry: Option<&Entry>) -> serde_json::Result<String> {
    // Half a body may end within a character, which a browser would replace as well.
    let (status, body) = response.received().unwrap_or((response.status, &[]));
    serde_json::to_string(&AnswerText {
        status,
        headers: &response.headers,
        body: &String::from_utf8_lossy(body),
        delivery: delivery(response.delivery),
        entry: entry.map(entry_text),
    })
}

pub(crate) fn choices() -> String {
    let endpoints = Endpoint::ALL.iter().map(|endpoint| endpoint.definition().id).collect();
    let scenarios = Scenario::READY.iter().map(|(name, _)| *name).collect();
    // Names alone always can be written.
    serde_json::to_string(&ChoicesText { endpoints, scenarios }).unwrap_or_default()
}

fn entry_text(entry: &Entry) -> EntryText<'_> {
    EntryText {
        number: entry.number,
        at: entry.at.millis(),
        method: &entry.method,
        path: &entry.path,
        endpoint: entry.endpoint,
        status: entry.status,
        error: entry.error.as_deref(),
        reason: entry.reason.as_deref(),
        delivery: delivery(entry.delivery),
        headers: entry.headers.iter().map(header_text).collect(),
        fields: &entry.fields,
    }
}

fn header_text(header: &Header) -> HeaderText<'_> {
    HeaderText { name: header.name, value: &header.value, unlisted: header.unlisted }
}

fn delivery(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Whole => "whole",
        Delivery::Truncated => "truncated",
        Delivery::Lost => "lost",
    }
}
