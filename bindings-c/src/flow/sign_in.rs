//! The flow `SignIn`.

use core::mem::MaybeUninit;

use tvpass::old_flow::SignIn;

use crate::check::check;
use crate::flow::step::{Arguments, Flow, Kind, StepOf, step};
use crate::slot::{Place, slot};
use crate::{
    tvpass_buffer, tvpass_client, tvpass_context, tvpass_detail, tvpass_input, tvpass_now, tvpass_result, tvpass_step,
};

/// 64-bit words of memory in a tvpass_sign_in.
pub const TVPASS_SIGN_IN_WORDS: usize = 24;

/// Signs a viewer in, here or through a second screen.
#[repr(C)]
pub struct tvpass_sign_in {
    opaque: [MaybeUninit<u64>; TVPASS_SIGN_IN_WORDS],
}

slot!(tvpass_sign_in: SignIn, 20);

impl Flow for tvpass_sign_in {
    const STEP: StepOf<SignIn> = SignIn::step;
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sign_in_init(flow: Option<&mut MaybeUninit<tvpass_sign_in>>) -> tvpass_result {
    check(None, |check| check.hold(flow, SignIn::new()))
}

/// Takes what happened, and says what to do.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sign_in_step(
    context: Option<&tvpass_context>,
    client: Option<&mut tvpass_client>,
    flow: Option<&mut tvpass_sign_in>,
    now: Option<&tvpass_now>,
    input: Option<&tvpass_input>,
    buffer: tvpass_buffer,
    to_do: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Arguments { context, client, now, input, buffer, step: to_do, detail };
    step(const { &Kind::of::<tvpass_sign_in>() }, flow.map(Place::from), &mut arguments)
}
