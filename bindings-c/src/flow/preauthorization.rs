//! The flow `Preauthorization`.

use core::mem::MaybeUninit;

use tvpass::old_flow::{PERMITS_CAPACITY, Preauthorization};

use crate::check::check;
use crate::flow::step::{Arguments, Flow, Kind, StepOf, step};
use crate::slot::{Place, slot};
use crate::{
    tvpass_buffer, tvpass_client, tvpass_context, tvpass_detail, tvpass_input, tvpass_now, tvpass_result, tvpass_step,
};

/// 64-bit words of memory in a tvpass_preauthorization.
pub const TVPASS_PREAUTHORIZATION_WORDS: usize = 20;
/// The most resources of one preauthorization.
pub const TVPASS_PERMITS_CAPACITY: u32 = 256;

const _: () = assert!(TVPASS_PERMITS_CAPACITY as usize == PERMITS_CAPACITY);

/// Asks what of the context's resources the viewer may probably watch.
#[repr(C)]
pub struct tvpass_preauthorization {
    opaque: [MaybeUninit<u64>; TVPASS_PREAUTHORIZATION_WORDS],
}

slot!(tvpass_preauthorization: Preauthorization, 24);

impl Flow for tvpass_preauthorization {
    const STEP: StepOf<Preauthorization> = Preauthorization::step;
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_preauthorization_init(
    flow: Option<&mut MaybeUninit<tvpass_preauthorization>>,
) -> tvpass_result {
    check(None, |check| check.hold(flow, Preauthorization::new()))
}

/// Takes what happened, and says what to do.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_preauthorization_step(
    context: Option<&tvpass_context>,
    client: Option<&mut tvpass_client>,
    flow: Option<&mut tvpass_preauthorization>,
    now: Option<&tvpass_now>,
    input: Option<&tvpass_input>,
    buffer: tvpass_buffer,
    to_do: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Arguments { context, client, now, input, buffer, step: to_do, detail };
    step(const { &Kind::of::<tvpass_preauthorization>() }, flow.map(Place::from), &mut arguments)
}
