//! Answers, and the dress they are sent in.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::http::Response;

/// The enhanced errors that the stand-in gives: code, status, action.
const ERRORS: [(&str, u16, &str); 10] = [
    ("invalid_access_token_client_application", 401, "application-registration"),
    ("invalid_parameter_service_provider", 400, "none"),
    ("invalid_header_device_identifier", 400, "none"),
    ("invalid_header_device_info", 400, "none"),
    ("invalid_parameter_mvpd", 400, "none"),
    ("invalid_parameter_code", 400, "none"),
    ("invalid_authentication_session", 400, "none"),
    ("invalid_parameter_redirect_url", 400, "none"),
    ("invalid_parameter_resources", 400, "none"),
    ("too_many_resources", 403, "configuration"),
];

#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    body: Body,
    /// `Location` or `Allow`.
    header: Option<(&'static str, String)>,
    /// Sent in chunks, when variants are wanted.
    chunked: bool,
}

#[derive(Clone, Debug)]
enum Body {
    Json(Value),
    Html(&'static str),
}

impl Answer {
    pub(crate) fn json(status: u16, body: Value) -> Self {
        Self { status, body: Body::Json(body), header: None, chunked: false }
    }

    /// An answer to browsers and proxies.
    pub(crate) fn html(status: u16, text: &'static str) -> Self {
        Self { status, body: Body::Html(text), header: None, chunked: false }
    }

    /// An enhanced error, flat.
    pub(crate) fn error(code: &str) -> Self {
        let (status, action) = ERRORS
            .iter()
            .find(|(known, ..)| *known == code)
            .map_or((500, "none"), |(_, status, action)| (*status, *action));
        Self::json(status, enhanced(code, status, action))
    }

    /// An error of the Single Sign-On Service, which wraps an enhanced one.
    pub(crate) fn sso_error(status: u16, code: &str, action: &str) -> Self {
        let word = if status == 400 { "BAD_REQUEST" } else { "UNAUTHORIZED" };
        Self::json(status, json!({ "status": word, "error": enhanced(code, status, action) }))
    }

    /// An error of register and token.
    pub(crate) fn registration_error(code: &str) -> Self {
        Self::json(400, json!({ "error": code }))
    }

    pub(crate) fn throttled() -> Self {
        Self::html(429, "<html><body><h1>429 Too Many Requests</h1></body></html>")
    }

    pub(crate) fn bad_gateway() -> Self {
        Self::html(502, "<html><body><h1>502 Bad Gateway</h1>The proxy got no answer.</body></html>")
    }

    pub(crate) fn with_header(mut self, name: &'static str, value: String) -> Self {
        self.header = Some((name, value));
        self
    }

    pub(crate) fn in_chunks(mut self) -> Self {
        self.chunked = true;
        self
    }

    pub(crate) fn into_response(self, variants: bool) -> Response {
        let (content_type, body) = match self.body {
            Body::Html(text) => ("text/html; charset=utf-8", text.to_owned()),
            Body::Json(value) if variants => ("application/json;charset=utf-8", dressed_up(value)),
            Body::Json(value) => ("application/json", value.to_string()),
        };
        let content_type = ("Content-Type", content_type.to_owned());
        Response {
            status: self.status,
            headers: self.header.into_iter().chain([content_type]).collect(),
            body: body.into_bytes(),
            chunked: self.chunked && variants,
        }
    }
}

/// An enhanced error, as a body or as an item's `error`.
pub(crate) fn enhanced(code: &str, status: u16, action: &str) -> Value {
    json!({
        "action": action,
        "status": status,
        "code": code,
        "message": code.replace('_', " "),
        "details": null,
        "helpUrl": "https://example.com/help",
        "trace": "00000000-0000-4000-8000-000000000000",
    })
}

/// The same JSON to every decoder that keeps RFC 8259 and ignores unknown fields.
fn dressed_up(mut value: Value) -> String {
    if let Some(members) = value.as_object_mut() {
        let unknown = json!({ "deep": [[], {}, [null, -1.5e3, { "error": "no error" }]], "text": "\u{1f4fa}\t\"\\" });
        members.insert("aFieldOfTheFuture".into(), unknown);
    }
    let mut text = String::new();
    for character in format!("{value:#}\n").chars() {
        match character {
            // These occur within strings only, keys such as access_token included.
            '/' => text.push_str("\\/"),
            '_' => text.push_str("\\u005F"),
            character if !character.is_ascii() => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing to a String cannot fail.
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
            character => text.push(character),
        }
    }
    text
}
