//! Failures on demand: what happens to the next requests of an endpoint.

use std::collections::VecDeque;

use serde::{Deserialize, Deserializer};

use tvpass::endpoint::Endpoint;

/// A kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// 401, as if the access token were unknown.
    Unauthorized,
    /// 429 with an HTML body.
    Throttled,
    /// 500 with an enhanced error.
    InternalServerError,
    /// An HTML page with this status, as a proxy between here and there makes it.
    Html(u16),
    /// The request never arrives.
    RequestLost,
    /// The service does its work, and its answer never arrives.
    AnswerLost,
    /// The service does its work, and half of its answer arrives.
    AnswerTruncated,
}

/// A failure, for some requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The endpoint that fails; all, if not set.
    #[serde(default, deserialize_with = "endpoint")]
    pub endpoint: Option<Endpoint>,
    /// The kind of failure.
    pub kind: FaultKind,
    /// The number of requests that it hits.
    pub times: u32,
}

/// An endpoint by the name that the tables give it.
fn endpoint<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Endpoint>, D::Error> {
    let id = String::deserialize(deserializer)?;
    let endpoint = Endpoint::ALL.iter().copied().find(|endpoint| endpoint.definition().id == id);
    endpoint.map(Some).ok_or_else(|| serde::de::Error::custom(format!("there is no endpoint called {id}")))
}

/// The failures to come, first come first served.
#[derive(Debug, Default)]
pub(super) struct Faults {
    queue: VecDeque<Fault>,
}

impl Faults {
    pub(super) fn push(&mut self, fault: Fault) {
        self.queue.push_back(fault);
    }

    pub(super) fn clear(&mut self) {
        self.queue.clear();
    }

    /// Takes the failure of a request of `endpoint`, if there is one to come.
    pub(super) fn take(&mut self, endpoint: Endpoint) -> Option<FaultKind> {
        self.queue.retain(|fault| fault.times > 0);
        let hits = |fault: &&mut Fault| fault.endpoint.is_none_or(|chosen| chosen == endpoint);
        let fault = self.queue.iter_mut().find(hits)?;
        fault.times -= 1;
        Some(fault.kind)
    }
}
