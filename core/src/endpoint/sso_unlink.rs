//! `sso_unlink`: POST /api/{serviceProvider}/unlink.

use super::call::call;
use super::definition::definition;
use super::device_ids::DeviceIds;
use super::items::{Item, Items, whole};
use super::sso_list::fmt_id;
use crate::json::{Reader, Text, Writer};
use crate::output::{Output, TooSmall};

definition! {
    id: "sso_unlink",
    request: Post "/api/{serviceProvider}/unlink",
    body: Json,
    success: [200],
    required: [Authorization, ContentType, ApDeviceIdentifier, AdServiceToken],
    optional: [XForwardedFor, UserAgent],
    without_charset: [Accept],
}

call! {
    /// Takes devices out of the sign-in.
    ///
    /// ```
    /// use tvpass::endpoint::{Call, SsoUnlink};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::AdServiceToken, "eyJhbGciOi.e30.c2ln").unwrap();
    /// let call = SsoUnlink::new("REF30", (&["kitchen", "attic"][..]).into());
    /// let mut buffer = [0; 64];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/REF30/unlink");
    /// assert_eq!(request.body, br#"{"devices":["kitchen","attic"]}"#);
    /// ```
    pub struct SsoUnlink<'a>: SsoUnlink => UnlinkedDevices {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The devices.
        devices devices: DeviceIds<'a>,
    }
}

/// A device that was taken out. Its id prints cut short, since it is a person's (R148).
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnlinkedDevice<'a> {
    /// The id.
    pub id: Text<'a>,
}

impl<'a> UnlinkedDevice<'a> {
    /// The device of this id.
    #[must_use]
    pub const fn new(id: Text<'a>) -> Self {
        Self { id }
    }
}

impl core::fmt::Debug for UnlinkedDevice<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        fmt_id(self.id, f)
    }
}

impl<'a> Item<'a> for UnlinkedDevice<'a> {
    const CONTAINER: &'static &'static str = &"unlinkedDevices";
    const IN_MAP: bool = false;
    // Any item that is no text is left out; an object with a text of this name is as good as none.
    const KEY: &'static str = "unlinkedDevices";

    fn read_item(place: &mut Option<Self>, _: Text<'a>, reader: &mut Reader<'a>) {
        *place = Some(Self { id: reader.text().unwrap_or_default() });
    }

    fn encode_all<'b>(items: Items<'a, Self>, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        encode_unlinked_devices("OK", items.map(|device| device.id), buffer)
    }
}

whole! {
    /// The devices that were really taken out; what was asked for and is not among them is still linked (R142).
    ///
    /// ```
    /// use tvpass::endpoint::UnlinkedDevices;
    ///
    /// let unlinked = UnlinkedDevices::decode(br#"{"status": "OK", "unlinkedDevices": ["kitchen", "den"]}"#).unwrap();
    /// assert!(unlinked.iter().map(|device| device.id).eq(["kitchen", "den"]));
    /// assert!(unlinked.contains("den") && !unlinked.contains("cellar"));
    /// ```
    pub struct UnlinkedDevices: UnlinkedDevice
}

impl UnlinkedDevices<'_> {
    /// `true` if the device of this id was taken out.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.iter().any(|device| device.id == id)
    }
}

/// Writes the answer.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// let mut buffer = [0; 64];
/// let written = tvpass::endpoint::encode_unlinked_devices("OK", ["den".into()], &mut buffer);
/// assert_eq!(written, Ok(&br#"{"status":"OK","unlinkedDevices":["den"]}"#[..]));
/// ```
pub fn encode_unlinked_devices<'e, 'b>(
    status: &str,
    devices: impl IntoIterator<Item = Text<'e>>,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    let mut writer = Writer::new(&mut output);
    writer.begin_object();
    writer.key("status");
    writer.text(&status.into());
    writer.key("unlinkedDevices");
    writer.begin_list();
    for device in devices {
        writer.text(&device);
    }
    writer.end_list();
    writer.end_object();
    output.finish()
}
