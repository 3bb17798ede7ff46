//! The device of a session, and the device information of a header.

use tvpass::endpoint::{Browser, Connection, Display, Hardware, OperatingSystem, SessionDevice, Version};
use tvpass::json::Checked;
use tvpass::message::DeviceInfo;

use super::{Plain, Sheet, record};

impl<'a> Plain for Checked<'a, SessionDevice<'a>> {
    fn type_name() -> &'static str {
        SessionDevice::type_name()
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        self.get().write(sheet);
    }
}

record! {
    /// A version, in as many parts as the service knows.
    Version {
        informational_defaulted major = "major",
        informational_defaulted minor = "minor",
        informational_defaulted patch = "patch",
        informational_defaulted profile = "profile",
    }
    /// The hardware of a device.
    Hardware {
        optional name = "name",
        optional vendor = "vendor",
        optional version = "version",
        optional manufacturer = "manufacturer",
    }
    /// The operating system of a device.
    OperatingSystem {
        optional name = "name",
        optional family = "family",
        optional vendor = "vendor",
        optional version = "version",
    }
    /// The browser of a device.
    Browser {
        optional name = "name",
        optional vendor = "vendor",
        optional version = "version",
        optional user_agent = "userAgent",
        optional original_user_agent = "originalUserAgent",
    }
    /// The display of a device, in pixels and inches.
    Display {
        optional width = "width",
        optional height = "height",
        optional ppi = "ppi",
        optional name = "name",
        optional vendor = "vendor",
        optional version = "version",
        optional diagonal_size = "diagonalSize",
    }
    /// The network connection of a device.
    Connection {
        optional ip_address = "ipAddress",
        optional port = "port",
        optional secure = "secure",
        optional connection_type = "type",
    }
    /// The device that opened a session, as far as the service knows it.
    SessionDevice {
        optional device_type = "type",
        optional model = "model",
        optional version = "version",
        optional hardware = "hardware",
        optional operating_system = "operatingSystem",
        optional browser = "browser",
        optional display = "display",
        optional application_id = "applicationId",
        optional connection = "connection",
    }
    /// A device's own description. The service needs `model`, `version`, `osName`, `osVersion` and `connectionType`.
    DeviceInfo {
        optional primary_hardware_type = "primaryHardwareType",
        optional model = "model",
        optional version = "version",
        optional manufacturer = "manufacturer",
        optional vendor = "vendor",
        optional os_name = "osName",
        optional os_family = "osFamily",
        optional os_vendor = "osVendor",
        optional os_version = "osVersion",
        optional browser_name = "browserName",
        optional browser_vendor = "browserVendor",
        optional browser_version = "browserVersion",
        optional user_agent = "userAgent",
        /// In pixels.
        optional display_width = "displayWidth",
        /// In pixels.
        optional display_height = "displayHeight",
        /// Pixels per inch.
        optional display_ppi = "displayPpi",
        /// In inches.
        optional diagonal_screen_size = "diagonalScreenSize",
        /// Some providers recognise a household by it.
        optional connection_ip = "connectionIp",
        optional connection_port = "connectionPort",
        optional connection_secure = "connectionSecure",
        /// Free text, such as WiFi, LAN, 4G.
        optional connection_type = "connectionType",
        optional application_id = "applicationId",
    }
}
