//! Values whose type the protocol leaves open.

use core::fmt;

use super::number::Number;
use super::text::Text;

/// Any JSON value.
///
/// ```
/// use tvpass::json::Value;
///
/// let value = Value::decode(br#"["84001", "true", 7]"#).unwrap();
/// let Value::List(list) = value else { panic!() };
/// assert_eq!(list.iter().nth(1).and_then(|item| item.as_boolean()), Some(true));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    Text(Text<'a>),
    /// A list.
    List(List<'a>),
    /// An object.
    Map(Map<'a>),
}

impl<'a> Value<'a> {
    /// The list or the object whose text is `raw`, by its opening bracket.
    pub(super) const fn nested(bracket: u8, raw: &'a str) -> Self {
        if bracket == b'{' { Self::Map(Map { raw }) } else { Self::List(List { raw }) }
    }

    /// The string, if it is one.
    #[must_use]
    pub const fn as_text(&self) -> Option<Text<'a>> {
        match self {
            Self::Text(text) => Some(*text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<Number<'a>> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The truth of a boolean, or of the strings `true` and `false`, as which some providers send it (T5).
    #[must_use]
    pub fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            Self::Text(text) if *text == "true" => Some(true),
            Self::Text(text) if *text == "false" => Some(false),
            _ => None,
        }
    }

    /// True if it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A list that was checked when it was read: walking it cannot fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct List<'a> {
    raw: &'a str,
}

impl<'a> List<'a> {
    pub(super) const fn checked(raw: &'a str) -> Self {
        Self { raw }
    }

    /// The list as JSON text.
    #[must_use]
    pub const fn as_json(&self) -> &'a str {
        self.raw
    }
}

impl fmt::Debug for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // JSON has no control characters but DEL and C1, and any mark of direction.
        fmt::Display::fmt(&Text::literal(self.raw).printable(), f)
    }
}

/// An object that was checked when it was read: walking it cannot fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Map<'a> {
    raw: &'a str,
}

impl<'a> Map<'a> {
    pub(crate) const fn checked(raw: &'a str) -> Self {
        Self { raw }
    }

    /// The object as JSON text.
    #[must_use]
    pub const fn as_json(&self) -> &'a str {
        self.raw
    }
}

impl fmt::Debug for Map<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // JSON has no control characters but DEL and C1, and any mark of direction.
        fmt::Display::fmt(&Text::literal(self.raw).printable(), f)
    }
}
