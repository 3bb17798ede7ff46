//! The answer of `create_session`, `resume_session` and `partner_request`: what to do next.

use core::mem::MaybeUninit;

use tvpass::endpoint::{AuthenticationRequest, Session};

use crate::failure::decode;
use crate::to_c::{to_c, zero};
use crate::{tvpass_bytes, tvpass_enum_value, tvpass_failure, tvpass_result, tvpass_text, tvpass_texts};

/// An authentication session: what to do next, and the code that names it. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_session {
    /// The next step: tvpass_action_name.
    pub action_name: tvpass_enum_value,
    /// The party that acts: tvpass_action_type.
    pub action_type: tvpass_enum_value,
    /// Why: tvpass_reason_type.
    pub reason_type: tvpass_enum_value,
    /// The parameters still to be supplied, by their names on the wire; the domain is called domainName or domain.
    pub missing_parameters: tvpass_texts,
    /// The address of the next step, for tvpass_url_resolve; may be absent.
    pub url: tvpass_text,
    /// The authentication code; may be absent.
    pub code: tvpass_text,
    /// The service's name for the session.
    pub session_id: tvpass_text,
    /// The MVPD, if it is known.
    pub mvpd: tvpass_text,
    /// The service provider.
    pub service_provider: tvpass_text,
    /// The code is valid from here, in milliseconds since the Unix epoch, 0 if it is not told ...
    pub not_before: u64,
    /// ... to here.
    pub not_after: u64,
    /// With TVPASS_ACTION_NAME_PARTNER_PROFILE, for the partner's framework.
    pub authentication_request: tvpass_authentication_request,
}

zero!(tvpass_session);

/// The request to a partner's framework.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_authentication_request {
    /// SAML, in either case of letters.
    pub request_type: tvpass_text,
    /// The request, base64. A secret.
    pub request: tvpass_text,
    /// The attributes that the framework is to give.
    pub attributes_names: tvpass_texts,
}

zero!(tvpass_authentication_request);

to_c!(AuthenticationRequest => tvpass_authentication_request { request_type, request, attributes_names });
to_c!(Session => tvpass_session {
    action_name, action_type, reason_type, missing_parameters, url, code, session_id, mvpd, service_provider, not_before,
    not_after, authentication_request,
});

/// Reads the answer to create_session, resume_session and partner_request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_session_decode(
    http_status: u32,
    body: tvpass_bytes,
    session: Option<&mut MaybeUninit<tvpass_session>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer: Session<'static>| check.put_converted(session, &answer))
}
