//! Why a flow stops.

use tvpass::flow::{Actor, LastFailure, StopReason};

use crate::to_c::ToC;
use crate::{Refusal, tvpass_failure, tvpass_result, tvpass_text};

/// The party that must act when a flow stops.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_actor {
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
    /// The firmware: a header is missing, or its memory is too small.
    Integrator = 6,
}

/// The end of a flow that did not reach its own.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_stop {
    /// One of tvpass_actor.
    pub actor: u32,
    /// Why: a result, its detail, and what the service said.
    pub failure: tvpass_failure,
    /// With TVPASS_RESULT_UNEXPECTED: what the service asks for.
    pub unexpected: tvpass_text,
}

impl ToC<tvpass_stop> for StopReason<'static> {
    #[inline(never)]
    fn to_c(&self, place: &mut tvpass_stop) {
        place.actor = self.actor() as u32;
        self.to_c(&mut place.failure);
        if let StopReason::Unexpected(text) = self {
            text.to_c(&mut place.unexpected);
        }
    }
}

impl ToC<tvpass_failure> for StopReason<'static> {
    fn to_c(&self, place: &mut tvpass_failure) {
        match self {
            StopReason::Failure(failure) => failure.to_c(place),
            reason => Refusal::from(*reason).to_c(place),
        }
    }
}

/// A failure that is over, as numbers.
pub(crate) fn told(failure: LastFailure) -> (tvpass_result, u32) {
    match failure {
        LastFailure::NoResponse => (tvpass_result::NoResponse, 0),
        LastFailure::Throttled => (tvpass_result::Throttled, 429),
        LastFailure::Http(status) => (tvpass_result::NotApi, u32::from(status)),
    }
}

/// The header's numbers of the parties are the core's.
const _: () = assert!(
    Actor::Viewer as u32 == tvpass_actor::Viewer as u32
        && Actor::Network as u32 == tvpass_actor::Network as u32
        && Actor::Service as u32 == tvpass_actor::Service as u32
        && Actor::ServiceProvider as u32 == tvpass_actor::ServiceProvider as u32
        && Actor::Configuration as u32 == tvpass_actor::Configuration as u32
        && Actor::Integrator as u32 == tvpass_actor::Integrator as u32
);
