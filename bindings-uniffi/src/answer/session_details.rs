//! The answer of `session_info`.

use tvpass::endpoint;
use tvpass::json::Checked;

use super::answer;
use crate::error::TvpassError;
use crate::own::{Own, record};
use crate::secret::{SecretBytes, Timestamp};
use crate::value::{Member, Value};

record! {
    /// A version.
    pub struct Version: endpoint::Version {
        /// First part.
        major: Value,
        /// Second part.
        minor: Value,
        /// Third part.
        patch: Value,
        /// A name.
        profile: Value,
    }
}

record! {
    /// The hardware.
    pub struct Hardware: endpoint::Hardware {
        /// Its name.
        name: Option<String>,
        /// Its vendor.
        vendor: Option<String>,
        /// Its version.
        version: Option<Version>,
        /// Its manufacturer.
        manufacturer: Option<String>,
    }
}

record! {
    /// The operating system.
    pub struct OperatingSystem: endpoint::OperatingSystem {
        /// Its name.
        name: Option<String>,
        /// Its family.
        family: Option<String>,
        /// Its vendor.
        vendor: Option<String>,
        /// Its version.
        version: Option<Version>,
    }
}

record! {
    /// The browser.
    pub struct Browser: endpoint::Browser {
        /// Its name.
        name: Option<String>,
        /// Its vendor.
        vendor: Option<String>,
        /// Its version.
        version: Option<Version>,
        /// The user agent that it states.
        user_agent: Option<String>,
        /// The user agent before any replacement.
        original_user_agent: Option<String>,
    }
}

record! {
    /// The display.
    pub struct Display: endpoint::Display {
        /// Pixels.
        width: Option<u32>,
        /// Pixels.
        height: Option<u32>,
        /// Pixels per inch.
        ppi: Option<u32>,
        /// Its name.
        name: Option<String>,
        /// Its vendor.
        vendor: Option<String>,
        /// Its version.
        version: Option<Version>,
        /// Inches.
        diagonal_size: Option<f64>,
    }
}

record! {
    /// The connection.
    pub struct Connection: endpoint::Connection {
        /// The address (T7).
        ip_address: Option<String>,
        /// The port.
        port: Option<u32>,
        /// True if it is secure.
        secure: Option<bool>,
        /// Its type.
        connection_type: Option<String>,
    }
}

record! {
    /// The streaming device as the service understood its `X-Device-Info`.
    pub struct SessionDevice: endpoint::SessionDevice {
        /// The kind of device.
        device_type: Option<String>,
        /// The model.
        model: Option<String>,
        /// The model's version.
        version: Option<Version>,
        /// The hardware.
        hardware: Option<Hardware>,
        /// The operating system.
        operating_system: Option<OperatingSystem>,
        /// The browser.
        browser: Option<Browser>,
        /// The display.
        display: Option<Display>,
        /// The application.
        application_id: Option<String>,
        /// The connection.
        connection: Option<Connection>,
    }
}

record! {
    /// The parameters of a session, those that are missing, and its device.
    pub struct SessionDetails: endpoint::SessionDetails {
        /// The parameters that are there.
        existing_parameters: Vec<Member>,
        /// The names of those that are not.
        missing_parameters: Vec<String>,
        /// The device.
        device: Option<SessionDevice>,
        /// The code is valid from here …
        not_before: Timestamp,
        /// … to here.
        not_after: Timestamp,
    }
}

impl Own for Checked<'_, endpoint::SessionDevice<'_>> {
    type Owned = SessionDevice;

    fn own(self) -> Self::Owned {
        self.get().own()
    }
}

/// The answer to `Call::GetSession`.
#[uniffi::export]
pub fn decode_session_details(http_status: u16, body: SecretBytes) -> Result<SessionDetails, TvpassError> {
    answer::<endpoint::SessionDetails<'_>>(http_status, &body.0)
}
