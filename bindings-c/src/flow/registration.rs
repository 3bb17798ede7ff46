//! The flow `Registration`.

use core::mem::MaybeUninit;

use tvpass::old_flow::Registration;

use crate::check::check;
use crate::flow::step::{Arguments, Flow, Kind, StepOf, step};
use crate::slot::{Place, slot};
use crate::{
    tvpass_buffer, tvpass_client, tvpass_context, tvpass_detail, tvpass_input, tvpass_now, tvpass_result, tvpass_step,
};

/// 64-bit words of memory in a tvpass_registration.
pub const TVPASS_REGISTRATION_WORDS: usize = 4;

/// Gets credentials and a token, and nothing more.
#[repr(C)]
pub struct tvpass_registration {
    opaque: [MaybeUninit<u64>; TVPASS_REGISTRATION_WORDS],
}

slot!(tvpass_registration: Registration, 19);

impl Flow for tvpass_registration {
    const STEP: StepOf<Registration> = Registration::step;
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_registration_init(flow: Option<&mut MaybeUninit<tvpass_registration>>) -> tvpass_result {
    check(None, |check| check.hold(flow, Registration::new()))
}

/// Takes what happened, and says what to do.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_registration_step(
    context: Option<&tvpass_context>,
    client: Option<&mut tvpass_client>,
    flow: Option<&mut tvpass_registration>,
    now: Option<&tvpass_now>,
    input: Option<&tvpass_input>,
    buffer: tvpass_buffer,
    to_do: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Arguments { context, client, now, input, buffer, step: to_do, detail };
    step(const { &Kind::of::<tvpass_registration>() }, flow.map(Place::from), &mut arguments)
}
