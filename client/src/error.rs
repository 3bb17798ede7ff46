//! Why a job did not come to its end, and who must act.

use std::fmt;
use std::sync::Arc;

use tvpass::flow::{Actor, InvalidArgument, StopReason};
use tvpass::message::Failure;

use crate::owned::OwnedError;
use crate::transport::TransportError;

/// A job did not come to its end.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// An argument cannot be worked with.
    Argument(InvalidArgument),
    /// The installation could not be saved or read. Nothing was sent that rests on it.
    Store(Arc<std::io::Error>),
    /// The viewer or the program gave the job up.
    Cancelled,
    /// The service or the network stands in the way.
    Stopped(Box<Stopped>),
}

/// The obstacle to a job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stopped {
    /// The party that must act.
    pub actor: Actor,
    /// The reason in words.
    pub reason: String,
    /// The status of HTTP, if the service or something before it answered.
    pub http_status: Option<u16>,
    /// The error of the service, if it gave one.
    pub error: Option<OwnedError>,
    /// The word with which register or token refused, if they did.
    pub registration_error: Option<String>,
    /// The cause of a request without a response.
    pub cause: Option<Arc<TransportError>>,
}

impl Stopped {
    pub(crate) fn new(reason: &StopReason<'_>, cause: Option<Arc<TransportError>>) -> Self {
        let (http_status, error) = match reason {
            StopReason::Failure(Failure::Service { http_status, error }) => {
                (Some(*http_status), Some(OwnedError::new(error)))
            }
            StopReason::Failure(
                Failure::Registration { http_status, .. }
                | Failure::NotApi { http_status }
                | Failure::Malformed { http_status, .. },
            ) => (Some(*http_status), None),
            StopReason::Failure(Failure::Throttled) => (Some(429), None),
            _ => (None, None),
        };
        let registration_error = match reason {
            StopReason::Failure(Failure::Registration { error, .. }) => Some(error.to_string()),
            _ => None,
        };
        // The cause of an earlier attempt says nothing of a response that came.
        let cause = cause.filter(|_| matches!(reason, StopReason::NoResponse | StopReason::ResponseTooLarge));
        let (actor, reason) = (reason.actor(), reason.to_string());
        Self { actor, reason, http_status, error, registration_error, cause }
    }
}

impl Error {
    pub(crate) fn stopped(reason: &StopReason<'_>, cause: Option<Arc<TransportError>>) -> Self {
        if matches!(reason, StopReason::Cancelled) {
            return Self::Cancelled;
        }
        Self::Stopped(Box::new(Stopped::new(reason, cause)))
    }

    /// The party that must act: this program for arguments and storage, else as the flow says.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::Argument(_) | Self::Store(_) => Actor::Integrator,
            Self::Cancelled => Actor::Viewer,
            Self::Stopped(stopped) => stopped.actor,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(error) => error.fmt(f),
            Self::Store(error) => write!(f, "the installation cannot be kept: {error}"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::Stopped(stopped) => match &stopped.cause {
                Some(cause) => write!(f, "{}: {cause}", stopped.reason),
                None => f.write_str(&stopped.reason),
            },
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Argument(error) => Some(error),
            Self::Store(error) => Some(&**error),
            Self::Cancelled => None,
            Self::Stopped(stopped) => {
                stopped.cause.as_ref().map(|cause| &**cause as &(dyn std::error::Error + 'static))
            }
        }
    }
}

impl From<InvalidArgument> for Error {
    fn from(error: InvalidArgument) -> Self {
        Self::Argument(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Store(Arc::new(error))
    }
}
