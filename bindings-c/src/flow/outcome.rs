//! The ends of flows.

use core::mem::MaybeUninit;

use tvpass::flow::{Permits, Unlinked};
use tvpass::message::EnhancedError;

use crate::slot::{self, hold, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_enhanced_error, tvpass_failure, tvpass_profile, tvpass_profiles, tvpass_string, tvpass_unlinked_devices,
};

/// 64-bit words of memory in a tvpass_permits.
pub const TVPASS_PERMITS_WORDS: usize = 17;

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

/// The word of the service, if it was asked.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_optional_error {
    /// 1 if the service was asked, 0 if not.
    pub is_present: u32,
    /// Its word.
    pub error: tvpass_enhanced_error,
}

/// The partner's way leads no further: go on with a tvpass_sign_in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_basic {
    /// The MVPD that the viewer chose in the framework's picker; may be absent.
    pub mvpd: tvpass_string,
    /// 1 if the service said why, 0 if not.
    pub has_failure: u32,
    /// Its word.
    pub failure: tvpass_failure,
}

/// A sign-in as far as the installation knows it. The profile may have ended since, which the next decision tells.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_remembered_sign_in {
    /// The MVPD.
    pub mvpd: tvpass_string,
    /// The end of the profile, in milliseconds since the Unix epoch.
    pub not_after: u64,
}

/// Devices that were taken out of the sign-in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_unlinked {
    /// Those that were really linked; the others still are.
    pub devices: tvpass_unlinked_devices,
    /// 1 if this device is among them, 0 if not: then drop its token and its identifier.
    pub is_own: u32,
}

/// The result of a preauthorization, by the place of a resource in the list that was asked for. It is for this run of the
/// firmware only, and never a reason to play.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_permits {
    opaque: [MaybeUninit<u64>; TVPASS_PERMITS_WORDS],
}

slot!(tvpass_permits: Permits, 23);

impl ToC<tvpass_optional_error> for EnhancedError<'static> {
    fn to_c(&self, place: &mut tvpass_optional_error) {
        place.is_present = 1;
        self.to_c(&mut place.error);
    }
}

impl ToC<tvpass_unlinked> for Unlinked<'static> {
    fn to_c(&self, place: &mut tvpass_unlinked) {
        hold(&mut place.devices, self.devices);
        self.is_own.to_c(&mut place.is_own);
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
