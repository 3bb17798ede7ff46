//! Requests and responses as plain bytes, so that the service needs no socket.

use tvpass::message::{HeaderName, Headers, Incoming, Sender};

/// A request as it reached the service.
#[derive(Clone, Debug, Default)]
pub struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    /// A request without headers and body; `target` is path and query.
    #[must_use]
    pub fn new(method: &str, target: &str) -> Self {
        Self { method: method.into(), target: target.into(), ..Self::default() }
    }

    /// Adds a header. A second one of the same name is appended to the first, as HTTP has it.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match self.headers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, first)) => {
                let separator = if name.eq_ignore_ascii_case("cookie") { "; " } else { ", " };
                first.push_str(separator);
                first.push_str(value);
            }
            None => self.headers.push((name.into(), value.into())),
        }
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Path and query.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The path, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The headers, in the order in which they came.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of the header called `name`, whatever the case of its letters.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The value of the cookie called `name`.
    #[must_use]
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.header("cookie")?.split(';').filter_map(|pair| pair.trim().split_once('='));
        cookies.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The fields of the query.
    pub(crate) fn query(&self) -> Fields {
        Fields::parse(self.target.split_once('?').map_or(b"", |(_, query)| query.as_bytes()))
    }

    /// The fields of a form.
    pub(crate) fn form(&self) -> Fields {
        Fields::parse(&self.body)
    }

    /// The request as the core's server half reads it. A value that no header may hold counts as absent.
    pub(crate) fn incoming(&self) -> Incoming<'_> {
        let mut headers = Headers::new(Sender::StreamingDevice);
        for (name, value) in self.headers() {
            if let Some(name) = HeaderName::from_wire(name) {
                // Absent is what a refused value is meant to be.
                let _ = headers.set(name, value);
            }
        }
        Incoming { method: &self.method, target: &self.target, headers, body: &self.body }
    }
}

impl From<&tvpass::message::Request<'_>> for Request {
    fn from(request: &tvpass::message::Request<'_>) -> Self {
        let plain = Self::new(request.method.as_str(), request.target).with_body(request.body);
        request.headers.iter().fold(plain, |plain, (name, value)| plain.with_header(name.as_str(), value))
    }
}

/// Decoded fields of a form or a query.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    fn parse(encoded: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value called `name`, if it is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The part of a response that reaches the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// All of it.
    #[default]
    Whole,
    /// The first half of the body; then the connection breaks.
    Truncated,
    /// Nothing: the connection breaks.
    Lost,
}

/// A response of the service.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The whole body, whatever of it arrives.
    pub body: Vec<u8>,
    /// The part of the response that arrives.
    pub delivery: Delivery,
}

impl Response {
    /// A response with a body of type `content_type`.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type.into()), ("cache-control", "no-store".into())];
        Self { status, headers, body: body.into(), delivery: Delivery::Whole }
    }

    pub(crate) fn json(status: u16, body: Vec<u8>) -> Self {
        Self::new(status, "application/json;charset=UTF-8", body)
    }

    pub(crate) fn html(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, "text/html;charset=UTF-8", body)
    }

    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::html(status, "").with_header("location", location)
    }

    #[must_use]
    pub(crate) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The value of the header called `name` (in lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Status and body as a client without a socket sees them; `None` if nothing arrives.
    #[must_use]
    pub fn received(&self) -> Option<(u16, &[u8])> {
        match self.delivery {
            Delivery::Whole => Some((self.status, &self.body)),
            Delivery::Truncated => Some((self.status, self.body.get(..self.body.len() / 2).unwrap_or_default())),
            Delivery::Lost => None,
        }
    }
}
