//! A profiles answer told in one pass, its attributes in pieces, so that no list or map is walked twice.

mod ordinary;
mod strict;
mod visitor;

pub use visitor::ProfileVisitor;

use crate::json::{Error, Reader};

/// Tells `visitor` what the profiles answer `body` says, in one pass and constant memory, however long it is.
///
/// Of all ways to read one it takes the least work: lists and maps in attributes are walked once, where those of
/// [`Profiles`](super::Profiles) are walked to be checked and again to be read. Of a repeated field each is told, and the last
/// counts.
///
/// # Errors
/// The first error of `body`, with its place. The pieces told until then are not the whole answer.
///
/// ```
/// use tvpass::endpoint::{ProfileVisitor, visit_profiles};
/// use tvpass::json::{Private, Token, Value};
///
/// #[derive(Default)]
/// struct Codes(usize);
///
/// impl<'a> ProfileVisitor<'a> for Codes {
///     fn value(&mut self, token: Private<Token<'a>>) {
///         self.0 += usize::from(matches!(token.reveal(), Token::Value(Value::Text(_))));
///     }
/// }
///
/// let mut codes = Codes::default();
/// visit_profiles(br#"{"profiles": {"Dish": {
///     "notBefore": 1733735289035, "notAfter": 1733737089035, "issuer": "Dish", "type": "regular",
///     "attributes": {"zip": {"value": ["10001", "94110"], "state": "plain"}}}}}"#, &mut codes).unwrap();
/// assert_eq!(codes.0, 2);
/// ```
pub fn visit_profiles<'a>(body: &'a [u8], visitor: &mut impl ProfileVisitor<'a>) -> Result<(), Error> {
    let mut reader = Reader::new(body);
    match reader.begin_by_lane(|lane, rest| ordinary::visit_answer(lane, rest, visitor)) {
        Some(stop) => strict::visit_from(&mut reader, &stop, visitor),
        None => strict::visit_answer(&mut reader, visitor),
    }
    reader.finish()
}
