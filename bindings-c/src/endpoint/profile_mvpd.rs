//! `profile_mvpd`: GET /api/v2/{serviceProvider}/profiles/{mvpd}.

use core::mem::MaybeUninit;

use tvpass::endpoint::GetProfileMvpd;

use crate::check::Check;
use crate::request::{Encode, encode};
use crate::{tvpass_buffer, tvpass_detail, tvpass_headers, tvpass_request, tvpass_result, tvpass_string};

/// The profiles of one MVPD; the only call that tells temporary and degraded ones. The answer is a tvpass_profiles.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_profile_mvpd_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The MVPD.
    pub mvpd: tvpass_string,
}

impl Encode for tvpass_profile_mvpd_call {
    type Call = GetProfileMvpd<'static>;

    fn call(&self, check: &mut Check) -> GetProfileMvpd<'static> {
        GetProfileMvpd::new(
            check.required(&self.service_provider, "serviceProvider"),
            check.required(&self.mvpd, "mvpd"),
        )
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_mvpd_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_profile_mvpd_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}
