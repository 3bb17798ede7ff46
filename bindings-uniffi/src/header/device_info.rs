//! `X-Device-Info`.

use tvpass::json::Number;
use tvpass::message;

use crate::buffer::with_buffer;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::{Own, record};
use crate::secret::Secret;

open_enum! {
    /// `primaryHardwareType`.
    pub enum HardwareType: message::HardwareType {
        /// A camera.
        Camera,
        /// A data collection terminal.
        DataCollectionTerminal,
        /// A desktop computer.
        Desktop,
        /// An embedded network module.
        EmbeddedNetworkModule,
        /// An e-book reader.
        EReader,
        /// A games console.
        GamesConsole,
        /// A geolocation tracker.
        GeolocationTracker,
        /// Glasses.
        Glasses,
        /// A media player.
        MediaPlayer,
        /// A mobile phone.
        MobilePhone,
        /// A payment terminal.
        PaymentTerminal,
        /// A plug-in modem.
        PluginModem,
        /// A set-top box.
        SetTopBox,
        /// A television.
        Tv,
        /// A tablet.
        Tablet,
        /// A wireless hotspot.
        WirelessHotspot,
        /// A wristwatch.
        Wristwatch,
        /// Not known.
        Unknown,
        /// A vehicle's system; the service answers it.
        VehicleMultimediaSystem,
        /// A projector; the service answers it.
        Projector,
    }
}

open_enum! {
    /// `osName` (E4: the service also answers macOS).
    pub enum OsName: message::OsName {
        /// Android.
        Android,
        /// Chrome OS.
        ChromeOs,
        /// Linux.
        Linux,
        /// Mac OS.
        MacOs,
        /// OS X.
        OsX,
        /// OpenBSD.
        OpenBsd,
        /// Roku OS.
        RokuOs,
        /// Windows.
        Windows,
        /// iOS.
        Ios,
        /// tvOS.
        TvOs,
        /// webOS.
        WebOs,
    }
}

open_enum! {
    /// `osFamily`.
    pub enum OsFamily: message::OsFamily {
        /// Android.
        Android,
        /// BSD.
        Bsd,
        /// Linux.
        Linux,
        /// PlayStation OS.
        PlayStationOs,
        /// Roku OS.
        RokuOs,
        /// Symbian.
        Symbian,
        /// Tizen.
        Tizen,
        /// Windows.
        Windows,
        /// iOS.
        Ios,
        /// tvOS.
        TvOs,
        /// macOS.
        MacOs,
        /// webOS.
        WebOs,
    }
}

open_enum! {
    /// `osVendor`.
    pub enum OsVendor: message::OsVendor {
        /// Amazon.
        Amazon,
        /// Apple.
        Apple,
        /// Google.
        Google,
        /// LG.
        Lg,
        /// Microsoft.
        Microsoft,
        /// Mozilla.
        Mozilla,
        /// Nintendo.
        Nintendo,
        /// Nokia.
        Nokia,
        /// Roku.
        Roku,
        /// Samsung.
        Samsung,
        /// Sony.
        Sony,
        /// Tizen Project.
        TizenProject,
    }
}

open_enum! {
    /// `browserName`.
    pub enum BrowserName: message::BrowserName {
        /// Android Browser.
        AndroidBrowser,
        /// Chrome.
        Chrome,
        /// Edge.
        Edge,
        /// Firefox.
        Firefox,
        /// Internet Explorer.
        InternetExplorer,
        /// Opera.
        Opera,
        /// Safari.
        Safari,
        /// SeaMonkey.
        SeaMonkey,
        /// Symbian Browser.
        SymbianBrowser,
    }
}

open_enum! {
    /// `browserVendor`.
    pub enum BrowserVendor: message::BrowserVendor {
        /// Amazon.
        Amazon,
        /// Apple.
        Apple,
        /// Google.
        Google,
        /// Microsoft.
        Microsoft,
        /// Motorola.
        Motorola,
        /// Mozilla.
        Mozilla,
        /// Netscape.
        Netscape,
        /// Nintendo.
        Nintendo,
        /// Nokia.
        Nokia,
        /// Samsung.
        Samsung,
        /// Sony Ericsson.
        SonyEricsson,
    }
}

