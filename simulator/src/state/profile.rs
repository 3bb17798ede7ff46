//! Profiles: who the viewer is to one MVPD.

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::device::Application;
use super::table::{Record, Table};
use super::time;

/// How a profile came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Origin {
    /// A sign-in at the MVPD.
    Regular,
}

impl Origin {
    /// The profile's type on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
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

/// A profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) owner: Application,
    pub(crate) mvpd: String,
    pub(crate) origin: Origin,
    pub(crate) issuer: String,
    pub(crate) session_id: String,
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
    type Key = (Application, String);

    fn key(&self) -> Self::Key {
        (self.owner.clone(), self.mvpd.clone())
    }
}

impl Table<Profile> {
    /// The profile of `owner` at `mvpd`, valid or not.
    pub(crate) fn of(&self, owner: &Application, mvpd: &str) -> Option<&Profile> {
        self.get(&(owner.clone(), mvpd.to_owned()))
    }

    /// All profiles of `owner`, valid or not, by MVPD.
    pub(crate) fn all_of<'t>(&'t self, owner: &'t Application) -> impl Iterator<Item = &'t Profile> {
        self.range((owner.clone(), String::new())..).take_while(move |profile| profile.owner == *owner)
    }
}
