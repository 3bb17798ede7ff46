//! `partner_profile`: POST /api/v2/{serviceProvider}/profiles/sso/{partner}.

use core::mem::MaybeUninit;

use tvpass::endpoint::{APPLE, CreatePartnerProfile, encode_saml_response};

use crate::check::{Check, check};
use crate::request::{Encode, encode};
use crate::{tvpass_buffer, tvpass_detail, tvpass_headers, tvpass_request, tvpass_result, tvpass_string};

/// Turns a partner's SAML answer into a profile: once, right after the framework gave it. The answer is a tvpass_profiles.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_partner_profile_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The partner; absent for Apple.
    pub partner: tvpass_string,
    /// The SAML answer as tvpass_saml_response_encode makes it.
    pub saml_response: tvpass_string,
}

impl Encode for tvpass_partner_profile_call {
    type Call = CreatePartnerProfile<'static>;

    fn call(&self, check: &mut Check) -> CreatePartnerProfile<'static> {
        CreatePartnerProfile::new(
            check.required(&self.service_provider, "serviceProvider"),
            check.text(&self.partner, "partner").unwrap_or(APPLE),
            check.required(&self.saml_response, "SAMLResponse").into(),
        )
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_profile_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_partner_profile_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Prepares a framework's SAML answer as the service wants it: white space collapsed, then base64.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_saml_response_encode(
    saml: tvpass_string,
    buffer: tvpass_buffer,
    saml_response: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let saml = check.required(&saml, "saml");
        let encoded = encode_saml_response(saml, check.buffer(&buffer));
        let encoded = check.accept(encoded)?;
        check.put(saml_response, encoded.reveal().plain().into())
    })
}
