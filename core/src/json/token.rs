//! Values in pieces, so that lists and maps are looked at once.

use super::text::Text;
use super::value::Value;

/// One piece of a value, in the order of its text.
///
/// ```
/// use tvpass::json::{Reader, Token, Value};
///
/// let mut reader = Reader::new(br#"{"zip": ["10001"], "primary": true}"#);
/// let mut texts = 0;
/// while let Some(token) = reader.token() {
///     match token {
///         Token::Value(Value::Text(_)) => texts += 1,
///         Token::EndMap if reader.depth() == 0 => break,
///         _ => {}
///     }
/// }
/// assert_eq!((reader.finish(), texts), (Ok(()), 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token<'a> {
    /// A value that is neither a list nor a map.
    Value(Value<'a>),
    /// A list begins.
    BeginList,
    /// It ends.
    EndList,
    /// A map begins.
    BeginMap,
    /// The key of the value that follows.
    Key(Text<'a>),
    /// The map ends.
    EndMap,
}
