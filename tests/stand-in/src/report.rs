//! The report of a run.

use std::time::Duration;

use serde::{Serialize, Serializer};

use crate::Endpoint;
use crate::clock::milliseconds;

/// Everything that arrived, and what was wrong with it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// All requests, in order of arrival.
    pub requests: Vec<Recorded>,
    /// Every broken rule, a sentence each. Empty is what a correct television leaves.
    pub violations: Vec<String>,
    /// The injected faults that have struck, in order.
    pub faults: Vec<String>,
    /// Clients registered.
    pub registrations: u32,
    /// Access tokens issued.
    pub tokens: u32,
    /// Configurations served.
    pub configurations: u32,
    /// Sessions opened.
    pub sessions: u32,
    /// Polls (profile_code) that arrived, whatever their answer.
    pub polls: u32,
    /// The smallest time between two polls of the same code; none before the second poll. Milliseconds in JSON.
    #[serde(rename = "smallest_poll_gap_ms", serialize_with = "optional_milliseconds")]
    pub smallest_poll_gap: Option<Duration>,
    /// Texts that the television must show nobody and put in no URL: statement, client secrets, access tokens, device id.
    pub secrets: Vec<String>,
}

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct Recorded {
    /// Since the Unix epoch, by the stand-in's clock. Milliseconds in JSON.
    #[serde(rename = "arrived_ms", serialize_with = "in_milliseconds")]
    pub arrived: Duration,
    /// The method as sent.
    pub method: String,
    /// The target as sent.
    pub target: String,
    /// The endpoint, when it is one.
    pub endpoint: Option<Endpoint>,
    /// Header names and values as sent, bytes that are not UTF-8 replaced.
    pub headers: Vec<(String, String)>,
    /// The body as sent, bytes that are not UTF-8 replaced.
    pub body: String,
    /// The status of the answer; none when the connection was closed without one.
    pub status: Option<u16>,
}

fn in_milliseconds<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(milliseconds(*time))
}

// The signature is serde's.
#[allow(clippy::ref_option)]
fn optional_milliseconds<S: Serializer>(time: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    time.map(milliseconds).serialize(serializer)
}
