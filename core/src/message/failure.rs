//! Why a response has no usable payload, and who has to act.
//!
//! The status of HTTP decides first, the body says the rest (N8, N9). An error in OAuth's form (`{"error": "…"}`) is an error of
//! the registration where register or token answer, and nowhere else: gateways in front of the API speak that form as well.

use core::fmt;

use super::action::Action;
use super::enhanced_error::{EnhancedError, TextOrHost};
use crate::json::{self, ErrorKind, Field, Reader, Text, Value, open_enum, record};

const REQUEST_TIMEOUT: u16 = 408;
pub(crate) const TOO_MANY_REQUESTS: u16 = 429;
pub(crate) const UNAVAILABLE: u16 = 503;
/// The first status of a server's own errors. Those beyond 599 are none of HTTP's, and count as 5xx (RFC 9110, 15).
const SERVER_ERRORS: u16 = 500;

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
        /// The reason in words, for people who debug.
        optional description: Text<'a> = "error_description",
    }
}

/// Why a response has no usable payload.
///
/// ```
/// use tvpass::endpoint::{AccessToken, Answer, Profiles};
/// use tvpass::message::{DcrErrorCode, Failure};
///
/// assert_eq!(Profiles::from_response(429, b"<html>").unwrap_err(), Failure::Throttled);
/// assert_eq!(Profiles::from_response(502, b"<html>").unwrap_err(), Failure::NotApi { http_status: 502 });
///
/// let body = br#"{"error": "invalid_client"}"#;
/// let token = AccessToken::from_response(400, body).unwrap_err();
/// assert_eq!(token, Failure::Registration { http_status: 400, error: DcrErrorCode::InvalidClient });
/// let profiles = Profiles::from_response(403, body).unwrap_err();
/// assert!(matches!(profiles, Failure::Service { http_status: 403, .. }) && profiles.is_invalid_client());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Failure<'a> {
    /// The service refuses, and says what to do. If it answers in OAuth's form, its word is the error's `code`, and
    /// its description the `message`.
    Service {
        /// The status of HTTP; the error has its own.
        http_status: u16,
        /// The error that the service sent.
        error: EnhancedError<'a>,
    },
    /// Register or token refuse. No other call has this failure.
    Registration {
        /// The status of HTTP.
        http_status: u16,
        /// The error code that they sent.
        error: DcrErrorCode<'a>,
    },
    /// Rate limited by the service (HTTP 429): wait at least one second (R71).
    Throttled,
    /// The response is not from the API: HTML of a proxy or a captive portal, a redirect, or nothing at all.
    NotApi {
        /// The status of HTTP.
        http_status: u16,
    },
    /// The response is JSON that does not follow the protocol.
    Malformed {
        /// The status of HTTP.
        http_status: u16,
        /// The first error of the JSON, with its place.
        error: json::Error,
    },
}

impl Failure<'_> {
    /// The status of HTTP, on which the next step depends before the body does (N9).
    #[must_use]
    pub const fn http_status(&self) -> u16 {
        match self {
            Self::Service { http_status, .. }
            | Self::Registration { http_status, .. }
            | Self::NotApi { http_status }
            | Self::Malformed { http_status, .. } => *http_status,
            Self::Throttled => TOO_MANY_REQUESTS,
        }
    }

    /// True if the same request may succeed later, without a change on this side (N8): 408, 429, 5xx, or an error whose action
    /// is `retry`. A success that was cut short, or that something else than the API gave, is no answer, and counts as well.
    ///
    /// ```
    /// use tvpass::message::failure_of;
    ///
    /// let is_transient = |status, body: &'static [u8]| failure_of(status, body).unwrap().is_transient();
    /// assert!(is_transient(503, b"<html>") && is_transient(999, b"") && is_transient(408, b""));
    /// assert!(is_transient(403, br#"{"action": "retry", "code": "network_received_error"}"#));
    /// assert!(!is_transient(404, b"<html>") && !is_transient(500, br#"{"action": "configuration"}"#));
    /// ```
    #[must_use]
    pub fn is_transient(&self) -> bool {
        let by_status = matches!(self.http_status(), REQUEST_TIMEOUT | TOO_MANY_REQUESTS | SERVER_ERRORS..);
        match self {
            Self::Service { error: EnhancedError { action: Some(Action::Retry), .. }, .. } => true,
            // A wrong setting does not mend itself.
            Self::Service { error: EnhancedError { action: Some(Action::Configuration), .. }, .. } => false,
            Self::Malformed { http_status: ..=299, error } => error.kind() == ErrorKind::End,
            Self::NotApi { http_status } => by_status || *http_status <= 399,
            _ => by_status,
        }
    }

    /// True if the service does not know this client (any more), so that only a new registration helps: the token call's
    /// `invalid_client` (R7), or the same word in answer to any other call (N9).
    #[must_use]
    pub fn is_invalid_client(&self) -> bool {
        match self {
            Self::Registration { error, .. } => *error == DcrErrorCode::InvalidClient,
            Self::Service { error, .. } => {
                error.code.is_some_and(|code| DcrErrorCode::from(code) == DcrErrorCode::InvalidClient)
            }
            _ => false,
        }
    }
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
            Self::Throttled => f.write_str("rate limited by the service (HTTP 429)"),
            Self::NotApi { http_status: UNAVAILABLE } => f.write_str("the service is unavailable (HTTP 503)"),
            Self::NotApi { http_status } => {
                write!(f, "the response is not from the API (HTTP {http_status}): a proxy or captive portal?")
            }
            Self::Malformed { http_status, error } => {
                write!(f, "the service's answer is malformed (HTTP {http_status}): {error}")
            }
        }
    }
}

