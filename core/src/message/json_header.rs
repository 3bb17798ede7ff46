//! Headers whose value is the base64 of a JSON object.

use core::fmt;

use super::base64;
use super::header::HeaderValue;
use crate::json::{self, Field, Writer};
use crate::output::{Output, TooSmall};

/// Why the value of such a header was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderDecodeError {
    /// The value is not base64, or its buffer holds fewer than three quarters of its length.
    Base64,
    /// The decoded bytes are not the JSON object that they should be.
    Json(json::Error),
}

impl From<json::Error> for HeaderDecodeError {
    fn from(error: json::Error) -> Self {
        Self::Json(error)
    }
}

impl fmt::Display for HeaderDecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base64 => f.write_str("not base64"),
            Self::Json(error) => write!(f, "JSON {error}"),
        }
    }
}

impl core::error::Error for HeaderDecodeError {}

pub(super) fn encode<'a, 'b>(record: &impl Field<'a>, buffer: &'b mut [u8]) -> Result<HeaderValue<'b>, TooSmall> {
    let mut output = Output::new(buffer);
    record.write(&mut Writer::new(&mut output));
    base64::encode_from(&mut output, 0);
    output.finish().map(HeaderValue::own)
}

pub(super) fn decode<'b>(value: &str, buffer: &'b mut [u8]) -> Result<&'b [u8], HeaderDecodeError> {
    base64::decode(value.trim_ascii(), buffer).ok_or(HeaderDecodeError::Base64)
}
