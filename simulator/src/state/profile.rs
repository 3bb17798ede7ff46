//! Profiles: who the viewer is to one MVPD.

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::device::Application;
use super::identity::{Identity, Owner};
use super::table::{Record, Table};
use super::time;

/// The origin of a profile: a sign-in, single sign-on, or temporary or degraded access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Origin {
    /// A sign-in at the MVPD.
    Regular,
    /// Apple's framework.
    AppleSso,
    /// A sign-in elsewhere with the same platform identity.
    PlatformSso,
    /// A sign-in elsewhere with the same service token.
    ServiceTokenSso,
    /// Temporary access; never stored.
    Temporary,
    /// A degradation rule; never stored.
    Degraded,
}

impl Origin {
    /// The profile's type on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::AppleSso => "appleSSO",
            Self::PlatformSso => "platformSSO",
            Self::ServiceTokenSso => "serviceTokenSSO",
            Self::Temporary => "temporary",
            Self::Degraded => "degraded",
        }
    }
}

impl From<&Identity> for Origin {
    fn from(identity: &Identity) -> Self {
        match identity {
            Identity::Platform(_) => Self::PlatformSso,
            Identity::ServiceToken(_) => Self::ServiceTokenSso,
        }
    }
}

/// One piece of user metadata.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: serde_json::Value,
    /// Encrypted for the programmer's key (R52).
    #[serde(default)]
    pub(crate) encrypted: bool,
}

impl Attribute {
    pub(crate) fn plain(name: &str, value: serde_json::Value) -> Self {
        Self { name: name.into(), value, encrypted: false }
    }
}

/// A profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) owner: Owner,
    pub(crate) mvpd: String,
    pub(crate) origin: Origin,
    pub(crate) issuer: String,
    #[serde(with = "time")]
    pub(crate) not_before: Timestamp,
    #[serde(with = "time")]
    pub(crate) not_after: Timestamp,
    pub(crate) attributes: Vec<Attribute>,
}

impl Profile {
    pub(crate) fn is_valid(&self, now: Timestamp) -> bool {
        now < self.not_after
    }
}

impl Record for Profile {
    const KIND: &'static str = "profile";
    type Key = (Owner, String);

    fn key(&self) -> Self::Key {
        (self.owner.clone(), self.mvpd.clone())
    }
}

impl Table<Profile> {
    /// The profile of `application` at `mvpd`, valid or not.
    pub(crate) fn of_application(&self, application: &Application, mvpd: &str) -> Option<&Profile> {
        self.get(&(Owner::Application(application.clone()), mvpd.to_owned()))
    }

    /// The profile that `identity` brings to `mvpd`, valid or not.
    pub(crate) fn of_identity(&self, identity: &Identity, mvpd: &str) -> Option<&Profile> {
        self.get(&(Owner::Identity(identity.clone()), mvpd.to_owned()))
    }

    /// All profiles of `owner`, valid or not, by MVPD.
    pub(crate) fn all_of(&self, owner: Owner) -> impl Iterator<Item = &Profile> {
        self.range((owner.clone(), String::new())..).take_while(move |profile| profile.owner == owner)
    }
}
