//! `X-Device-Info`, as the device writes it.

use core::mem::MaybeUninit;

use tvpass::json::{Number, Text};
use tvpass::message::{BrowserName, BrowserVendor, DeviceInfo, HardwareType, OsFamily, OsName, OsVendor};

use crate::check::{Check, check};
use crate::{Refusal, tvpass_buffer, tvpass_detail, tvpass_optional_number, tvpass_result, tvpass_string};

/// What the streaming device is. model, version, os_name, os_version and connection_type must be there; anything else may be
/// absent. Names that the protocol restricts are written as the protocol spells them: SetTopBox, Linux, ...
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_device_info {
    /// The kind of device, such as SetTopBox or TV.
    pub primary_hardware_type: tvpass_string,
    /// The model.
    pub model: tvpass_string,
    /// The model's version.
    pub version: tvpass_string,
    /// Who made it.
    pub manufacturer: tvpass_string,
    /// Who sells it.
    pub vendor: tvpass_string,
    /// The operating system, such as Linux or Android.
    pub os_name: tvpass_string,
    /// Its family, such as Linux.
    pub os_family: tvpass_string,
    /// Its vendor, such as Google.
    pub os_vendor: tvpass_string,
    /// Its version.
    pub os_version: tvpass_string,
    /// The browser.
    pub browser_name: tvpass_string,
    /// Its vendor.
    pub browser_vendor: tvpass_string,
    /// Its version.
    pub browser_version: tvpass_string,
    /// The user agent.
    pub user_agent: tvpass_string,
    /// Inches, as a decimal number.
    pub diagonal_screen_size: tvpass_string,
    /// IP address; some providers' home-based authentication needs it.
    pub connection_ip: tvpass_string,
    /// Free text such as WiFi, LAN, 4G.
    pub connection_type: tvpass_string,
    /// The application.
    pub application_id: tvpass_string,
    /// Width of the display in pixels.
    pub display_width: tvpass_optional_number,
    /// Height of the display in pixels.
    pub display_height: tvpass_optional_number,
    /// Pixels per inch.
    pub display_ppi: tvpass_optional_number,
    /// Port, as connection_ip.
    pub connection_port: tvpass_optional_number,
    /// Whether the connection is secure: tvpass_truth.
    pub connection_secure: u32,
}

impl tvpass_device_info {
    fn get(&self, check: &mut Check) -> DeviceInfo<'static> {
        let mut text = |string: &tvpass_string, name| check.text(string, name).map(Text::from);
        DeviceInfo {
            primary_hardware_type: text(&self.primary_hardware_type, "primaryHardwareType").map(HardwareType::Other),
            model: text(&self.model, "model"),
            version: text(&self.version, "version"),
            manufacturer: text(&self.manufacturer, "manufacturer"),
            vendor: text(&self.vendor, "vendor"),
            os_name: text(&self.os_name, "osName").map(OsName::Other),
            os_family: text(&self.os_family, "osFamily").map(OsFamily::Other),
            os_vendor: text(&self.os_vendor, "osVendor").map(OsVendor::Other),
            os_version: text(&self.os_version, "osVersion"),
            browser_name: text(&self.browser_name, "browserName").map(BrowserName::Other),
            browser_vendor: text(&self.browser_vendor, "browserVendor").map(BrowserVendor::Other),
            browser_version: text(&self.browser_version, "browserVersion"),
            user_agent: text(&self.user_agent, "userAgent"),
            display_width: self.display_width.get(),
            display_height: self.display_height.get(),
            display_ppi: self.display_ppi.get(),
            connection_ip: text(&self.connection_ip, "connectionIp"),
            connection_port: self.connection_port.get(),
            connection_type: text(&self.connection_type, "connectionType"),
            application_id: text(&self.application_id, "applicationId"),
            diagonal_screen_size: self.diagonal(check),
            connection_secure: self.secure(check),
        }
    }

    fn diagonal(&self, check: &mut Check) -> Option<Number<'static>> {
        let name = "diagonalScreenSize";
        let number = Number::parse(check.text(&self.diagonal_screen_size, name)?);
        check.accept(number.ok_or(Refusal::named(tvpass_result::InvalidParameter, name)))
    }

    fn secure(&self, check: &mut Check) -> Option<bool> {
        match self.connection_secure {
            0 => None,
            1 => Some(false),
            2 => Some(true),
            _ => {
                check.refuse(Refusal::named(tvpass_result::UnknownNumber, "connectionSecure"));
                None
            }
        }
    }
}

/// Writes the value of X-Device-Info. Once per start is enough.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_device_info_encode(
    info: Option<&tvpass_device_info>,
    buffer: tvpass_buffer,
    value: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let info = check.given(info)?.get(check);
        let written = info.encode_header(check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(value, written.as_str().into())
    })
}
