//! Timestamps in rows: milliseconds since the Unix epoch.

use serde::{Deserialize, Deserializer, Serializer};
use tvpass::json::Timestamp;

#[allow(clippy::trivially_copy_pass_by_ref)] // The signature is serde's.
pub(super) fn serialize<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(time.millis())
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    u64::deserialize(deserializer).map(Timestamp::from_millis)
}
