//! `resume_session`: POST /api/v2/{serviceProvider}/sessions/{code}.

use core::mem::MaybeUninit;

use tvpass::endpoint::ResumeSession;

use crate::check::Check;
use crate::request::{Encode, encode};
use crate::{tvpass_buffer, tvpass_detail, tvpass_headers, tvpass_request, tvpass_result, tvpass_string};

/// Supplies what a session lacks, usually from the second screen. The answer is a tvpass_session.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_resume_session_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The authentication code.
    pub code: tvpass_string,
    /// The MVPD, if it was missing.
    pub mvpd: tvpass_string,
    /// The domain of the application that opens the login page, if it was missing.
    pub domain_name: tvpass_string,
    /// The address to which the login page returns, if it was missing.
    pub redirect_url: tvpass_string,
}

impl Encode for tvpass_resume_session_call {
    type Call = ResumeSession<'static>;

    fn call(&self, check: &mut Check) -> ResumeSession<'static> {
        let mut call = ResumeSession::new(
            check.required(&self.service_provider, "serviceProvider"),
            check.required(&self.code, "code"),
        );
        call.mvpd = check.text(&self.mvpd, "mvpd");
        call.domain_name = check.text(&self.domain_name, "domainName");
        call.redirect_url = check.text(&self.redirect_url, "redirectUrl");
        call
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_resume_session_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_resume_session_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}
