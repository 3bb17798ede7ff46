//! The headers of the protocol: their names, their values, and the set that a caller has ready.

use core::fmt;

use crate::json::Text;
use crate::output::{Output, TooSmall};

macro_rules! header_names {
    ($( #[doc = $doc:literal] $variant:ident = $name:literal, )*) => {
        /// A header of `headers.tsv`, in its order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum HeaderName { $( #[doc = $doc] $variant, )* }

        impl HeaderName {
            /// The number of headers.
            pub const COUNT: usize = Self::ALL.len();

            /// All, in the order of `headers.tsv`.
            pub const ALL: [Self; [$($name),*].len()] = [$( Self::$variant, )*];

            /// Its content, in Markdown.
            #[must_use]
            pub const fn documentation(self) -> &'static str {
                match self { $( Self::$variant => $doc, )* }
            }

            /// The name on the wire.
            // One table, and not one at each place that asks.
            #[inline(never)]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }
        }
    };
}

header_names! {
    /// `Bearer ` and the access token.
    Authorization = "Authorization",
    /// The type of the body.
    ContentType = "Content-Type",
    /// The streaming device, see [`DeviceIdentifier`](super::DeviceIdentifier).
    ApDeviceIdentifier = "AP-Device-Identifier",
    /// The description of the streaming device, see [`DeviceInfo`](super::DeviceInfo).
    XDeviceInfo = "X-Device-Info",
    /// The streaming device's IP address, when a server calls for it (R17).
    XForwardedFor = "X-Forwarded-For",
    /// Platform identity, as on Amazon devices (R107).
    AdobeSubjectToken = "Adobe-Subject-Token",
    /// Platform identity of Roku devices (R107).
    XRokuReservedRokuConnectToken = "X-Roku-Reserved-Roku-Connect-Token",
    /// Service token for single sign-on (R110).
    AdServiceToken = "AD-Service-Token",
    /// State of a partner's framework, see [`PartnerFrameworkStatus`](super::PartnerFrameworkStatus).
    ApPartnerFrameworkStatus = "AP-Partner-Framework-Status",
    /// The user of a promotional temporary access (R86).
    ApTempPassIdentity = "AP-TempPass-Identity",
    /// Experience Cloud id (R20).
    ApVisitorIdentifier = "AP-Visitor-Identifier",
    /// The type of answer that is accepted.
    Accept = "Accept",
    /// The application.
    UserAgent = "User-Agent",
    /// The person by the application's own name, see [`CommonIdentifier`](super::CommonIdentifier) (R123).
    XSsoId = "X-SSO-ID",
    /// The person by a code of another device, see [`LinkCode`](super::LinkCode) (R123).
    XSsoLink = "X-SSO-LINK",
}

impl HeaderName {
    /// The header called `name`, whatever the case of its letters; `None` if the protocol has none of that name.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|header| header.as_str().eq_ignore_ascii_case(name))
    }

    /// True if a log may show the value.
    const fn is_public(self) -> bool {
        matches!(self, Self::ContentType | Self::Accept | Self::UserAgent)
    }
}

/// A value that a header can hold: visible ASCII, space and tab only, so that it can neither end the line nor the head.
///
/// ```
/// use tvpass::message::HeaderValue;
///
/// assert!(HeaderValue::new("tvpass/0.1").is_ok());
/// assert!(HeaderValue::new("tvpass\r\nX-Injected: 1").is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
// Bytes, since what was encoded need not be checked to be text before anybody asks for it as text.
pub struct HeaderValue<'a>(&'a [u8]);

/// A value holds a byte that no header may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderError {
    /// Bytes from the start of the value to the first such byte.
    pub offset: usize,
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {} may not stand in a header", self.offset)
    }
}

impl core::error::Error for HeaderError {}

