//! The flow `ServiceToken`.

use core::mem::MaybeUninit;

use tvpass::flow::{AskLinkCode, ObtainedToken, PersonSource, ServiceToken, ServiceTokenReply};

use crate::check::{Check, check};
use crate::endpoint::PersonName;
use crate::flow::ended::without;
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_kept_token, tvpass_now,
    tvpass_person, tvpass_result, tvpass_step, tvpass_step_content, tvpass_step_kind,
};

/// 64-bit words of memory in a tvpass_service_token.
pub const TVPASS_SERVICE_TOKEN_WORDS: usize = 30;

/// Gets a service token of the Single Sign-On Service, or says that the kept one still holds.
#[repr(C)]
pub struct tvpass_service_token {
    opaque: [MaybeUninit<u64>; TVPASS_SERVICE_TOKEN_WORDS],
}

slot!(tvpass_service_token: Running<ServiceToken<&'static str>>, 38);

impl FlowSlot for tvpass_service_token {
    type Flow = ServiceToken<&'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<ServiceTokenReply<'static>> {
        match event.kind {
            EventKind::LINK_CODE => Some(ServiceTokenReply::LinkCode(check.required(&event.link_code, "link_code"))),
            EventKind::REFUSED => Some(ServiceTokenReply::Declined),
            _ => check.unknown_kind(),
        }
    }

    fn question(question: &AskLinkCode<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        question.error.to_c(content.link_code_refused());
        tvpass_step_kind::AskLinkCode
    }

    fn outcome(outcome: &ObtainedToken<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match outcome {
            ObtainedToken::Kept => tvpass_step_kind::TokenHolds,
            ObtainedToken::Issued(issued) => {
                issued.to_c(content.issued_token());
                tvpass_step_kind::TokenIssued
            }
            ObtainedToken::WithoutSingleSignOn(reason) => without(reason, content),
            _ => tvpass_step_kind::Unknown,
        }
    }
}

/// A flow that has not begun. The kept token is NULL if there is none; a link code goes before it, since it may lead to another
/// person. Beside an identifier give the token of the same person, or none: nothing in a token tells whose it is. With nobody
/// the kept token is renewed or left as it is.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_service_token_init(
    flow: Option<&mut MaybeUninit<tvpass_service_token>>,
    kept: Option<&tvpass_kept_token>,
    person: Option<&tvpass_person>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let person = match check.require(person, "person")?.named(check)? {
            PersonName::Nobody => PersonSource::Kept,
            PersonName::Identifier(text) => PersonSource::Identifier(text),
            PersonName::LinkCode(text) => PersonSource::LinkCode(text),
        };
        let kept = match kept {
            Some(_) => Some(*check.slot(kept)?),
            None => None,
        };
        let made = check.accept(ServiceToken::new(kept, person))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_service_token_handle(
    flow: Option<&mut tvpass_service_token>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_service_token>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_service_token_step(
    flow: Option<&tvpass_service_token>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_service_token>() }, flow.map(Place::from), &mut arguments)
}
