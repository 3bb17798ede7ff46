//! `AP-TempPass-Identity`.

use tvpass::json;
use tvpass::message::{EncodeError, TempPassIdentity};

use crate::buffer::with_buffer;
use crate::error::TvpassError;
use crate::own::Own;
use crate::secret::Secret;

/// One of the keys agreed with Adobe, such as `email`.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TempPassKey {
    /// Its name.
    pub name: String,
    /// The hash that the programmer made of its value.
    pub value: Secret,
}

/// The header's value for the user of a promotional temporary access (R86).
#[uniffi::export]
pub fn temp_pass_identity_header(keys: Vec<TempPassKey>) -> Result<Secret, TvpassError> {
    let keys: Vec<_> = keys.iter().map(|key| (key.name.as_str(), json::Secret::from(key.value.0.as_str()))).collect();
    let identity = TempPassIdentity::new(&keys);
    let value = with_buffer(|buffer| identity.encode_header(buffer).map(|value| value.as_str().into()));
    Ok(value.map_err(EncodeError::from)?)
}

/// The keys that a value of the header carries; values that are no text are left out.
#[uniffi::export]
pub fn read_temp_pass_identity(value: Secret) -> Result<Vec<TempPassKey>, TvpassError> {
    let mut buffer = vec![0; value.0.len()];
    let members = TempPassIdentity::decode_header(&value.0, &mut buffer)?;
    let key = |(name, value): (json::Text<'_>, json::Value<'_>)| {
        Some(TempPassKey { name: name.own(), value: Secret(value.as_text()?.own()) })
    };
    Ok(members.iter().filter_map(key).collect())
}
