//! The device of a session, as the service understood its `X-Device-Info`.

use tvpass::endpoint::{Browser, Connection, Display, Hardware, OperatingSystem, SessionDevice, Version};

use crate::to_c::{ToC, to_c, zero};
use crate::{tvpass_optional_number, tvpass_text, tvpass_tristate, tvpass_value};

/// A version; any part may be null.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_device_version {
    /// First part.
    pub major: tvpass_value,
    /// Second part.
    pub minor: tvpass_value,
    /// Third part.
    pub patch: tvpass_value,
    /// A name.
    pub profile: tvpass_value,
}

/// The hardware of a device.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_hardware {
    /// Its name.
    pub name: tvpass_text,
    /// Its vendor.
    pub vendor: tvpass_text,
    /// Its version.
    pub version: tvpass_device_version,
    /// Its manufacturer.
    pub manufacturer: tvpass_text,
}

/// The operating system of a device.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_operating_system {
    /// Its name.
    pub name: tvpass_text,
    /// Its family.
    pub family: tvpass_text,
    /// Its vendor.
    pub vendor: tvpass_text,
    /// Its version.
    pub version: tvpass_device_version,
}

/// The browser of a device.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_browser {
    /// Its name.
    pub name: tvpass_text,
    /// Its vendor.
    pub vendor: tvpass_text,
    /// Its version.
    pub version: tvpass_device_version,
    /// The user agent that it states.
    pub user_agent: tvpass_text,
    /// The user agent before any replacement.
    pub original_user_agent: tvpass_text,
}

/// The display of a device.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_display {
    /// Pixels.
    pub width: tvpass_optional_number,
    /// Pixels.
    pub height: tvpass_optional_number,
    /// Pixels per inch.
    pub ppi: tvpass_optional_number,
    /// Its name.
    pub name: tvpass_text,
    /// Its vendor.
    pub vendor: tvpass_text,
    /// Its version.
    pub version: tvpass_device_version,
    /// Inches, as a number's text.
    pub diagonal_size: tvpass_text,
}

/// The connection of a device.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_device_connection {
    /// The address.
    pub ip_address: tvpass_text,
    /// The port.
    pub port: tvpass_optional_number,
    /// True if it is secure: tvpass_tristate.
    pub secure: u32,
    /// Its type.
    pub connection_type: tvpass_text,
}

/// A streaming device as the service understood its X-Device-Info. Most of it may be absent. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_session_device {
    /// The kind of device.
    pub device_type: tvpass_text,
    /// The model.
    pub model: tvpass_text,
    /// The model's version.
    pub version: tvpass_device_version,
    /// The hardware.
    pub hardware: tvpass_hardware,
    /// The operating system.
    pub operating_system: tvpass_operating_system,
    /// The browser.
    pub browser: tvpass_browser,
    /// The display.
    pub display: tvpass_display,
    /// The application.
    pub application_id: tvpass_text,
    /// The connection.
    pub connection: tvpass_device_connection,
}

zero!(tvpass_session_device);

to_c!(Version => tvpass_device_version { major, minor, patch, profile });
to_c!(Hardware => tvpass_hardware { name, vendor, version, manufacturer });
to_c!(OperatingSystem => tvpass_operating_system { name, family, vendor, version });
to_c!(Browser => tvpass_browser { name, vendor, version, user_agent, original_user_agent });
to_c!(Display => tvpass_display { width, height, ppi, name, vendor, version, diagonal_size });
to_c!(SessionDevice => tvpass_session_device {
    device_type, model, version, hardware, operating_system, browser, display, application_id, connection,
});

tvpass::carried!(Connection: 4);

impl ToC<tvpass_device_connection> for Connection<'static> {
    fn to_c(&self, place: &mut tvpass_device_connection) {
        self.ip_address.to_c(&mut place.ip_address);
        self.port.to_c(&mut place.port);
        place.secure = tvpass_tristate::number(self.secure);
        self.connection_type.to_c(&mut place.connection_type);
    }
}
