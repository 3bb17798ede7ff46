//! The flow `LinkDevice`.

use core::mem::MaybeUninit;

use tvpass::flow::{CodeExpired, LinkDevice, LinkQuestion, LinkReply, Linked};

use crate::check::{Check, check};
use crate::flow::asked::Asked;
use crate::flow::ended::served;
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_kept_token, tvpass_now,
    tvpass_result, tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_link_device.
pub const TVPASS_LINK_DEVICE_WORDS: usize = 28;

/// Shows a code that brings another device into this device's sign-in.
#[repr(C)]
pub struct tvpass_link_device {
    opaque: [MaybeUninit<u64>; TVPASS_LINK_DEVICE_WORDS],
}

slot!(tvpass_link_device: Running<LinkDevice<&'static str>>, 39);

impl FlowSlot for tvpass_link_device {
    type Flow = LinkDevice<&'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<LinkReply> {
        match event.kind {
            EventKind::SHOWN => Some(LinkReply::Shown),
            EventKind::NEW_CODE => Some(LinkReply::NewCode),
            EventKind::FINISHED => Some(LinkReply::Finished),
            EventKind::TOKEN_KEPT => Some(LinkReply::TokenKept),
            _ => check.unknown_kind(),
        }
    }

    fn question(question: &LinkQuestion<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match question {
            LinkQuestion::ShowCode(shown) => shown.ask(content),
            LinkQuestion::CodeExpired => {
                CodeExpired::TimePassed(None).to_c(content.code_expired());
                tvpass_step_kind::CodeExpired
            }
            LinkQuestion::TokenRenewed(renewed) => renewed.ask(content),
            _ => tvpass_step_kind::Unknown,
        }
    }

    fn outcome(outcome: &Linked<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        served(outcome, content, |(), _| tvpass_step_kind::Linked)
    }
}

/// A flow that has not begun. The common identifier, which may be absent, gets a new token where the kept one is refused.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_link_device_init(
    flow: Option<&mut MaybeUninit<tvpass_link_device>>,
    kept: Option<&tvpass_kept_token>,
    identifier: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (kept, identifier) = (check.slot(kept)?, check.text(&identifier, "identifier"));
        let made = check.accept(LinkDevice::new(*kept, identifier))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_link_device_handle(
    flow: Option<&mut tvpass_link_device>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_link_device>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_link_device_step(
    flow: Option<&tvpass_link_device>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_link_device>() }, flow.map(Place::from), &mut arguments)
}
