//! The first error of a JSON text: its kind, its field and its place.

use core::fmt;
use core::hash::{Hash, Hasher};

use super::name::Name;

/// The kind of an error in a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u16)]
pub enum ErrorKind {
    /// The text ended inside a value.
    End = 1,
    /// A byte stands where the grammar of RFC 8259 does not allow it.
    Syntax = 2,
    /// The bytes are not valid UTF-8.
    Utf8 = 3,
    /// A control character stands unescaped in a string.
    Control = 4,
    /// An escape is unknown, cut short, or half of a surrogate pair.
    Escape = 5,
    /// Values are nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    Depth = 6,
    /// The value is of another type than the protocol gives this field.
    Type = 7,
    /// The value is of the right type, but outside the field's range.
    Range = 8,
    /// A required field is missing or null.
    Missing = 9,
}

impl ErrorKind {
    /// A short description in English.
    ///
    /// ```
    /// assert_eq!(tvpass::json::ErrorKind::End.as_str(), "unexpected end");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::End => "unexpected end",
            Self::Syntax => "not allowed by the JSON grammar",
            Self::Utf8 => "not valid UTF-8",
            Self::Control => "unescaped control character",
            Self::Escape => "invalid escape",
            Self::Depth => "nested too deeply",
            Self::Type => "unexpected type",
            Self::Range => "out of range",
            Self::Missing => "required field missing",
        }
    }
}

/// The first error of a JSON text: its kind, the field it was in and the byte offset from the start of the text.
///
/// ```
/// use tvpass::endpoint::Session;
/// use tvpass::json::ErrorKind;
///
/// let error = Session::decode(br#"{"actionName": 7}"#).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Type);
/// assert_eq!(error.field(), "actionName");
/// assert_eq!(error.offset(), 15);
/// ```
#[derive(Clone, Copy)]
pub struct Error {
    // The name of the field in its two parts, so that nothing is padded.
    text: &'static &'static str,
    offset: u32,
    place: u16,
    kind: ErrorKind,
}

impl Error {
    pub(crate) const fn new(kind: ErrorKind, field: &'static &'static str, offset: usize) -> Self {
        Self::at(kind, Name::only(field), offset)
    }

    pub(super) const fn at(kind: ErrorKind, field: Name, offset: usize) -> Self {
        // A body of more than 4 GiB is beyond every caller; the offset then stays at the largest value.
        #[allow(clippy::cast_possible_truncation)]
        let offset = if offset > u32::MAX as usize { u32::MAX } else { offset as u32 };
        Self { text: field.text, offset, place: field.place, kind }
    }

    /// The same error in a text that begins `distance` bytes earlier.
    pub(crate) const fn moved_by(self, distance: usize) -> Self {
        Self::at(self.kind, self.name(), self.offset().saturating_add(distance))
    }

    /// The kind of the error.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The wire's name of the field last read, empty before the first.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.name().as_str()
    }

    const fn name(&self) -> Name {
        Name { text: self.text, place: self.place }
    }

    const fn parts(&self) -> (ErrorKind, &'static str, u32) {
        (self.kind, self.field(), self.offset)
    }

    /// Bytes from the start of the text to the place of the error.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset as usize
    }
}

// By what they say: the same field is named in more than one form within.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Error {}

impl Hash for Error {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.kind.as_str(), self.offset)?;
        match self.field() {
            "" => Ok(()),
            field => write!(f, " (field {field})"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind};

    #[test]
    fn a_place_beyond_four_gibibytes_is_the_last_that_can_be_told() {
        let limit = u32::MAX as usize;
        for (offset, told) in [(0, 0), (limit, u32::MAX), (limit.saturating_add(7), u32::MAX), (usize::MAX, u32::MAX)] {
            assert_eq!(Error::new(ErrorKind::Syntax, &"", offset).offset(), told as usize, "{offset}");
        }
    }
}
