//! `profiles`: GET /api/v2/{serviceProvider}/profiles, and the answer that all profile calls share.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{GetProfiles, ProfileEvent, ProfileEvents, Profiles, ProfilesIter};

use crate::carry::{Carry, fields, zero};
use crate::check::{Check, check};
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::slot::slot;
use crate::text::next;
use crate::{
    tvpass_attribute, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_enum_value, tvpass_failure, tvpass_headers,
    tvpass_profile, tvpass_request, tvpass_result, tvpass_string, tvpass_text,
};

/// Pointers' worth of memory in a tvpass_profiles.
pub const TVPASS_PROFILES_POINTERS: usize = 6;
/// Pointers' worth of memory in a tvpass_profile_cursor.
pub const TVPASS_PROFILE_CURSOR_POINTERS: usize = 20;

/// All regular and single sign-on profiles of the device. The answer is a tvpass_profiles.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_profiles_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
}

/// A profiles answer, checked as a whole; an empty one means that nobody is signed in. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_profiles {
    opaque: [MaybeUninit<*const c_void>; TVPASS_PROFILES_POINTERS],
}

/// A place in a tvpass_profiles.
#[repr(C)]
pub struct tvpass_profile_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_PROFILE_CURSOR_POINTERS],
}

/// A place in a profiles answer that is checked while it is read.
#[repr(C)]
pub struct tvpass_profile_events {
    opaque: [MaybeUninit<*const c_void>; TVPASS_PROFILE_CURSOR_POINTERS],
}

slot!(tvpass_profiles: Profiles<'static>, 7);
slot!(tvpass_profile_cursor: ProfilesIter<'static>, 8);
slot!(tvpass_profile_events: ProfileEvents<'static>, 9);

/// The kind of a piece of a profiles answer.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_profile_event_kind {
    /// A profile of the MVPD in text begins.
    Begin = 1,
    /// notBefore, in time.
    NotBefore = 2,
    /// notAfter, in time.
    NotAfter = 3,
    /// issuer, in text.
    Issuer = 4,
    /// type, in name: tvpass_profile_type.
    Type = 5,
    /// sessionId, in text.
    SessionId = 6,
    /// One of the attributes, in attribute.
    Attribute = 7,
    /// The profile ends; all its required fields were there.
    End = 8,
}

/// The content of a piece of a profiles answer.
#[repr(C)]
#[derive(Clone, Copy)]
pub union tvpass_profile_event_content {
    /// A text.
    pub text: tvpass_text,
    /// Milliseconds since the Unix epoch.
    pub time: u64,
    /// A value of an enumeration.
    pub name: tvpass_enum_value,
    /// An attribute.
    pub attribute: tvpass_attribute,
}

/// One piece of a profiles answer, in the order of its text. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_profile_event {
    /// One of tvpass_profile_event_kind, which says what content holds.
    pub kind: u32,
    /// The content.
    pub content: tvpass_profile_event_content,
}

zero!(tvpass_profile_event);

impl Carry<tvpass_profile_event> for ProfileEvent<'static> {
    fn carry(&self, place: &mut tvpass_profile_event) {
        use tvpass_profile_event_kind as Kind;
        let content = &mut place.content;
        let kind = match self {
            Self::Begin(mvpd) => {
                mvpd.carry(content.text());
                Kind::Begin
            }
            Self::NotBefore(time) => {
                time.carry(content.time());
                Kind::NotBefore
            }
            Self::NotAfter(time) => {
                time.carry(content.time());
                Kind::NotAfter
            }
            Self::Issuer(issuer) => {
                issuer.carry(content.text());
                Kind::Issuer
            }
            Self::Type(profile_type) => {
                profile_type.carry(content.name());
                Kind::Type
            }
            Self::SessionId(session_id) => {
                session_id.carry(content.text());
                Kind::SessionId
            }
            Self::Attribute(attribute) => {
                attribute.carry(content.attribute());
                Kind::Attribute
            }
            Self::End => Kind::End,
        };
        place.kind = kind as u32;
    }
}

fields!(tvpass_profile_event_content {
    text: tvpass_text,
    time: u64,
    name: tvpass_enum_value,
    attribute: tvpass_attribute
});

impl Encode for tvpass_profiles_call {
    type Call = GetProfiles<'static>;

    fn call(&self, check: &mut Check) -> GetProfiles<'static> {
        GetProfiles { service_provider: check.required(&self.service_provider, "serviceProvider") }
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profiles_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_profiles_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to profiles, profile_mvpd, profile_code and partner_profile.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profiles_decode(
    http_status: u32,
    body: tvpass_bytes,
    profiles: Option<&mut MaybeUninit<tvpass_profiles>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer| check.hold(profiles, answer))
}

/// Sets a cursor before the first profile.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profiles_begin(
    profiles: Option<&tvpass_profiles>,
    cursor: Option<&mut MaybeUninit<tvpass_profile_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let profiles = check.slot(profiles)?;
        check.hold(cursor, profiles.iter())
    })
}

/// The next profile, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profiles_next(
    cursor: Option<&mut tvpass_profile_cursor>,
    profile: Option<&mut MaybeUninit<tvpass_profile>>,
) -> tvpass_result {
    next(cursor, profile)
}

/// The profile that stays valid the longest, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profiles_longest_valid(
    profiles: Option<&tvpass_profiles>,
    profile: Option<&mut MaybeUninit<tvpass_profile>>,
) -> tvpass_result {
    check(None, |check| {
        let found = check.slot(profiles)?.longest_valid();
        let found = check.next(found)?;
        check.carry(profile, &found)
    })
}

/// Sets a cursor at the start of the body of a successful profiles answer, to read it in one pass.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_events_begin(
    body: tvpass_bytes,
    events: Option<&mut MaybeUninit<tvpass_profile_events>>,
) -> tvpass_result {
    check(None, |check| {
        let body = check.bytes(&body);
        check.hold(events, ProfileEvents::new(body))
    })
}

/// The next piece, or TVPASS_RESULT_END. The answer is whole only if tvpass_profile_events_finish succeeds.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_events_next(
    events: Option<&mut tvpass_profile_events>,
    event: Option<&mut MaybeUninit<tvpass_profile_event>>,
) -> tvpass_result {
    next(events, event)
}

/// Reads what is left, and says whether the answer was whole.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_events_finish(
    events: Option<&tvpass_profile_events>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let end = check.slot(events)?.clone().finish();
        check.accept(end)
    })
}
