//! The flow `Registration`.

use core::convert::Infallible;
use core::mem::MaybeUninit;

use tvpass::flow::Registration;

use crate::check::{Check, check};
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, slot};
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind,
};

/// 64-bit words of memory in a tvpass_registration.
pub const TVPASS_REGISTRATION_WORDS: usize = 25;

/// Gets credentials and a token, and nothing more.
#[repr(C)]
pub struct tvpass_registration {
    opaque: [MaybeUninit<u64>; TVPASS_REGISTRATION_WORDS],
}

slot!(tvpass_registration: Running<Registration>, 19);

impl FlowSlot for tvpass_registration {
    type Flow = Registration;

    fn reply(_: &tvpass_event, check: &mut Check) -> Option<Infallible> {
        check.unknown_kind()
    }

    fn question(never: &Infallible, _: &mut tvpass_step_content) -> tvpass_step_kind {
        match *never {}
    }

    fn outcome((): &(), _: &mut tvpass_step_content) -> tvpass_step_kind {
        tvpass_step_kind::Registered
    }
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_registration_init(flow: Option<&mut MaybeUninit<tvpass_registration>>) -> tvpass_result {
    check(None, |check| check.hold(flow, Running::new(Registration::new())))
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_registration_handle(
    flow: Option<&mut tvpass_registration>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_registration>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_registration_step(
    flow: Option<&tvpass_registration>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_registration>() }, flow.map(Place::from), &mut arguments)
}
