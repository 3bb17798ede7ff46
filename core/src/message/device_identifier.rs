//! `AP-Device-Identifier`: `fingerprint ` and the base64 of the device's stable id (R12).

use core::fmt;

use super::base64;
use super::header::HeaderValue;
use super::sha256::digest;
use crate::output::{Output, TooSmall};

const TYPE: &str = "fingerprint ";

/// The streaming device's own id: stable over updates and restarts, unique, kept by the application.
///
/// [`of_platform`](Self::of_platform) makes it of the platform's own id (R13); an application that had an id before keeps that one. It
/// prints `[redacted]`.
///
/// ```
/// use tvpass::message::DeviceIdentifier;
///
/// let identifier = DeviceIdentifier::new("ba23d141-d715-561c-94f4-e9e4c966b1eb");
/// let mut buffer = [0; 80];
/// let value = identifier.encode(&mut buffer).unwrap();
/// assert_eq!(value.as_str(), "fingerprint YmEyM2QxNDEtZDcxNS01NjFjLTk0ZjQtZTllNGM5NjZiMWVi");
/// let mut id = [0; 48];
/// assert_eq!(DeviceIdentifier::decode(value.as_str(), &mut id), Some(identifier));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DeviceIdentifier<'a>(&'a [u8]);

impl<'a> DeviceIdentifier<'a> {
    /// The device whose id is `id`, a text or a hash.
    #[must_use]
    pub fn new<T: AsRef<[u8]> + ?Sized>(id: &'a T) -> Self {
        Self(id.as_ref())
    }

    /// The device that the platform calls `platform_id`: the lower-case hexadecimal of the id's SHA-256, in every language the same.
    /// `None` if the platform has no id: the text is empty, or has no letter and no digit but 0, as where a viewer has switched
    /// an id off. Such a text names many devices, which would share sessions and profiles.
    ///
    /// The id is taken byte by byte: its case of letters and its dashes count.
    ///
    /// ```
    /// use tvpass::message::DeviceIdentifier;
    ///
    /// let mut hash = [0; 64];
    /// let identifier = DeviceIdentifier::of_platform("9f8c1d2e3b4a5f60", &mut hash).unwrap();
    /// assert_eq!(identifier.reveal(), b"f631bd37022cbaead4b5408e7216b814c4024f6b33a9f7170728a6769820d049");
    /// assert_eq!(DeviceIdentifier::of_platform("00000000-0000-0000-0000-000000000000", &mut [0; 64]), None);
    /// ```
    #[must_use]
    pub fn of_platform(platform_id: &str, buffer: &'a mut [u8; 64]) -> Option<Self> {
        // What lies beyond ASCII is taken for a letter: the tables that tell would weigh more than all of the hash.
        if !platform_id.bytes().any(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric() && byte != b'0') {
            return None;
        }
        for (pair, byte) in buffer.as_chunks_mut().0.iter_mut().zip(digest(platform_id.as_bytes())) {
            *pair = [hexadecimal(byte >> 4), hexadecimal(byte & 0xF)];
        }
        Some(Self(buffer))
    }

    /// The bytes of the id.
    #[must_use]
    pub const fn reveal(&self) -> &'a [u8] {
        self.0
    }

    /// Writes the header's value.
    ///
    /// # Errors
    /// `buffer` is too small.
    pub fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<HeaderValue<'b>, TooSmall> {
        let mut output = Output::new(buffer);
        output.push(TYPE.as_bytes());
        base64::push(&mut output, self.0);
        output.finish().map(HeaderValue::own)
    }

    /// Reads the header's value, the id into `buffer`; `None` if the type is another, the id empty or not base64, or
    /// `buffer` smaller than three quarters of the value.
    #[must_use]
    pub fn decode(value: &str, buffer: &'a mut [u8]) -> Option<Self> {
        let id = base64::decode(value.strip_prefix(TYPE)?.trim_ascii(), buffer)?;
        (!id.is_empty()).then_some(Self(id))
    }
}

/// The character of a value below sixteen.
const fn hexadecimal(value: u8) -> u8 {
    value + if value < 10 { b'0' } else { b'a' - 10 }
}

impl fmt::Debug for DeviceIdentifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
