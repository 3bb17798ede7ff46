//! `X-Device-Info`, as the device writes it.

use core::mem::MaybeUninit;

use tvpass::json::{Number, Text};
use tvpass::message::{BrowserName, BrowserVendor, DeviceInfo, HardwareType, OsFamily, OsName, OsVendor};

use crate::check::{Check, check};
use crate::{Refusal, tvpass_buffer, tvpass_detail, tvpass_optional_number, tvpass_result, tvpass_string};

/// The streaming device. model, version, os_name, os_version and connection_type must be there; anything else may be
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
    /// Its manufacturer.
    pub manufacturer: tvpass_string,
    /// Its vendor.
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
    /// True if the connection is secure: tvpass_tristate.
    pub connection_secure: u32,
}

impl tvpass_device_info {
    fn get(&self, check: &mut Check) -> DeviceInfo<'static> {
        let mut info = DeviceInfo::default();
        info.display_width = self.display_width.get();
        info.display_height = self.display_height.get();
        info.display_ppi = self.display_ppi.get();
        info.connection_port = self.connection_port.get();
        info.diagonal_screen_size = self.diagonal(check);
        info.connection_secure = self.secure(check);
        let mut set = |place: &mut Option<Text<'static>>, string, name| set(check, place, string, name);
        set(&mut info.model, &self.model, "model");
        set(&mut info.version, &self.version, "version");
        set(&mut info.manufacturer, &self.manufacturer, "manufacturer");
        set(&mut info.vendor, &self.vendor, "vendor");
        set(&mut info.os_version, &self.os_version, "osVersion");
        set(&mut info.browser_version, &self.browser_version, "browserVersion");
        set(&mut info.user_agent, &self.user_agent, "userAgent");
        set(&mut info.connection_ip, &self.connection_ip, "connectionIp");
        set(&mut info.connection_type, &self.connection_type, "connectionType");
        set(&mut info.application_id, &self.application_id, "applicationId");
        self.set_names(&mut info, check);
        info
    }

    /// Names are handed on as they are, so that firmware carries no table of those that the protocol knows.
    fn set_names(&self, info: &mut DeviceInfo<'static>, check: &mut Check) {
        let mut text = |string, name| {
            let mut place = None;
            set(check, &mut place, string, name);
            place
        };
        info.primary_hardware_type = text(&self.primary_hardware_type, "primaryHardwareType").map(HardwareType::Other);
        info.os_name = text(&self.os_name, "osName").map(OsName::Other);
        info.os_family = text(&self.os_family, "osFamily").map(OsFamily::Other);
        info.os_vendor = text(&self.os_vendor, "osVendor").map(OsVendor::Other);
        info.browser_name = text(&self.browser_name, "browserName").map(BrowserName::Other);
        info.browser_vendor = text(&self.browser_vendor, "browserVendor").map(BrowserVendor::Other);
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
                check.refuse_named(tvpass_result::UnknownNumber, "connectionSecure");
                None
            }
        }
    }
}

#[inline(never)]
fn set(check: &mut Check, place: &mut Option<Text<'static>>, string: &tvpass_string, name: &'static str) {
    *place = check.text(string, name).map(Text::from);
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
        let info = check.require(info, "info")?.get(check);
        let written = info.encode_header(check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(value, written.as_str().into())
    })
}
