//! The pieces of a profiles answer.

use crate::endpoint::profile::{AttributeState, ProfileType};
use crate::json::{Private, Text, Timestamp, Token, Value};

/// Callbacks of [`visit_profiles`](crate::endpoint::visit_profiles), piece by piece in the order of the answer's text; every method defaults to nothing.
#[allow(unused_variables)]
pub trait ProfileVisitor<'a> {
    /// A profile of this MVPD begins.
    fn begin(&mut self, mvpd: Text<'a>) {}
    /// `notBefore`.
    fn not_before(&mut self, time: Timestamp) {}
    /// `notAfter`.
    fn not_after(&mut self, time: Timestamp) {}
    /// `issuer`.
    fn issuer(&mut self, issuer: Text<'a>) {}
    /// `type`.
    fn profile_type(&mut self, profile_type: ProfileType<'a>) {}
    /// `sessionId` (contract only); none where it is no text, which voids one that was told before.
    fn session_id(&mut self, session_id: Option<Text<'a>>) {}
    /// An attribute of this name begins, looked up as it stands (F2); what follows up to the next is about it.
    fn attribute(&mut self, name: Text<'a>) {}
    /// A piece of the attribute's value; none comes where it is null. It is called for each text and number, so that
    /// `#[inline]` pays.
    fn value(&mut self, token: Private<Token<'a>>) {}
    /// The attribute's `state`, plain where none comes.
    fn state(&mut self, state: AttributeState<'a>) {}
    /// The error of the attribute (contract only).
    fn error(&mut self, error: Private<Value<'a>>) {}
    /// The profile ends; all its required fields were there.
    fn end(&mut self) {}
}