impl<'a> HeaderValue<'a> {
    /// Checks `value`.
    ///
    /// # Errors
    /// `value` holds CR, LF, NUL, another control character, or a byte beyond ASCII.
    pub fn new(value: &'a str) -> Result<Self, HeaderError> {
        match value.bytes().position(|byte| !matches!(byte, b'\t' | b' '..=b'~')) {
            Some(offset) => Err(HeaderError { offset }),
            None => Ok(Self(value.as_bytes())),
        }
    }

    /// `value` is ASCII of our own making.
    pub(crate) const fn own(value: &'a [u8]) -> Self {
        Self(value)
    }

    /// The value itself, for the wire.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        match core::str::from_utf8(self.0) {
            Ok(value) => value,
            Err(_) => "",
        }
    }

    /// The bytes of the same.
    #[must_use]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }
}

impl fmt::Debug for HeaderValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The sender of a request: it decides about the device's headers (H2, H4 and `wire.md` 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Sender {
    /// The application that plays video. It describes its device on every call of the API.
    #[default]
    StreamingDevice = 0,
    /// The same in a browser, which may leave out `X-Device-Info` (R18).
    Browser = 1,
    /// The application where a person signs in for another device: no device headers where the code binds them (R22).
    SecondaryApplication = 2,
}

/// Values that a sender has ready; each endpoint takes those that its row of the header matrix lists (R19).
///
/// ```
/// use tvpass::message::{HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::StreamingDevice);
/// headers.set(HeaderName::UserAgent, "living-room/1.0").unwrap();
/// assert_eq!(headers.get(HeaderName::UserAgent), Some("living-room/1.0"));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Headers<'a> {
    sender: Sender,
    values: [Option<HeaderValue<'a>>; HeaderName::COUNT],
}

impl<'a> Headers<'a> {
    /// No header yet.
    #[must_use]
    pub fn new(sender: Sender) -> Self {
        Self { sender, ..Self::default() }
    }

    /// The sender of the request.
    #[must_use]
    pub const fn sender(&self) -> Sender {
        self.sender
    }

    /// Keeps `value` ready as `name`, in the place of an earlier one.
    ///
    /// # Errors
    /// No header can hold `value`.
    pub fn set(&mut self, name: HeaderName, value: &'a str) -> Result<(), HeaderError> {
        self.insert(name, HeaderValue::new(value)?);
        Ok(())
    }

    /// The same with a value that is checked already.
    pub fn insert(&mut self, name: HeaderName, value: HeaderValue<'a>) {
        if let Some(slot) = self.values.get_mut(name as usize) {
            *slot = Some(value);
        }
    }

    /// Takes `name` away.
    pub fn remove(&mut self, name: HeaderName) {
        if let Some(slot) = self.values.get_mut(name as usize) {
            *slot = None;
        }
    }

    /// The value of `name`.
    #[must_use]
    pub fn get(&self, name: HeaderName) -> Option<&'a str> {
        self.value(name).map(|value| value.as_str())
    }

    pub(crate) fn value(&self, name: HeaderName) -> Option<HeaderValue<'a>> {
        self.values.get(name as usize).copied().flatten()
    }

    /// The headers that are there, in the order of `headers.tsv`.
    pub fn iter(&self) -> impl Iterator<Item = (HeaderName, &'a str)> {
        HeaderName::ALL.iter().filter_map(|name| Some((*name, self.get(*name)?)))
    }
}

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A map would assert that each key has its value.
        let mut headers = f.debug_struct("Headers");
        for (name, value) in self.iter() {
            let shown = if name.is_public() { value } else { "[redacted]" };
            headers.field(name.as_str(), &Text::from(shown));
        }
        headers.finish()
    }
}

/// Writes the value of `Authorization` for an access token (R9).
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// let mut buffer = [0; 32];
/// assert_eq!(tvpass::message::bearer("eyJhbGciOi", &mut buffer), Ok("Bearer eyJhbGciOi"));
/// ```
pub fn bearer<'b>(access_token: &str, buffer: &'b mut [u8]) -> Result<&'b str, TooSmall> {
    let mut output = Output::new(buffer);
    output.push(b"Bearer ");
    output.push(access_token.as_bytes());
    output.finish_text()
}
