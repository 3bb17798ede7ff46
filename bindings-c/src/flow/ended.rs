//! The ends of flows, written into a step.

use tvpass::endpoint::{Profile, Profiles};
use tvpass::flow::{Access, NoSingleSignOn, Served, SignedIn};
use tvpass::message::EnhancedError;

use crate::slot::hold;
use crate::to_c::ToC;
use crate::{tvpass_access, tvpass_step_content, tvpass_step_kind};

pub(crate) fn signed_in(outcome: &SignedIn<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
    match outcome {
        SignedIn::Profile { profile, profiles, .. } => with_profile(profile, profiles, content),
        SignedIn::Granted { access, mvpd, .. } => {
            let place = content.granted();
            place.access = match access {
                Access::Temporary => tvpass_access::Temporary,
                Access::Degraded => tvpass_access::Degraded,
            } as u32;
            place.mvpd = (*mvpd).into();
            tvpass_step_kind::Granted
        }
        _ => tvpass_step_kind::Unknown,
    }
}

pub(crate) fn with_profile(
    profile: &Profile<'static>,
    profiles: &Profiles<'static>,
    content: &mut tvpass_step_content,
) -> tvpass_step_kind {
    let place = content.signed_in();
    profile.to_c(&mut place.profile);
    hold(&mut place.profiles, *profiles);
    tvpass_step_kind::SignedIn
}

pub(crate) fn sign_in_needed(
    error: Option<&EnhancedError<'static>>,
    content: &mut tvpass_step_content,
) -> tvpass_step_kind {
    if let Some(error) = error {
        error.to_c(content.sign_in_needed());
    }
    tvpass_step_kind::SignInNeeded
}

pub(crate) fn without(reason: &NoSingleSignOn<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
    reason.to_c(content.no_single_sign_on());
    tvpass_step_kind::WithoutSingleSignOn
}

/// The end of a flow that needs the service; `done` writes that of one that was served.
pub(crate) fn served<T>(
    outcome: &Served<'static, T>,
    content: &mut tvpass_step_content,
    done: impl FnOnce(&T, &mut tvpass_step_content) -> tvpass_step_kind,
) -> tvpass_step_kind {
    match outcome {
        Served::Done(end) => done(end, content),
        Served::WithoutSingleSignOn(reason) => without(reason, content),
    }
}
