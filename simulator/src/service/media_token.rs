//! Media tokens: made with a permit, verified once by a programmer's backend (R58, R65).

use serde_json::json;
use tvpass::json::Timestamp;

use super::Service;
use super::answer::encoded_base64;
use super::caller::Caller;
use crate::state::{Fingerprint, MediaToken};

/// The result of a verification of a media token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// It is good, and is used up now.
    Valid,
    /// It is none of this service's, or its time is over.
    Unknown,
    /// It is good for another resource.
    OtherResource,
    /// It was verified before.
    Used,
}

impl Service {
    /// A new token, serialized.
    pub(super) fn media_token(&mut self, caller: &Caller<'_>, mvpd: &str, resource: &str) -> String {
        let not_after = caller.now.plus_millis(self.settings.media_token_millis);
        let token = json!({
            "signatureInfo": self.random.token(),
            "authToken": {
                "resourceID": resource,
                "requestorID": caller.service_provider,
                "mvpdId": mvpd,
                "issueTime": caller.now.millis(),
                "ttl": self.settings.media_token_millis,
            },
        })
        .to_string();
        let serialized = encoded_base64(token.as_bytes());
        self.state.media_tokens.put(MediaToken {
            token: Fingerprint::of(serialized.as_bytes()),
            resource: resource.into(),
            not_after,
            used: false,
        });
        serialized
    }

    /// Verifies `serialized`, for `resource` if the backend names one.
    pub fn verify_media_token(&mut self, now: Timestamp, serialized: &str, resource: Option<&str>) -> Verification {
        let key = Fingerprint::of(serialized.as_bytes());
        match self.state.media_tokens.get(&key) {
            Some(token) if now < token.not_after => {
                if token.used {
                    return Verification::Used;
                }
                if resource.is_some_and(|resource| resource != token.resource) {
                    return Verification::OtherResource;
                }
            }
            _ => return Verification::Unknown,
        }
        if let Some(token) = self.state.media_tokens.get_mut(&key) {
            token.used = true;
        }
        Verification::Valid
    }
}
