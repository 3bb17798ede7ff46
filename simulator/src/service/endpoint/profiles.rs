//! `profiles`, `profile_mvpd`, `profile_code`: who the viewer is.

use tvpass::endpoint::{
    Attribute, AttributeState, GetProfileCode, GetProfileMvpd, ProfileEvent, ProfileType, encode_profiles,
};
use tvpass::json::{Private, Value};

use crate::message::Response;
use crate::service::answer::encoded;
use crate::service::caller::Caller;
use crate::service::standing::Standing;
use crate::service::{Outcome, Refusal, Service};
use crate::state::{Profile, Progress};

impl Service {
    pub(in crate::service) fn profiles(&self, caller: &Caller<'_>) -> Outcome {
        let application = caller.application()?;
        Ok(answer(200, self.valid_profiles(caller, &application)))
    }

    pub(in crate::service) fn profile_mvpd(&self, caller: &Caller<'_>) -> Outcome {
        let mvpd = self.path_mvpd(caller)?;
        let application = caller.application()?;
        if let Some(terms) = self.settings.world.mvpd(&mvpd).and_then(|mvpd| mvpd.temporary) {
            let access = self.temporary_access(caller, &application, &mvpd, terms, true)?;
            return match access.lapsed(caller.now, None) {
                Some(code) => Err(Refusal::new(code, "The temporary access is used up.")),
                None => Ok(answer(200, [&access.profile(caller.now, &application)])),
            };
        }
        match self.standing(caller, &application, &mvpd) {
            Standing::Valid(profile) => Ok(answer(200, [profile])),
            _ if self.rules.is_authenticated_by_degradation(&mvpd) => {
                Ok(answer(200, [&self.degraded_profile(caller.now, &application, &mvpd)]))
            }
            _ => Ok(answer(200, [])),
        }
    }

    pub(in crate::service) fn profile_code(&self, caller: &Caller<'_>) -> Outcome {
        let (mut current, mut early) = (caller.scratch(), caller.scratch());
        let code = match caller.decode::<GetProfileCode<'_>>(&mut current) {
            Ok(call) => call.code,
            // The early form with one segment (P1) reads as an MVPD.
            Err(_) => caller.decode::<GetProfileMvpd<'_>>(&mut early)?.mvpd,
        };
        let session = self.session(caller.now, &caller.service_provider, code)?;
        let mvpd = session.parameters.mvpd.as_deref().filter(|_| session.progress == Progress::Done);
        let profile = mvpd.and_then(|mvpd| self.state.profiles.of_application(&session.application, mvpd));
        Ok(answer(200, profile.filter(|profile| profile.is_valid(caller.now))))
    }
}

/// The answer that all calls about profiles share.
pub(super) fn answer<'s>(status: u16, profiles: impl IntoIterator<Item = &'s Profile>) -> Response {
    let profiles: Vec<_> = profiles.into_iter().map(|profile| (profile, values(profile))).collect();
    Response::json(
        status,
        encoded(|buffer| {
            encode_profiles(profiles.iter().flat_map(|(profile, values)| events(profile, values)), buffer)
        }),
    )
}

/// The JSON of the attributes' values, which the pieces of the answer borrow.
fn values(profile: &Profile) -> Vec<String> {
    profile.attributes.iter().map(|attribute| attribute.value.to_string()).collect()
}

fn events<'s>(profile: &'s Profile, values: &'s [String]) -> impl Iterator<Item = ProfileEvent<'s>> {
    let attributes = profile.attributes.iter().zip(values).map(|(attribute, value)| {
        ProfileEvent::Attribute(Attribute {
            name: attribute.name.as_str().into(),
            value: Private::new(Value::decode(value.as_bytes()).unwrap_or_default()),
            state: if attribute.encrypted { AttributeState::Encrypted } else { AttributeState::Plain },
            error: None,
        })
    });
    let head = [
        ProfileEvent::Begin(profile.mvpd.as_str().into()),
        ProfileEvent::NotBefore(profile.not_before),
        ProfileEvent::NotAfter(profile.not_after),
        ProfileEvent::Issuer(profile.issuer.as_str().into()),
        ProfileEvent::Type(ProfileType::from(profile.origin.name())),
    ];
    head.into_iter().chain(attributes).chain([ProfileEvent::End])
}
