//! Why a flow stops.

use tvpass::old_flow::{Actor, Stop, StopReason};

use crate::carry::Carry;
use crate::{Refusal, tvpass_failure, tvpass_text};

/// Who must act when a flow stops.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_actor {
    /// The viewer: sign in again, or ask for a new code.
    Viewer = 1,
    /// Whoever runs the network: nothing answered, or not the service.
    Network = 2,
    /// Adobe: the service fails or is too busy; later it may work.
    Service = 3,
    /// The programmer: the request, the software statement or the integration is wrong.
    Programmer = 4,
    /// Adobe together with the programmer: the configuration is wrong.
    Configuration = 5,
    /// Whoever wrote the firmware: a buffer is too small, or a header is missing.
    Host = 6,
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

impl Carry<tvpass_stop> for Stop<'static> {
    fn carry(&self, place: &mut tvpass_stop) {
        place.actor = self.actor() as u32;
        match self.reason {
            StopReason::Failure(failure) => failure.carry(&mut place.failure),
            reason => Refusal::from(reason).carry(&mut place.failure),
        }
        if let StopReason::Unexpected(text) = &self.reason {
            text.carry(&mut place.unexpected);
        }
    }
}

/// Who must act, as the header numbers them.
const _: () = assert!(
    Actor::Viewer as u32 == tvpass_actor::Viewer as u32
        && Actor::Network as u32 == tvpass_actor::Network as u32
        && Actor::Service as u32 == tvpass_actor::Service as u32
        && Actor::Programmer as u32 == tvpass_actor::Programmer as u32
        && Actor::Configuration as u32 == tvpass_actor::Configuration as u32
        && Actor::Host as u32 == tvpass_actor::Host as u32
);