record! {
    /// The streaming device's description; even a server that calls for it describes the device, not itself (R15).
    ///
    /// Model, version, name and version of the operating system and the type of connection must be there to be sent.
    pub struct DeviceInfo: message::DeviceInfo {
        /// The kind of device.
        #[uniffi(default = None)]
        primary_hardware_type: Option<HardwareType>,
        /// The model.
        #[uniffi(default = None)]
        model: Option<String>,
        /// The model's version.
        #[uniffi(default = None)]
        version: Option<String>,
        /// Its manufacturer.
        #[uniffi(default = None)]
        manufacturer: Option<String>,
        /// Its vendor.
        #[uniffi(default = None)]
        vendor: Option<String>,
        /// The operating system.
        #[uniffi(default = None)]
        os_name: Option<OsName>,
        /// Its family.
        #[uniffi(default = None)]
        os_family: Option<OsFamily>,
        /// Its vendor.
        #[uniffi(default = None)]
        os_vendor: Option<OsVendor>,
        /// Its version.
        #[uniffi(default = None)]
        os_version: Option<String>,
        /// The browser.
        #[uniffi(default = None)]
        browser_name: Option<BrowserName>,
        /// Its vendor.
        #[uniffi(default = None)]
        browser_vendor: Option<BrowserVendor>,
        /// Its version.
        #[uniffi(default = None)]
        browser_version: Option<String>,
        /// The user agent.
        #[uniffi(default = None)]
        user_agent: Option<String>,
        /// Width of the display in pixels.
        #[uniffi(default = None)]
        display_width: Option<u32>,
        /// Height of the display in pixels.
        #[uniffi(default = None)]
        display_height: Option<u32>,
        /// Pixels per inch.
        #[uniffi(default = None)]
        display_ppi: Option<u32>,
        /// Diagonal of the screen in inches.
        #[uniffi(default = None)]
        diagonal_screen_size: Option<f64>,
        /// IP address; some providers' home-based authentication needs it (R16).
        #[uniffi(default = None)]
        connection_ip: Option<String>,
        /// Port, as above.
        #[uniffi(default = None)]
        connection_port: Option<u32>,
        /// True if the connection is secure.
        #[uniffi(default = None)]
        connection_secure: Option<bool>,
        /// Free text such as WiFi, LAN, 4G.
        #[uniffi(default = None)]
        connection_type: Option<String>,
        /// The application.
        #[uniffi(default = None)]
        application_id: Option<String>,
    }
}

/// The header's value.
#[uniffi::export]
pub fn device_info_header(info: DeviceInfo) -> Result<Secret, TvpassError> {
    let size = info.diagonal_screen_size.map(|size| size.to_string());
    let size = match size.as_deref().map(Number::parse) {
        // Infinities, and what is no number at all, have no form in JSON.
        Some(None) => return Err(message::EncodeError::InvalidParameter("diagonalScreenSize").into()),
        size => size.flatten(),
    };
    let info = info.view(size);
    Ok(with_buffer(|buffer| info.encode_header(buffer).map(|value| value.as_str().into()))?)
}

/// Reads a value of the header.
#[uniffi::export]
pub fn read_device_info(value: Secret) -> Result<DeviceInfo, TvpassError> {
    let mut buffer = vec![0; value.0.len()];
    Ok(message::DeviceInfo::decode_header(&value.0, &mut buffer)?.own())
}

impl DeviceInfo {
    fn view<'a>(&'a self, diagonal_screen_size: Option<Number<'a>>) -> message::DeviceInfo<'a> {
        let mut info = message::DeviceInfo::default();
        info.primary_hardware_type = self.primary_hardware_type.as_ref().map(HardwareType::view);
        info.model = self.model.as_deref().map(Into::into);
        info.version = self.version.as_deref().map(Into::into);
        info.manufacturer = self.manufacturer.as_deref().map(Into::into);
        info.vendor = self.vendor.as_deref().map(Into::into);
        info.os_name = self.os_name.as_ref().map(OsName::view);
        info.os_family = self.os_family.as_ref().map(OsFamily::view);
        info.os_vendor = self.os_vendor.as_ref().map(OsVendor::view);
        info.os_version = self.os_version.as_deref().map(Into::into);
        info.browser_name = self.browser_name.as_ref().map(BrowserName::view);
        info.browser_vendor = self.browser_vendor.as_ref().map(BrowserVendor::view);
        info.browser_version = self.browser_version.as_deref().map(Into::into);
        info.user_agent = self.user_agent.as_deref().map(Into::into);
        info.display_width = self.display_width;
        info.display_height = self.display_height;
        info.display_ppi = self.display_ppi;
        info.diagonal_screen_size = diagonal_screen_size;
        info.connection_ip = self.connection_ip.as_deref().map(Into::into);
        info.connection_port = self.connection_port;
        info.connection_secure = self.connection_secure;
        info.connection_type = self.connection_type.as_deref().map(Into::into);
        info.application_id = self.application_id.as_deref().map(Into::into);
        info
    }
}
