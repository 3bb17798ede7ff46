//! Decisions: who decides, and how (rows 7 and 11 of the order of checks, then one verdict for each resource).

use tvpass::endpoint::{Decision, DecisionSource, MediaToken as Token, Resources, encode_decisions};
use tvpass::message::{EnhancedError, ErrorCode, TextOrHost};

use super::answer::encoded;
use super::caller::Caller;
use super::refusal::{HELP_URL, Outcome, Refusal};
use super::standing::Standing;
use super::trial::Access;
use super::{Service, resource};
use crate::message::Response;
use crate::rules::{DegradationRule, Phase};
use crate::settings::Settings;
use crate::state::Application;

/// Why a resource is denied.
struct Denied {
    code: ErrorCode,
    details: Option<String>,
}

impl From<ErrorCode> for Denied {
    fn from(code: ErrorCode) -> Self {
        Self { code, details: None }
    }
}

/// A verdict on one resource.
struct Verdict {
    resource: String,
    source: DecisionSource<'static>,
    denied: Option<Denied>,
    /// The media token of a permit of `authorize`, serialized.
    token: Option<String>,
    trace: String,
}

impl Service {
    /// Decides on all of `resources`.
    pub(super) fn decide(
        &mut self,
        caller: &Caller<'_>,
        phase: Phase,
        mvpd: &str,
        resources: &Resources<'_>,
    ) -> Outcome {
        let application = caller.application()?;
        let terms = self.settings.world.mvpd(mvpd).and_then(|mvpd| mvpd.temporary);
        let access =
            terms.map(|terms| self.temporary_access(caller, &application, mvpd, terms, phase == Phase::Authorize));
        let mut access = match access {
            // Without a usable identity each resource is denied by itself (S6).
            Some(Err(Refusal::Enhanced { code, .. })) if phase == Phase::Authorize => Some(Err(code)),
            other => other.transpose()?.map(Ok),
        };
        let resources = self.checked(phase, resources)?;
        let mut verdicts = Vec::new();
        for resource in resources {
            let (source, denied) = match &mut access {
                Some(Err(code)) => (DecisionSource::TempPass, Some(Denied::from(*code))),
                Some(Ok(access)) => (DecisionSource::TempPass, self.on_trial(caller, phase, access, &resource)),
                None => self.verdict(caller, &application, phase, mvpd, &resource),
            };
            let is_tokened = denied.is_none() && phase == Phase::Authorize;
            let token = is_tokened.then(|| self.media_token(caller, mvpd, &resource));
            verdicts.push(Verdict { resource, source, denied, token, trace: self.random.uuid() });
        }
        Ok(self.decisions(caller, mvpd, &verdicts))
    }

    /// The resources, if they are some and not too many.
    fn checked(&self, phase: Phase, resources: &Resources<'_>) -> Result<Vec<String>, Refusal> {
        let resources: Vec<_> = resources.resources.iter().map(|resource| resource.to_string()).collect();
        // Preauthorization takes no CDATA (R55).
        let is_usable =
            |resource: &String| !resource.is_empty() && (phase == Phase::Authorize || !resource.contains("<![CDATA["));
        if resources.is_empty() || !resources.iter().all(is_usable) {
            return Err(Refusal::new(ErrorCode::InvalidParameterResources, "The resources are missing or unusable."));
        }
        let limit = match phase {
            Phase::Preauthorize => self.settings.preauthorize_resources,
            Phase::Authorize => self.settings.authorize_resources,
        };
        if resources.len() > limit {
            let message = format!("At most {limit} of these resources can be asked for at once.");
            return Err(Refusal::new(ErrorCode::TooManyResources, message));
        }
        Ok(resources)
    }

