//! Sign-ins of the Single Sign-On Service: the devices that belong to one, and the codes that bring further ones into it.

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::device::Fingerprint;
use super::table::{Record, Table};
use super::time;

/// A device in the sign-in of a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Member {
    /// The person: the `sub` of the service's tokens.
    pub(crate) identity: Fingerprint,
    pub(crate) service_provider: String,
    pub(crate) device: Fingerprint,
    /// The payload of the device's `AP-Device-Identifier`, by which lists name it.
    pub(crate) id: String,
    /// The JSON of `X-Device-Info`.
    pub(crate) device_info: Option<String>,
    #[serde(with = "time")]
    pub(crate) last_seen: Timestamp,
}

impl Record for Member {
    const KIND: &'static str = "member";
    type Key = (Fingerprint, String, Fingerprint);

    fn key(&self) -> Self::Key {
        (self.identity.clone(), self.service_provider.clone(), self.device.clone())
    }
}

impl Table<Member> {
    /// The devices of `identity` at `service_provider`.
    pub(crate) fn of(&self, identity: &Fingerprint, service_provider: &str) -> impl Iterator<Item = &Member> {
        self.values().filter(move |member| member.identity == *identity && member.service_provider == service_provider)
    }
}

/// A code that brings one device into a sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LinkCode {
    pub(crate) code: String,
    pub(crate) service_provider: String,
    /// The `sub` of the tokens that are issued for it.
    pub(crate) subject: String,
    #[serde(with = "time")]
    pub(crate) not_after: Timestamp,
}

impl Record for LinkCode {
    const KIND: &'static str = "link_code";
    type Key = String;

    fn key(&self) -> String {
        self.code.clone()
    }
}
