//! The service's enhanced error, as a whole body or inside an answer.

use super::action::{Action, NEW_TOKEN};
use super::error_code::ErrorCode;
use crate::json::{Field, FieldKind, Reader, Text, Value, Writer, record};

/// A text that the contract gives as an object: then it is the object's `hostAddress`, or empty (T7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextOrHost<'a>(pub Text<'a>);

impl<'a> Field<'a> for TextOrHost<'a> {
    const KIND: FieldKind = FieldKind::TextOrHost;

    fn empty() -> Self {
        Self(Text::EMPTY)
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        let mut slot = None;
        Self::read_optional(&mut slot, reader);
        *self = slot.unwrap_or_default();
    }

    fn read_optional(slot: &mut Option<Self>, reader: &mut Reader<'a>) {
        *slot = match reader.value() {
            Value::Text(text) => Some(Self(text)),
            Value::Map(map) => map.get("hostAddress").and_then(|value| value.as_text()).map(Self),
            _ => None,
        };
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.text(&self.0);
    }
}

record! {
    /// An enhanced error. Nothing is promised to be there; unknown codes and actions are kept as text (R69).
    ///
    /// ```
    /// use tvpass::message::{Action, EnhancedError, ErrorCode};
    ///
    /// let error = EnhancedError::decode(
    ///     br#"{"action": "authentication", "status": 403, "code": "authenticated_profile_missing"}"#,
    /// ).unwrap();
    /// assert_eq!(error.known_code(), Some(ErrorCode::AuthenticatedProfileMissing));
    /// assert_eq!(error.action(), Some(Action::Authentication));
    /// ```
    #[derive(Default)]
    pub struct EnhancedError<'a> {
        /// The action that the service asks for; [`action`](Self::action) falls back to the catalogue's.
        optional action: Action<'a> = "action",
        /// The status the service means, which can differ from HTTP's (R67).
        informational status: u32 = "status",
        /// The code.
        optional code: Text<'a> = "code",
        /// A message for people.
        informational message: TextOrHost<'a> = "message",
        /// A message of the provider or of a degradation rule to the viewer (R70).
        informational details: Text<'a> = "details",
        /// A page about the error.
        informational help_url: Text<'a> = "helpUrl",
        /// The service's own mark for this answer, for its support.
        informational trace: Text<'a> = "trace",
    }
}

impl<'a> EnhancedError<'a> {
    /// The code, if the catalogue has it.
    #[must_use]
    pub fn known_code(&self) -> Option<ErrorCode> {
        ErrorCode::ALL.iter().copied().find(|known| self.has_code(*known))
    }

    /// True if the code is `code`.
    #[must_use]
    pub fn has_code(&self, code: ErrorCode) -> bool {
        self.code.is_some_and(|text| text == code.as_str())
    }

    /// True if an authentication code is wrong or void (R40).
    #[must_use]
    pub fn voids_code(&self) -> bool {
        // Constants, so that a program without the catalogue does not carry it.
        const SESSION: &str = ErrorCode::InvalidAuthenticationSession.as_str();
        const PARAMETER: &str = ErrorCode::InvalidParameterCode.as_str();
        self.code.is_some_and(|code| code == SESSION || code == PARAMETER)
    }

    /// True if the service does not know the MVPD, or its integration is switched off (R27, R28).
    #[must_use]
    pub fn refuses_mvpd(&self) -> bool {
        const UNKNOWN: &str = ErrorCode::InvalidParameterMvpd.as_str();
        const SWITCHED_OFF: &str = ErrorCode::InvalidIntegration.as_str();
        self.code.is_some_and(|code| code == UNKNOWN || code == SWITCHED_OFF)
    }

    /// True if the service wants another service token (V15).
    // By the text alone: two actions are compared by what reads characters, which nothing else here needs.
    pub(crate) fn wants_new_token(&self) -> bool {
        matches!(self.action, Some(Action::Other(text)) if text == NEW_TOKEN)
    }

    /// The action that the service asks for, else the one that the catalogue gives for the code.
    #[must_use]
    pub fn action(&self) -> Option<Action<'a>> {
        self.action.or_else(|| self.known_code().and_then(ErrorCode::action))
    }
}

#[cfg(test)]
mod tests {
    use super::TextOrHost;
    use crate::json::decode;

    #[test]
    fn a_text_is_itself_and_an_object_its_host_address() {
        for body in [&br#""10.0.0.1""#[..], br#"{"hostAddress": "10.0.0.1"}"#] {
            assert_eq!(decode(body), Ok(TextOrHost("10.0.0.1".into())));
        }
        for body in [&b"{}"[..], b"7"] {
            assert_eq!(decode(body), Ok(TextOrHost::default()));
        }
    }
}
