//! The flows `ListDevices` and `UnlinkDevices`.

use core::mem::MaybeUninit;

use tvpass::endpoint::LinkedDevices;
use tvpass::flow::{DeviceReply, ListDevices, Served, TokenRenewed, UnlinkDevices, Unlinked};

use crate::check::{Check, check};
use crate::endpoint::DeviceIds;
use crate::flow::asked::Asked;
use crate::flow::ended::served;
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, hold, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_kept_token, tvpass_now,
    tvpass_result, tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_list_devices.
pub const TVPASS_LIST_DEVICES_WORDS: usize = 26;
/// 64-bit words of memory in a tvpass_unlink_devices.
pub const TVPASS_UNLINK_DEVICES_WORDS: usize = 28;

/// Lists the devices of the sign-in; when the viewer looks, never in a loop.
#[repr(C)]
pub struct tvpass_list_devices {
    opaque: [MaybeUninit<u64>; TVPASS_LIST_DEVICES_WORDS],
}

/// Takes devices out of the sign-in.
#[repr(C)]
pub struct tvpass_unlink_devices {
    opaque: [MaybeUninit<u64>; TVPASS_UNLINK_DEVICES_WORDS],
}

slot!(tvpass_list_devices: Running<ListDevices<&'static str>>, 40);
slot!(tvpass_unlink_devices: Running<UnlinkDevices<DeviceIds, &'static str>>, 41);

impl FlowSlot for tvpass_list_devices {
    type Flow = ListDevices<&'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<DeviceReply> {
        reply(event, check)
    }

    fn question(question: &TokenRenewed<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        question.ask(content)
    }

    fn outcome(
        outcome: &Served<'static, LinkedDevices<'static>>,
        content: &mut tvpass_step_content,
    ) -> tvpass_step_kind {
        served(outcome, content, |devices, content| {
            hold(content.linked_devices(), *devices);
            tvpass_step_kind::DevicesListed
        })
    }
}

impl FlowSlot for tvpass_unlink_devices {
    type Flow = UnlinkDevices<DeviceIds, &'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<DeviceReply> {
        reply(event, check)
    }

    fn question(question: &TokenRenewed<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        question.ask(content)
    }

    fn outcome(outcome: &Served<'static, Unlinked<'static>>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        served(outcome, content, |unlinked, content| {
            unlinked.to_c(content.unlinked());
            tvpass_step_kind::DevicesUnlinked
        })
    }
}

fn reply(event: &tvpass_event, check: &mut Check) -> Option<DeviceReply> {
    match event.kind {
        EventKind::TOKEN_KEPT => Some(DeviceReply::TokenKept),
        _ => check.unknown_kind(),
    }
}

/// A flow that has not begun. The common identifier, which may be absent, gets a new token where the kept one is refused.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_list_devices_init(
    flow: Option<&mut MaybeUninit<tvpass_list_devices>>,
    kept: Option<&tvpass_kept_token>,
    identifier: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (kept, identifier) = (check.slot(kept)?, check.text(&identifier, "identifier"));
        let made = check.accept(ListDevices::new(*kept, identifier))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_list_devices_handle(
    flow: Option<&mut tvpass_list_devices>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_list_devices>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_list_devices_step(
    flow: Option<&tvpass_list_devices>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_list_devices>() }, flow.map(Place::from), &mut arguments)
}

/// A flow that has not begun. The ids are an array, as tvpass_linked_device has them, TVPASS_UNLINK_LIMIT at most; it stays
/// where it is for as long as the flow runs. The common identifier, which may be absent, gets a new token where the kept one is
/// refused.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_unlink_devices_init(
    flow: Option<&mut MaybeUninit<tvpass_unlink_devices>>,
    devices: *const tvpass_string,
    device_count: u32,
    kept: Option<&tvpass_kept_token>,
    identifier: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let devices = check.devices(devices, device_count);
        let (kept, identifier) = (check.slot(kept)?, check.text(&identifier, "identifier"));
        let made = check.accept(UnlinkDevices::new(devices, *kept, identifier))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_unlink_devices_handle(
    flow: Option<&mut tvpass_unlink_devices>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_unlink_devices>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_unlink_devices_step(
    flow: Option<&tvpass_unlink_devices>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_unlink_devices>() }, flow.map(Place::from), &mut arguments)
}
