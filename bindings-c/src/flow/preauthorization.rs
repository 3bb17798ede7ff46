//! The flow `Preauthorization`.

use core::mem::MaybeUninit;

use tvpass::flow::{
    PERMITS_CAPACITY, Preauthorization, PreauthorizationQuestion, PreauthorizationReply, Preauthorized,
};

use crate::check::{Check, check};
use crate::flow::ended::sign_in_needed;
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, hold, slot};
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_resource,
    tvpass_result, tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_preauthorization.
pub const TVPASS_PREAUTHORIZATION_WORDS: usize = 53;
/// The most resources of one preauthorization.
pub const TVPASS_PERMITS_CAPACITY: u32 = 256;

const _: () = assert!(TVPASS_PERMITS_CAPACITY as usize == PERMITS_CAPACITY);

/// Asks what of a catalogue the viewer may probably watch.
#[repr(C)]
pub struct tvpass_preauthorization {
    opaque: [MaybeUninit<u64>; TVPASS_PREAUTHORIZATION_WORDS],
}

slot!(tvpass_preauthorization: Running<Preauthorization<&'static [&'static str], &'static str>>, 24);

impl FlowSlot for tvpass_preauthorization {
    type Flow = Preauthorization<&'static [&'static str], &'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<PreauthorizationReply> {
        match event.kind {
            EventKind::NOTED => Some(PreauthorizationReply::Noted),
            _ => check.unknown_kind(),
        }
    }

    fn question(question: &PreauthorizationQuestion<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match question {
            PreauthorizationQuestion::Decided(part) => {
                hold(content.decided(), *part);
                tvpass_step_kind::Decided
            }
            _ => tvpass_step_kind::Unknown,
        }
    }

    fn outcome(outcome: &Preauthorized<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match outcome {
            Preauthorized::Permits(permits) => {
                hold(content.permits(), **permits);
                tvpass_step_kind::Preauthorized
            }
            Preauthorized::SignInNeeded(error) => sign_in_needed(error.as_ref(), content),
            _ => tvpass_step_kind::Unknown,
        }
    }
}

/// A flow that has not begun. The resources are an array, which stays where it is for as long as the flow runs. Without mvpd the one
/// that the installation remembers is asked. One request names up to limit resources, 0 for the usual number.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_preauthorization_init(
    flow: Option<&mut MaybeUninit<tvpass_preauthorization>>,
    resources: *const tvpass_resource,
    resource_count: u32,
    mvpd: tvpass_string,
    limit: u32,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (resources, mvpd) = (check.resources(resources, resource_count), check.text(&mvpd, "mvpd"));
        let made = check.accept(Preauthorization::new(resources, mvpd))?;
        let limited = if limit == 0 { made } else { made.with_limit(u8::try_from(limit).unwrap_or(u8::MAX)) };
        check.hold(flow, Running::new(limited))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_preauthorization_handle(
    flow: Option<&mut tvpass_preauthorization>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_preauthorization>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_preauthorization_step(
    flow: Option<&tvpass_preauthorization>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_preauthorization>() }, flow.map(Place::from), &mut arguments)
}
