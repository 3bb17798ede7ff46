//! Media tokens that were handed out: each can be verified once (R58).

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::device::Fingerprint;
use super::table::Record;
use super::time;

/// A media token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct MediaToken {
    pub(crate) token: Fingerprint,
    pub(crate) resource: String,
    #[serde(with = "time")]
    pub(crate) not_after: Timestamp,
    pub(crate) used: bool,
}

impl Record for MediaToken {
    const KIND: &'static str = "media_token";
    type Key = Fingerprint;

    fn key(&self) -> Fingerprint {
        self.token.clone()
    }
}
