//! Answers that are not the answer: grouped by who must act.

use core::fmt;

use super::enhanced_error::EnhancedError;
use crate::json::{self, Field, Map, Reader, Text, Value, open_enum, record};

open_enum! {
    /// `error` of the registration endpoints.
    pub enum DcrErrorCode<'a> {
        /// The request is malformed.
        InvalidRequest = "invalid_request",
        /// The redirect URI is not allowed.
        InvalidRedirectUri = "invalid_redirect_uri",
        /// The software statement is not valid.
        InvalidSoftwareStatement = "invalid_software_statement",
        /// The software statement is not approved.
        UnapprovedSoftwareStatement = "unapproved_software_statement",
        /// The client credentials are not known (any more).
        InvalidClient = "invalid_client",
        /// The client may not do this.
        UnauthorizedClient = "unauthorized_client",
        /// The grant type is not supported.
        UnsupportedGrantType = "unsupported_grant_type",
    }
}

record! {
    /// The body of a registration error.
    pub struct DcrError<'a> {
        /// The code.
        required error: DcrErrorCode<'a> = "error",
    }
}

/// Why a response holds no answer.
///
/// ```
/// use tvpass::endpoint::{Answer, Profiles};
/// use tvpass::message::Failure;
///
/// assert_eq!(Profiles::from_response(429, b"<html>").unwrap_err(), Failure::Throttled);
/// assert_eq!(Profiles::from_response(502, b"<html>").unwrap_err(), Failure::NotApi { http_status: 502 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Failure<'a> {
    /// The service refuses, and says what to do.
    Service {
        /// The status of HTTP; the error has its own.
        http_status: u16,
        /// What the service says.
        error: EnhancedError<'a>,
    },
    /// The registration endpoints refuse.
    Registration {
        /// The status of HTTP.
        http_status: u16,
        /// What they say.
        error: DcrErrorCode<'a>,
    },
    /// Too many requests: wait at least one second (R71).
    Throttled,
    /// Something between here and the service answered: HTML of a proxy, or nothing at all.
    NotApi {
        /// The status of HTTP.
        http_status: u16,
    },
    /// The service's JSON is wrong.
    Malformed {
        /// The status of HTTP.
        http_status: u16,
        /// What is wrong, and where.
        error: json::Error,
    },
}

impl fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service { http_status, error } => {
                write!(f, "the service refuses (HTTP {http_status})")?;
                for text in [error.code, error.message.map(|message| message.0), error.details].into_iter().flatten() {
                    write!(f, ": {}", text.printable())?;
                }
                match error.trace {
                    Some(trace) => write!(f, " (trace {})", trace.printable()),
                    None => Ok(()),
                }
            }
            Self::Registration { http_status, error } => {
                write!(f, "the registration is refused (HTTP {http_status}): {}", error.as_text().printable())
            }
            Self::Throttled => f.write_str("the service has too many requests (HTTP 429)"),
            Self::NotApi { http_status } => write!(f, "something else than the service answers (HTTP {http_status})"),
            Self::Malformed { http_status, error } => {
                write!(f, "the service's answer is malformed (HTTP {http_status}): {error}")
            }
        }
    }
}

impl core::error::Error for Failure<'_> {}

record! {
    /// What tells the forms of an error body apart. A web framework's own errors have the same names with other types.
    struct ErrorBody<'a> {
        lenient code: Value<'a> = "code",
        lenient action: Value<'a> = "action",
        lenient error: Value<'a> = "error",
    }
}

/// The forms that the body of an error has.
enum ErrorForm<'a> {
    /// An enhanced error: the body itself, or a part of it.
    Enhanced(&'a [u8]),
    /// An error of the registration endpoints.
    Registration(DcrErrorCode<'a>),
    /// JSON of somebody else.
    Foreign,
}

/// What a response means that is not a success, or whose body is no JSON object.
pub(crate) fn decode_failure(http_status: u16, body: &[u8]) -> Failure<'_> {
    if http_status == 429 {
        return Failure::Throttled;
    }
    match error_form(body) {
        Ok(ErrorForm::Enhanced(service)) => decode_enhanced(http_status, body, service),
        Ok(ErrorForm::Registration(error)) => Failure::Registration { http_status, error },
        Err(error) if begins_object(body) => Failure::Malformed { http_status, error },
        _ => Failure::NotApi { http_status },
    }
}

/// Reads the enhanced error that the part `service` of `body` is, where the result will be, since it is large.
fn decode_enhanced<'a>(http_status: u16, body: &[u8], service: &'a [u8]) -> Failure<'a> {
    let mut reader = Reader::new(service);
    let mut failure = Failure::Service { http_status, error: EnhancedError::EMPTY };
    if let Failure::Service { error, .. } = &mut failure {
        error.read(&mut reader);
    }
    if let Err(error) = reader.finish() {
        // What is wrapped is a part of the body, in which the error keeps its place.
        let start = service.as_ptr().addr().wrapping_sub(body.as_ptr().addr());
        failure = Failure::Malformed { http_status, error: error.moved_by(start) };
    }
    failure
}

/// What a response means that is not to be read as an answer; `None` where the body is one, or should be.
///
/// ```
/// use tvpass::message::{Failure, failure_of};
///
/// assert_eq!(failure_of(429, b"<html>"), Some(Failure::Throttled));
/// assert_eq!(failure_of(200, b"{}"), None);
/// ```
#[must_use]
pub fn failure_of(http_status: u16, body: &[u8]) -> Option<Failure<'_>> {
    (!is_success(http_status, body)).then(|| decode_failure(http_status, body))
}

/// Whether a response is to be read as an answer; every success may come as 200 or as 201 (S1).
pub(crate) fn is_success(http_status: u16, body: &[u8]) -> bool {
    matches!(http_status, 200 | 201) && begins_object(body)
}

/// Whether `body` means to be a JSON object; HTML, text and nothing at all do not.
fn begins_object(body: &[u8]) -> bool {
    body.trim_ascii_start().first() == Some(&b'{')
}

// In a frame of its own, which is gone when the error is read.
#[inline(never)]
fn error_form(body: &[u8]) -> Result<ErrorForm<'_>, json::Error> {
    let outer = ErrorBody::decode(body)?;
    Ok(match outer.error {
        _ if is_enhanced(outer.code, outer.action) => ErrorForm::Enhanced(body),
        Value::Map(error) if is_wrapped(error) => ErrorForm::Enhanced(error.as_json().as_bytes()),
        Value::Text(error) if is_dcr_code(error) => ErrorForm::Registration(error.into()),
        _ => ErrorForm::Foreign,
    })
}

fn is_enhanced(code: Value<'_>, action: Value<'_>) -> bool {
    code.as_text().is_some() || action.as_text().is_some()
}

fn is_wrapped(error: Map<'_>) -> bool {
    let member = |name| error.get(name).unwrap_or_default();
    is_enhanced(member("code"), member("action"))
}

/// OAuth codes are words of lower-case letters; a web framework's own `"error": "Not Found"` is not one.
fn is_dcr_code(text: Text<'_>) -> bool {
    !text.is_empty() && text.all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
