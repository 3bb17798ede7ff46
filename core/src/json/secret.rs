//! Text that no log may show.

use core::fmt;

use super::text::Text;

/// A credential, token or identity: it prints `[redacted]`, and gives its text only when asked by name.
///
/// ```
/// use tvpass::json::Secret;
///
/// let token = Secret::from("eyJhbGciOi");
/// assert_eq!(format!("{token:?} {token}"), "[redacted] [redacted]");
/// assert_eq!(token.reveal(), "eyJhbGciOi");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Secret<'a>(Text<'a>);

impl<'a> Secret<'a> {
    pub(super) const EMPTY: Self = Self(Text::EMPTY);

    /// The text itself, for the wire or for storage.
    #[must_use]
    pub const fn reveal(&self) -> Text<'a> {
        self.0
    }
}

impl<'a> From<Text<'a>> for Secret<'a> {
    fn from(text: Text<'a>) -> Self {
        Self(text)
    }
}

impl<'a> From<&'a str> for Secret<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl fmt::Display for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
