//! `sso_refresh`: GET /api/{serviceProvider}/serviceToken.

use core::mem::MaybeUninit;

use tvpass::endpoint::SsoRefresh;

use crate::check::Check;
use crate::request::{Encode, encode};
use crate::{tvpass_buffer, tvpass_detail, tvpass_headers, tvpass_request, tvpass_result, tvpass_string};

/// Gets a new service token for the one in AD-Service-Token, which expires soon or has expired recently. The answer is a
/// tvpass_issued_token.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_sso_refresh_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
}

impl Encode for tvpass_sso_refresh_call {
    type Call = SsoRefresh<'static>;

    fn call(&self, check: &mut Check) -> SsoRefresh<'static> {
        SsoRefresh::new(check.required(&self.service_provider, "serviceProvider"))
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sso_refresh_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_sso_refresh_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}
