//! A request ready to be sent.

use core::fmt;

use super::header::{HeaderName, Headers};
use crate::json::Text;
use crate::output::TooSmall;

/// An HTTP method of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Method {
    /// `GET`.
    Get = 0,
    /// `POST`.
    Post = 1,
}

impl Method {
    /// The method on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A request as it goes out: target and body lie in the caller's buffer, header values where the caller keeps them.
///
/// It prints without the values of headers and without its body, since both carry secrets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Request<'b> {
    /// The method.
    pub method: Method,
    /// Path and query, to be appended to the base URL.
    pub target: &'b str,
    /// Exactly the headers to send.
    pub headers: Headers<'b>,
    /// The body, empty for none.
    pub body: &'b [u8],
}

impl<'b> Request<'b> {
    /// One of which only the headers are known yet.
    pub(crate) const fn of(headers: Headers<'b>) -> Self {
        Self { method: Method::Get, target: "", headers, body: &[] }
    }
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("target", &Text::from(self.target))
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}

/// Why a request was refused before anything was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// The buffer must hold `needed` bytes.
    TooSmall {
        /// Bytes for target and body together.
        needed: usize,
    },
    /// The endpoint requires this header, and the caller has no value for it.
    MissingHeader(HeaderName),
    /// The parameter of this name is empty, or is not there.
    MissingParameter(&'static str),
    /// The parameter of this name has a value that cannot be sent, such as a path segment of dots only, which would change the
    /// path.
    InvalidParameter(&'static str),
}

impl From<TooSmall> for EncodeError {
    fn from(TooSmall { needed }: TooSmall) -> Self {
        Self::TooSmall { needed }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSmall { needed } => write!(f, "the buffer must hold {needed} bytes"),
            Self::MissingHeader(name) => write!(f, "header {} is required", name.as_str()),
            Self::MissingParameter(name) => write!(f, "the field `{name}` is missing"),
            Self::InvalidParameter(name) => write!(f, "the field `{name}` has a value that cannot be sent"),
        }
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSmall { needed } => f.debug_struct("TooSmall").field("needed", needed).finish(),
            Self::MissingHeader(name) => f.debug_tuple("MissingHeader").field(name).finish(),
            Self::MissingParameter(name) => f.debug_tuple("MissingParameter").field(&Text::from(*name)).finish(),
            Self::InvalidParameter(name) => f.debug_tuple("InvalidParameter").field(&Text::from(*name)).finish(),
        }
    }
}

impl core::error::Error for EncodeError {}
