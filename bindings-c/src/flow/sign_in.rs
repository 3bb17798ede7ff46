//! The flow `SignIn`.

use core::mem::MaybeUninit;

use tvpass::flow::{AnyPlace, QuestionAt, SignIn, SignInQuestion, SignInReply, SignedIn};

use crate::carry::Carry;
use crate::check::{Check, check};
use crate::flow::event::EventKind;
use crate::flow::outcome::signed_in;
use crate::flow::question::{choose_mvpd, open_url};
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, slot};
use crate::{
    Refusal, tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_sign_in.
pub const TVPASS_SIGN_IN_WORDS: usize = 50;

/// The place where the viewer signs in, and chooses an MVPD.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_place {
    /// On another device: this one shows a code. The MVPD is given, or chosen there.
    OtherDevice = 0,
    /// On another device; the MVPD is chosen here.
    OtherDeviceWithPicker = 1,
    /// Here, in a user agent; the MVPD is chosen here, too.
    ThisDevice = 2,
}

/// The arguments of a sign-in. A struct of zeros shows a code, and leaves the choice of the MVPD to the other device.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_sign_in_arguments {
    /// The MVPD, where it is known before; may be absent.
    pub mvpd: tvpass_string,
    /// The domain of the application, for the login page; may be absent.
    pub domain_name: tvpass_string,
    /// The address that the login page returns to; may be absent.
    pub redirect_url: tvpass_string,
    /// One of tvpass_place.
    pub place: u32,
    /// 1 leaves out the question for profiles, for a caller that has just asked it; else 0.
    pub without_lookup: u32,
}

impl tvpass_sign_in_arguments {
    fn place(&self, check: &mut Check) -> AnyPlace {
        let (opens_page, picks) = match self.place {
            0 => (false, false),
            1 => (false, true),
            2 => (true, true),
            _ => {
                check.refuse(Refusal::named(tvpass_result::UnknownNumber, "place"));
                (false, false)
            }
        };
        AnyPlace { opens_page, picks }
    }
}

/// Signs a viewer in.
#[repr(C)]
pub struct tvpass_sign_in {
    opaque: [MaybeUninit<u64>; TVPASS_SIGN_IN_WORDS],
}

slot!(tvpass_sign_in: Running<SignIn<AnyPlace, &'static str>>, 20);

impl FlowSlot for tvpass_sign_in {
    type Flow = SignIn<AnyPlace, &'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<SignInReply<'static>> {
        match event.kind {
            EventKind::SHOWN => Some(SignInReply::Shown),
            EventKind::CHOSEN => Some(SignInReply::Chosen(check.required(&event.mvpd, "mvpd"))),
            EventKind::RELOAD => Some(SignInReply::Reload),
            EventKind::NEW_CODE => Some(SignInReply::NewCode),
            _ => check.unknown_kind(),
        }
    }

    fn question(question: &QuestionAt<'static, AnyPlace>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match question {
            SignInQuestion::ShowCode(code) => {
                let place = content.code();
                place.code = code.code.into();
                place.authenticate_url = code.authenticate_url.into();
                place.expires_at_millis = code.expires_at_millis;
                tvpass_step_kind::ShowCode
            }
            SignInQuestion::OpenUrl(page) => open_url(page, content),
            SignInQuestion::ChooseMvpd(configuration) => choose_mvpd(*configuration, content),
            SignInQuestion::ConfirmMvpd(remembered) => {
                remembered.carry(content.remembered());
                tvpass_step_kind::ConfirmMvpd
            }
            SignInQuestion::CodeExpired(reason) => {
                reason.carry(content.code_expired());
                tvpass_step_kind::CodeExpired
            }
            SignInQuestion::CodeReplaced(error) => {
                error.carry(content.error());
                tvpass_step_kind::CodeReplaced
            }
        }
    }

    fn outcome(outcome: &SignedIn<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        signed_in(outcome, content)
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
        let arguments = check.given(arguments, "arguments")?;
        let made = SignIn::new(
            arguments.place(check),
            check.text(&arguments.mvpd, "mvpd"),
            check.text(&arguments.domain_name, "domainName"),
            check.text(&arguments.redirect_url, "redirectUrl"),
        );
        let made = if arguments.without_lookup == 0 { made } else { made.without_lookup() };
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
    handle(const { &Kind::of::<tvpass_sign_in>() }, flow.map(Place::from), &mut arguments)
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
    write(const { &Kind::of::<tvpass_sign_in>() }, flow.map(Place::from), &mut arguments)
}
