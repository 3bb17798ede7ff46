//! The flow `SecondScreen`.

use core::mem::MaybeUninit;

use tvpass::old_flow::SecondScreen;

use crate::check::check;
use crate::flow::step::{Arguments, Flow, Kind, StepOf, step};
use crate::slot::{Place, slot};
use crate::{
    tvpass_buffer, tvpass_client, tvpass_context, tvpass_detail, tvpass_input, tvpass_now, tvpass_result, tvpass_step,
    tvpass_string,
};

/// 64-bit words of memory in a tvpass_second_screen.
pub const TVPASS_SECOND_SCREEN_WORDS: usize = 24;

/// Signs a viewer in for the device that shows a code.
#[repr(C)]
pub struct tvpass_second_screen {
    opaque: [MaybeUninit<u64>; TVPASS_SECOND_SCREEN_WORDS],
}

slot!(tvpass_second_screen: SecondScreen, 21);

impl Flow for tvpass_second_screen {
    const STEP: StepOf<SecondScreen> = SecondScreen::step;
}

/// A flow for the code that a person typed.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_second_screen_init(
    flow: Option<&mut MaybeUninit<tvpass_second_screen>>,
    code: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let made = SecondScreen::new(check.required(&code, "code"));
        let made = check.accept(made)?;
        check.hold(flow, made)
    })
}

/// Takes what happened, and says what to do.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_second_screen_step(
    context: Option<&tvpass_context>,
    client: Option<&mut tvpass_client>,
    flow: Option<&mut tvpass_second_screen>,
    now: Option<&tvpass_now>,
    input: Option<&tvpass_input>,
    buffer: tvpass_buffer,
    to_do: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Arguments { context, client, now, input, buffer, step: to_do, detail };
    step(const { &Kind::of::<tvpass_second_screen>() }, flow.map(Place::from), &mut arguments)
}
