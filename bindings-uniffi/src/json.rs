//! Errors of JSON texts, each with its place.

use tvpass::json;

use crate::own::Own;

/// The kind of a JSON text's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum JsonErrorKind {
    /// It ended inside a value.
    End,
    /// It has a byte that the grammar does not allow there.
    Syntax,
    /// It is not UTF-8.
    Utf8,
    /// It has an unescaped control character in a string.
    Control,
    /// It has an escape that is unknown, cut short, or half of a surrogate pair.
    Escape,
    /// It is nested too deeply.
    Depth,
    /// A value is of another type than the protocol gives its field.
    Type,
    /// A value is outside its field's range.
    Range,
    /// A required field is missing or null.
    Missing,
    /// Something that this version has no name for.
    Unknown,
}

/// The first error of a JSON text.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JsonError {
    /// The kind of error.
    pub kind: JsonErrorKind,
    /// The wire's name of the field last read, empty before the first.
    pub field: String,
    /// Bytes from the start of the text to the place of the error.
    pub offset: u32,
}

impl Own for json::Error {
    type Owned = JsonError;

    fn own(self) -> JsonError {
        let kind = match self.kind() {
            json::ErrorKind::End => JsonErrorKind::End,
            json::ErrorKind::Syntax => JsonErrorKind::Syntax,
            json::ErrorKind::Utf8 => JsonErrorKind::Utf8,
            json::ErrorKind::Control => JsonErrorKind::Control,
            json::ErrorKind::Escape => JsonErrorKind::Escape,
            json::ErrorKind::Depth => JsonErrorKind::Depth,
            json::ErrorKind::Type => JsonErrorKind::Type,
            json::ErrorKind::Range => JsonErrorKind::Range,
            json::ErrorKind::Missing => JsonErrorKind::Missing,
            _ => JsonErrorKind::Unknown,
        };
        let offset = u32::try_from(self.offset()).unwrap_or(u32::MAX);
        JsonError { kind, field: self.field().to_owned(), offset }
    }
}
