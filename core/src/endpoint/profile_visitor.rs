//! A profiles answer told in one pass, its attributes in pieces, so that no list or map is walked twice.

use super::profile::{AROUND_PLAIN_VALUE, AttributeBody, AttributeState, ProfileBody, ProfileType};
use crate::json::{Error, Field, Private, Reader, Text, Timestamp, Token, Value, read, read_informational};

/// Who is told a profiles answer by [`visit_profiles`], piece by piece in the order of its text; what is not asked for
/// goes by.
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
    /// `sessionId` (contract only).
    fn session_id(&mut self, session_id: Text<'a>) {}
    /// An attribute of this name begins, looked up as it stands (F2); what follows up to the next is about it.
    fn attribute(&mut self, name: Text<'a>) {}
    /// A piece of the attribute's value; none comes where it is null.
    fn value(&mut self, token: Private<Token<'a>>) {}
    /// The attribute's `state`, plain where none comes.
    fn state(&mut self, state: AttributeState<'a>) {}
    /// What went wrong with the attribute (contract only).
    fn error(&mut self, error: Private<Value<'a>>) {}
    /// The profile ends; all its required fields were there.
    fn end(&mut self) {}
}

/// Tells `visitor` what the profiles answer `body` says, in one pass and constant memory, however long it is.
///
/// Of all ways to read one it takes the least work: lists and maps in attributes are walked once, where those of
/// [`ProfileEvents`](super::ProfileEvents) are walked to be checked and again to be read. Of a repeated field each is told,
/// and the last counts.
///
/// # Errors
/// What was wrong first, and where. What was told until then is not whole.
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
    let mut found = false;
    reader.enter_object();
    while let Some(key) = reader.key() {
        if key == "profiles" {
            found = true;
            reader.set_field(&"profiles");
            visit_each(&mut reader, visitor);
        }
    }
    if !found {
        reader.missing(&"profiles");
    }
    reader.finish()
}

fn visit_each<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    if reader.null() {
        return;
    }
    reader.enter_object();
    while let Some(mvpd) = reader.key() {
        // As good as absent.
        if reader.null() {
            continue;
        }
        visitor.begin(mvpd);
        visit_profile(reader, visitor);
        if !reader.failed() {
            visitor.end();
        }
    }
}

fn visit_profile<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    reader.record(ProfileBody::SHAPE, |reader, index| match index {
        0 => tell(reader, |time| visitor.not_before(time)),
        1 => tell(reader, |time| visitor.not_after(time)),
        2 => tell_stated(reader, |issuer| visitor.issuer(issuer)),
        3 => tell_stated(reader, |profile_type| visitor.profile_type(profile_type)),
        4 => visit_attributes(reader, visitor),
        _ => tell(reader, |session_id| visitor.session_id(session_id)),
    });
}

/// Hands the next value on, if it is what it should be.
#[inline]
fn tell<'a, T: Field<'a>>(reader: &mut Reader<'a>, visit: impl FnOnce(T)) {
    let value = read(reader);
    if !reader.failed() {
        visit(value);
    }
}

/// The same of a value that is told even where it is of another type, and then empty; the record forgives that.
#[inline]
fn tell_stated<'a, T: Field<'a>>(reader: &mut Reader<'a>, visit: impl FnOnce(T)) {
    visit(read(reader));
}

fn visit_attributes<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    reader.set_field(&"attributes");
    reader.enter_object();
    while let Some(name) = reader.key() {
        visit_attribute(name, reader, visitor);
    }
}

fn visit_attribute<'a>(name: Text<'a>, reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    let [before, after] = AROUND_PLAIN_VALUE;
    if reader.enter_at_field(&"value", before) {
        visitor.attribute(name);
        visit_value(reader, visitor);
        if reader.leave_with(after) {
            return visitor.state(AttributeState::Plain);
        }
    } else if reader.enter_informational() {
        visitor.attribute(name);
    } else {
        return;
    }
    while let Some(index) = reader.field(AttributeBody::SHAPE.keys, 0) {
        match index {
            0 => visit_value(reader, visitor),
            // Told even where it is of another type: of a name twice, the last counts.
            1 => visitor.state(read_informational(reader).unwrap_or(AttributeState::Plain)),
            _ => tell(reader, |error| visitor.error(error)),
        }
    }
}

fn visit_value<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    // A member that is null is as good as absent, here too.
    if reader.null() {
        return;
    }
    let around = reader.depth();
    while let Some(token) = reader.token() {
        visitor.value(Private::new(token));
        if reader.depth() <= around {
            break;
        }
    }
}
