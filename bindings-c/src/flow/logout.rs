//! The flow `Logout`.

use core::mem::MaybeUninit;

use tvpass::flow::{Logout, LogoutQuestion, LogoutReply, SignedOut};

use crate::check::{Check, check};
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, hold, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_logout.
pub const TVPASS_LOGOUT_WORDS: usize = 29;

/// Signs the viewer out.
#[repr(C)]
pub struct tvpass_logout {
    opaque: [MaybeUninit<u64>; TVPASS_LOGOUT_WORDS],
}

slot!(tvpass_logout: Running<Logout<&'static str>>, 26);

impl FlowSlot for tvpass_logout {
    type Flow = Logout<&'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<LogoutReply> {
        match event.kind {
            EventKind::SHOWN => Some(LogoutReply::Shown),
            _ => check.unknown_kind(),
        }
    }

    fn question(question: &LogoutQuestion<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match question {
            LogoutQuestion::OpenUrls(urls) => {
                hold(content.urls(), *urls);
                tvpass_step_kind::OpenUrls
            }
            LogoutQuestion::SignOutAtPartner => tvpass_step_kind::SignOutAtPartner,
            _ => tvpass_step_kind::Unknown,
        }
    }

    fn outcome(outcome: &SignedOut, content: &mut tvpass_step_content) -> tvpass_step_kind {
        outcome.was_signed_in.to_c(content.was_signed_in());
        tvpass_step_kind::SignedOut
    }
}

/// A flow that has not begun. Without mvpd it is of the one that the installation remembers.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logout_init(
    flow: Option<&mut MaybeUninit<tvpass_logout>>,
    mvpd: tvpass_string,
    redirect_url: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (mvpd, redirect_url) = (check.text(&mvpd, "mvpd"), check.required(&redirect_url, "redirectUrl"));
        let made = check.accept(Logout::new(mvpd, redirect_url))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logout_handle(
    flow: Option<&mut tvpass_logout>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_logout>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logout_step(
    flow: Option<&tvpass_logout>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_logout>() }, flow.map(Place::from), &mut arguments)
}
