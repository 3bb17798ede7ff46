//! `AP-Device-Identifier`.

use tvpass::message::{DeviceIdentifier, EncodeError};

use crate::buffer::with_buffer;
use crate::error::{Reason, TvpassError};
use crate::secret::{Secret, SecretBytes};

/// The header's value for the streaming device's own id: stable over updates and restarts, unique, kept by the application
/// (R12). `device_identifier_of_platform` makes it (R13); an application that had an id before keeps that one.
#[uniffi::export]
pub fn device_identifier_header(id: SecretBytes) -> Result<Secret, TvpassError> {
    let identifier = DeviceIdentifier::new(&id.0);
    let value = with_buffer(|buffer| identifier.encode(buffer).map(|value| value.as_str().into()));
    Ok(value.map_err(EncodeError::from)?)
}

/// The id of the device that the platform calls `platform_id`: the lower-case hexadecimal of its SHA-256 (R13). Nothing if the
/// platform has no id: the text is empty, or has no letter and no digit but 0. Then make a random id once, and keep it.
#[uniffi::export]
#[must_use]
pub fn device_identifier_of_platform(platform_id: &str) -> Option<SecretBytes> {
    let mut hash = [0; 64];
    DeviceIdentifier::of_platform(platform_id, &mut hash).map(|identifier| SecretBytes(identifier.reveal().to_vec()))
}

/// The id that a value of the header carries.
#[uniffi::export]
pub fn read_device_identifier(value: Secret) -> Result<SecretBytes, TvpassError> {
    let mut buffer = vec![0; value.0.len()];
    let identifier = DeviceIdentifier::decode(&value.0, &mut buffer);
    identifier
        .map(|identifier| SecretBytes(identifier.reveal().to_vec()))
        .ok_or_else(|| TvpassError::unreadable(Reason::NotThisHeader, "a device identifier"))
}
