//! Temporary access: for a device, or for a device and a person, until the time or the resources are used up.

use serde_json::json;
use tvpass::json::Timestamp;
use tvpass::message::ErrorCode;

use super::caller::Caller;
use super::identity::temp_pass_identity;
use super::standing::user_id;
use super::{Refusal, Service};
use crate::state::{Application, Attribute, Fingerprint, Origin, Owner, Profile, Trial, TrialHolder};
use crate::world::TemporaryAccess;

/// Temporary access as a caller finds it.
pub(super) struct Access {
    service_provider: String,
    mvpd: String,
    terms: TemporaryAccess,
    /// The keys of its trial: the device, and the person of a promotional one; either suffices (R87).
    holders: Vec<Fingerprint>,
    trial: Option<Trial>,
}

impl Service {
    /// The temporary access of `mvpd`; a promotional one may demand to know the person.
    pub(super) fn temporary_access(
        &self,
        caller: &Caller<'_>,
        application: &Application,
        mvpd: &str,
        terms: TemporaryAccess,
        is_identity_required: bool,
    ) -> Result<Access, Refusal> {
        let identity = if terms.promotional { temp_pass_identity(&caller.incoming)? } else { None };
        if terms.promotional && is_identity_required && identity.is_none() {
            let message = "This temporary access needs the header AP-TempPass-Identity.";
            return Err(Refusal::new(ErrorCode::InvalidHeaderIdentityForTemporaryAccess, message));
        }
        let holders: Vec<_> = std::iter::once(application.device.clone()).chain(identity).collect();
        let key = |holder: &Fingerprint| (caller.service_provider.clone(), mvpd.to_owned(), holder.clone());
        let holder = holders.iter().find_map(|holder| self.state.trial_holders.get(&key(holder)));
        let trial = holder.and_then(|holder| self.state.trials.get(&holder.trial)).cloned();
        Ok(Access { service_provider: caller.service_provider.clone(), mvpd: mvpd.into(), terms, holders, trial })
    }

    /// Uses `access` for `resource`: the first use begins the trial (R88).
    pub(super) fn use_access(&mut self, now: Timestamp, access: &mut Access, resource: &str) -> Result<(), ErrorCode> {
        if let Some(lapsed) = access.lapsed(now, Some(resource)) {
            return Err(lapsed);
        }
        let trial = match &mut access.trial {
            Some(trial) => trial,
            None => access.trial.insert(Trial { id: self.random.uuid(), started: now, used: Vec::new() }),
        };
        if !trial.used.iter().any(|used| used == resource) {
            trial.used.push(resource.into());
        }
        for holder in &access.holders {
            self.state.trial_holders.put(TrialHolder {
                service_provider: access.service_provider.clone(),
                mvpd: access.mvpd.clone(),
                holder: holder.clone(),
                trial: trial.id.clone(),
            });
        }
        self.state.trials.put(trial.clone());
        Ok(())
    }
}

impl Access {
    /// Why it is over at `now`, if it is; a resource that it was used for already costs nothing.
    pub(super) fn lapsed(&self, now: Timestamp, resource: Option<&str>) -> Option<ErrorCode> {
        let trial = self.trial.as_ref()?;
        if now >= self.not_after(trial) {
            return Some(ErrorCode::TemporaryAccessDurationLimitExceeded);
        }
        let is_known = resource.is_some_and(|resource| trial.used.iter().any(|used| used == resource));
        let is_used_up = self.terms.resources.is_some_and(|limit| trial.used.len() >= limit);
        (is_used_up && !is_known).then_some(ErrorCode::TemporaryAccessResourcesLimitExceeded)
    }

    fn not_after(&self, trial: &Trial) -> Timestamp {
        trial.started.plus_millis(self.terms.minutes.saturating_mul(60_000))
    }

    /// The profile that stands for it; a trial that has not begun would begin now.
    pub(super) fn profile(&self, now: Timestamp, application: &Application) -> Profile {
        let unused = Trial { id: String::new(), started: now, used: Vec::new() };
        let trial = self.trial.as_ref().unwrap_or(&unused);
        let not_after = self.not_after(trial);
        Profile {
            owner: Owner::Application(application.clone()),
            mvpd: self.mvpd.clone(),
            origin: Origin::Temporary,
            issuer: "Adobe".into(),
            not_before: trial.started,
            not_after,
            attributes: self.attributes(application, trial, not_after),
        }
    }

    /// The facts that it tells of itself (S7), and a limited one of its resources too (R90).
    fn attributes(&self, application: &Application, trial: &Trial, not_after: Timestamp) -> Vec<Attribute> {
        let mut attributes =
            vec![user_id(application, &self.mvpd), Attribute::plain("expiration_date", json!(not_after.millis()))];
        if let Some(limit) = self.terms.resources {
            attributes.push(Attribute::plain("remaining_resources", json!(limit.saturating_sub(trial.used.len()))));
            attributes.push(Attribute::plain("used_assets", json!(trial.used)));
        }
        attributes
    }
}
