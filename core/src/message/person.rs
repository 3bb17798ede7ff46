//! `X-SSO-ID` and `X-SSO-LINK`: the two names that a person has at the Single Sign-On Service (R123).

use core::fmt;

use super::header::HeaderValue;

/// Bytes that a common identifier may have.
const ID_CAPACITY: usize = 256;
/// Bytes that a link code may have; six digits have been seen.
const CODE_CAPACITY: usize = 32;

/// A text is no name of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PersonError {
    /// There is no character.
    Empty,
    /// There are more bytes than this.
    TooLong {
        /// Bytes that are possible.
        limit: usize,
    },
    /// A byte is neither visible ASCII nor a space inside the text.
    Byte {
        /// Bytes from the start of the text to the first such byte.
        offset: usize,
    },
}

impl fmt::Display for PersonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the text is empty"),
            Self::TooLong { limit } => write!(f, "the text has more than {limit} bytes"),
            Self::Byte { offset } => write!(f, "byte {offset} is neither visible ASCII nor an inner space"),
        }
    }
}

impl core::error::Error for PersonError {}

/// The text that stands for a person on all devices, chosen by the programmer: the value of `X-SSO-ID`. It prints `[redacted]`.
///
/// Whoever knows it can ask for a token in the person's name, so that no e-mail address and no counter will do (R125).
///
/// ```
/// use tvpass::message::{CommonIdentifier, PersonError};
///
/// assert_eq!(CommonIdentifier::new("household-19").unwrap().as_str(), "household-19");
/// assert_eq!(CommonIdentifier::new(" household-19"), Err(PersonError::Byte { offset: 0 }));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CommonIdentifier<'a>(&'a str);

impl<'a> CommonIdentifier<'a> {
    /// Checks `text`: 1 to 256 bytes of visible ASCII, with spaces inside only.
    ///
    /// # Errors
    /// See [`PersonError`].
    pub fn new(text: &'a str) -> Result<Self, PersonError> {
        check(text, ID_CAPACITY).map(|()| Self(text))
    }

    /// The text itself, for the wire.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.0
    }

    /// The header's value.
    #[must_use]
    pub const fn header(&self) -> HeaderValue<'a> {
        HeaderValue::own(self.0.as_bytes())
    }
}

impl fmt::Debug for CommonIdentifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A code of another device, as a person typed it: the value of `X-SSO-LINK`. It is trimmed and otherwise left as it is (R139), and
/// prints `[redacted]`.
///
/// ```
/// use tvpass::message::{LinkCode, PersonError};
///
/// assert_eq!(LinkCode::new(" k7q2zp ").unwrap().as_str(), "k7q2zp");
/// assert_eq!(LinkCode::new("  "), Err(PersonError::Empty));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LinkCode<'a>(&'a str);

impl<'a> LinkCode<'a> {
    /// Checks `typed`: trimmed, 1 to 32 bytes of visible ASCII, with spaces inside only.
    ///
    /// # Errors
    /// See [`PersonError`].
    pub fn new(typed: &'a str) -> Result<Self, PersonError> {
        let code = typed.trim_ascii();
        check(code, CODE_CAPACITY).map(|()| Self(code))
    }

    /// The code itself, for the wire.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.0
    }

    /// The header's value.
    #[must_use]
    pub const fn header(&self) -> HeaderValue<'a> {
        HeaderValue::own(self.0.as_bytes())
    }
}

impl fmt::Debug for LinkCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Refuses a text that no header of a person can hold.
fn check(text: &str, limit: usize) -> Result<(), PersonError> {
    let last = text.len().wrapping_sub(1);
    let is_allowed = |(offset, byte): (usize, u8)| match byte {
        b'!'..=b'~' => true,
        b' ' => offset > 0 && offset < last,
        _ => false,
    };
    match text.bytes().enumerate().position(|place| !is_allowed(place)) {
        _ if text.is_empty() => Err(PersonError::Empty),
        _ if text.len() > limit => Err(PersonError::TooLong { limit }),
        Some(offset) => Err(PersonError::Byte { offset }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{CommonIdentifier, LinkCode, PersonError};

    #[test]
    fn an_identifier_is_visible_ascii_of_at_most_256_bytes() {
        let long = core::str::from_utf8(&[b'x'; 257]).unwrap();
        assert!(CommonIdentifier::new(&long[1..]).is_ok() && CommonIdentifier::new("a b").is_ok());
        assert_eq!(CommonIdentifier::new(long), Err(PersonError::TooLong { limit: 256 }));
        for (text, offset) in [(" a", 0), ("a\u{e9}", 1), ("a\r\nX: 1", 1), ("a ", 1), ("a\tb", 1)] {
            assert_eq!(CommonIdentifier::new(text), Err(PersonError::Byte { offset }), "{text:?}");
        }
    }

    #[test]
    fn r139_a_link_code_is_trimmed_and_otherwise_left_as_it_was_typed() {
        assert_eq!(LinkCode::new("\t k7Q2zP\n").unwrap().as_str(), "k7Q2zP");
        assert_eq!(LinkCode::new("007").unwrap().as_str(), "007");
        assert_eq!(LinkCode::new("777777777777777777777777777777777"), Err(PersonError::TooLong { limit: 32 }));
        assert_eq!(LinkCode::new("407\u{660}315"), Err(PersonError::Byte { offset: 3 }));
    }
}
