//! The server half's view of a request.

use core::fmt;

use super::header::{HeaderName, Headers};
use super::percent::push_decoded;
use super::split::{split, split_once};
use crate::json::{self, Text};
use crate::output::Output;

/// A request as a server received it.
///
/// It prints without its query, the values of headers and its body, since all of them may carry secrets.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// The method as it came.
    pub method: &'a str,
    /// Path and query.
    pub target: &'a str,
    /// The headers of the protocol that came with it.
    pub headers: Headers<'a>,
    /// The body.
    pub body: &'a [u8],
}

impl<'a> Incoming<'a> {
    /// The path, without the query.
    #[must_use]
    pub fn path(&self) -> &'a str {
        split_once(self.target, b'?').map_or(self.target, |(path, _)| path)
    }

    /// The query, empty if there is none.
    #[must_use]
    pub fn query(&self) -> &'a str {
        split_once(self.target, b'?').map_or("", |(_, query)| query)
    }

    /// The media type of the body, without parameters. A header that came twice with the same value counts once, since generated
    /// clients send it so (P10).
    #[must_use]
    pub fn content_type(&self) -> &'a str {
        let value = self.headers.get(HeaderName::ContentType).unwrap_or_default();
        let value = match split_once(value, b',') {
            Some((first, second)) if first.trim().eq_ignore_ascii_case(second.trim()) => first,
            _ => value,
        };
        split_once(value, b';').map_or(value, |(media_type, _)| media_type).trim()
    }
}

impl fmt::Debug for Incoming<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("method", &Text::from(self.method))
            .field("path", &Text::from(self.path()))
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}

/// Why the server half could not read a request.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The path or the method is not the endpoint's.
    Route,
    /// The parameter of this name is missing, or its percent-encoding is wrong.
    Parameter(&'static str),
    /// The body is not of the type that the endpoint takes.
    ContentType,
    /// The JSON body is wrong.
    Body(json::Error),
    /// The header is missing or malformed.
    Header(HeaderName),
    /// The scratch buffer is too small; the length of target and body together always suffices.
    Scratch,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Route => f.write_str("path or method is another endpoint's"),
            Self::Parameter(name) => write!(f, "parameter {name} is missing or malformed"),
            Self::ContentType => f.write_str("the body has another content type"),
            Self::Body(error) => write!(f, "JSON {error}"),
            Self::Header(name) => write!(f, "header {} is missing or malformed", name.as_str()),
            Self::Scratch => f.write_str("the scratch buffer must be as long as target and body together"),
        }
    }
}

impl core::error::Error for DecodeError {}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Route => f.write_str("Route"),
            Self::Parameter(name) => f.debug_tuple("Parameter").field(&Text::from(*name)).finish(),
            Self::ContentType => f.write_str("ContentType"),
            Self::Body(error) => f.debug_tuple("Body").field(error).finish(),
            Self::Header(name) => f.debug_tuple("Header").field(name).finish(),
            Self::Scratch => f.write_str("Scratch"),
        }
    }
}

/// Memory for values that had to be decoded; values without escapes are borrowed from the request itself.
pub struct Scratch<'a> {
    free: &'a mut [u8],
}

impl fmt::Debug for Scratch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scratch").field("free", &self.free.len()).finish()
    }
}

impl<'a> Scratch<'a> {
    /// All of `buffer` is free.
    #[must_use]
    pub fn new(buffer: &'a mut [u8]) -> Self {
        Self { free: buffer }
    }

    /// The text that `encoded` stands for, as the value of the parameter `name`.
    pub(crate) fn decoded(&mut self, encoded: &'a str, form: bool, name: &'static str) -> Result<&'a str, DecodeError> {
        if !encoded.bytes().any(|byte| byte == b'%' || form && byte == b'+') {
            return Ok(encoded);
        }
        let mut output = Output::new(core::mem::take(&mut self.free));
        push_decoded(&mut output, encoded, form).ok_or(DecodeError::Parameter(name))?;
        let (written, free) = output.split().map_err(|_| DecodeError::Scratch)?;
        self.free = free;
        core::str::from_utf8(written).map_err(|_| DecodeError::Parameter(name))
    }
}

/// The encoded value of the first parameter called `name` in a form or a query.
pub(crate) fn parameter<'a>(form: &'a str, name: &str) -> Option<&'a str> {
    split(form, b'&').filter_map(|pair| split_once(pair, b'=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}
