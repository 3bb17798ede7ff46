//! The devices that are to be taken out of a sign-in, as a call has them: its body.

use super::call::{Builder, Parts};
use crate::json::{Private, Texts, record};
use crate::message::{DecodeError, EncodeError};

record! {
    /// The body: ids as `sso_list` gave them, byte for byte, at least one (R142). They print `[redacted]`.
    pub struct DeviceIds<'a> {
        /// The ids.
        required devices: Private<Texts<'a>> = "devices",
    }
}

impl<'a> From<&'a [&'a str]> for DeviceIds<'a> {
    fn from(devices: &'a [&'a str]) -> Self {
        Self { devices: Private::new(devices.into()) }
    }
}

impl Builder<'_> {
    /// The devices of the body, at least one (R142).
    pub(super) fn devices(&mut self, ids: &DeviceIds<'_>) {
        if ids.devices.reveal().is_empty() {
            self.refuse(EncodeError::MissingParameter("devices"));
        }
        self.json(ids);
    }
}

impl<'a> Parts<'a, '_> {
    /// The same as a server takes them.
    pub(super) fn devices(&mut self) -> Result<DeviceIds<'a>, DecodeError> {
        let ids: DeviceIds<'a> = self.json()?;
        if ids.devices.reveal().is_empty() { Err(DecodeError::Parameter("devices")) } else { Ok(ids) }
    }
}
