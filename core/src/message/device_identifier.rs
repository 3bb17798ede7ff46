//! `AP-Device-Identifier`: `fingerprint ` and the base64 of the device's stable id (R12).

use core::fmt;

use super::base64;
use super::header::HeaderValue;
use crate::output::{Output, TooSmall};

const TYPE: &str = "fingerprint ";

/// The streaming device's own id: stable over updates and restarts, unique, kept by the application.
///
/// Hashing the platform's id with SHA-256 is recommended (R13). It prints `[redacted]`.
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

impl fmt::Debug for DeviceIdentifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
