//! The encoding peers: all write the same headers and the same request.

mod fixed;
pub mod headers;
pub mod input;
mod json;
pub mod request;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// The values of X-Device-Info, AP-Device-Identifier and AP-Partner-Framework-Status.
pub fn comparable_headers([device, identifier, status]: [&[u8]; 3]) -> Vec<String> {
    let identifier = String::from_utf8(identifier.to_vec()).expect("a header value is text");
    vec![comparable_json(device), identifier, comparable_json(status)]
}

/// A header value that is base64 of JSON, with its members in one order, so that peers may write them in another.
fn comparable_json(header: &[u8]) -> String {
    let json = STANDARD.decode(header).expect("the header is base64");
    let value: Value = serde_json::from_slice(&json).expect("the header holds JSON");
    value.to_string()
}

/// A request whose header names are in one case and its header lines in one order, as both mean the same.
pub fn comparable_request(message: &[u8]) -> Vec<String> {
    let message = std::str::from_utf8(message).expect("the request is text");
    let (head, body) = message.split_once("\r\n\r\n").expect("the head ends with an empty line");
    let mut lines = head.split("\r\n");
    let request_line = lines.next().expect("a split gives one part at least");
    let mut headers: Vec<String> = lines
        .map(|line| {
            let (name, value) = line.split_once(": ").expect("a header line has a name and a value");
            format!("{}: {value}", name.to_ascii_lowercase())
        })
        .collect();
    headers.sort();
    headers.insert(0, request_line.to_owned());
    headers.push(body.to_owned());
    headers
}
