//! `sso_unlink`: takes devices out of the sign-in.

use tvpass::endpoint::{Call, SsoUnlink, encode_unlinked_devices};
use tvpass::message::{DecodeError, ErrorCode, Scratch};

use crate::message::Response;
use crate::service::answer::{encoded, status_word};
use crate::service::sso::{SsoCaller, refusal};
use crate::service::{Outcome, Refusal, Service};
use crate::state::{Fingerprint, Record};

impl Service {
    pub(in crate::service) fn sso_unlink(&mut self, caller: &SsoCaller<'_>) -> Outcome {
        let claims = caller.claims(0)?;
        let mut scratch = vec![0; caller.incoming.target.len() + caller.incoming.body.len()];
        let call = SsoUnlink::decode(&caller.incoming, &mut Scratch::new(&mut scratch));
        let call = call.map_err(|error| unreadable(error, caller.incoming.body))?;
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

/// Nothing at all, or a list that is none.
fn unreadable(error: DecodeError, body: &[u8]) -> Refusal {
    let text = body.trim_ascii();
    if text.is_empty() || text == b"null" || tvpass::json::check(text).is_err() {
        return refusal(400, ErrorCode::RequestNull, "The request has no JSON.");
    }
    match error {
        DecodeError::Route | DecodeError::Scratch => {
            refusal(500, ErrorCode::InternalError, "The request cannot be read.")
        }
        _ => refusal(400, ErrorCode::RequestInvalid, "The devices are missing, empty or no list of texts."),
    }
}
