//! A profiles answer told in one pass, its attributes in pieces, so that no list or map is walked twice.

use super::profile::{AttributeBody, AttributeState, ProfileBody, ProfileType, STATE, VALUE};
use crate::json::{
    Error, Field, Lane, Members, Paused, Private, Reader, Rest, Text, Timestamp, Token, Value, key, read,
    read_informational, strip,
};

/// Callbacks of [`visit_profiles`], piece by piece in the order of the answer's text; every method defaults to nothing.
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
    /// The error of the attribute (contract only).
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
    let begun = reader.begin_record(ProfileBody::SHAPE, |lane, members| visit_members(lane, members, visitor));
    reader.end_record(ProfileBody::SHAPE, begun, |reader, index| match index {
        0 => tell(reader, |time| visitor.not_before(time)),
        1 => tell(reader, |time| visitor.not_after(time)),
        2 => tell_stated(reader, |issuer| visitor.issuer(issuer)),
        3 => tell_stated(reader, |profile_type| visitor.profile_type(profile_type)),
        4 => visit_attributes(reader, visitor),
        _ => tell(reader, |session_id| visitor.session_id(session_id)),
    });
}

/// Tells the fields in front of the attributes, as far as each is of the ordinary form.
#[inline]
fn visit_members<'a>(
    lane: Lane<'_, 'a>,
    mut members: Members<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> Members<'a> {
    tell_next(lane, &mut members, (0, key!("notBefore")), |time| visitor.not_before(time));
    tell_next(lane, &mut members, (1, key!("notAfter")), |time| visitor.not_after(time));
    tell_next(lane, &mut members, (2, key!("issuer")), |issuer| visitor.issuer(issuer));
    tell_next(lane, &mut members, (3, key!("type")), |profile_type| visitor.profile_type(profile_type));
    members
}

/// Hands the value of the field on whose key stands next, if it is that one.
#[inline]
fn tell_next<'a, T: Field<'a>, const N: usize>(
    lane: Lane<'_, 'a>,
    members: &mut Members<'a>,
    (index, key): (u32, &[u8; N]),
    visit: impl FnOnce(T),
) {
    if let Some(value) = members.value(key)
        && let Some((value, end)) = T::by_lane(lane, value)
        && members.read(index, false, end)
    {
        visit(value);
    }
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
    loop {
        let around = reader.depth();
        match reader.members_by_lane(|lane, members| visit_plain(lane, members, visitor)) {
            Some(Within::Value) => visit_value(reader, around + 1, visitor),
            Some(Within::Attribute) => {}
            Some(Within::Attributes) | None => {
                let Some(name) = reader.key() else { return };
                if !reader.enter_informational() {
                    continue;
                }
                visitor.attribute(name);
            }
        }
        visit_attribute(reader, visitor);
    }
}

/// The place in which the ordinary form of attributes ended.
enum Within {
    Attributes,
    Attribute,
    Value,
}

/// The next attributes, as long as each is a value in plain text.
#[inline]
fn visit_plain<'a>(
    lane: Lane<'_, 'a>,
    mut members: Members<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> (Paused<'a>, Within) {
    let begun = members;
    while let Some((name, attribute)) = members.member(lane)
        && let Some(within) = lane.within()
        && let Some(body) = Members::of(attribute)
        && let Some(value) = body.value(key!("value"))
        && !matches!(value, [b'n', ..])
    {
        visitor.attribute(name);
        let end = match within.walk(value, |token| visitor.value(Private::new(token))) {
            Ok(end) => end,
            Err(paused) => {
                lane.name(VALUE);
                return (paused, Within::Value);
            }
        };
        let Some(outside) = behind_plain_state(body, end) else {
            lane.name(VALUE);
            return (within.behind(end), Within::Attribute);
        };
        visitor.state(AttributeState::Plain);
        if !members.read_other(outside) {
            lane.name(STATE);
            return (lane.behind(outside), Within::Attributes);
        }
    }
    if !members.is_at_first(begun) {
        lane.name(STATE);
    }
    (members.paused(lane), Within::Attributes)
}

/// The text behind an attribute whose value ends at `end`, where nothing follows but that its state is plain.
#[inline]
fn behind_plain_state<'a>(mut body: Members<'a>, end: Rest<'a>) -> Option<Rest<'a>> {
    if !body.read_other(end) {
        return None;
    }
    let end = strip(body.value(key!("state"))?, b"\"plain\"")?;
    (body.read_other(end) && body.is_over()).then(|| body.end_or_behind())
}

/// Tells the rest of an attribute.
fn visit_attribute<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    while let Some(index) = reader.field(AttributeBody::SHAPE.names) {
        match index {
            // A member that is null is as good as absent, here too.
            0 if reader.null() => {}
            0 => visit_value(reader, reader.depth(), visitor),
            // Told even where it is of another type: of a name twice, the last counts.
            1 => visitor.state(read_informational(reader).unwrap_or(AttributeState::Plain)),
            _ => tell(reader, |error| visitor.error(error)),
        }
    }
}

/// Tells the rest of a value, which lists and maps of the number `around` hold.
fn visit_value<'a>(reader: &mut Reader<'a>, around: u32, visitor: &mut impl ProfileVisitor<'a>) {
    while let Some(token) = reader.token() {
        visitor.value(Private::new(token));
        if reader.depth() <= around {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AttributeState, Private, ProfileVisitor, Timestamp, Token, visit_members, visit_plain};
    use crate::endpoint::profile::ProfileBody;
    use crate::json::{Reader, Text};

    #[derive(Default)]
    struct Counts {
        fields: usize,
        attributes: usize,
        values: usize,
        states: usize,
    }

    impl<'a> ProfileVisitor<'a> for Counts {
        fn not_before(&mut self, _: Timestamp) {
            self.fields += 1;
        }
        fn not_after(&mut self, _: Timestamp) {
            self.fields += 1;
        }
        fn issuer(&mut self, _: Text<'a>) {
            self.fields += 1;
        }
        fn attribute(&mut self, _: Text<'a>) {
            self.attributes += 1;
        }
        fn value(&mut self, _: Private<Token<'a>>) {
            self.values += 1;
        }
        fn state(&mut self, _: AttributeState<'a>) {
            self.states += 1;
        }
    }

    #[test]
    fn fields_in_the_documented_order_are_told_at_once() {
        let mut reader =
            Reader::new(br#"{"notBefore":1,"notAfter":2,"issuer":"Dish","type":"regular","attributes":{}}"#);
        let mut counts = Counts::default();
        let begun = reader.begin_record(ProfileBody::SHAPE, |lane, members| visit_members(lane, members, &mut counts));
        assert_eq!(counts.fields, 3);
        let mut others = 0;
        reader.end_record(ProfileBody::SHAPE, begun, |reader, _| {
            others += 1;
            reader.skip();
        });
        assert_eq!((others, reader.finish()), (1, Ok(())));
    }

    #[test]
    fn attributes_in_plain_text_are_told_at_once() {
        let mut reader = Reader::new(
            br#"{"zip":{"value":"84001","state":"plain"},"rating":{"value":[7],"state":"plain"},"user":{"state":"enc"}}"#,
        );
        reader.enter_object();
        let mut counts = Counts::default();
        reader.members_by_lane(|lane, members| visit_plain(lane, members, &mut counts));
        assert_eq!((counts.attributes, counts.values, counts.states), (2, 4, 2));
        assert_eq!(reader.key(), Some("user".into()));
    }
}
