//! A failure as a decision carries it, and the reasons to stop with it.

use core::fmt;

use super::stop::{LastFailure, StopReason};
use super::storage::TooLong;
use crate::json::{self, Text};
use crate::message::{Action, EnhancedError, Failure, TOO_MANY_REQUESTS, decode_failure, decode_registration_failure};

/// A response that is a failure, as it came. Its parts are many times larger, and would cross many frames: they are read
/// where they are needed, and again when the step is written.
#[derive(Clone, Copy)]
pub struct Refused<'e> {
    http_status: u16,
    body: Body<'e>,
}

#[derive(Clone, Copy)]
enum Body<'e> {
    /// Of an API call.
    Api(&'e [u8]),
    /// Of register or token.
    Registration(&'e [u8]),
    /// Of either, and it should have been an answer.
    Malformed(json::Error),
}

impl<'e> Refused<'e> {
    /// An API call's response that is no success.
    pub(super) const fn by_api(http_status: u16, body: &'e [u8]) -> Self {
        Self { http_status, body: Body::Api(body) }
    }

    /// The same of register or token.
    pub(super) const fn by_registration(http_status: u16, body: &'e [u8]) -> Self {
        Self { http_status, body: Body::Registration(body) }
    }

    /// A failure of which the status alone is left.
    pub(super) const fn of_last(failure: LastFailure) -> Option<Self> {
        match failure {
            LastFailure::NoResponse => None,
            LastFailure::Throttled => Some(Self::by_api(TOO_MANY_REQUESTS, &[])),
            LastFailure::Http(status) => Some(Self::by_api(status, &[])),
        }
    }

    /// A success whose body is not the answer.
    pub(super) const fn malformed(http_status: u16, error: json::Error) -> Self {
        Self { http_status, body: Body::Malformed(error) }
    }

    pub(super) const fn http_status(&self) -> u16 {
        self.http_status
    }

    /// The failure that it is.
    #[inline(never)]
    pub(super) fn failure(&self) -> Failure<'e> {
        let http_status = self.http_status;
        match self.body {
            Body::Api(body) => decode_failure(http_status, body),
            Body::Registration(body) => decode_registration_failure(http_status, body),
            Body::Malformed(error) => Failure::Malformed { http_status, error },
        }
    }

    /// The service's own word; empty where it is none.
    #[inline(never)]
    pub(super) fn error(&self) -> EnhancedError<'e> {
        match &self.failure() {
            Failure::Service { error, .. } => *error,
            _ => EnhancedError::default(),
        }
    }

    /// True if this is the service's own word, and of this kind.
    // In a frame of its own, which is gone when the error is judged.
    #[inline(never)]
    pub(super) fn says(&self, is_of_kind: fn(&EnhancedError<'e>) -> bool) -> bool {
        match &self.failure() {
            Failure::Service { error, .. } => is_of_kind(error),
            _ => false,
        }
    }

    /// The failure, if the same request may succeed later.
    #[inline(never)]
    fn last_failure(&self) -> Option<LastFailure> {
        match &self.failure() {
            Failure::Throttled => Some(LastFailure::Throttled),
            failure if failure.is_transient() => Some(LastFailure::Http(failure.http_status())),
            _ => None,
        }
    }
}

/// R50: a profile is missing or has lapsed.
pub(super) fn asks_for_sign_in(error: &EnhancedError<'_>) -> bool {
    matches!(error.action, Some(Action::Authentication))
}

impl fmt::Debug for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure().fmt(f)
    }
}

/// Why a flow stops, as its decision carries it: a [`StopReason`] that has read nothing yet.
#[derive(Clone, Copy, Debug)]
pub enum Halt<'e> {
    Failure(Refused<'e>),
    NoResponse,
    ResponseTooLarge,
    TooLong(TooLong),
    Unexpected(Text<'e>),
    NoDecision,
    NotSignedIn,
    Cancelled,
    NotRunning,
}

impl<'e> Halt<'e> {
    /// The end after a failure that did not pass.
    pub(super) const fn of_last(failure: LastFailure) -> Self {
        match Refused::of_last(failure) {
            Some(refused) => Self::Failure(refused),
            None => Self::NoResponse,
        }
    }

    /// The reason.
    #[inline(never)]
    pub(super) fn reason(&self) -> StopReason<'e> {
        match *self {
            Self::Failure(refused) => StopReason::Failure(refused.failure()),
            Self::NoResponse => StopReason::NoResponse,
            Self::ResponseTooLarge => StopReason::ResponseTooLarge,
            Self::TooLong(error) => StopReason::TooLong(error),
            Self::Unexpected(action) => StopReason::Unexpected(action),
            Self::NoDecision => StopReason::NoDecision,
            Self::NotSignedIn => StopReason::NotSignedIn,
            Self::Cancelled => StopReason::Cancelled,
            Self::NotRunning => StopReason::NotRunning,
        }
    }

    /// The failure, if the same request may succeed later.
    pub(super) fn last_failure(&self) -> Option<LastFailure> {
        match self {
            Self::NoResponse => Some(LastFailure::NoResponse),
            Self::Failure(refused) => refused.last_failure(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::format;

    use super::Refused;

    #[test]
    fn a_refusal_prints_as_the_failure_that_it_is() {
        let refused = Refused::by_api(502, b"<html>");
        assert_eq!(format!("{refused:?}"), format!("{:?}", refused.failure()));
    }
}
