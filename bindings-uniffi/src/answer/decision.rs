//! The answer of `preauthorize` and `authorize`.

use tvpass::endpoint;

use super::listed;
use crate::enhanced_error::EnhancedError;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::{Own, record};
use crate::secret::{Secret, SecretBytes, Timestamp};

open_enum! {
    /// The source of a decision (R63).
    pub enum DecisionSource: endpoint::DecisionSource {
        /// The MVPD.
        Mvpd,
        /// A degradation rule.
        Degradation,
        /// Temporary access.
        TempPass,
        /// A dummy.
        Dummy,
    }
}

record! {
    /// Proof of a permit for the programmer's own backend: used once, never kept, never parsed (R58).
    pub struct MediaToken: endpoint::MediaToken {
        /// Valid from here …
        not_before: Option<Timestamp>,
        /// … to here.
        not_after: Option<Timestamp>,
        /// The token, base64.
        serialized_token: Secret,
        /// When it was issued.
        issued_at: Option<Timestamp>,
    }
}

record! {
    /// The decision on one resource. A denial is an answer, not a failure: it says why in its error (R60).
    pub struct Decision: endpoint::Decision {
        /// The resource.
        resource: String,
        /// The service provider.
        service_provider: String,
        /// The MVPD.
        mvpd: String,
        /// True if the viewer may watch.
        authorized: bool,
        /// The source of the decision.
        source: DecisionSource,
        /// The decision holds from here …
        not_before: Option<Timestamp>,
        /// … to here.
        not_after: Option<Timestamp>,
        /// With permits of `authorize` only.
        token: Option<MediaToken>,
        /// With denials.
        error: Option<EnhancedError>,
    }
}

impl Own for endpoint::Decisions<'_> {
    type Owned = Vec<Decision>;

    fn own(self) -> Vec<Decision> {
        self.iter().map(Own::own).collect()
    }
}

/// The answer to `Call::Preauthorize` and `Call::Authorize`.
#[uniffi::export]
pub fn decode_decisions(http_status: u16, body: SecretBytes) -> Result<Vec<Decision>, TvpassError> {
    listed::<endpoint::Decisions<'static>>(http_status, &body.0)
}
