//! `preauthorize` and `authorize`: POST /api/v2/{serviceProvider}/decisions/preauthorize/{mvpd} and …/authorize/{mvpd}.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{Authorize, Call as _, Decision, Decisions, Items, MediaToken, Preauthorize, Resources};

use crate::check::{Check, check};
use crate::failure::decode;
use crate::request::{Write, encode_with};
use crate::slot::slot;
use crate::stream::{self, Held};
use crate::text::next;
use crate::to_c::{ToC, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_enhanced_error, tvpass_enum_value, tvpass_failure,
    tvpass_headers, tvpass_request, tvpass_resource, tvpass_result, tvpass_string, tvpass_text,
};

/// Pointers' worth of memory in a tvpass_decisions.
pub const TVPASS_DECISIONS_POINTERS: usize = 6;
/// Pointers' worth of memory in a tvpass_decision_cursor.
pub const TVPASS_DECISION_CURSOR_POINTERS: usize = 15;
/// Pointers' worth of memory in a tvpass_decision_stream.
pub const TVPASS_DECISION_STREAM_POINTERS: usize = 48;

/// Asks for decisions: preauthorize to filter a catalogue, authorize before every playback. The answer is a
/// tvpass_decisions.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_decisions_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The MVPD of the viewer's profile, or of temporary access.
    pub mvpd: tvpass_string,
    /// The first of an array of resources ...
    pub resources: *const tvpass_resource,
    /// ... and how many they are.
    pub resource_count: u32,
}

/// Decisions, checked as a whole. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_decisions {
    opaque: [MaybeUninit<*const c_void>; TVPASS_DECISIONS_POINTERS],
}

/// A place in a tvpass_decisions.
#[repr(C)]
pub struct tvpass_decision_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_DECISION_CURSOR_POINTERS],
}

/// Decisions that are read as their bytes arrive. The same memory serves for all of its parts.
#[repr(C)]
pub struct tvpass_decision_stream {
    opaque: [MaybeUninit<*const c_void>; TVPASS_DECISION_STREAM_POINTERS],
}

slot!(tvpass_decisions: Decisions<'static>, 12);
slot!(tvpass_decision_cursor: Items<'static, Decision<'static>>, 13);
slot!(tvpass_decision_stream: Held<Decisions<'static>>, 43);

/// The decision on one resource. A denial is an answer, not a failure. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_decision {
    /// The resource.
    pub resource: tvpass_text,
    /// The service provider.
    pub service_provider: tvpass_text,
    /// The MVPD.
    pub mvpd: tvpass_text,
    /// 1 if the viewer may watch, 0 if not.
    pub authorized: u32,
    /// 1 if there is an error, as with denials.
    pub has_error: u32,
    /// The source of the decision: tvpass_decision_source.
    pub source: tvpass_enum_value,
    /// The decision holds from here, in milliseconds since the Unix epoch, 0 if it is not told ...
    pub not_before: u64,
    /// ... to here.
    pub not_after: u64,
    /// With permits of authorize: the media token, base64, for the programmer's own backend; used once, never kept.
    pub media_token: tvpass_text,
    /// It is valid from here, in milliseconds since the Unix epoch, 0 if it is not told ...
    pub media_token_not_before: u64,
    /// ... to here ...
    pub media_token_not_after: u64,
    /// ... and was issued then.
    pub media_token_issued_at: u64,
    /// Why a denial is one.
    pub error: tvpass_enhanced_error,
}

zero!(tvpass_decision);

tvpass::carried!(Decision: 9);
tvpass::carried!(MediaToken: 4);

impl ToC<tvpass_decision> for Decision<'static> {
    fn to_c(&self, place: &mut tvpass_decision) {
        self.resource.to_c(&mut place.resource);
        self.service_provider.to_c(&mut place.service_provider);
        self.mvpd.to_c(&mut place.mvpd);
        self.authorized.to_c(&mut place.authorized);
        self.error.is_some().to_c(&mut place.has_error);
        self.source.to_c(&mut place.source);
        self.not_before.to_c(&mut place.not_before);
        self.not_after.to_c(&mut place.not_after);
        if let Some(token) = &self.token {
            token.serialized_token.to_c(&mut place.media_token);
            token.not_before.to_c(&mut place.media_token_not_before);
            token.not_after.to_c(&mut place.media_token_not_after);
            token.issued_at.to_c(&mut place.media_token_issued_at);
        }
        self.error.to_c(&mut place.error);
    }
}

