//! The flow `PartnerSignIn`.

use core::mem::MaybeUninit;

use tvpass::old_flow::PartnerSignIn;

use crate::check::check;
use crate::flow::step::{Arguments, Flow, Kind, StepOf, step};
use crate::slot::{Place, slot};
use crate::{
    tvpass_buffer, tvpass_client, tvpass_context, tvpass_detail, tvpass_input, tvpass_now, tvpass_result, tvpass_step,
};

/// 64-bit words of memory in a tvpass_partner_sign_in.
pub const TVPASS_PARTNER_SIGN_IN_WORDS: usize = 28;

/// Signs the viewer in through a partner's framework, or by the basic flow where that cannot be.
#[repr(C)]
pub struct tvpass_partner_sign_in {
    opaque: [MaybeUninit<u64>; TVPASS_PARTNER_SIGN_IN_WORDS],
}

slot!(tvpass_partner_sign_in: PartnerSignIn, 27);

impl Flow for tvpass_partner_sign_in {
    const STEP: StepOf<PartnerSignIn> = PartnerSignIn::step;
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_sign_in_init(flow: Option<&mut MaybeUninit<tvpass_partner_sign_in>>) -> tvpass_result {
    check(None, |check| check.hold(flow, PartnerSignIn::new()))
}

/// Takes what happened, and says what to do.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_sign_in_step(
    context: Option<&tvpass_context>,
    client: Option<&mut tvpass_client>,
    flow: Option<&mut tvpass_partner_sign_in>,
    now: Option<&tvpass_now>,
    input: Option<&tvpass_input>,
    buffer: tvpass_buffer,
    to_do: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Arguments { context, client, now, input, buffer, step: to_do, detail };
    step(const { &Kind::of::<tvpass_partner_sign_in>() }, flow.map(Place::from), &mut arguments)
}
