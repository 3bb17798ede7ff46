//! One HTTP exchange: a request that is whole, a response that is whole, or why there is none.

#[cfg(feature = "reqwest")]
mod over_reqwest;
#[cfg(feature = "ureq")]
mod over_ureq;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use tvpass::message::{Method, Request};

#[cfg(feature = "reqwest")]
pub use over_reqwest::ReqwestTransport;
#[cfg(feature = "ureq")]
pub use over_ureq::UreqTransport;

/// One deadline for a whole exchange, from the look-up of the name to the last byte of the body.
pub const DEADLINE: Duration = Duration::from_secs(30);
/// The longest body that is read, in bytes. A configuration of a thousand providers has 350,000.
pub const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// A request, whole.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The method: `GET` or `POST`.
    pub method: &'static str,
    /// The absolute address.
    pub url: String,
    /// Exactly the headers to send, beside those that HTTP itself needs.
    pub headers: Vec<(&'static str, String)>,
    /// The body, empty for none.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// A request with these parts, to try a transport with.
    #[must_use]
    pub fn to(method: &'static str, url: &str, headers: Vec<(&'static str, String)>, body: Vec<u8>) -> Self {
        Self { method, url: url.to_owned(), headers, body }
    }

    pub(crate) fn new(base: &str, request: &Request<'_>) -> Self {
        let headers = request.headers.iter().map(|(name, value)| (name.as_str(), value.to_owned())).collect();
        Self {
            method: match request.method {
                Method::Get => "GET",
                Method::Post => "POST",
            },
            url: format!("{base}{}", request.target),
            headers,
            body: request.body.to_vec(),
        }
    }

    /// Method and path, without the query and without the code of a viewer, as a log may show them.
    #[must_use]
    pub fn line(&self) -> String {
        let path = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        let path = path.find('/').map_or("/", |start| &path[start..]);
        let path = path.split('?').next().unwrap_or_default();
        let mut line = format!("{} ", self.method);
        let mut before = "";
        for segment in path.split('/').skip(1) {
            let is_code = matches!(before, "code" | "sessions") && segment != "sso";
            line.push('/');
            line.push_str(if is_code { "{code}" } else { segment });
            before = segment;
        }
        line
    }
}

// Headers and bodies carry secrets.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest").field("line", &self.line()).finish_non_exhaustive()
    }
}

/// A response, whole. A redirect is a response like any other: it is not followed.
#[derive(Clone)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// The header `Retry-After`, where it gives seconds.
    pub retry_after: Option<Duration>,
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("body_length", &self.body.len())
            .field("retry_after", &self.retry_after)
            .finish()
    }
}

/// The kind of a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host has no address.
    NameNotFound,
    /// No connection.
    Connection,
    /// No trusted TLS connection.
    Tls,
    /// The deadline passed.
    TimedOut,
    /// The body ended before its length.
    Truncated,
    /// The body is longer than [`BODY_LIMIT`].
    TooLarge,
    /// The request cannot be expressed in HTTP.
    Request,
    /// Anything else.
    Other,
}

/// A request without a response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

impl TransportError {
    /// An error of this kind, with its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::NameNotFound => "the host has no address",
            TransportErrorKind::Connection => "no connection to the host",
            TransportErrorKind::Tls => "no trusted TLS connection to the host",
            TransportErrorKind::TimedOut => "the deadline passed",
            TransportErrorKind::Truncated => "the response ended too early",
            TransportErrorKind::TooLarge => "the response is too large",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::Other => "the exchange failed",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// A blocking transport.
pub trait Transport: Send + Sync {
    /// Sends a request and waits for the whole response, within one deadline. It follows no redirect, keeps no cookie,
    /// and answers every status with its body.
    ///
    /// # Errors
    /// There is no whole response.
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError>;
}

/// An async transport.
pub trait AsyncTransport: Send + Sync {
    /// As [`Transport::send`].
    ///
    /// # Errors
    /// There is no whole response.
    fn send(&self, request: &HttpRequest) -> impl Future<Output = Result<HttpResponse, TransportError>> + Send;
}

/// The seconds of a `Retry-After`; a date in it is left out.
#[cfg(any(feature = "ureq", feature = "reqwest"))]
fn retry_after(value: Option<&str>) -> Option<Duration> {
    value?.trim().parse().ok().map(Duration::from_secs)
}

/// The first cause in a chain of errors that tells more than "failed".
#[cfg(any(feature = "ureq", feature = "reqwest"))]
fn kind_of(error: &(dyn StdError + 'static)) -> TransportErrorKind {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let text = error.to_string().to_ascii_lowercase();
        if let Some(error) = error.downcast_ref::<std::io::Error>()
            && let Some(kind) = kind_of_io(error)
        {
            return kind;
        }
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if says(&["certificate", "tls", "handshake", "corrupt message"]) {
            return TransportErrorKind::Tls;
        }
        if says(&["dns error", "failed to lookup", "host not found"]) {
            return TransportErrorKind::NameNotFound;
        }
        if says(&["end of file before message length", "incompletemessage", "incomplete message"]) {
            return TransportErrorKind::Truncated;
        }
        cause = error.source();
    }
    TransportErrorKind::Other
}

#[cfg(any(feature = "ureq", feature = "reqwest"))]
fn kind_of_io(error: &std::io::Error) -> Option<TransportErrorKind> {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::BrokenPipe => Some(TransportErrorKind::Connection),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Some(TransportErrorKind::TimedOut),
        ErrorKind::UnexpectedEof => Some(TransportErrorKind::Truncated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_shows_neither_query_nor_code() {
        let line = |url: &str| {
            let request = HttpRequest { method: "GET", url: url.into(), headers: Vec::new(), body: Vec::new() };
            request.line()
        };
        let base = "http://127.0.0.1:1/api/v2/REF30";
        assert_eq!(line(&format!("{base}/profiles/code/8ADF2K7")), "GET /api/v2/REF30/profiles/code/{code}");
        assert_eq!(line(&format!("{base}/sessions/8ADF2K7")), "GET /api/v2/REF30/sessions/{code}");
        assert_eq!(line(&format!("{base}/sessions/sso/Apple")), "GET /api/v2/REF30/sessions/sso/Apple");
        assert_eq!(line(&format!("{base}/logout/Dish?redirectUrl=x")), "GET /api/v2/REF30/logout/Dish");
    }
}
