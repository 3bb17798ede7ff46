//! `partner_request`: POST /api/v2/{serviceProvider}/sessions/sso/{partner}.

use core::mem::MaybeUninit;

use tvpass::endpoint::{APPLE, CreatePartnerSession};

use crate::check::Check;
use crate::request::{Encode, encode};
use crate::{tvpass_buffer, tvpass_detail, tvpass_headers, tvpass_request, tvpass_result, tvpass_string};

/// Asks what to ask a partner's framework; falls back to the basic flow by itself. The answer is a tvpass_session.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_partner_request_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The partner; absent for Apple.
    pub partner: tvpass_string,
    /// The domain of the application, for the basic flow; may be absent.
    pub domain_name: tvpass_string,
    /// The address to which a login page returns, for the basic flow; may be absent.
    pub redirect_url: tvpass_string,
}

impl Encode for tvpass_partner_request_call {
    type Call = CreatePartnerSession<'static>;

    fn call(&self, check: &mut Check) -> CreatePartnerSession<'static> {
        let mut call = CreatePartnerSession::new(
            check.required(&self.service_provider, "serviceProvider"),
            check.text(&self.partner, "partner").unwrap_or(APPLE),
        );
        call.domain_name = check.text(&self.domain_name, "domainName");
        call.redirect_url = check.text(&self.redirect_url, "redirectUrl");
        call
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_request_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_partner_request_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}
