//! Temporary access in use.

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::device::Fingerprint;
use super::table::Record;
use super::time;

/// A trial that has begun.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Trial {
    pub(crate) id: String,
    /// The first authorization (R88).
    #[serde(with = "time")]
    pub(crate) started: Timestamp,
    /// The resources it was used for.
    pub(crate) used: Vec<String>,
}

impl Record for Trial {
    const KIND: &'static str = "trial";
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A device or a person that has a trial: either suffices to find it again (R87).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TrialHolder {
    pub(crate) service_provider: String,
    pub(crate) mvpd: String,
    pub(crate) holder: Fingerprint,
    pub(crate) trial: String,
}

impl Record for TrialHolder {
    const KIND: &'static str = "trial_holder";
    type Key = (String, String, Fingerprint);

    fn key(&self) -> Self::Key {
        (self.service_provider.clone(), self.mvpd.clone(), self.holder.clone())
    }
}
