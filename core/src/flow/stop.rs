//! Why a flow stopped, and who must act.

use core::fmt;

use super::storage::TooLong;
use crate::json::Text;
use crate::message::{Action, EncodeError, EnhancedError, Failure, UNAVAILABLE, UrlError};

/// The party that must act when a flow stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u8)]
pub enum Actor {
    /// The viewer: sign in again, or ask for a new code.
    Viewer = 1,
    /// The operator of the network: nothing answered, or not the service.
    Network = 2,
    /// Adobe: the service fails or is too busy; later it may work.
    Service = 3,
    /// The channel's setup at Adobe: the request, the software statement or the integration is wrong.
    ServiceProvider = 4,
    /// Adobe together with the channel: the configuration is wrong.
    Configuration = 5,
    /// This program: a header is missing, or its memory is too small.
    Integrator = 6,
}

/// Why a flow stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum StopReason<'b> {
    /// The service's answer is a failure.
    Failure(Failure<'b>),
    /// No answer came, in all attempts.
    NoResponse,
    /// The answer does not fit into the host's memory.
    ResponseTooLarge,
    /// The request could not be written: a header is missing, or a segment would change the path. The flow stands where it
    /// stood: a host that mends the setting may write the step again, another says [`Event::Cancel`](super::Event::Cancel).
    Encode(EncodeError),
    /// The address that the service gave cannot be opened.
    Url(UrlError),
    /// The installation has no room for a value.
    TooLong(TooLong),
    /// The service asks for an action that this flow does not do.
    Unexpected(Text<'b>),
    /// The service gave no decision on the resource that was asked about.
    NoDecision,
    /// The viewer did not sign in.
    NotSignedIn,
    /// The host gave the job up.
    Cancelled,
    /// The flow is over.
    NotRunning,
}

impl From<TooLong> for StopReason<'_> {
    fn from(error: TooLong) -> Self {
        Self::TooLong(error)
    }
}

impl StopReason<'_> {
    /// The party that must act.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::Failure(failure) => actor_of(failure),
            Self::NoResponse => Actor::Network,
            Self::Unexpected(_) => Actor::Configuration,
            Self::Url(UrlError::Downgrade | UrlError::Invalid) | Self::NoDecision => Actor::Service,
            Self::NotSignedIn => Actor::Viewer,
            Self::Encode(_)
            | Self::Url(_)
            | Self::TooLong(_)
            | Self::ResponseTooLarge
            | Self::Cancelled
            | Self::NotRunning => Actor::Integrator,
        }
    }
}

fn actor_of(failure: &Failure<'_>) -> Actor {
    match failure {
        Failure::Service { http_status, error } => actor_of_error(*http_status, error),
        // A response that asks to come back later is told without its body.
        Failure::NotApi { http_status: UNAVAILABLE }
        | Failure::Throttled
        | Failure::Malformed { .. }
        | Failure::Registration { http_status: 500.., .. } => Actor::Service,
        Failure::NotApi { .. } => Actor::Network,
        Failure::Registration { .. } => Actor::ServiceProvider,
    }
}

fn actor_of_error(http_status: u16, error: &EnhancedError<'_>) -> Actor {
    match error.action {
        // R40: a wrong or lapsed code; the viewer asks for a new one.
        _ if error.voids_code() => Actor::Viewer,
        Some(Action::Authentication | Action::Authorization) => Actor::Viewer,
        // The flows of the Single Sign-On Service renew what they can; what is left is to link again (V15).
        _ if error.wants_new_token() => Actor::Viewer,
        Some(Action::Configuration) => Actor::Configuration,
        Some(Action::Retry) => Actor::Service,
        _ if http_status >= 500 => Actor::Service,
        _ => Actor::ServiceProvider,
    }
}

impl fmt::Display for StopReason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(failure) => write!(f, "{failure}"),
            Self::NoResponse => f.write_str("no response from the service"),
            Self::ResponseTooLarge => f.write_str("the response is larger than this program can take"),
            Self::Encode(error) => write!(f, "the request could not be written: {error}"),
            Self::Url(UrlError::TooSmall { needed }) => write!(f, "the buffer must hold {needed} bytes"),
            Self::Url(_) => f.write_str("the service gave an address that must not be opened"),
            Self::TooLong(error) => write!(f, "{error}"),
            Self::Unexpected(action) => {
                write!(f, "the service asks for {}, which this flow does not do", action.printable())
            }
            Self::NoDecision => f.write_str("the service gave no decision on this resource"),
            Self::NotSignedIn => f.write_str("the sign-in was not completed"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::NotRunning => f.write_str("the flow is over"),
        }
    }
}

impl core::error::Error for StopReason<'_> {}

/// A failure that is over: as much of it as can be kept without its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastFailure {
    /// No response came.
    NoResponse,
    /// Rate limited by the service (HTTP 429).
    Throttled,
    /// A response of this status of HTTP was no answer.
    Http(u16),
}

impl LastFailure {
    /// The party that must act.
    #[must_use]
    pub fn actor(self) -> Actor {
        match self {
            Self::Throttled | Self::Http(500..) => Actor::Service,
            Self::NoResponse | Self::Http(_) => Actor::Network,
        }
    }
}

impl fmt::Display for LastFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoResponse => f.write_str("no response from the service"),
            Self::Throttled => f.write_str("rate limited by the service (HTTP 429)"),
            Self::Http(status) => write!(f, "no answer of the service (HTTP {status})"),
        }
    }
}

/// An argument of a constructor cannot be worked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidArgument {
    /// The argument of this name is empty.
    Empty(&'static str),
    /// The argument of this name would change the path of a request: `.` or `..`.
    Dots(&'static str),
    /// The argument of this name is longer than the protocol allows.
    TooLong(&'static str),
    /// More items than this are not possible.
    TooMany(usize),
    /// The argument of this name has bytes that no such value has.
    Malformed(&'static str),
}

impl fmt::Display for InvalidArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty(name) => write!(f, "the argument {name} is empty"),
            Self::Dots(name) => write!(f, "the argument {name} is made of dots, which would change the path"),
            Self::TooLong(name) => write!(f, "the argument {name} is too long"),
            Self::Malformed(name) => write!(f, "the argument {name} has bytes that it cannot have"),
            Self::TooMany(limit) => write!(f, "more than {limit} items"),
        }
    }
}

impl core::error::Error for InvalidArgument {}

/// Refuses a text that cannot be a segment of a path.
pub(super) fn check_segment(name: &'static str, text: &str) -> Result<(), InvalidArgument> {
    match text.as_bytes() {
        b"" => Err(InvalidArgument::Empty(name)),
        b"." | b".." => Err(InvalidArgument::Dots(name)),
        _ => Ok(()),
    }
}
