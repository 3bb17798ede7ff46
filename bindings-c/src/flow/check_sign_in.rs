//! The flow `CheckSignIn`.

use core::convert::Infallible;
use core::mem::MaybeUninit;

use tvpass::flow::{CheckSignIn, SignInState};

use crate::check::{Check, check};
use crate::flow::ended::with_profile;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, slot};
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind,
};

/// 64-bit words of memory in a tvpass_check_sign_in.
pub const TVPASS_CHECK_SIGN_IN_WORDS: usize = 12;

/// Says whether somebody is signed in: from what the installation keeps, else by one request for the profiles. It opens no
/// session and asks nothing.
#[repr(C)]
pub struct tvpass_check_sign_in {
    opaque: [MaybeUninit<u64>; TVPASS_CHECK_SIGN_IN_WORDS],
}

slot!(tvpass_check_sign_in: Running<CheckSignIn>, 42);

impl FlowSlot for tvpass_check_sign_in {
    type Flow = CheckSignIn;

    fn reply(_: &tvpass_event, check: &mut Check) -> Option<Infallible> {
        check.unknown_kind()
    }

    fn question(never: &Infallible, _: &mut tvpass_step_content) -> tvpass_step_kind {
        match *never {}
    }

    fn outcome(outcome: &SignInState<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match outcome {
            SignInState::Remembered { mvpd, until, .. } => {
                let place = content.remembered_sign_in();
                place.mvpd = (*mvpd).into();
                place.not_after = until.millis();
                tvpass_step_kind::SignInRemembered
            }
            SignInState::SignedIn { profile, profiles, .. } => with_profile(profile, profiles, content),
            SignInState::SignedOut => tvpass_step_kind::NobodySignedIn,
            _ => tvpass_step_kind::Unknown,
        }
    }
}

/// A flow that has not begun.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_check_sign_in_init(flow: Option<&mut MaybeUninit<tvpass_check_sign_in>>) -> tvpass_result {
    check(None, |check| check.hold(flow, Running::new(CheckSignIn::new())))
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_check_sign_in_handle(
    flow: Option<&mut tvpass_check_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_check_sign_in>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_check_sign_in_step(
    flow: Option<&tvpass_check_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_check_sign_in>() }, flow.map(Place::from), &mut arguments)
}
