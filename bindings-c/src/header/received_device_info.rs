//! `X-Device-Info`, as a service receives it.

use core::mem::MaybeUninit;

use tvpass::message::DeviceInfo;

use crate::check::check;
use crate::to_c::{ToC, zero};
use crate::{
    tvpass_buffer, tvpass_detail, tvpass_optional_number, tvpass_result, tvpass_string, tvpass_text, tvpass_tristate,
};

/// A received X-Device-Info; anything may be absent. It borrows from the buffer that it was decoded in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_received_device_info {
    /// The kind of device.
    pub primary_hardware_type: tvpass_text,
    /// The model.
    pub model: tvpass_text,
    /// The model's version.
    pub version: tvpass_text,
    /// Its manufacturer.
    pub manufacturer: tvpass_text,
    /// Its vendor.
    pub vendor: tvpass_text,
    /// The operating system.
    pub os_name: tvpass_text,
    /// Its family.
    pub os_family: tvpass_text,
    /// Its vendor.
    pub os_vendor: tvpass_text,
    /// Its version.
    pub os_version: tvpass_text,
    /// The browser.
    pub browser_name: tvpass_text,
    /// Its vendor.
    pub browser_vendor: tvpass_text,
    /// Its version.
    pub browser_version: tvpass_text,
    /// The user agent.
    pub user_agent: tvpass_text,
    /// Inches, as a number's text.
    pub diagonal_screen_size: tvpass_text,
    /// IP address.
    pub connection_ip: tvpass_text,
    /// Free text such as WiFi, LAN, 4G.
    pub connection_type: tvpass_text,
    /// The application.
    pub application_id: tvpass_text,
    /// Width of the display in pixels.
    pub display_width: tvpass_optional_number,
    /// Height of the display in pixels.
    pub display_height: tvpass_optional_number,
    /// Pixels per inch.
    pub display_ppi: tvpass_optional_number,
    /// Port.
    pub connection_port: tvpass_optional_number,
    /// True if the connection is secure: tvpass_tristate.
    pub connection_secure: u32,
}

zero!(tvpass_received_device_info);

tvpass::carried!(DeviceInfo: 22);

impl ToC<tvpass_received_device_info> for DeviceInfo<'static> {
    fn to_c(&self, place: &mut tvpass_received_device_info) {
        self.primary_hardware_type.map(|name| name.as_text()).to_c(&mut place.primary_hardware_type);
        self.model.to_c(&mut place.model);
        self.version.to_c(&mut place.version);
        self.manufacturer.to_c(&mut place.manufacturer);
        self.vendor.to_c(&mut place.vendor);
        self.os_name.map(|name| name.as_text()).to_c(&mut place.os_name);
        self.os_family.map(|name| name.as_text()).to_c(&mut place.os_family);
        self.os_vendor.map(|name| name.as_text()).to_c(&mut place.os_vendor);
        self.os_version.to_c(&mut place.os_version);
        self.browser_name.map(|name| name.as_text()).to_c(&mut place.browser_name);
        self.browser_vendor.map(|name| name.as_text()).to_c(&mut place.browser_vendor);
        self.browser_version.to_c(&mut place.browser_version);
        self.user_agent.to_c(&mut place.user_agent);
        self.diagonal_screen_size.to_c(&mut place.diagonal_screen_size);
        self.connection_ip.to_c(&mut place.connection_ip);
        self.connection_type.to_c(&mut place.connection_type);
        self.application_id.to_c(&mut place.application_id);
        self.display_width.to_c(&mut place.display_width);
        self.display_height.to_c(&mut place.display_height);
        self.display_ppi.to_c(&mut place.display_ppi);
        self.connection_port.to_c(&mut place.connection_port);
        place.connection_secure = tvpass_tristate::number(self.connection_secure);
    }
}

/// Reads the value of X-Device-Info, its JSON into the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_device_info_decode(
    value: tvpass_string,
    buffer: tvpass_buffer,
    info: Option<&mut MaybeUninit<tvpass_received_device_info>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let value = check.required(&value, "X-Device-Info");
        let decoded = DeviceInfo::decode_header(value, check.buffer(&buffer));
        let decoded = check.accept(decoded)?;
        check.put_converted(info, &decoded)
    })
}
