//! The answer of `create_session`, `resume_session` and `partner_request`: what to do next.

use core::mem::MaybeUninit;

use tvpass::endpoint::Session;

use crate::carry::Carry;
use crate::failure::decode;
use crate::{tvpass_bytes, tvpass_failure, tvpass_name, tvpass_result, tvpass_text, tvpass_texts};

/// An authentication session: what to do next, and the code that names it. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_session {
    /// What to do: tvpass_action_name.
    pub action_name: tvpass_name,
    /// Who does it: tvpass_action_type.
    pub action_type: tvpass_name,
    /// Why: tvpass_reason_type.
    pub reason_type: tvpass_name,
    /// The parameters still to be supplied, by their names on the wire; the domain is called domainName or domain.
    pub missing_parameters: tvpass_texts,
    /// Where to go on, for tvpass_url_resolve; may be absent.
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
    /// With TVPASS_ACTION_NAME_PARTNER_PROFILE, for the partner's framework: SAML, in either case of letters ...
    pub request_type: tvpass_text,
    /// ... the request, base64; a secret ...
    pub request: tvpass_text,
    /// ... and what the framework is to tell.
    pub attributes_names: tvpass_texts,
}

impl Carry<tvpass_session> for Session<'static> {
    fn carry(&self, place: &mut tvpass_session) {
        self.action_name.carry(&mut place.action_name);
        self.action_type.carry(&mut place.action_type);
        self.reason_type.carry(&mut place.reason_type);
        self.missing_parameters.carry(&mut place.missing_parameters);
        self.url.carry(&mut place.url);
        self.code.carry(&mut place.code);
        self.session_id.carry(&mut place.session_id);
        self.mvpd.carry(&mut place.mvpd);
        self.service_provider.carry(&mut place.service_provider);
        self.not_before.carry(&mut place.not_before);
        self.not_after.carry(&mut place.not_after);
        if let Some(request) = &self.authentication_request {
            request.request_type.carry(&mut place.request_type);
            request.request.carry(&mut place.request);
            request.attributes_names.carry(&mut place.attributes_names);
        }
    }
}

/// Reads the answer to create_session, resume_session and partner_request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_session_decode(
    http_status: u32,
    body: tvpass_bytes,
    session: Option<&mut MaybeUninit<tvpass_session>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer: Session<'static>| check.carry(session, &answer))
}
