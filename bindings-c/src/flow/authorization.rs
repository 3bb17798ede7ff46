//! The flow `Authorization`.

use core::convert::Infallible;
use core::mem::MaybeUninit;

use tvpass::flow::{Authorization, Authorized};

use crate::check::{Check, check};
use crate::flow::ended::sign_in_needed;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_authorization.
pub const TVPASS_AUTHORIZATION_WORDS: usize = 29;

/// Asks whether the viewer may watch one resource.
#[repr(C)]
pub struct tvpass_authorization {
    opaque: [MaybeUninit<u64>; TVPASS_AUTHORIZATION_WORDS],
}

slot!(tvpass_authorization: Running<Authorization<&'static str>>, 25);

impl FlowSlot for tvpass_authorization {
    type Flow = Authorization<&'static str>;

    fn reply(_: &tvpass_event, check: &mut Check) -> Option<Infallible> {
        check.unknown_kind()
    }

    fn question(never: &Infallible, _: &mut tvpass_step_content) -> tvpass_step_kind {
        match *never {}
    }

    fn outcome(outcome: &Authorized<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        use tvpass_step_kind as Kind;
        match outcome {
            Authorized::Permitted(decision) => {
                decision.to_c(content.decision());
                Kind::Permitted
            }
            Authorized::Denied(decision) => {
                decision.to_c(content.decision());
                Kind::Denied
            }
            Authorized::SignInNeeded(error) => sign_in_needed(error.as_ref(), content),
            _ => Kind::Unknown,
        }
    }
}

/// A flow that has not begun. Without mvpd the one that the installation remembers is asked.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_authorization_init(
    flow: Option<&mut MaybeUninit<tvpass_authorization>>,
    resource: tvpass_string,
    mvpd: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (resource, mvpd) = (check.required(&resource, "resource"), check.text(&mvpd, "mvpd"));
        let made = check.accept(Authorization::new(resource, mvpd))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_authorization_handle(
    flow: Option<&mut tvpass_authorization>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_authorization>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_authorization_step(
    flow: Option<&tvpass_authorization>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_authorization>() }, flow.map(Place::from), &mut arguments)
}
