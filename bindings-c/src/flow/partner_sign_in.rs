//! The flow `PartnerSignIn`.

use core::mem::MaybeUninit;

use tvpass::endpoint::APPLE;
use tvpass::flow::{PartnerQuestion, PartnerReply, PartnerSignIn, PartnerSignedIn};

use crate::check::{Check, check};
use crate::flow::ended::with_profile;
use crate::flow::event::EventKind;
use crate::flow::running::{FlowSlot, Handle, Kind, Running, Write, handle, write};
use crate::slot::{Place, hold, slot};
use crate::to_c::ToC;
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind, tvpass_string,
};

/// 64-bit words of memory in a tvpass_partner_sign_in.
pub const TVPASS_PARTNER_SIGN_IN_WORDS: usize = 39;

/// Gets the request that a partner's framework answers, or finds the profile that is there already.
#[repr(C)]
pub struct tvpass_partner_sign_in {
    opaque: [MaybeUninit<u64>; TVPASS_PARTNER_SIGN_IN_WORDS],
}

slot!(tvpass_partner_sign_in: Running<PartnerSignIn<&'static str>>, 27);

impl FlowSlot for tvpass_partner_sign_in {
    type Flow = PartnerSignIn<&'static str>;

    fn reply(event: &tvpass_event, check: &mut Check) -> Option<PartnerReply<'static>> {
        match event.kind {
            EventKind::PARTNER_STATUS => Some(PartnerReply::Status(event.partner_status(check))),
            EventKind::CHOSEN => Some(PartnerReply::Chosen(check.required(&event.mvpd, "mvpd"))),
            EventKind::REFUSED => Some(PartnerReply::Refused),
            _ => check.unknown_kind(),
        }
    }

    fn question(question: &PartnerQuestion<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        match question {
            PartnerQuestion::Status { interruption_allowed, configuration, .. } => {
                let place = content.partner();
                interruption_allowed.to_c(&mut place.interruption_allowed);
                configuration.is_some().to_c(&mut place.has_configuration);
                if let Some(configuration) = configuration {
                    hold(&mut place.configuration, *configuration);
                }
                tvpass_step_kind::PartnerStatus
            }
            _ => tvpass_step_kind::Unknown,
        }
    }

    fn outcome(outcome: &PartnerSignedIn<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
        use tvpass_step_kind as Kind;
        match outcome {
            PartnerSignedIn::Profile { profile, profiles, .. } => with_profile(profile, profiles, content),
            PartnerSignedIn::AskFramework(request) => {
                request.to_c(content.authentication_request());
                Kind::AskFramework
            }
            PartnerSignedIn::Basic { mvpd, .. } => {
                content.basic().mvpd = (*mvpd).into();
                Kind::Basic
            }
            _ => Kind::Unknown,
        }
    }
}

/// A flow that has not begun. partner may be absent for Apple. domain_name and redirect_url should be there, so that the service
/// can fall back to a login page by itself.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_sign_in_init(
    flow: Option<&mut MaybeUninit<tvpass_partner_sign_in>>,
    partner: tvpass_string,
    domain_name: tvpass_string,
    redirect_url: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let partner = check.text(&partner, "partner").unwrap_or(APPLE);
        let (domain_name, redirect_url) =
            (check.text(&domain_name, "domainName"), check.text(&redirect_url, "redirectUrl"));
        let made = check.accept(PartnerSignIn::new(partner, domain_name, redirect_url))?;
        check.hold(flow, Running::new(made))
    })
}

/// Decides what comes of an event. Then save the installation if it is unsaved, and write the step.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_sign_in_handle(
    flow: Option<&mut tvpass_partner_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&mut tvpass_installation>,
    now: Option<&tvpass_now>,
    event: Option<&tvpass_event>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Handle { app, installation, now, event, detail };
    handle(const { &Kind::of::<tvpass_partner_sign_in>() }, flow.map(Place::from), &mut arguments)
}

/// Writes the step of the last decision. It changes nothing, and may be called again with a larger buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_sign_in_step(
    flow: Option<&tvpass_partner_sign_in>,
    app: Option<&tvpass_app>,
    installation: Option<&tvpass_installation>,
    buffer: tvpass_buffer,
    step: Option<&mut MaybeUninit<tvpass_step>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let mut arguments = Write { app, installation, buffer, step, detail };
    write(const { &Kind::of::<tvpass_partner_sign_in>() }, flow.map(Place::from), &mut arguments)
}
