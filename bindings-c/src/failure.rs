//! Answers that are not the one asked for.

use tvpass::endpoint::Answer;
use tvpass::message::{EnhancedError, ErrorCode, Failure};

use crate::check::Check;
use crate::memory::Out;
use crate::names::Named;
use crate::text::text_of;
use crate::to_c::{ToC, zero, zeroed};
use crate::{Refusal, tvpass_bytes, tvpass_detail, tvpass_enum_value, tvpass_result, tvpass_text};

/// The service's reason for a refusal or a decision. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_enhanced_error {
    /// The reaction that the error asks for: tvpass_error_action. If the service tells none, tvpass_error_code_action may.
    pub action: tvpass_enum_value,
    /// The status that the service means, which can differ from HTTP's; 0 if it says none.
    pub status: u32,
    /// The code; tvpass_error_code_number has its number.
    pub code: tvpass_text,
    /// A message for people.
    pub message: tvpass_text,
    /// The provider's or a degradation rule's message to the viewer.
    pub details: tvpass_text,
    /// A page about the error.
    pub help_url: tvpass_text,
    /// The service's own mark for this answer, for its support.
    pub trace: tvpass_text,
}

zero!(tvpass_enhanced_error);

/// Why there is no answer. It borrows from the body. Written on failure only; NULL is taken as well.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_failure {
    /// The result, once more.
    pub result: u32,
    /// The status of HTTP.
    pub http_status: u32,
    /// With malformed JSON: the field, and the bytes from the start of the body to the place of the error.
    pub detail: tvpass_detail,
    /// With TVPASS_RESULT_REGISTRATION: tvpass_registration_error.
    pub registration: tvpass_enum_value,
    /// With TVPASS_RESULT_SERVICE: what the service says.
    pub error: tvpass_enhanced_error,
}

zero!(tvpass_failure);

tvpass::carried!(EnhancedError: 7);

impl ToC<tvpass_enhanced_error> for EnhancedError<'static> {
    fn to_c(&self, place: &mut tvpass_enhanced_error) {
        self.action.to_c(&mut place.action);
        self.status.to_c(&mut place.status);
        self.code.to_c(&mut place.code);
        self.message.map(|message| message.0).to_c(&mut place.message);
        self.details.to_c(&mut place.details);
        self.help_url.to_c(&mut place.help_url);
        self.trace.to_c(&mut place.trace);
    }
}

impl ToC<tvpass_failure> for Refusal {
    fn to_c(&self, place: &mut tvpass_failure) {
        place.result = self.result as u32;
        place.detail = self.detail();
    }
}

impl ToC<tvpass_failure> for Failure<'static> {
    fn to_c(&self, place: &mut tvpass_failure) {
        Refusal::from(self).to_c(place);
        place.http_status = match self {
            Failure::Service { http_status, error } => {
                error.to_c(&mut place.error);
                u32::from(*http_status)
            }
            Failure::Registration { http_status, error } => {
                error.to_c(&mut place.registration);
                u32::from(*http_status)
            }
            // R71: nothing else is reported so.
            Failure::Throttled => 429,
            Failure::NotApi { http_status } | Failure::Malformed { http_status, .. } => u32::from(*http_status),
            _ => 0,
        }
    }
}

/// The code by tvpass_error_code; 0 if it is absent or not known to this version. Firmware that does not call it does not
/// carry the catalogue.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_error_code_number(code: Option<&tvpass_text>) -> u32 {
    let mut error = EnhancedError::default();
    error.code = text_of(code);
    error.known_code().map_or(0, |code| code as u32)
}

/// The documented reaction to a code: tvpass_error_action; 0 if there is none. The argument is one of
/// tvpass_error_code.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_error_code_action(code: u32) -> u32 {
    let known = ErrorCode::ALL.iter().find(|known| **known as u32 == code);
    known.and_then(|known| known.action()).map_or(0, |action| action.number())
}

/// Reads a whole response.
#[inline]
pub(crate) fn decode<A: Answer<'static>>(
    http_status: u32,
    body: tvpass_bytes,
    failure: Out<'_, tvpass_failure>,
    keep: impl FnOnce(&mut Check, A) -> Option<()>,
) -> tvpass_result {
    let mut check = Check::new();
    let body = check.bytes(&body);
    // A status beyond 16 bits is none of HTTP's.
    match A::from_response(u16::try_from(http_status).unwrap_or_default(), body) {
        Ok(answer) => {
            let _ = keep(&mut check, answer);
        }
        Err(answered) if !check.is_refused() => return failed(&answered, failure),
        Err(_) => {}
    }
    refused(&check, failure)
}

fn failed(answered: &Failure<'static>, failure: Out<'_, tvpass_failure>) -> tvpass_result {
    if let Some(place) = failure {
        answered.to_c(zeroed(place));
    }
    Refusal::from(answered).result
}

fn refused(check: &Check, failure: Out<'_, tvpass_failure>) -> tvpass_result {
    if let (Some(place), true) = (failure, check.is_refused()) {
        check.refusal().to_c(zeroed(place));
    }
    check.refusal().result
}
