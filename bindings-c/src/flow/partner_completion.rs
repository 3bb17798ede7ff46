//! The flow `PartnerCompletion`.

use core::convert::Infallible;
use core::mem::MaybeUninit;

use tvpass::endpoint::APPLE;
use tvpass::flow::{PartnerCompleted, PartnerCompletion};

use crate::check::{Check, check};
use crate::flow::ended::with_profile;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_partner_completion.
pub const TVPASS_PARTNER_COMPLETION_WORDS: usize = 30;

/// Turns the SAML response of a partner's framework into a profile.
#[repr(C)]
pub struct tvpass_partner_completion {
    opaque: [MaybeUninit<u64>; TVPASS_PARTNER_COMPLETION_WORDS],
}

slot!(tvpass_partner_completion: Running<PartnerCompletion<&'static str>>, 29);

impl FlowSlot for tvpass_partner_completion {
    type Flow = PartnerCompletion<&'static str>;

    fn reply(_: &tvpass_event, check: &mut Check) -> Option<Infallible> {
        check.unknown_kind()
    }

    fn question(never: &Infallible, _: &mut tvpass_step_content) -> tvpass_step_kind {
        match *never {}
    }

    fn outcome(outcome: &PartnerCompleted<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        use tvpass_step_kind as Kind;
        match outcome {
            PartnerCompleted::Profile { profile, profiles, .. } => with_profile(profile, profiles, content),
            PartnerCompleted::Basic(failure) => {
                let place = content.basic();
                failure.is_some().to_c(&mut place.has_failure);
                failure.to_c(&mut place.failure);
                Kind::Basic
            }
            _ => Kind::Unknown,
        }
    }
}

/// A flow that has not begun. partner may be absent for Apple.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_completion_init(
    flow: Option<&mut MaybeUninit<tvpass_partner_completion>>,
    partner: tvpass_string,
    saml_response: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let partner = check.text(&partner, "partner").unwrap_or(APPLE);
        let saml_response = check.required(&saml_response, "saml");
        let made = check.accept(PartnerCompletion::new(partner, saml_response))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_completion_handle(
    flow: Option<&mut tvpass_partner_completion>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_partner_completion>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_completion_step(
    flow: Option<&tvpass_partner_completion>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_partner_completion>() }, flow.map(Place::from), &mut arguments)
}
