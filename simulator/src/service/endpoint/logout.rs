//! `logout`: removes what the viewer has at one MVPD, and says what is left to do.

use tvpass::endpoint::{Logout, LogoutAction, LogoutActionName, LogoutActionType, encode_logouts};

use super::session::required_redirect_url;
use crate::message::Response;
use crate::segment;
use crate::service::answer::encoded;
use crate::service::caller::Caller;
use crate::service::standing::Standing;
use crate::service::{Outcome, Service};
use crate::state::{Application, Fingerprint, Identity, Origin, Owner, PendingLogout};

impl Service {
    pub(in crate::service) fn logout(&mut self, caller: &Caller<'_>, call: &Logout<'_>) -> Outcome {
        let mvpd = self.path_mvpd(caller)?;
        let redirect_url = required_redirect_url(call.redirect_url)?;
        let application = caller.application()?;
        let (action_name, action_type) = self.logout_action(caller, &application, &mvpd);
        self.remove_profiles(caller, &application, &mvpd);
        let is_interactive = action_name == LogoutActionName::Logout;
        let url = is_interactive.then(|| self.logout_url(caller, &mvpd, redirect_url));
        let action = {
            let mut action = LogoutAction::new(action_name, action_type, mvpd.as_str().into());
            action.url = url.as_deref().map(Into::into);
            action
        };
        Ok(Response::json(200, encoded(|buffer| encode_logouts([action], buffer))))
    }

    fn logout_action(
        &self,
        caller: &Caller<'_>,
        application: &Application,
        mvpd: &str,
    ) -> (LogoutActionName<'static>, LogoutActionType<'static>) {
        let complete = (LogoutActionName::Complete, LogoutActionType::None);
        let known = self.settings.world.mvpd(mvpd);
        let is_temporary = known.is_some_and(|mvpd| mvpd.temporary.is_some());
        if is_temporary || self.rules.is_authenticated_by_degradation(mvpd) {
            return complete;
        }
        // Only the framework itself can sign out of the framework, whatever it says of itself now (R76).
        let own = self.state.profiles.of_application(application, mvpd);
        if own.is_some_and(|profile| profile.origin == Origin::AppleSso && profile.is_valid(caller.now)) {
            return (LogoutActionName::PartnerLogout, LogoutActionType::PartnerInteractive);
        }
        match self.standing(caller, application, mvpd) {
            Standing::Valid(_) if known.is_some_and(|mvpd| mvpd.has_logout) => {
                (LogoutActionName::Logout, LogoutActionType::Interactive)
            }
            Standing::Valid(_) => complete,
            Standing::Expired | Standing::Missing => (LogoutActionName::Invalid, LogoutActionType::None),
        }
    }

    /// Regular and single sign-on profiles go together (R78).
    fn remove_profiles(&mut self, caller: &Caller<'_>, application: &Application, mvpd: &str) {
        for subject in caller.identities.iter().filter_map(Identity::service_token) {
            self.remove_profiles_of_members(subject, &caller.service_provider, mvpd);
        }
        let identities = caller.identities.iter().cloned().map(Owner::Identity);
        for owner in std::iter::once(Owner::Application(application.clone())).chain(identities) {
            self.state.profiles.remove(&(owner, mvpd.to_owned()));
        }
    }

    /// One logout with a service token is one for every device of its sign-in.
    fn remove_profiles_of_members(&mut self, subject: &Fingerprint, service_provider: &str, mvpd: &str) {
        let members = self.state.members.of(subject, service_provider);
        let devices: Vec<_> = members.map(|member| member.device.clone()).collect();
        let is_member = |owner: &Owner| match owner {
            Owner::Application(application) => {
                application.service_provider == service_provider && devices.contains(&application.device)
            }
            Owner::Identity(_) => false,
        };
        self.state.profiles.retain(|profile| profile.mvpd != mvpd || !is_member(&profile.owner));
    }

    /// The provider's own logout page, which leads back to `redirect_url`.
    fn logout_url(&mut self, caller: &Caller<'_>, mvpd: &str, redirect_url: &str) -> String {
        let relay = self.random.token();
        self.state.logouts.put(PendingLogout {
            relay: relay.clone(),
            redirect_url: Some(redirect_url.into()),
            not_after: caller.now.plus_millis(self.settings.code_millis),
        });
        format!("/mvpd/{}/logout?relay={relay}", segment::encoded(mvpd))
    }
}
