//! `sso_unlink`: takes devices out of the sign-in.

use tvpass::endpoint::{SsoUnlink, encode_unlinked_devices};

use crate::message::Response;
use crate::service::answer::{encoded, status_word};
use crate::service::sso::SsoCaller;
use crate::service::{Outcome, Service};
use crate::state::{Fingerprint, Record};

impl Service {
    pub(in crate::service) fn sso_unlink(&mut self, caller: &SsoCaller<'_>, call: &SsoUnlink<'_>) -> Outcome {
        let claims = caller.claims(0)?;
        let identity = Fingerprint::of(claims.subject.as_bytes());
        let mut unlinked = Vec::new();
        for id in call.devices.devices.reveal() {
            let mut members = self.state.members.of(&identity, &caller.service_provider);
            let Some(key) = members.find(|member| id == member.id.as_str()).map(Record::key) else { continue };
            drop(members);
            unlinked.extend(self.state.members.remove(&key).map(|member| member.id));
        }
        let body = encoded(|buffer| {
            encode_unlinked_devices(status_word(200), unlinked.iter().map(|id| id.as_str().into()), buffer)
        });
        Ok(Response::json(200, body))
    }
}
