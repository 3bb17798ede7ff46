//! What a flow is told.

use tvpass::old_flow::Input;

use crate::check::Check;
use crate::{Refusal, tvpass_bytes, tvpass_result, tvpass_string};

/// What happened.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_input_kind {
    /// The flow is to begin.
    Begin = 1,
    /// The request was answered: http_status and body.
    Answer = 2,
    /// The request was not answered: no connection, a time-out, a broken answer.
    NoAnswer = 3,
    /// The time to wait is over, the viewer was shown what was to be shown, or the user agent has come back.
    Tick = 4,
    /// The viewer chose the MVPD in text.
    Choice = 5,
    /// The viewer wants a new code.
    NewCode = 6,
    /// The partner's framework gave the SAML answer in text.
    SamlResponse = 7,
    /// The viewer, or the partner's framework, refuses.
    Refused = 8,
}

/// What happened, with what belongs to it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_input {
    /// One of tvpass_input_kind.
    pub kind: u32,
    /// The status of HTTP.
    pub http_status: u32,
    /// The whole body.
    pub body: tvpass_bytes,
    /// The MVPD, or the SAML answer.
    pub text: tvpass_string,
}

impl tvpass_input {
    pub(crate) fn get(&self, check: &mut Check) -> Input<'static> {
        use tvpass_input_kind as Kind;
        const BEGIN: u32 = Kind::Begin as u32;
        const ANSWER: u32 = Kind::Answer as u32;
        const NO_ANSWER: u32 = Kind::NoAnswer as u32;
        const TICK: u32 = Kind::Tick as u32;
        const CHOICE: u32 = Kind::Choice as u32;
        const NEW_CODE: u32 = Kind::NewCode as u32;
        const SAML_RESPONSE: u32 = Kind::SamlResponse as u32;
        const REFUSED: u32 = Kind::Refused as u32;
        match self.kind {
            BEGIN => Input::Begin,
            ANSWER => {
                let status = u16::try_from(self.http_status).unwrap_or_default();
                Input::Answer { status, body: check.bytes(&self.body) }
            }
            NO_ANSWER => Input::NoAnswer,
            TICK => Input::Tick,
            CHOICE => Input::Choice(check.required(&self.text, "text")),
            NEW_CODE => Input::NewCode,
            SAML_RESPONSE => Input::SamlResponse(check.required(&self.text, "text")),
            REFUSED => Input::Refused,
            _ => {
                check.refuse(Refusal::named(tvpass_result::UnknownNumber, "kind"));
                Input::NoAnswer
            }
        }
    }
}
