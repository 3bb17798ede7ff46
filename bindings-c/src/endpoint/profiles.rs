//! `profiles`: GET /api/v2/{serviceProvider}/profiles, and the answer that all profile calls share.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{GetProfiles, Profiles, ProfilesIter};

use crate::check::{Check, check};
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::slot::slot;
use crate::stream::{self, Held};
use crate::text::next;
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_failure, tvpass_headers, tvpass_profile, tvpass_request,
    tvpass_result, tvpass_string,
};

/// Pointers' worth of memory in a tvpass_profiles.
pub const TVPASS_PROFILES_POINTERS: usize = 6;
/// Pointers' worth of memory in a tvpass_profile_cursor.
pub const TVPASS_PROFILE_CURSOR_POINTERS: usize = 20;
/// Pointers' worth of memory in a tvpass_profile_stream.
pub const TVPASS_PROFILE_STREAM_POINTERS: usize = 48;

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

/// A profiles answer that is read as its bytes arrive. The same memory serves for all of its parts.
#[repr(C)]
pub struct tvpass_profile_stream {
    opaque: [MaybeUninit<*const c_void>; TVPASS_PROFILE_STREAM_POINTERS],
}

slot!(tvpass_profiles: Profiles<'static>, 7);
slot!(tvpass_profile_cursor: ProfilesIter<'static>, 8);
slot!(tvpass_profile_stream: Held<Profiles<'static>>, 9);

impl Encode for tvpass_profiles_call {
    type Call = GetProfiles<'static>;

    fn call(&self, check: &mut Check) -> GetProfiles<'static> {
        GetProfiles::new(check.required(&self.service_provider, "serviceProvider"))
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
        check.put_converted(profile, &found)
    })
}

/// Begins to read the body of a successful answer in parts.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_stream_init(stream: Option<&mut MaybeUninit<tvpass_profile_stream>>) -> tvpass_result {
    stream::init(stream)
}

/// Goes on with the bytes of window, which stay until the part is finished: those that the part before left, and those that have
/// arrived since. is_last is 1 if the body ends with them. The window has room for the longest profile, for the comma and the blanks in
/// front of it and for one byte behind it; it must not become smaller.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_stream_part(
    stream: Option<&mut tvpass_profile_stream>,
    window: tvpass_bytes,
    is_last: u8,
) -> tvpass_result {
    stream::part(stream, &window, is_last)
}

/// The next profile that the part holds whole, or TVPASS_RESULT_END. It borrows from the window: copy what you keep before
/// you move that. It counts once the last part is finished.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_stream_next(
    stream: Option<&mut tvpass_profile_stream>,
    profile: Option<&mut MaybeUninit<tvpass_profile>>,
) -> tvpass_result {
    next(stream, profile)
}

/// Reads what is left of the part. done is the number of bytes to drop from the front of the window; keep the rest, with which the
/// next part begins. If the window is full and done is 0, it is too small. After a failure done is not written. Of the last part,
/// it says whether the answer was whole.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_stream_finish(
    stream: Option<&mut tvpass_profile_stream>,
    done: Option<&mut MaybeUninit<u32>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    stream::finish(stream, done, detail)
}
