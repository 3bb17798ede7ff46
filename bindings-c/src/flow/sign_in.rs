//! The flow `SignIn` on another device, which most firmware needs alone: nothing of the other places is linked with it.

use core::mem::MaybeUninit;

use tvpass::flow::{OtherDevice, Place, QuestionAt, SignIn, SignInQuestion, SignInReply, SignedIn};

use crate::check::{Check, check};
use crate::flow::asked::Asked;
use crate::flow::ended::signed_in;
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{self, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_sign_in.
pub const TVPASS_SIGN_IN_WORDS: usize = 50;

/// The arguments of a sign-in. A struct of zeros leaves the choice of the MVPD to the viewer.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_sign_in_arguments {
    /// The MVPD, where it is known before; may be absent.
    pub mvpd: tvpass_string,
    /// The domain of the application, for the login page; may be absent.
    pub domain_name: tvpass_string,
    /// The address that the login page returns to; may be absent.
    pub redirect_url: tvpass_string,
    /// 1 leaves out the question for profiles, for a caller that has just asked it; else 0.
    pub without_lookup: u32,
}

impl tvpass_sign_in_arguments {
    pub(crate) fn flow<P: Place>(&self, place: P, check: &mut Check) -> SignIn<P, &'static str> {
        let mvpd = check.text(&self.mvpd, "mvpd");
        let domain_name = check.text(&self.domain_name, "domainName");
        let made = SignIn::new(place, mvpd, domain_name, check.text(&self.redirect_url, "redirectUrl"));
        if self.without_lookup == 0 { made } else { made.without_lookup() }
    }
}

/// Signs a viewer in on another device, for which this one shows a code. The MVPD is given, or chosen there.
#[repr(C)]
pub struct tvpass_sign_in {
    opaque: [MaybeUninit<u64>; TVPASS_SIGN_IN_WORDS],
}

slot!(tvpass_sign_in: Running<SignIn<OtherDevice, &'static str>>, 20);

impl FlowSlot for tvpass_sign_in {
    type Flow = SignIn<OtherDevice, &'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<SignInReply<'static>> {
        reply(event, check)
    }

    fn question(question: &QuestionAt<'static, OtherDevice>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        ask(question, content)
    }

    fn outcome(outcome: &SignedIn<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        signed_in(outcome, content)
    }
}

pub(crate) fn reply(event: &tvpass_event, check: &mut Check) -> Option<SignInReply<'static>> {
    match event.kind {
        EventKind::SHOWN => Some(SignInReply::Shown),
        EventKind::CHOSEN => Some(SignInReply::Chosen(check.required(&event.mvpd, "mvpd"))),
        EventKind::RELOAD => Some(SignInReply::Reload),
        EventKind::NEW_CODE => Some(SignInReply::NewCode),
        _ => check.unknown_kind(),
    }
}

/// A question that a place never asks has no code here.
pub(crate) fn ask<C: Asked, U: Asked, M: Asked, R: Asked>(
    question: &SignInQuestion<'static, C, U, M, R>,
    content: &mut tvpass_step_content,
) -> tvpass_step_kind {
    match question {
        SignInQuestion::ShowCode(code) => code.ask(content),
        SignInQuestion::OpenUrl(page) => page.ask(content),
        SignInQuestion::ChooseMvpd(configuration) => configuration.ask(content),
        SignInQuestion::ConfirmMvpd(remembered) => remembered.ask(content),
        SignInQuestion::CodeExpired(reason) => {
            reason.to_c(content.code_expired());
            tvpass_step_kind::CodeExpired
        }
        SignInQuestion::CodeReplaced(error) => {
            error.to_c(content.error());
            tvpass_step_kind::CodeReplaced
        }
    }
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sign_in_init(
    flow: Option<&mut MaybeUninit<tvpass_sign_in>>,
    arguments: Option<&tvpass_sign_in_arguments>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let arguments = check.require(arguments, "arguments")?;
        let made = arguments.flow(OtherDevice, check);
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sign_in_handle(
    flow: Option<&mut tvpass_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_sign_in>() }, flow.map(slot::Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sign_in_step(
    flow: Option<&tvpass_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_sign_in>() }, flow.map(slot::Place::from), &mut arguments)
}
