//! The flow `SecondScreen`.

use core::mem::MaybeUninit;

use tvpass::flow::{SecondScreen, SecondScreenQuestion, SecondScreenReply, SignedIn};

use crate::check::{Check, check};
use crate::flow::asked::Asked;
use crate::flow::ended::signed_in;
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, hold, slot};
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_second_screen.
pub const TVPASS_SECOND_SCREEN_WORDS: usize = 40;

/// Signs a viewer in for the device that shows a code.
#[repr(C)]
pub struct tvpass_second_screen {
    opaque: [MaybeUninit<u64>; TVPASS_SECOND_SCREEN_WORDS],
}

slot!(tvpass_second_screen: Running<SecondScreen<&'static str>>, 21);

impl FlowSlot for tvpass_second_screen {
    type Flow = SecondScreen<&'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<SecondScreenReply<'static>> {
        match event.kind {
            EventKind::CONFIRMED => Some(SecondScreenReply::Confirmed),
            EventKind::CHOSEN => Some(SecondScreenReply::Chosen(check.required(&event.mvpd, "mvpd"))),
            EventKind::RELOAD => Some(SecondScreenReply::Reload),
            _ => check.unknown_kind(),
        }
    }

    fn question(question: &SecondScreenQuestion<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match question {
            SecondScreenQuestion::ConfirmDevice(information) => {
                hold(content.information(), *information);
                tvpass_step_kind::ConfirmDevice
            }
            SecondScreenQuestion::ChooseMvpd(configuration) => configuration.ask(content),
            SecondScreenQuestion::OpenUrl(page) => page.ask(content),
            _ => tvpass_step_kind::Unknown,
        }
    }

    fn outcome(outcome: &SignedIn<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        signed_in(outcome, content)
    }
}

/// A flow that has not begun. code is what a person typed; the others belong to the login page, and may be absent.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_second_screen_init(
    flow: Option<&mut MaybeUninit<tvpass_second_screen>>,
    code: tvpass_string,
    domain_name: tvpass_string,
    redirect_url: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let code = check.required(&code, "code");
        let (domain_name, redirect_url) =
            (check.text(&domain_name, "domainName"), check.text(&redirect_url, "redirectUrl"));
        let made = check.accept(SecondScreen::new(code, domain_name, redirect_url))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_second_screen_handle(
    flow: Option<&mut tvpass_second_screen>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_second_screen>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_second_screen_step(
    flow: Option<&tvpass_second_screen>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_second_screen>() }, flow.map(Place::from), &mut arguments)
}
