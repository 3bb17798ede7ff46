//! A viewer's standing at an MVPD: by a profile of the application, or by one that an identity brings along.

use serde_json::json;
use tvpass::json::Timestamp;

use super::Service;
use super::caller::Caller;
use crate::state::{Application, Attribute, Fingerprint, Identity, Origin, Owner, Profile};

/// True if a viewer counts as signed in.
pub(super) enum Standing<'s> {
    /// By this profile.
    Valid(&'s Profile),
    /// Not any more.
    Expired,
    /// Not at all.
    Missing,
}

impl Service {
    /// The standing that `application` and the identities of `caller` have at `mvpd`.
    pub(super) fn standing(&self, caller: &Caller<'_>, application: &Application, mvpd: &str) -> Standing<'_> {
        self.standing_of(caller, application, &caller.identities, mvpd)
    }

    /// The same of an application that is not the caller, with its own identities.
    pub(super) fn standing_of(
        &self,
        caller: &Caller<'_>,
        application: &Application,
        identities: &[Identity],
        mvpd: &str,
    ) -> Standing<'_> {
        let profiles = &self.state.profiles;
        let own = profiles.of_application(application, mvpd).filter(|profile| self.is_usable(caller, profile));
        let shared = identities.iter().filter_map(|identity| profiles.of_identity(identity, mvpd));
        let mut standing = Standing::Missing;
        for profile in own.into_iter().chain(shared) {
            if profile.is_valid(caller.now) {
                return Standing::Valid(profile);
            }
            standing = Standing::Expired;
        }
        standing
    }

    /// All valid profiles, one for each MVPD whose integration is on; the application's own come first.
    pub(super) fn valid_profiles(&self, caller: &Caller<'_>, application: &Application) -> Vec<&Profile> {
        let owners = std::iter::once(Owner::Application(application.clone()))
            .chain(caller.identities.iter().cloned().map(Owner::Identity));
        let mut found: Vec<&Profile> = Vec::new();
        for profile in owners.flat_map(|owner| self.state.profiles.all_of(owner)) {
            let is_wanted = profile.is_valid(caller.now)
                && self.is_usable(caller, profile)
                && self.mvpd(&caller.service_provider, &profile.mvpd).is_ok()
                && found.iter().all(|known| known.mvpd != profile.mvpd);
            if is_wanted {
                found.push(profile);
            }
        }
        found
    }

    /// A profile that came from Apple's framework counts while the framework says so (R98).
    fn is_usable(&self, caller: &Caller<'_>, profile: &Profile) -> bool {
        profile.origin != Origin::AppleSso
            || caller.framework.valid_provider().is_some_and(|provider| {
                self.settings.world.mvpd(&profile.mvpd).and_then(|mvpd| mvpd.platform_mapping_id.as_deref())
                    == Some(provider)
            })
    }

    /// The profile that a degradation rule lends to everybody (R80).
    pub(super) fn degraded_profile(&self, now: Timestamp, application: &Application, mvpd: &str) -> Profile {
        Profile {
            owner: Owner::Application(application.clone()),
            mvpd: mvpd.into(),
            origin: Origin::Degraded,
            issuer: "Adobe".into(),
            not_before: now,
            not_after: now.plus_millis(self.settings.degraded_profile_millis),
            attributes: vec![user_id(application, mvpd)],
        }
    }
}

/// The user of a profile that no sign-in made: the device itself (S7).
pub(super) fn user_id(application: &Application, mvpd: &str) -> Attribute {
    let id = Fingerprint::of(format!("userID/{}/{mvpd}", application.device.as_str()).as_bytes());
    Attribute::plain("userID", json!(id))
}
