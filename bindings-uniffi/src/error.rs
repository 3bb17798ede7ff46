//! Errors, by who must act.

use std::fmt;

use tvpass::flow::{Actor, InvalidArgument, StopReason, TooLong};
use tvpass::message::{EncodeError, Failure, HeaderDecodeError, HeaderError, HeaderName, UrlError};

use crate::enhanced_error::{DcrErrorCode, EnhancedError};
use crate::json::JsonError;
use crate::own::Own;

/// Declares the error with the same two fields for everybody who may have to act.
macro_rules! errors {
    ($( #[doc = $doc:literal] $actor:ident, )*) => {
        /// Why there is no answer, by who must act.
        #[derive(Clone, Debug, PartialEq, uniffi::Error)]
        pub enum TvpassError {
            $(
                #[doc = $doc]
                $actor {
                    /// The fault.
                    reason: Reason,
                    /// The same in words, for a log.
                    explanation: String,
                },
            )*
        }

        /// The party that must act.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum Party {
            $( #[doc = $doc] $actor, )*
        }

        impl From<Actor> for Party {
            fn from(actor: Actor) -> Self {
                match actor {
                    $( Actor::$actor => Self::$actor, )*
                    _ => unreachable!("the core of this version has no other"),
                }
            }
        }

        impl TvpassError {
            fn new(actor: Actor, reason: Reason, explanation: String) -> Self {
                match Party::from(actor) { $( Party::$actor => Self::$actor { reason, explanation }, )* }
            }
        }

        impl fmt::Display for TvpassError {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $( Self::$actor { explanation, .. } )|* => f.write_str(explanation) }
            }
        }
    };
}

errors! {
    /// The viewer: sign in again, or ask for a new code.
    Viewer,
    /// Whoever runs the network: nothing answered, or not the service.
    Network,
    /// Adobe: the service fails or is too busy; later it may work.
    Service,
    /// The channel's setup at Adobe: the request, the software statement or the integration is wrong.
    ServiceProvider,
    /// Adobe together with the channel: the configuration is wrong.
    Configuration,
    /// This program: a value is missing, too long or malformed.
    Integrator,
}

/// The fault.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Reason {
    /// The service refuses, and says what to do.
    Service {
        /// The status of HTTP; the error has its own.
        http_status: u16,
        /// The service's own reason.
        error: EnhancedError,
    },
    /// The registration endpoints refuse.
    Registration {
        /// The status of HTTP.
        http_status: u16,
        /// The code of the refusal.
        code: DcrErrorCode,
    },
    /// Too many requests: wait at least one second (R71).
    Throttled,
    /// Something between here and the service answered.
    NotApi {
        /// The status of HTTP.
        http_status: u16,
    },
    /// The service's JSON is wrong.
    Malformed {
        /// The status of HTTP.
        http_status: u16,
        /// The fault, and its place.
        error: JsonError,
    },
    /// No response came, in all attempts.
    NoResponse,
    /// The answer is longer than the host takes.
    ResponseTooLarge,
    /// The endpoint requires this header.
    MissingHeader {
        /// Its name on the wire.
        name: String,
    },
    /// A parameter is empty.
    MissingParameter {
        /// Its name on the wire.
        name: String,
    },
    /// A parameter is a path segment of dots, or no value of its kind.
    InvalidParameter {
        /// Its name on the wire.
        name: String,
    },
    /// No header can hold this value.
    InvalidHeader {
        /// Its name on the wire.
        name: String,
        /// Bytes from the start of the value to the first that is wrong.
        offset: u32,
    },
    /// A header's value to be read is not base64.
    NotBase64,
    /// A header's value to be read is not of the form that its header has.
    NotThisHeader,
    /// A JSON text to be read is wrong.
    Json {
        /// The fault, and its place.
        error: JsonError,
    },
    /// An address is no URL.
    InvalidUrl,
    /// An address would leave the protected channel.
    Downgrade,
    /// A value is longer than an installation can keep, or than the protocol allows.
    TooLong {
        /// Its name.
        field: String,
    },
    /// There are more items than this.
    TooMany {
        /// The greatest number.
        limit: u32,
    },
    /// The service asks for something that this flow does not do.
    Unexpected {
        /// The action by its name on the wire.
        action: String,
    },
    /// The service gave no decision on the resource that was asked about.
    NoDecision,
    /// The viewer did not sign in.
    NotSignedIn,
    /// The host gave the job up.
    Cancelled,
    /// The flow is over.
    NotRunning,
    /// Something that this version has no name for.
    Unknown,
}

