//! `sso_link`: POST /api/{serviceProvider}/link.

use core::mem::MaybeUninit;

use tvpass::endpoint::{IssuedLinkCode, SsoLink};

use crate::check::Check;
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::to_c::{to_c, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_failure, tvpass_headers, tvpass_request, tvpass_result,
    tvpass_string, tvpass_text,
};

/// Makes a code that brings another device into the sign-in. The answer is a tvpass_issued_link_code.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_sso_link_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
}

/// A link code and its life. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_issued_link_code {
    /// The code: letters and digits of any length. A secret until it is used.
    pub code: tvpass_text,
    /// Valid from here, in milliseconds since the Unix epoch, 0 if it is not told ...
    pub not_before: u64,
    /// ... to here.
    pub not_after: u64,
    /// CREATED; it decides nothing.
    pub status: tvpass_text,
}

zero!(tvpass_issued_link_code);

to_c!(IssuedLinkCode => tvpass_issued_link_code { code, not_before, not_after, status });

impl Encode for tvpass_sso_link_call {
    type Call = SsoLink<'static>;

    fn call(&self, check: &mut Check) -> SsoLink<'static> {
        SsoLink::new(check.required(&self.service_provider, "serviceProvider"))
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sso_link_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_sso_link_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to sso_link.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_issued_link_code_decode(
    http_status: u32,
    body: tvpass_bytes,
    code: Option<&mut MaybeUninit<tvpass_issued_link_code>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer: IssuedLinkCode<'static>| check.put_converted(code, &answer))
}
