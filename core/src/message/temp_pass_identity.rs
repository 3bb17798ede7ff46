//! `AP-TempPass-Identity`: the user of a promotional temporary access, as base64 of JSON (R86).

use core::fmt;

use super::base64;
use super::header::HeaderValue;
use super::json_header::{self, HeaderDecodeError};
use crate::json::{self, Map, Secret, Text, Writer};
use crate::output::{Output, TooSmall};

/// The keys agreed with Adobe, such as `email`, and for each the hash that the programmer made of its value.
///
/// ```
/// use tvpass::message::TempPassIdentity;
///
/// let keys = [("email", "7f83b165".into())];
/// let identity = TempPassIdentity::new(&keys);
/// let mut buffer = [0; 64];
/// let value = identity.encode_header(&mut buffer).unwrap();
/// assert_eq!(value.as_str(), "eyJlbWFpbCI6IjdmODNiMTY1In0=");
/// let mut json = [0; 64];
/// let keys = TempPassIdentity::decode_header(value.as_str(), &mut json).unwrap();
/// assert!(keys.get("email").is_some());
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct TempPassIdentity<'a> {
    /// Names and hashed values.
    pub keys: &'a [(&'a str, Secret<'a>)],
}

impl fmt::Debug for TempPassIdentity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.keys.iter().map(|(name, value)| (Text::from(*name), value));
        f.debug_list().entries(keys).finish()
    }
}

impl<'a> TempPassIdentity<'a> {
    /// The keys and their values.
    #[must_use]
    pub const fn new(keys: &'a [(&'a str, Secret<'a>)]) -> Self {
        Self { keys }
    }

    /// Writes the header's value.
    ///
    /// # Errors
    /// `buffer` is too small.
    pub fn encode_header<'b>(&self, buffer: &'b mut [u8]) -> Result<HeaderValue<'b>, TooSmall> {
        let mut output = Output::new(buffer);
        let mut writer = Writer::new(&mut output);
        writer.begin_object();
        for (name, value) in self.keys {
            writer.text_key(&Text::from(*name));
            writer.text(&value.reveal());
        }
        writer.end_object();
        base64::encode_from(&mut output, 0);
        output.finish().map(HeaderValue::own)
    }

    /// Reads the header's value, its JSON into `buffer`.
    ///
    /// # Errors
    /// The value is not base64 of a JSON object.
    pub fn decode_header<'b>(value: &str, buffer: &'b mut [u8]) -> Result<Map<'b>, HeaderDecodeError> {
        Ok(json::decode(json_header::decode(value, buffer)?)?)
    }
}
