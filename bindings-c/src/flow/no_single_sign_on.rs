//! Why a flow of the Single Sign-On Service ends without it.

use tvpass::flow::NoSingleSignOn;

use crate::flow::stop::told;
use crate::to_c::ToC;
use crate::{tvpass_failure, tvpass_result};

/// Why there is no single sign-on.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_no_single_sign_on_reason {
    /// A reason for which this version has no number; never expected.
    Unknown = 0,
    /// There is no token, no identifier and no link code.
    NobodyKnown = 1,
    /// The token is over, by failure.error if the service said so; without an identifier only another link code helps.
    TokenRefused = 2,
    /// The viewer has no other link code.
    NoCode = 3,
    /// The service is not there for this service provider, by failure.http_status: it needs a licence of its own.
    NotLicensed = 4,
    /// The service could not be reached, or fails, by failure.
    Unreachable = 5,
    /// The answer is of no use, by failure.
    Unusable = 6,
}

/// Why there is no service token: the application works on without AD-Service-Token. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_no_single_sign_on {
    /// One of tvpass_no_single_sign_on_reason.
    pub reason: u32,
    /// The party that must act, if somebody wants to have single sign-on: one of tvpass_actor.
    pub actor: u32,
    /// A result, its status of HTTP, and the word of the service, as far as the reason has them.
    pub failure: tvpass_failure,
}

impl ToC<tvpass_no_single_sign_on> for NoSingleSignOn<'static> {
    fn to_c(&self, place: &mut tvpass_no_single_sign_on) {
        use tvpass_no_single_sign_on_reason as Reason;
        place.actor = self.actor() as u32;
        let failure = &mut place.failure;
        let reason = match self {
            Self::NobodyKnown => Reason::NobodyKnown,
            Self::TokenRefused(error) => {
                if let Some(error) = error {
                    failure.result = tvpass_result::Service as u32;
                    error.to_c(&mut failure.error);
                }
                Reason::TokenRefused
            }
            Self::NoCode => Reason::NoCode,
            Self::NotLicensed { http_status } => {
                failure.http_status = u32::from(*http_status);
                Reason::NotLicensed
            }
            Self::Unreachable(last) => {
                let (result, http_status) = told(*last);
                failure.result = result as u32;
                failure.http_status = http_status;
                Reason::Unreachable
            }
            Self::Unusable(reason) => {
                reason.to_c(failure);
                Reason::Unusable
            }
            _ => Reason::Unknown,
        };
        place.reason = reason as u32;
    }
}
