//! `X-Device-Info`: what the streaming device is, as base64 of JSON (R14, `wire.md` 3).

use super::header::HeaderValue;
use super::json_header::{self, HeaderDecodeError};
use super::request::EncodeError;
use crate::json::{Number, Text, open_enum, record};

open_enum! {
    /// `primaryHardwareType`.
    pub enum HardwareType<'a> {
        /// A camera.
        Camera = "Camera",
        /// A data collection terminal.
        DataCollectionTerminal = "DataCollectionTerminal",
        /// A desktop computer.
        Desktop = "Desktop",
        /// An embedded network module.
        EmbeddedNetworkModule = "EmbeddedNetworkModule",
        /// An e-book reader.
        EReader = "eReader",
        /// A games console.
        GamesConsole = "GamesConsole",
        /// A geolocation tracker.
        GeolocationTracker = "GeolocationTracker",
        /// Glasses.
        Glasses = "Glasses",
        /// A media player.
        MediaPlayer = "MediaPlayer",
        /// A mobile phone.
        MobilePhone = "MobilePhone",
        /// A payment terminal.
        PaymentTerminal = "PaymentTerminal",
        /// A plug-in modem.
        PluginModem = "PluginModem",
        /// A set-top box.
        SetTopBox = "SetTopBox",
        /// A television.
        Tv = "TV",
        /// A tablet.
        Tablet = "Tablet",
        /// A wireless hotspot.
        WirelessHotspot = "WirelessHotspot",
        /// A wristwatch.
        Wristwatch = "Wristwatch",
        /// Not known.
        Unknown = "Unknown",
        /// A vehicle's system; the service answers it.
        VehicleMultimediaSystem = "VehicleMultimediaSystem",
        /// A projector; the service answers it.
        Projector = "Projector",
    }
}

open_enum! {
    /// `osName` (E4: the service also answers macOS).
    pub enum OsName<'a> {
        /// Android.
        Android = "Android",
        /// Chrome OS.
        ChromeOs = "Chrome OS",
        /// Linux.
        Linux = "Linux",
        /// Mac OS.
        MacOs = "Mac OS",
        /// OS X.
        OsX = "OS X",
        /// OpenBSD.
        OpenBsd = "OpenBSD",
        /// Roku OS.
        RokuOs = "Roku OS",
        /// Windows.
        Windows = "Windows",
        /// iOS.
        Ios = "iOS",
        /// tvOS.
        TvOs = "tvOS",
        /// webOS.
        WebOs = "webOS",
    }
}

open_enum! {
    /// `osFamily`.
    pub enum OsFamily<'a> {
        /// Android.
        Android = "Android",
        /// BSD.
        Bsd = "BSD",
        /// Linux.
        Linux = "Linux",
        /// PlayStation OS.
        PlayStationOs = "PlayStation OS",
        /// Roku OS.
        RokuOs = "Roku OS",
        /// Symbian.
        Symbian = "Symbian",
        /// Tizen.
        Tizen = "Tizen",
        /// Windows.
        Windows = "Windows",
        /// iOS.
        Ios = "iOS",
        /// tvOS.
        TvOs = "tvOS",
        /// macOS.
        MacOs = "macOS",
        /// webOS.
        WebOs = "webOS",
    }
}

open_enum! {
    /// `osVendor`.
    pub enum OsVendor<'a> {
        /// Amazon.
        Amazon = "Amazon",
        /// Apple.
        Apple = "Apple",
        /// Google.
        Google = "Google",
        /// LG.
        Lg = "LG",
        /// Microsoft.
        Microsoft = "Microsoft",
        /// Mozilla.
        Mozilla = "Mozilla",
        /// Nintendo.
        Nintendo = "Nintendo",
        /// Nokia.
        Nokia = "Nokia",
        /// Roku.
        Roku = "Roku",
        /// Samsung.
        Samsung = "Samsung",
        /// Sony.
        Sony = "Sony",
        /// Tizen Project.
        TizenProject = "Tizen Project",
    }
}

open_enum! {
    /// `browserName`.
    pub enum BrowserName<'a> {
        /// Android Browser.
        AndroidBrowser = "Android Browser",
        /// Chrome.
        Chrome = "Chrome",
        /// Edge.
        Edge = "Edge",
        /// Firefox.
        Firefox = "Firefox",
        /// Internet Explorer.
        InternetExplorer = "Internet Explorer",
        /// Opera.
        Opera = "Opera",
        /// Safari.
        Safari = "Safari",
        /// SeaMonkey.
        SeaMonkey = "SeaMonkey",
        /// Symbian Browser.
        SymbianBrowser = "Symbian Browser",
    }
}

