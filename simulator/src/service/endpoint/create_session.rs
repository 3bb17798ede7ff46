//! `create_session`: a session, unless there is nothing to sign in for.

use tvpass::endpoint::{ActionName, CreateSession, ReasonType};

use super::session::{check_redirect_url, go_on_to_decisions, parameters, to_be_continued};
use crate::service::caller::Caller;
use crate::service::standing::Standing;
use crate::service::{Outcome, Service};
use crate::state::{Application, Identity, Origin, Parameters, Progress, Session};

impl Service {
    pub(in crate::service) fn create_session(&mut self, caller: &Caller<'_>, call: &CreateSession<'_>) -> Outcome {
        let parameters = parameters(call.mvpd, call.domain_name, call.redirect_url);
        let application = caller.application()?;
        if let Some(id) = &parameters.mvpd {
            self.mvpd(&caller.service_provider, id)?;
        }
        check_redirect_url(parameters.redirect_url.as_deref())?;
        if let Some(id) = &parameters.mvpd
            && let Some(reason_type) = self.reason_to_authorize(caller, &application, &caller.identities, id)
        {
            return Ok(go_on_to_decisions(&caller.service_provider, id, &self.random.uuid(), reason_type));
        }
        let session = self.open_session(caller, application, parameters);
        Ok(to_be_continued(&session, ReasonType::None, ActionName::Resume))
    }

    /// Why the viewer needs no sign-in at `mvpd`, if so.
    pub(super) fn reason_to_authorize(
        &self,
        caller: &Caller<'_>,
        application: &Application,
        identities: &[Identity],
        mvpd: &str,
    ) -> Option<ReasonType<'static>> {
        if self.settings.world.mvpd(mvpd).is_some_and(|mvpd| mvpd.temporary.is_some()) {
            return Some(ReasonType::Temporary);
        }
        let origin = match self.standing_of(caller, application, identities, mvpd) {
            Standing::Valid(profile) => Some(profile.origin),
            Standing::Expired | Standing::Missing => None,
        };
        match origin {
            Some(Origin::Regular) => Some(ReasonType::Authenticated),
            _ if self.rules.is_authenticated_by_degradation(mvpd) => Some(ReasonType::Degraded),
            Some(_) => Some(ReasonType::AuthenticatedSso),
            None => None,
        }
    }

    /// A new session; the application's pending one ends.
    pub(super) fn open_session(
        &mut self,
        caller: &Caller<'_>,
        application: Application,
        parameters: Parameters,
    ) -> Session {
        let mut code = self.random.code();
        while self.state.sessions.get(&code).is_some() {
            code = self.random.code();
        }
        let session = Session {
            code,
            id: self.random.uuid(),
            application,
            device_info: caller.device_info.clone(),
            parameters,
            identities: caller.identities.clone(),
            not_before: caller.now,
            not_after: caller.now.plus_millis(self.settings.code_millis),
            progress: Progress::Pending,
            relay: self.random.token(),
        };
        self.state.sessions.open(session.clone());
        session
    }
}
