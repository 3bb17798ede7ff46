//! Logouts that a person's browser has still to finish.

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::table::Record;
use super::time;

/// A browser's destination after the provider's logout; kept here, so that the page leads nowhere else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PendingLogout {
    pub(crate) relay: String,
    pub(crate) redirect_url: Option<String>,
    #[serde(with = "time")]
    pub(crate) not_after: Timestamp,
}

impl Record for PendingLogout {
    const KIND: &'static str = "logout";
    type Key = String;

    fn key(&self) -> String {
        self.relay.clone()
    }
}