    /// Preauthorization tells what would be permitted, and does not begin the trial (R88, R91).
    fn on_trial(&mut self, caller: &Caller<'_>, phase: Phase, access: &mut Access, resource: &str) -> Option<Denied> {
        let lapsed = match phase {
            Phase::Preauthorize => access.lapsed(caller.now, Some(resource)),
            Phase::Authorize => self.use_access(caller.now, access, resource).err(),
        };
        lapsed.map(Denied::from)
    }

    fn verdict(
        &mut self,
        caller: &Caller<'_>,
        application: &Application,
        phase: Phase,
        mvpd: &str,
        resource: &str,
    ) -> (DecisionSource<'static>, Option<Denied>) {
        if let Some(degradation) = self.rules.degradation(mvpd) {
            let denied = (degradation.rule == DegradationRule::AuthZNone).then(|| Denied {
                code: ErrorCode::AuthorizationDeniedByDegradationRule,
                details: degradation.details.clone(),
            });
            return (DecisionSource::Degradation, denied);
        }
        let denied = match self.standing(caller, application, mvpd) {
            Standing::Missing => Some(ErrorCode::AuthenticatedProfileMissing.into()),
            Standing::Expired => Some(ErrorCode::AuthenticatedProfileExpired.into()),
            Standing::Valid(_) => self.denied_by_mvpd(phase, resource),
        };
        (DecisionSource::Mvpd, denied)
    }

    /// The MVPD's denial, if there is one: first one asked for on demand, then one by the subscription. A resource that
    /// is called like a code of the catalogue is denied with that code.
    fn denied_by_mvpd(&mut self, phase: Phase, resource: &str) -> Option<Denied> {
        let id = resource::id(resource);
        if let Some(denial) = self.rules.take_denial(phase, &id) {
            return Some(Denied { code: denial.code, details: denial.details });
        }
        if let Some(code) = ErrorCode::from_wire(&id) {
            return Some(code.into());
        }
        let is_permitted = self.settings.world.resources.iter().any(|known| known.id == id && known.permitted);
        let code = match phase {
            Phase::Preauthorize => ErrorCode::PreauthorizationDeniedByMvpd,
            Phase::Authorize => ErrorCode::AuthorizationDeniedByMvpd,
        };
        (!is_permitted).then(|| Denied { code, details: Some("Your subscription does not include this.".into()) })
    }

    fn decisions(&self, caller: &Caller<'_>, mvpd: &str, verdicts: &[Verdict]) -> Response {
        let decisions = || verdicts.iter().map(|verdict| verdict.decision(caller, mvpd, &self.settings));
        Response::json(200, encoded(|buffer| encode_decisions(decisions(), buffer)))
    }
}

impl Verdict {
    fn decision<'v>(&'v self, caller: &'v Caller<'_>, mvpd: &'v str, settings: &Settings) -> Decision<'v> {
        let now = caller.now;
        let is_permit = self.denied.is_none();
        let mut decision = Decision::new(
            self.resource.as_str().into(),
            caller.service_provider.as_str().into(),
            mvpd.into(),
            is_permit,
            self.source,
        );
        decision.not_before = is_permit.then_some(now);
        decision.not_after = is_permit.then(|| now.plus_millis(settings.decision_millis));
        decision.token = self.token.as_deref().map(|serialized| {
            let mut token = Token::new(serialized.into());
            token.not_before = Some(now);
            token.not_after = Some(now.plus_millis(settings.media_token_millis));
            token.issued_at = Some(now);
            token
        });
        decision.error = self.denied.as_ref().map(|denied| error(denied, &self.trace));
        decision
    }
}

fn error<'a>(denied: &'a Denied, trace: &'a str) -> EnhancedError<'a> {
    let mut error = EnhancedError::default();
    error.action = denied.code.action();
    error.status = denied.code.statuses().first().map(|status| u32::from(*status));
    error.code = Some(denied.code.as_str().into());
    error.message = Some(TextOrHost("The resource is denied.".into()));
    error.details = denied.details.as_deref().map(Into::into);
    error.help_url = Some(HELP_URL.into());
    error.trace = Some(trace.into());
    error
}
