//! How a flow ends.

use core::mem::MaybeUninit;

use tvpass::old_flow::{Access, Outcome, Permits};

use crate::carry::Carry;
use crate::slot::{self, hold, slot};
use crate::{tvpass_profile, tvpass_profiles, tvpass_step_content, tvpass_step_kind, tvpass_string};

/// 64-bit words of memory in a tvpass_permits.
pub const TVPASS_PERMITS_WORDS: usize = 9;

/// A viewer who is signed in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_signed_in {
    /// The profile: the only one, or the one that stays valid the longest.
    pub profile: tvpass_profile,
    /// All profiles of the answer, to choose another.
    pub profiles: tvpass_profiles,
}

/// Why the viewer may watch without a profile.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_access {
    /// Temporary access.
    Temporary = 1,
    /// Degraded access.
    Degraded = 2,
}

/// Access without a profile.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_granted {
    /// One of tvpass_access.
    pub access: u32,
    /// The MVPD to ask for decisions.
    pub mvpd: tvpass_string,
}

/// What a preauthorization found, by the place of a resource in the list that was asked for. It is for this run of the
/// firmware only, and never a reason to play.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_permits {
    opaque: [MaybeUninit<u64>; TVPASS_PERMITS_WORDS],
}

slot!(tvpass_permits: Permits, 23);

/// Carries an outcome.
pub(crate) fn done(outcome: &Outcome<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
    use tvpass_step_kind as Kind;
    match outcome {
        Outcome::Registered => Kind::Registered,
        Outcome::SignedIn { profile, profiles } => {
            let place = content.signed_in();
            profile.carry(&mut place.profile);
            hold(&mut place.profiles, *profiles);
            Kind::SignedIn
        }
        Outcome::Granted { access, mvpd } => {
            let place = content.granted();
            place.access = match access {
                Access::Temporary => tvpass_access::Temporary,
                Access::Degraded => tvpass_access::Degraded,
            } as u32;
            place.mvpd = (*mvpd).into();
            Kind::Granted
        }
        Outcome::Permitted(decision) => {
            decision.carry(content.decision());
            Kind::Permitted
        }
        Outcome::Denied(decision) => {
            decision.carry(content.decision());
            Kind::Denied
        }
        Outcome::Preauthorized(permits) => {
            hold(content.permits(), **permits);
            Kind::Preauthorized
        }
        Outcome::SignInNeeded => Kind::SignInNeeded,
        Outcome::LoggedOut { was_signed_in } => {
            was_signed_in.carry(content.was_signed_in());
            Kind::LoggedOut
        }
    }
}

/// 1 if the viewer may probably watch the resource at this place; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_permits_is_permitted(permits: Option<&tvpass_permits>, index: u32) -> u8 {
    permits.and_then(slot::get).map_or(0, |permits| u8::from(permits.is_permitted(index as usize)))
}

/// 1 if the service decided on the resource at this place at all; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_permits_is_decided(permits: Option<&tvpass_permits>, index: u32) -> u8 {
    permits.and_then(slot::get).map_or(0, |permits| u8::from(permits.is_decided(index as usize)))
}
