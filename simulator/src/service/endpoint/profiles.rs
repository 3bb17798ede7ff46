//! `profiles`, `profile_mvpd`, `profile_code`: who the viewer is.

use tvpass::endpoint::{Attribute, ProfilePiece, ProfileType, encode_profiles};
use tvpass::json::Value;

use crate::message::Response;
use crate::service::answer::encoded;
use crate::service::caller::Caller;
use crate::service::standing::Standing;
use crate::service::{Outcome, Refusal, Service};
use crate::state::{Application, Profile, Progress};

impl Service {
    pub(in crate::service) fn profiles(&self, caller: &Caller<'_>) -> Outcome {
        let application = caller.application()?;
        Ok(answer(200, self.valid_profiles(caller, &application)))
    }

    pub(in crate::service) fn profile_mvpd(&self, caller: &Caller<'_>) -> Outcome {
        let mvpd = self.path_mvpd(caller)?;
        let application = caller.application()?;
        match self.standing(caller, &application, &mvpd) {
            Standing::Valid(profile) => Ok(answer(200, [profile])),
            _ => Ok(answer(200, &self.lent_profile(caller, &application, &mvpd)?)),
        }
    }

    /// The profile that nobody signed in for: of temporary access, or of a degradation.
    fn lent_profile(
        &self,
        caller: &Caller<'_>,
        application: &Application,
        mvpd: &str,
    ) -> Result<Option<Profile>, Refusal> {
        if let Some(terms) = self.settings.world.mvpd(mvpd).and_then(|mvpd| mvpd.temporary) {
            let access = self.temporary_access(caller, application, mvpd, terms, true)?;
            return match access.lapsed(caller.now, None) {
                Some(code) => Err(Refusal::new(code, "The temporary access is used up.")),
                None => Ok(Some(access.profile(caller.now, application))),
            };
        }
        let is_degraded = self.rules.is_authenticated_by_degradation(mvpd);
        Ok(is_degraded.then(|| self.degraded_profile(caller.now, application, mvpd)))
    }

    pub(in crate::service) fn profile_code(&self, caller: &Caller<'_>, code: &str) -> Outcome {
        let session = self.session(caller.now, &caller.service_provider, code)?;
        let Some(mvpd) = session.parameters.mvpd.as_deref() else { return Ok(answer(200, [])) };
        let own = self.state.profiles.of_application(&session.application, mvpd);
        let own = own.filter(|profile| session.progress == Progress::Done && profile.is_valid(caller.now));
        match own {
            Some(profile) => Ok(answer(200, [profile])),
            None => Ok(answer(200, &self.lent_profile(caller, &session.application, mvpd)?)),
        }
    }
}

/// The answer that all calls about profiles share.
pub(super) fn answer<'s>(status: u16, profiles: impl IntoIterator<Item = &'s Profile>) -> Response {
    let profiles: Vec<_> = profiles.into_iter().map(|profile| (profile, values(profile))).collect();
    Response::json(
        status,
        encoded(|buffer| {
            encode_profiles(profiles.iter().flat_map(|(profile, values)| pieces(profile, values)), buffer)
        }),
    )
}

/// The JSON of the attributes' values, which the pieces of the answer borrow.
fn values(profile: &Profile) -> Vec<String> {
    profile.attributes.iter().map(|attribute| attribute.value.to_string()).collect()
}

fn pieces<'s>(profile: &'s Profile, values: &'s [String]) -> impl Iterator<Item = ProfilePiece<'s>> {
    let attributes = profile.attributes.iter().zip(values).map(|(attribute, value)| {
        let make = if attribute.encrypted { Attribute::encrypted } else { Attribute::plain };
        ProfilePiece::Attribute(make(
            attribute.name.as_str().into(),
            Value::decode(value.as_bytes()).unwrap_or_default(),
        ))
    });
    let head = [
        ProfilePiece::Begin(profile.mvpd.as_str().into()),
        ProfilePiece::NotBefore(profile.not_before),
        ProfilePiece::NotAfter(profile.not_after),
        ProfilePiece::Issuer(profile.issuer.as_str().into()),
        ProfilePiece::Type(ProfileType::from(profile.origin.name())),
    ];
    head.into_iter().chain(attributes).chain([ProfilePiece::End])
}
