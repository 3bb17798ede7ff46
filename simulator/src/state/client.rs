//! Registered applications and their access tokens; of secrets only what recognizes them again is kept.

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::device::Fingerprint;
use super::table::Record;
use super::time;

/// An application as `register` made it: one per installation (R3).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) secret: Fingerprint,
    /// The statement it registered with, which says what it may do.
    pub(crate) software_statement: String,
    #[serde(with = "time")]
    pub(crate) issued_at: Timestamp,
    /// Its last use, to the hour; files of earlier versions do not say.
    #[serde(with = "time", default)]
    pub(crate) used_at: Timestamp,
}

impl Client {
    /// The last time it was known to be at work.
    pub(crate) fn last_use(&self) -> Timestamp {
        self.used_at.max(self.issued_at)
    }
}

impl Record for Client {
    const KIND: &'static str = "client";
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }
}

/// An access token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AccessToken {
    pub(crate) token: Fingerprint,
    pub(crate) client_id: String,
    #[serde(with = "time")]
    pub(crate) not_after: Timestamp,
}

impl Record for AccessToken {
    const KIND: &'static str = "access_token";
    type Key = Fingerprint;

    fn key(&self) -> Fingerprint {
        self.token.clone()
    }
}
