//! The reasons to go on without single sign-on.

use tvpass::flow;

use super::question::LastFailure;
use crate::enhanced_error::EnhancedError;
use crate::error::TvpassError;
use crate::own::Own;

/// Why there is no single sign-on: the application works on without it (R149).
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum NoSingleSignOn {
    /// There is no token, no identifier and no link code.
    NobodyKnown,
    /// The token is over, and without an identifier only another link code helps (R130).
    TokenRefused {
        /// The service's word on it, if there is one.
        error: Option<EnhancedError>,
    },
    /// The viewer has no other link code.
    NoCode,
    /// The service is not there for this service provider: it needs a licence of its own.
    NotLicensed {
        /// The status of HTTP: 403, 404 or 405.
        http_status: u16,
    },
    /// The service could not be reached, or fails.
    Unreachable {
        /// The failure of the last attempt.
        failure: LastFailure,
    },
    /// The answer is of no use.
    Unusable {
        /// The fault in it.
        error: TvpassError,
    },
}

impl From<flow::NoSingleSignOn<'_>> for NoSingleSignOn {
    fn from(reason: flow::NoSingleSignOn<'_>) -> Self {
        match reason {
            flow::NoSingleSignOn::NobodyKnown => Self::NobodyKnown,
            flow::NoSingleSignOn::TokenRefused(error) => Self::TokenRefused { error: error.own() },
            flow::NoSingleSignOn::NoCode => Self::NoCode,
            flow::NoSingleSignOn::NotLicensed { http_status } => Self::NotLicensed { http_status },
            flow::NoSingleSignOn::Unreachable(failure) => Self::Unreachable { failure: failure.into() },
            flow::NoSingleSignOn::Unusable(reason) => Self::Unusable { error: reason.into() },
            _ => unreachable!("the core of this version has no other"),
        }
    }
}
