//! The flow `SignIn` of a device with a picker: the viewer chooses an MVPD here, and signs in here or on another device.

use core::mem::MaybeUninit;

use tvpass::flow::{AnyPlace, QuestionAt, SignIn, SignInReply, SignedIn};

use crate::check::{Check, check};
use crate::flow::ended::signed_in;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::flow::sign_in::{ask, reply};
use crate::slot::{Place, slot};
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_sign_in_arguments, tvpass_step, tvpass_step_content, tvpass_step_kind,
};

/// 64-bit words of memory in a tvpass_picker_sign_in.
pub const TVPASS_PICKER_SIGN_IN_WORDS: usize = 50;

/// The place where the viewer signs in; the MVPD is chosen here.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_place {
    /// On another device: this one shows a code.
    OtherDeviceWithPicker = 1,
    /// Here, in a user agent.
    ThisDevice = 2,
}

fn place_of(number: u32, check: &mut Check) -> Option<AnyPlace> {
    let opens_page = match number {
        1 => false,
        2 => true,
        _ => {
            check.refuse_named(tvpass_result::UnknownNumber, "place");
            return None;
        }
    };
    Some(AnyPlace { opens_page, picks: true })
}

/// Signs a viewer in, at a place that is told at run time. A tvpass_sign_in takes less flash and suffices without a picker.
#[repr(C)]
pub struct tvpass_picker_sign_in {
    opaque: [MaybeUninit<u64>; TVPASS_PICKER_SIGN_IN_WORDS],
}

slot!(tvpass_picker_sign_in: Running<SignIn<AnyPlace, &'static str>>, 31);

impl FlowSlot for tvpass_picker_sign_in {
    type Flow = SignIn<AnyPlace, &'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<SignInReply<'static>> {
        reply(event, check)
    }

    fn question(question: &QuestionAt<'static, AnyPlace>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        ask(question, content)
    }

    fn outcome(outcome: &SignedIn<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        signed_in(outcome, content)
    }
}

/// A flow that has not begun; place is one of tvpass_place.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_picker_sign_in_init(
    flow: Option<&mut MaybeUninit<tvpass_picker_sign_in>>,
    arguments: Option<&tvpass_sign_in_arguments>,
    place: u32,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let arguments = check.require(arguments, "arguments")?;
        let made = arguments.flow(place_of(place, check)?, check);
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_picker_sign_in_handle(
    flow: Option<&mut tvpass_picker_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_picker_sign_in>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_picker_sign_in_step(
    flow: Option<&tvpass_picker_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_picker_sign_in>() }, flow.map(Place::from), &mut arguments)
}