impl core::error::Error for Failure<'_> {}

record! {
    /// The members that tell the forms of an error body apart. A web framework's own errors have the same names with other types.
    struct ErrorBody<'a> {
        informational code: Text<'a> = "code",
        informational action: Text<'a> = "action",
        informational_defaulted error: Value<'a> = "error",
        informational description: Text<'a> = "error_description",
    }
}

/// The forms that the body of an error has.
enum ErrorForm<'a> {
    /// An enhanced error: the body itself, or a part of it.
    Enhanced(&'a [u8]),
    /// A word in OAuth's form (RFC 6749, 5.2 and RFC 6750, 3.1), with its description.
    OAuth(Text<'a>, Option<Text<'a>>),
    /// JSON of somebody else.
    Foreign,
}

/// The half of the service that answered; the two speak of errors in different forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// REST API V2.
    Api,
    /// Register or token.
    Registration,
}

/// The meaning of a response of the API that is not a success, or whose body is no JSON object.
pub(crate) fn decode_failure(http_status: u16, body: &[u8]) -> Failure<'_> {
    decode_from(Source::Api, http_status, body)
}

/// The same of register and token.
pub(crate) fn decode_registration_failure(http_status: u16, body: &[u8]) -> Failure<'_> {
    decode_from(Source::Registration, http_status, body)
}

fn decode_from(source: Source, http_status: u16, body: &[u8]) -> Failure<'_> {
    if http_status == TOO_MANY_REQUESTS {
        return Failure::Throttled;
    }
    match error_form(body) {
        Ok(ErrorForm::Enhanced(service)) => decode_enhanced(http_status, body, service),
        Ok(ErrorForm::OAuth(word, _)) if source == Source::Registration => {
            Failure::Registration { http_status, error: word.into() }
        }
        Ok(ErrorForm::OAuth(word, description)) => {
            let message = description.map(TextOrHost);
            Failure::Service {
                http_status,
                error: EnhancedError { code: Some(word), message, ..EnhancedError::default() },
            }
        }
        Err(error) if begins_object(body) => Failure::Malformed { http_status, error },
        _ => Failure::NotApi { http_status },
    }
}

/// Reads the enhanced error that the part `service` of `body` is, where the result will be, since it is large.
fn decode_enhanced<'a>(http_status: u16, body: &[u8], service: &'a [u8]) -> Failure<'a> {
    let mut reader = Reader::new(service);
    let mut failure = Failure::Service { http_status, error: EnhancedError::empty() };
    if let Failure::Service { error, .. } = &mut failure {
        error.fill(&mut reader);
    }
    if let Err(error) = reader.end() {
        // What is wrapped is a part of the body, in which the error keeps its place.
        let start = service.as_ptr().addr().wrapping_sub(body.as_ptr().addr());
        failure = Failure::Malformed { http_status, error: error.moved_by(start) };
    }
    failure
}

/// The failure of an API call's response that is not to be read as an answer; `None` where the body is one, or should be.
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

/// The same as [`failure_of`] for a response of register or token.
///
/// ```
/// use tvpass::message::{DcrErrorCode, Failure, registration_failure_of};
///
/// let failure = registration_failure_of(400, br#"{"error": "invalid_request"}"#);
/// assert_eq!(failure, Some(Failure::Registration { http_status: 400, error: DcrErrorCode::InvalidRequest }));
/// ```
#[must_use]
pub fn registration_failure_of(http_status: u16, body: &[u8]) -> Option<Failure<'_>> {
    (!is_success(http_status, body)).then(|| decode_registration_failure(http_status, body))
}

/// True if a response is to be read as an answer; every success may come as 200 or as 201 (S1).
pub(crate) fn is_success(http_status: u16, body: &[u8]) -> bool {
    matches!(http_status, 200 | 201) && begins_object(body)
}

/// True if `body` means to be a JSON object; HTML, text and nothing at all do not.
fn begins_object(body: &[u8]) -> bool {
    body.trim_ascii_start().first() == Some(&b'{')
}

// In a frame of its own, which is gone when the error is read.
#[inline(never)]
fn error_form(body: &[u8]) -> Result<ErrorForm<'_>, json::Error> {
    let outer = ErrorBody::decode(body)?;
    Ok(match outer.error {
        _ if outer.is_enhanced() => ErrorForm::Enhanced(body),
        Value::Map(error) if ErrorBody::decode(error.as_json().as_bytes()).is_ok_and(|inner| inner.is_enhanced()) => {
            ErrorForm::Enhanced(error.as_json().as_bytes())
        }
        Value::Text(word) if is_oauth_word(word) => ErrorForm::OAuth(word, outer.description),
        _ => ErrorForm::Foreign,
    })
}

impl ErrorBody<'_> {
    fn is_enhanced(&self) -> bool {
        self.code.is_some() || self.action.is_some()
    }
}

/// OAuth codes are words of lower-case letters; a web framework's own `"error": "Not Found"` is not one.
fn is_oauth_word(text: Text<'_>) -> bool {
    !text.is_empty() && text.all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
