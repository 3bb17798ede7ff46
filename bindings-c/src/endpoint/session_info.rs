//! `session_info`: GET /api/v2/{serviceProvider}/sessions/{code}.

use core::mem::MaybeUninit;

use tvpass::endpoint::{GetSession, SessionDetails};

use crate::check::{Check, check};
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::slot::slot;
use crate::to_c::{to_c, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_failure, tvpass_headers, tvpass_request, tvpass_result,
    tvpass_session_device, tvpass_string, tvpass_text, tvpass_texts, tvpass_value,
};

/// 64-bit words of memory in a tvpass_session_details.
pub const TVPASS_SESSION_DETAILS_WORDS: usize = 10;

/// Asks for the parameters of a session and the device that opened it, by which a second screen checks a code. The answer is a
/// tvpass_session_details.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_session_info_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The authentication code.
    pub code: tvpass_string,
}

/// The parameters of a session, those that are missing, and its device. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_session_details {
    opaque: [MaybeUninit<u64>; TVPASS_SESSION_DETAILS_WORDS],
}

slot!(tvpass_session_details: SessionDetails<'static>, 6);

/// The parameters of a session, and those that are missing; its device is apart.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_session_summary {
    /// The code is valid from here, in milliseconds since the Unix epoch ...
    pub not_before: u64,
    /// ... to here.
    pub not_after: u64,
    /// The names of the parameters that are not there; the domain is called domainName or domain.
    pub missing_parameters: tvpass_texts,
    /// The parameters that are there, an object; tvpass_session_details_existing has each.
    pub existing_parameters: tvpass_value,
}

zero!(tvpass_session_summary);

to_c!(SessionDetails => tvpass_session_summary {
    not_before, not_after, missing_parameters, existing_parameters,
} but device);

impl Encode for tvpass_session_info_call {
    type Call = GetSession<'static>;

    fn call(&self, check: &mut Check) -> GetSession<'static> {
        GetSession::new(check.required(&self.service_provider, "serviceProvider"), check.required(&self.code, "code"))
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_session_info_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_session_info_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to session_info.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_session_details_decode(
    http_status: u32,
    body: tvpass_bytes,
    details: Option<&mut MaybeUninit<tvpass_session_details>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer| check.hold(details, answer))
}

/// The parameters of a session, and those that are missing; its device is apart.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_session_details_summary(
    details: Option<&tvpass_session_details>,
    summary: Option<&mut MaybeUninit<tvpass_session_summary>>,
) -> tvpass_result {
    check(None, |check| {
        let details = check.slot(details)?;
        check.put_converted(summary, details)
    })
}

/// The value of a parameter that is there: mvpd, domainName, redirectUrl, serviceProvider; absent if it is not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_session_details_existing(
    details: Option<&tvpass_session_details>,
    parameter: tvpass_string,
    value: Option<&mut MaybeUninit<tvpass_text>>,
) -> tvpass_result {
    check(None, |check| {
        let details = check.slot(details)?;
        let existing = details.existing(check.required(&parameter, "parameter"));
        check.put_converted(value, &existing)
    })
}

/// The device that opened the session, or TVPASS_RESULT_END if the service tells none.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_session_details_device(
    details: Option<&tvpass_session_details>,
    device: Option<&mut MaybeUninit<tvpass_session_device>>,
) -> tvpass_result {
    check(None, |check| {
        let known = check.slot(details)?.device;
        let known = check.next(known)?;
        check.put_converted(device, &known.get())
    })
}
