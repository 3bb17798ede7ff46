//! Values in pieces, so that lists and maps are looked at once.

use super::text::Text;
use super::value::Value;

/// One piece of a value, in the order of its text. [`ProfileVisitor::value`](crate::endpoint::ProfileVisitor::value) is told
/// them: of `{"zip": ["10001"]}` these are `BeginMap`, `Key`, `BeginList`, `Value`, `EndList` and `EndMap`.
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