impl Reason {
    fn of_failure(failure: Failure<'_>) -> Self {
        match failure {
            Failure::Service { http_status, error } => Self::Service { http_status, error: error.own() },
            Failure::Registration { http_status, error } => Self::Registration { http_status, code: error.own() },
            Failure::Throttled => Self::Throttled,
            Failure::NotApi { http_status } => Self::NotApi { http_status },
            Failure::Malformed { http_status, error } => Self::Malformed { http_status, error: error.own() },
            _ => Self::Unknown,
        }
    }

    fn of_encoding(error: EncodeError) -> Self {
        match error {
            EncodeError::MissingHeader(name) => Self::MissingHeader { name: name.as_str().to_owned() },
            EncodeError::MissingParameter(name) => Self::MissingParameter { name: name.to_owned() },
            EncodeError::InvalidParameter(name) => Self::InvalidParameter { name: name.to_owned() },
            _ => Self::Unknown,
        }
    }

    fn of_url(error: UrlError) -> Self {
        match error {
            UrlError::Invalid => Self::InvalidUrl,
            UrlError::Downgrade => Self::Downgrade,
            _ => Self::Unknown,
        }
    }

    fn of_stop(reason: StopReason<'_>) -> Self {
        match reason {
            StopReason::Failure(failure) => Self::of_failure(failure),
            StopReason::NoResponse => Self::NoResponse,
            StopReason::ResponseTooLarge => Self::ResponseTooLarge,
            StopReason::Encode(error) => Self::of_encoding(error),
            StopReason::Url(error) => Self::of_url(error),
            StopReason::TooLong(error) => Self::TooLong { field: error.field.to_owned() },
            StopReason::Unexpected(action) => Self::Unexpected { action: action.own() },
            StopReason::NoDecision => Self::NoDecision,
            StopReason::Cancelled => Self::Cancelled,
            StopReason::NotSignedIn => Self::NotSignedIn,
            StopReason::NotRunning => Self::NotRunning,
            _ => Self::Unknown,
        }
    }
}

impl From<StopReason<'_>> for TvpassError {
    fn from(reason: StopReason<'_>) -> Self {
        Self::new(reason.actor(), Reason::of_stop(reason), reason.to_string())
    }
}

impl From<TooLong> for TvpassError {
    fn from(error: TooLong) -> Self {
        StopReason::TooLong(error).into()
    }
}

impl From<InvalidArgument> for TvpassError {
    fn from(error: InvalidArgument) -> Self {
        let reason = match error {
            InvalidArgument::Empty(name) => Reason::MissingParameter { name: name.to_owned() },
            InvalidArgument::Dots(name) | InvalidArgument::Malformed(name) => {
                Reason::InvalidParameter { name: name.to_owned() }
            }
            InvalidArgument::TooLong(name) => Reason::TooLong { field: name.to_owned() },
            InvalidArgument::TooMany(limit) => Reason::TooMany { limit: u32::try_from(limit).unwrap_or(u32::MAX) },
            _ => Reason::Unknown,
        };
        Self::Integrator { reason, explanation: error.to_string() }
    }
}

impl From<Failure<'_>> for TvpassError {
    fn from(failure: Failure<'_>) -> Self {
        StopReason::Failure(failure).into()
    }
}

impl From<EncodeError> for TvpassError {
    fn from(error: EncodeError) -> Self {
        StopReason::Encode(error).into()
    }
}

impl From<UrlError> for TvpassError {
    fn from(error: UrlError) -> Self {
        StopReason::Url(error).into()
    }
}

impl TvpassError {
    /// The application's value for the header `name` cannot be sent.
    pub(crate) fn invalid_header(name: HeaderName, HeaderError { offset }: HeaderError) -> Self {
        let name = name.as_str().to_owned();
        let explanation = format!("no header can hold byte {offset} of the value of {name}");
        Self::Integrator {
            reason: Reason::InvalidHeader { name, offset: u32::try_from(offset).unwrap_or(u32::MAX) },
            explanation,
        }
    }

    /// The application's text is not of the form that was to be read.
    pub(crate) fn unreadable(reason: Reason, what: &str) -> Self {
        Self::ServiceProvider { reason, explanation: format!("this is not {what}") }
    }
}

impl From<HeaderDecodeError> for TvpassError {
    fn from(error: HeaderDecodeError) -> Self {
        match error {
            HeaderDecodeError::Json(error) => {
                Self::ServiceProvider { reason: Reason::Json { error: error.own() }, explanation: error.to_string() }
            }
            _ => Self::unreadable(Reason::NotBase64, "base64"),
        }
    }
}