impl tvpass_decisions_call {
    fn get(&self, check: &mut Check) -> (&'static str, &'static str, Resources<'static>) {
        (
            check.required(&self.service_provider, "serviceProvider"),
            check.required(&self.mvpd, "mvpd"),
            Resources::new(check.resources(self.resources, self.resource_count).into()),
        )
    }
}

/// Writes the request for decisions that only inform.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_preauthorize_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_decisions_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let write: &Write<'_> = &|check, headers, buffer| {
        let (service_provider, mvpd, body) = check.require(call, "call")?.get(check);
        Some(Preauthorize::new(service_provider, mvpd, body).encode(headers, buffer))
    };
    encode_with(headers, write, buffer, request, detail)
}

/// Writes the request for decisions to play by.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_authorize_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_decisions_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let write: &Write<'_> = &|check, headers, buffer| {
        let (service_provider, mvpd, body) = check.require(call, "call")?.get(check);
        Some(Authorize::new(service_provider, mvpd, body).encode(headers, buffer))
    };
    encode_with(headers, write, buffer, request, detail)
}

/// Reads the answer to preauthorize and authorize.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decisions_decode(
    http_status: u32,
    body: tvpass_bytes,
    decisions: Option<&mut MaybeUninit<tvpass_decisions>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer| check.hold(decisions, answer))
}

/// Sets a cursor before the first decision.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decisions_begin(
    decisions: Option<&tvpass_decisions>,
    cursor: Option<&mut MaybeUninit<tvpass_decision_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let decisions = check.slot(decisions)?;
        check.hold(cursor, decisions.iter())
    })
}

/// The next decision, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decisions_next(
    cursor: Option<&mut tvpass_decision_cursor>,
    decision: Option<&mut MaybeUninit<tvpass_decision>>,
) -> tvpass_result {
    next(cursor, decision)
}

/// Begins to read the body of a successful answer in parts.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decision_stream_init(
    stream: Option<&mut MaybeUninit<tvpass_decision_stream>>,
) -> tvpass_result {
    stream::init(stream)
}

/// Goes on with the bytes of window, which stay until the part is finished: those that the part before left, and those that have
/// arrived since. is_last is 1 if the body ends with them. The window has room for the longest decision, for the comma and the blanks in
/// front of it and for one byte behind it; it must not become smaller.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decision_stream_part(
    stream: Option<&mut tvpass_decision_stream>,
    window: tvpass_bytes,
    is_last: u8,
) -> tvpass_result {
    stream::part(stream, &window, is_last)
}

/// The next decision that the part holds whole, or TVPASS_RESULT_END. It borrows from the window: copy what you keep before
/// you move that. It counts once the last part is finished.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decision_stream_next(
    stream: Option<&mut tvpass_decision_stream>,
    decision: Option<&mut MaybeUninit<tvpass_decision>>,
) -> tvpass_result {
    next(stream, decision)
}

/// Reads what is left of the part. done is the number of bytes to drop from the front of the window; keep the rest, with which the
/// next part begins. If the window is full and done is 0, it is too small. After a failure done is not written. Of the last part,
/// it says whether the answer was whole.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decision_stream_finish(
    stream: Option<&mut tvpass_decision_stream>,
    done: Option<&mut MaybeUninit<u32>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    stream::finish(stream, done, detail)
}