open_enum! {
    /// `browserVendor`.
    pub enum BrowserVendor<'a> {
        /// Amazon.
        Amazon = "Amazon",
        /// Apple.
        Apple = "Apple",
        /// Google.
        Google = "Google",
        /// Microsoft.
        Microsoft = "Microsoft",
        /// Motorola.
        Motorola = "Motorola",
        /// Mozilla.
        Mozilla = "Mozilla",
        /// Netscape.
        Netscape = "Netscape",
        /// Nintendo.
        Nintendo = "Nintendo",
        /// Nokia.
        Nokia = "Nokia",
        /// Samsung.
        Samsung = "Samsung",
        /// Sony Ericsson.
        SonyEricsson = "Sony Ericsson",
    }
}

record! {
    /// The description of the streaming device; even a server that calls for it describes the device, not itself (R15).
    ///
    /// `model`, `version`, `os_name`, `os_version` and `connection_type` must be there to be sent.
    ///
    /// ```
    /// use tvpass::message::{DeviceInfo, HardwareType, OsName};
    ///
    /// let mut info = DeviceInfo::new("TV 5th Gen".into(), "5".into(), OsName::TvOs, "11.0".into(), "WiFi".into());
    /// info.primary_hardware_type = Some(HardwareType::SetTopBox);
    /// let mut buffer = [0; 256];
    /// let value = info.encode_header(&mut buffer).unwrap();
    /// let mut json = [0; 256];
    /// assert_eq!(DeviceInfo::decode_header(value.as_str(), &mut json), Ok(info));
    /// ```
    #[derive(Default)]
    pub struct DeviceInfo<'a>, from hosts {
        /// The kind of device.
        optional primary_hardware_type: HardwareType<'a> = "primaryHardwareType",
        /// The model.
        optional model: Text<'a> = "model",
        /// The model's version.
        optional version: Text<'a> = "version",
        /// The device's manufacturer.
        optional manufacturer: Text<'a> = "manufacturer",
        /// The device's vendor.
        optional vendor: Text<'a> = "vendor",
        /// The operating system.
        optional os_name: OsName<'a> = "osName",
        /// Its family.
        optional os_family: OsFamily<'a> = "osFamily",
        /// Its vendor.
        optional os_vendor: OsVendor<'a> = "osVendor",
        /// Its version.
        optional os_version: Text<'a> = "osVersion",
        /// The browser.
        optional browser_name: BrowserName<'a> = "browserName",
        /// Its vendor.
        optional browser_vendor: BrowserVendor<'a> = "browserVendor",
        /// Its version.
        optional browser_version: Text<'a> = "browserVersion",
        /// The user agent.
        optional user_agent: Text<'a> = "userAgent",
        /// Width of the display in pixels.
        optional display_width: u32 = "displayWidth",
        /// Height of the display in pixels.
        optional display_height: u32 = "displayHeight",
        /// Pixels per inch.
        optional display_ppi: u32 = "displayPpi",
        /// Diagonal of the screen in inches.
        optional diagonal_screen_size: Number<'a> = "diagonalScreenSize",
        /// IP address; some providers' home-based authentication needs it (R16).
        optional connection_ip: Text<'a> = "connectionIp",
        /// Port, as above.
        optional connection_port: u32 = "connectionPort",
        /// True if the connection is secure.
        optional connection_secure: bool = "connectionSecure",
        /// Free text such as WiFi, LAN, 4G.
        optional connection_type: Text<'a> = "connectionType",
        /// The application.
        optional application_id: Text<'a> = "applicationId",
    }
}

impl<'a> DeviceInfo<'a> {
    /// A description with the keys that must be there to be sent.
    #[must_use]
    pub fn new(
        model: Text<'a>,
        version: Text<'a>,
        os_name: OsName<'a>,
        os_version: Text<'a>,
        connection_type: Text<'a>,
    ) -> Self {
        Self {
            model: Some(model),
            version: Some(version),
            os_name: Some(os_name),
            os_version: Some(os_version),
            connection_type: Some(connection_type),
            ..Self::default()
        }
    }

    /// Writes the header's value.
    ///
    /// # Errors
    /// [`EncodeError::MissingParameter`] names a required key without a value; `buffer` may be too small.
    pub fn encode_header<'b>(&self, buffer: &'b mut [u8]) -> Result<HeaderValue<'b>, EncodeError> {
        match self.first_missing() {
            Some(key) => Err(EncodeError::MissingParameter(key)),
            None => Ok(json_header::encode(self, buffer)?),
        }
    }

    /// Reads the header's value, its JSON into `buffer`. Keys that are missing are no error here: the service takes such
    /// a device as unknown (R16).
    ///
    /// # Errors
    /// The value is not base64 of a JSON object with values of these types.
    pub fn decode_header(value: &str, buffer: &'a mut [u8]) -> Result<Self, HeaderDecodeError> {
        Ok(Self::decode(json_header::decode(value, buffer)?)?)
    }

    fn first_missing(&self) -> Option<&'static str> {
        [
            (self.model.is_some(), "model"),
            (self.version.is_some(), "version"),
            (self.os_name.is_some(), "osName"),
            (self.os_version.is_some(), "osVersion"),
            (self.connection_type.is_some(), "connectionType"),
        ]
        .into_iter()
        .find_map(|(present, key)| (!present).then_some(key))
    }
}
