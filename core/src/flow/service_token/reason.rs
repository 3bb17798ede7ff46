//! Why an application goes on without single sign-on.

use crate::flow::refused::{Halt, Refused};
use crate::flow::stop::{Actor, LastFailure, StopReason};
use crate::message::EnhancedError;

/// Why there is no service token: the application works on without the header (R149).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum NoSingleSignOn<'b> {
    /// There is no token, no identifier and no link code.
    NobodyKnown,
    /// The token is over, and without an identifier only another link code helps (R130). The service's word on it.
    TokenRefused(Option<EnhancedError<'b>>),
    /// The viewer has no other link code.
    NoCode,
    /// The service is not there for this service provider: it needs a licence of its own.
    NotLicensed {
        /// The status of HTTP: 403, 404 or 405.
        http_status: u16,
    },
    /// The service could not be reached, or fails.
    Unreachable(LastFailure),
    /// The answer is of no use.
    Unusable(StopReason<'b>),
}

impl NoSingleSignOn<'_> {
    /// The party that must act, if somebody wants to have single sign-on.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::NobodyKnown | Self::TokenRefused(_) | Self::NoCode => Actor::Viewer,
            Self::NotLicensed { .. } => Actor::Configuration,
            Self::Unreachable(failure) => failure.actor(),
            Self::Unusable(reason) => reason.actor(),
        }
    }
}

/// The end of a flow that needs the service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Served<'b, T> {
    /// It served.
    Done(T),
    /// It did not.
    WithoutSingleSignOn(NoSingleSignOn<'b>),
}

/// Why there is none, as a decision carries it: a [`NoSingleSignOn`] that has read nothing yet.
#[derive(Clone, Copy, Debug)]
pub enum Lack<'e> {
    NobodyKnown,
    TokenRefused(Refused<'e>),
    NoCode,
    NotLicensed { http_status: u16 },
    Unreachable(LastFailure),
    Unusable(Halt<'e>),
}

impl<'e> Lack<'e> {
    /// The reason.
    pub(in crate::flow) fn reason(&self) -> NoSingleSignOn<'e> {
        match *self {
            Self::NobodyKnown => NoSingleSignOn::NobodyKnown,
            Self::TokenRefused(refused) => {
                NoSingleSignOn::TokenRefused(refused.says(|_| true).then(|| refused.error()))
            }
            Self::NoCode => NoSingleSignOn::NoCode,
            Self::NotLicensed { http_status } => NoSingleSignOn::NotLicensed { http_status },
            Self::Unreachable(failure) => NoSingleSignOn::Unreachable(failure),
            Self::Unusable(halt) => NoSingleSignOn::Unusable(halt.reason()),
        }
    }
}

/// The end of a flow that needs the service, as a decision carries it.
#[derive(Clone, Copy, Debug)]
pub enum ServedEnd<'e, T> {
    Done(T),
    Without(Lack<'e>),
}
