//! Names for devices and persons that do not tell who they are.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// SHA-256 of an identifier, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    pub(crate) fn of(identifier: &[u8]) -> Self {
        let mut text = String::new();
        for byte in Sha256::digest(identifier) {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Enough of it to tell one from another on a page.
    pub(crate) fn short(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }
}

/// The application on a streaming device: what sessions and profiles are bound to (R47).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Application {
    pub(crate) service_provider: String,
    pub(crate) device: Fingerprint,
    pub(crate) client_id: String,
}
