//! The flow `Logout`.

use core::mem::MaybeUninit;

use tvpass::old_flow::Logout;

use crate::check::check;
use crate::flow::step::{Arguments, Flow, Kind, StepOf, step};
use crate::slot::{Place, slot};
use crate::{
    tvpass_buffer, tvpass_client, tvpass_context, tvpass_detail, tvpass_input, tvpass_now, tvpass_result, tvpass_step,
};

/// 64-bit words of memory in a tvpass_logout.
pub const TVPASS_LOGOUT_WORDS: usize = 8;

/// Signs the viewer out of the MVPD of the context, or of the one remembered.
#[repr(C)]
pub struct tvpass_logout {
    opaque: [MaybeUninit<u64>; TVPASS_LOGOUT_WORDS],
}

slot!(tvpass_logout: Logout, 26);

impl Flow for tvpass_logout {
    const STEP: StepOf<Logout> = Logout::step;
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logout_init(flow: Option<&mut MaybeUninit<tvpass_logout>>) -> tvpass_result {
    check(None, |check| check.hold(flow, Logout::new()))
}

/// Takes what happened, and says what to do.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logout_step(
    context: Option<&tvpass_context>,
    client: Option<&mut tvpass_client>,
    flow: Option<&mut tvpass_logout>,
    now: Option<&tvpass_now>,
    input: Option<&tvpass_input>,
    buffer: tvpass_buffer,
    to_do: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Arguments { context, client, now, input, buffer, step: to_do, detail };
    step(const { &Kind::of::<tvpass_logout>() }, flow.map(Place::from), &mut arguments)
}
