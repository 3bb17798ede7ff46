//! `AP-Device-Identifier`.

use tvpass::message::{DeviceIdentifier, EncodeError};

use crate::buffer::with_buffer;
use crate::error::{Reason, TvpassError};
use crate::secret::{Secret, SecretBytes};

/// The header's value for the streaming device's own id: stable over updates and restarts, unique, kept by the application
/// (R12). Hashing the platform's id with SHA-256 is recommended (R13).
#[uniffi::export]
pub fn device_identifier_header(id: SecretBytes) -> Result<Secret, TvpassError> {
    let identifier = DeviceIdentifier::new(&id.0);
    let value = with_buffer(|buffer| identifier.encode(buffer).map(|value| value.as_str().into()));
    Ok(value.map_err(EncodeError::from)?)
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
