//! `profile_code`: GET /api/v2/{serviceProvider}/profiles/code/{code}.

use core::mem::MaybeUninit;

use tvpass::endpoint::{GetProfileCode, ProfileCodePath};

use crate::check::Check;
use crate::request::{Encode, encode};
use crate::{tvpass_buffer, tvpass_detail, tvpass_headers, tvpass_request, tvpass_result, tvpass_string};

/// The form of the path that is sent.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_profile_code_path {
    /// profiles/code/{code}, as documented today.
    Current = 0,
    /// profiles/{code}, as an early revision of the documentation had it.
    Early = 1,
}

/// The profile made with a code: what a television polls while somebody signs in. The answer is a tvpass_profiles.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_profile_code_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The authentication code.
    pub code: tvpass_string,
    /// One of tvpass_profile_code_path.
    pub path: u32,
}

impl Encode for tvpass_profile_code_call {
    type Call = GetProfileCode<'static>;

    fn call(&self, check: &mut Check) -> GetProfileCode<'static> {
        let mut call = GetProfileCode::new(
            check.required(&self.service_provider, "serviceProvider"),
            check.required(&self.code, "code"),
        );
        call.path = match self.path {
            0 => ProfileCodePath::Current,
            1 => ProfileCodePath::Early,
            _ => {
                check.refuse_named(tvpass_result::UnknownNumber, "path");
                ProfileCodePath::Current
            }
        };
        call
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_profile_code_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_profile_code_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}
