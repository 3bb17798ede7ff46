//! `resume_session`: fills in what a session lacks.

use tvpass::endpoint::{ActionName, ReasonType, ResumeSession};

use super::session::{check_redirect_url, go_on_to_decisions, parameters, to_be_continued};
use crate::service::caller::Caller;
use crate::service::{Outcome, Service};
use crate::state::Progress;

impl Service {
    pub(in crate::service) fn resume_session(&mut self, caller: &Caller<'_>, call: &ResumeSession<'_>) -> Outcome {
        let parameters = parameters(call.mvpd, call.domain_name, call.redirect_url);
        if let Some(id) = &parameters.mvpd {
            self.mvpd(&caller.service_provider, id)?;
        }
        let mut session = self.session(caller.now, &caller.service_provider, call.code)?.clone();
        check_redirect_url(parameters.redirect_url.as_deref())?;
        session.parameters.complete_with(parameters);
        if let (Progress::Done, Some(mvpd)) = (session.progress, &session.parameters.mvpd) {
            return Ok(go_on_to_decisions(&caller.service_provider, mvpd, &session.id, ReasonType::Authenticated));
        }
        self.state.sessions.update(session.clone());
        // Complete, it decides as `create_session` does, for the device that opened the session (S8).
        let mvpd = session.parameters.mvpd.as_deref().filter(|_| session.parameters.missing().is_empty());
        let reason = |mvpd| self.reason_to_authorize(caller, &session.application, &session.identities, mvpd);
        if let Some((mvpd, reason_type)) = mvpd.and_then(|mvpd| Some((mvpd, reason(mvpd)?))) {
            return Ok(go_on_to_decisions(&caller.service_provider, mvpd, &session.id, reason_type));
        }
        Ok(to_be_continued(&session, ReasonType::None, ActionName::Retry))
    }
}
