//! `sso_list`: GET /api/{serviceProvider}/list.

use core::fmt;

use super::call::call;
use super::definition::definition;
use super::items::{Item, Items, whole};
use crate::json::{Field, Map, MapIter, Reader, Text, Timestamp, Value, Writer, open_enum, read, record};
use crate::message::{DeviceIdentifier, split_once};
use crate::output::{Output, TooSmall};

/// Characters of a device's id that a log may show.
const SHOWN: usize = 4;
/// Bytes of a device's own id, for the comparison with those of a list.
const OWN_ID: usize = 256;

definition! {
    id: "sso_list",
    request: Get "/api/{serviceProvider}/list",
    body: None,
    success: [200],
    required: [Authorization, ApDeviceIdentifier, AdServiceToken],
    optional: [XForwardedFor, UserAgent],
    without_charset: [Accept],
}

call! {
    /// The devices of the sign-in; asked for when the viewer looks, never polled (R141).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, SsoList};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::AdServiceToken, "eyJhbGciOi.e30.c2ln").unwrap();
    /// let mut buffer = [0; 64];
    /// let request = SsoList::new("REF30").encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/REF30/list");
    /// ```
    pub struct SsoList<'a>: SsoList => LinkedDevices {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
    }
}

open_enum! {
    /// `type` of a linked device: how it came into the sign-in. The documentation does not say it; this is what its samples show.
    pub enum LinkType<'a> {
        /// The person signed in on it.
        Regular = "regular",
        /// It came in by a service token.
        Sso = "sso",
    }
}

record! {
    /// The attributes of a device that the documentation knows; none is promised.
    #[derive(Default)]
    pub struct DeviceAttributes<'a> {
        /// Such as `smartTV`, `mobile`, `tablet`.
        informational device_type: Text<'a> = "deviceType",
        /// The model.
        informational model: Text<'a> = "model",
        /// The operating system.
        informational os: Text<'a> = "os",
        /// Its version.
        informational os_version: Text<'a> = "osVersion",
        /// When it was seen last.
        informational last_seen: Timestamp = "lastSeen",
        /// The way by which it came into the sign-in.
        informational link_type: LinkType<'a> = "type",
    }
}

/// A device of the sign-in. Its id prints cut short, since it is a person's (R148).
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkedDevice<'a> {
    /// The id: opaque, for [`SsoUnlink`](super::SsoUnlink) byte for byte (V18).
    pub id: Text<'a>,
    attributes: Map<'a>,
}

impl fmt::Debug for LinkedDevice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_id(self.id, f)
    }
}

impl<'a> LinkedDevice<'a> {
    /// The attributes that the documentation knows.
    #[must_use]
    pub fn attributes(&self) -> DeviceAttributes<'a> {
        read(&mut Reader::over(self.attributes.as_json()))
    }

    /// All attributes in order, whatever their names; lists and objects are left out.
    #[must_use]
    pub fn iter(&self) -> DeviceAttributesIter<'a> {
        DeviceAttributesIter { attributes: self.attributes.iter() }
    }

    /// `true` if this is the device whose `AP-Device-Identifier` is `header`: the list has the raw id, its base64, or the whole
    /// value (V18).
    #[must_use]
    pub fn is_own(&self, header: &str) -> bool {
        Self::is_id_of(self.id, header)
    }

    /// The same of an id alone.
    pub(crate) fn is_id_of(id: Text<'_>, header: &str) -> bool {
        let encoded = split_once(header, b' ').map_or(header, |(_, encoded)| encoded);
        if id.is_empty() || id == header || id == encoded {
            return !id.is_empty();
        }
        let mut buffer = [0; OWN_ID];
        let own = DeviceIdentifier::decode(header, &mut buffer);
        own.is_some_and(|own| core::str::from_utf8(own.reveal()).is_ok_and(|own| id == own))
    }
}

/// The attributes of a linked device, one by one.
#[derive(Clone)]
pub struct DeviceAttributesIter<'a> {
    attributes: MapIter<'a>,
}

impl<'a> Iterator for DeviceAttributesIter<'a> {
    type Item = (Text<'a>, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.attributes.find(|(_, value)| matches!(value, Value::Text(_) | Value::Number(_) | Value::Boolean(_)))
    }
}

impl<'a> Item<'a> for LinkedDevice<'a> {
    const CONTAINER: &'static &'static str = &"devices";
    const IN_MAP: bool = true;
    const KEY: &'static str = "devices";

    fn read_item(place: &mut Option<Self>, id: Text<'a>, reader: &mut Reader<'a>) {
        *place = Some(Self { id, attributes: read(reader) });
    }

    fn encode_all<'b>(items: Items<'a, Self>, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        encode_linked_devices(items.map(|device| (device.id, device.attributes())), buffer)
    }
}

whole! {
    /// The devices of the sign-in, checked as a whole; there may be none.
    ///
    /// ```
    /// use tvpass::endpoint::{LinkType, LinkedDevices};
    ///
    /// let devices = LinkedDevices::decode(br#"{"devices": {"kitchen": {
    ///     "deviceType": "smartTV", "os": "Tizen", "lastSeen": 1790000000000, "type": "regular"}}}"#).unwrap();
    /// let kitchen = devices.iter().next().unwrap();
    /// assert_eq!(kitchen.id, "kitchen");
    /// assert_eq!(kitchen.attributes().link_type, Some(LinkType::Regular));
    /// assert_eq!(format!("{kitchen:?}"), "\"kitc...\"");
    /// ```
    pub struct LinkedDevices: LinkedDevice
}

/// Writes the answer.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// let mut buffer = [0; 32];
/// assert_eq!(tvpass::endpoint::encode_linked_devices([], &mut buffer), Ok(&br#"{"devices":{}}"#[..]));
/// ```
pub fn encode_linked_devices<'e, 'b>(
    devices: impl IntoIterator<Item = (Text<'e>, DeviceAttributes<'e>)>,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    let mut writer = Writer::new(&mut output);
    writer.begin_object();
    writer.key("devices");
    writer.begin_object();
    for (id, attributes) in devices {
        writer.text_key(&id);
        attributes.write(&mut writer);
    }
    writer.end_object();
    writer.end_object();
    output.finish()
}

/// Prints the beginning of a device's id.
pub(super) fn fmt_id(id: Text<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut buffer = [0; 4 * SHOWN];
    let mut output = Output::new(&mut buffer);
    id.chars().take(SHOWN).for_each(|letter| output.push(letter.encode_utf8(&mut [0; 4]).as_bytes()));
    let shown = output.finish_text().unwrap_or_default();
    write!(f, "\"{}...\"", Text::from(shown).printable())
}
