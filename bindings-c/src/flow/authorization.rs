//! The flow `Authorization`.

use core::mem::MaybeUninit;

use tvpass::old_flow::Authorization;

use crate::check::check;
use crate::flow::step::{Arguments, Flow, Kind, StepOf, step};
use crate::slot::{Place, slot};
use crate::{
    tvpass_buffer, tvpass_client, tvpass_context, tvpass_detail, tvpass_input, tvpass_now, tvpass_result, tvpass_step,
};

/// 64-bit words of memory in a tvpass_authorization.
pub const TVPASS_AUTHORIZATION_WORDS: usize = 8;

/// Asks whether the viewer may watch the one resource of the context.
#[repr(C)]
pub struct tvpass_authorization {
    opaque: [MaybeUninit<u64>; TVPASS_AUTHORIZATION_WORDS],
}

slot!(tvpass_authorization: Authorization, 25);

impl Flow for tvpass_authorization {
    const STEP: StepOf<Authorization> = Authorization::step;
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_authorization_init(flow: Option<&mut MaybeUninit<tvpass_authorization>>) -> tvpass_result {
    check(None, |check| check.hold(flow, Authorization::new()))
}

/// Takes what happened, and says what to do.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_authorization_step(
    context: Option<&tvpass_context>,
    client: Option<&mut tvpass_client>,
    flow: Option<&mut tvpass_authorization>,
    now: Option<&tvpass_now>,
    input: Option<&tvpass_input>,
    buffer: tvpass_buffer,
    to_do: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Arguments { context, client, now, input, buffer, step: to_do, detail };
    step(const { &Kind::of::<tvpass_authorization>() }, flow.map(Place::from), &mut arguments)
}
