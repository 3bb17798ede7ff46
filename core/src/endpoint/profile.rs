//! A profile: who the viewer is to one MVPD, and until when.

use core::fmt;

use crate::debug::debug_fields;
use crate::json::{
    Field, FieldDefinition, FieldKind, Lane, Map, Members, Name, Private, Reader, Rest, Text, Timestamp, Value, Writer,
    array, behind_colon, blanks, key, open_enum, read_informational, record, strip,
};

open_enum! {
    /// `type` of a profile (E3: one set for every page).
    pub enum ProfileType<'a> {
        /// Signed in at the MVPD.
        Regular = "regular",
        /// The MVPD is unreachable, and access is granted meanwhile (R80).
        Degraded = "degraded",
        /// Temporary access (R85).
        Temporary = "temporary",
        /// Apple's single sign-on.
        AppleSso = "appleSSO",
        /// A platform's single sign-on (R111).
        PlatformSso = "platformSSO",
        /// A service token's single sign-on (R111).
        ServiceTokenSso = "serviceTokenSSO",
    }
}

open_enum! {
    /// `state` of an attribute.
    #[derive(Default)]
    pub enum AttributeState<'a> {
        /// Readable.
        #[default]
        Plain = "plain",
        /// Encrypted for the programmer's private key (R52).
        Encrypted = "enc",
    }
}

record! {
    /// An attribute without its name.
    pub(super) struct AttributeBody<'a> {
        /// The value, of any type.
        informational_defaulted value: Private<Value<'a>> = "value",
        /// `enc` if the value is encrypted for the programmer's key (R52).
        informational state: AttributeState<'a> = "state",
        /// The reason why there is no value (contract only).
        informational error: Private<Value<'a>> = "error",
    }
}

/// The places of an attribute's fields among them.
impl AttributeBody<'_> {
    pub(super) const VALUE: u32 = Self::SHAPE.names.place_of("value");
    pub(super) const STATE: u32 = Self::SHAPE.names.place_of("state");
}

/// The names of the fields of an attribute that is a value in plain text.
pub(super) const VALUE: Name = AttributeBody::SHAPE.names.name(AttributeBody::VALUE);
pub(super) const STATE: Name = AttributeBody::SHAPE.names.name(AttributeBody::STATE);

/// The text before and after the value of nearly every attribute, as services send them.
pub(super) const AROUND_PLAIN_VALUE: [&[u8]; 2] = [b"{\"value\":", b",\"state\":\"plain\"}"];

/// One piece of user metadata. Its content identifies a person, so that it prints without its value.
#[derive(Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Attribute<'a> {
    /// The name, looked up as it stands (F2): `userID`, `householdID`, `zip`, `maxRating`, …
    pub name: Text<'a>,
    /// The value, of any type.
    pub value: Private<Value<'a>>,
    /// True if the value is encrypted.
    pub state: AttributeState<'a>,
    /// The error of this attribute (contract only).
    pub error: Option<Private<Value<'a>>>,
}

impl<'a> Attribute<'a> {
    /// The fields of the object that stands under its name.
    pub const FIELDS: &'static [FieldDefinition] = AttributeBody::FIELDS;

    /// A readable attribute.
    #[must_use]
    pub const fn plain(name: Text<'a>, value: Value<'a>) -> Self {
        Self { name, value: Private::new(value), state: AttributeState::Plain, error: None }
    }

    /// One that is encrypted for the programmer's key (R52).
    #[must_use]
    pub const fn encrypted(name: Text<'a>, value: Value<'a>) -> Self {
        Self { state: AttributeState::Encrypted, ..Self::plain(name, value) }
    }

    /// The attribute whose body stands next; none where that is no object.
    pub(super) fn read(name: Text<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let [before, after] = AROUND_PLAIN_VALUE;
        // The one way that every attribute can be read suffices where flash is scarcer than time.
        if cfg!(any(target_pointer_width = "64", target_family = "wasm"))
            && let Some(value) = reader.value_between([VALUE, STATE], before, after)
        {
            return Some(Self::plain(name, value));
        }
        let AttributeBody { value, state, error } = read_informational(reader)?;
        Some(Self { name, value, state: state.unwrap_or_default(), error })
    }

    pub(super) const fn body(&self) -> AttributeBody<'a> {
        AttributeBody { value: self.value, state: Some(self.state), error: self.error }
    }
}

debug_fields!(Attribute<'_> { name, value, state, error });

/// The text behind an attribute that is a value in plain text.
#[inline]
fn after_plain<'a>(lane: Lane<'_, 'a>, attribute: Rest<'a>) -> Option<Rest<'a>> {
    let (within, value) = (lane.within()?, value_of(attribute)?);
    let end = match within.text(value) {
        Some((_, end)) => end,
        None => within.skip(value)?,
    };
    let outside = behind_plain_state(end)?;
    lane.name(STATE);
    Some(outside)
}

/// The value with which an attribute begins.
#[inline]
pub(super) fn value_of(attribute: Rest<'_>) -> Option<Rest<'_>> {
    let compact = strip(attribute, array!("{\"value\":"));
    compact.or_else(|| strip(blanks(strip(attribute, b"{")?), key!("value"))).map(behind_colon)
}

/// The text behind an attribute whose value ends at `end`, where nothing follows but that its state is plain.
#[inline]
pub(super) fn behind_plain_state(end: Rest<'_>) -> Option<Rest<'_>> {
    strip(end, array!(",\"state\":\"plain\"}")).or_else(|| {
        let state = strip(blanks(strip(blanks(end), b",")?), key!("state"))?;
        strip(blanks(strip(behind_colon(state), b"\"plain\"")?), b"}")
    })
}

/// A profile that was checked when its answer was decoded.
#[derive(Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Profile<'a> {
    /// The MVPD.
    pub mvpd: Text<'a>,
    /// Valid from here …
    pub not_before: Timestamp,
    /// … to here; then the viewer must sign in again (R46).
    pub not_after: Timestamp,
    /// The issuer: the MVPD, `Adobe` or `Apple`.
    pub issuer: Text<'a>,
    /// The origin: a sign-in at the MVPD, single sign-on, temporary or degraded access.
    pub profile_type: ProfileType<'a>,
    /// The session (contract only).
    pub session_id: Option<Text<'a>>,
    /// The user metadata.
    pub attributes: Attributes<'a>,
}

debug_fields!(Profile<'_> { mvpd, not_before, not_after, issuer, profile_type, session_id, attributes });

impl Profile<'_> {
    /// The fields of the object that stands under the name of its MVPD.
    pub const FIELDS: &'static [FieldDefinition] = ProfileBody::FIELDS;

    /// True if the profile is as good as absent by the service's own clock (N6): it ended before `service_time`, such as
    /// the `created_at` of the token in use, or has no life at all. The device's clock decides nothing.
    #[must_use]
    pub fn is_over(&self, service_time: Option<Timestamp>) -> bool {
        self.not_after <= self.not_before || service_time.is_some_and(|time| self.not_after < time)
    }
}

record! {
    /// A profile without its MVPD.
    pub(super) struct ProfileBody<'a> {
        /// Valid from here …
        required not_before: Timestamp = "notBefore",
        /// … to here; then the viewer must sign in again (R46).
        required not_after: Timestamp = "notAfter",
        /// Its maker: the MVPD, `Adobe` or `Apple`.
        stated issuer: Text<'a> = "issuer",
        /// The way in which it came to be.
        stated profile_type: ProfileType<'a> = "type",
        /// The user metadata.
        stated attributes: Attributes<'a> = "attributes",
        /// The session (contract only).
        informational session_id: Text<'a> = "sessionId",
    }
}

/// The places of a profile's fields among them.
impl ProfileBody<'_> {
    pub(super) const NOT_BEFORE: u32 = Self::SHAPE.names.place_of("notBefore");
    pub(super) const NOT_AFTER: u32 = Self::SHAPE.names.place_of("notAfter");
    pub(super) const ISSUER: u32 = Self::SHAPE.names.place_of("issuer");
    pub(super) const TYPE: u32 = Self::SHAPE.names.place_of("type");
    pub(super) const ATTRIBUTES: u32 = Self::SHAPE.names.place_of("attributes");
}

/// The attributes of a checked profile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Attributes<'a> {
    map: Map<'a>,
}

impl<'a> Attributes<'a> {
    /// The attributes, in order.
    #[must_use]
    pub fn iter(&self) -> AttributesIter<'a> {
        AttributesIter { reader: self.map.reader() }
    }

    /// The last attribute called `name`, without folding of letters.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Attribute<'a>> {
        self.iter().filter(|attribute| attribute.name == name).last()
    }
}

impl fmt::Debug for Attributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The next attribute, if it is a value in plain text.
#[inline]
fn next_plain<'a>(reader: &mut Reader<'a>) -> Option<Attribute<'a>> {
    let read = |lane: Lane<'_, 'a>, members: Members<'a>| {
        let (name, body) = members.member(lane)?;
        let (value, end) = lane.within()?.value(value_of(body)?)?;
        let outside = behind_plain_state(end)?;
        lane.name(STATE);
        Some((lane.behind(outside), Attribute::plain(name, value)))
    };
    reader.members_by_lane(read)
}

/// The next attribute of the innermost open object; what is no object is as good as absent.
fn next_attribute<'a>(reader: &mut Reader<'a>) -> Option<Attribute<'a>> {
    if let Some(attribute) = next_plain(reader) {
        return Some(attribute);
    }
    loop {
        let name = reader.key()?;
        if let Some(attribute) = Attribute::read(name, reader) {
            return Some(attribute);
        }
    }
}

impl<'a> Field<'a> for Attributes<'a> {
    const KIND: FieldKind = FieldKind::Map;
    const FIELDS: &'static [FieldDefinition] = AttributeBody::FIELDS;

    fn empty() -> Self {
        Self { map: Map::empty() }
    }

    /// Each is checked here, so that reading them again cannot fail.
    fn read(&mut self, reader: &mut Reader<'a>) {
        let start = reader.value_rest();
        reader.enter_object();
        while next_attribute(reader).is_some() {}
        self.map = if reader.failed() { Map::empty() } else { Map::checked(reader.since(start)) };
    }

    /// The same check.
    fn by_lane(lane: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        let (within, mut members) = (lane.within()?, Members::of(rest)?);
        while let Some((_, body)) = members.member(within) {
            let end = match after_plain(within, body) {
                Some(end) => end,
                None => AttributeBody::by_lane(within, body)?.1,
            };
            if !members.read_other(end) {
                return None;
            }
        }
        let end = members.end_or_behind();
        let map = Map::checked(lane.between(rest, end));
        members.is_over().then_some((Self { map }, end))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        self.map.write(writer);
    }
}

impl<'a> IntoIterator for Attributes<'a> {
    type Item = Attribute<'a>;
    type IntoIter = AttributesIter<'a>;

    fn into_iter(self) -> AttributesIter<'a> {
        self.iter()
    }
}

/// The attributes of a checked profile, one by one.
#[derive(Clone)]
pub struct AttributesIter<'a> {
    reader: Reader<'a>,
}

impl<'a> Iterator for AttributesIter<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        next_attribute(&mut self.reader)
    }
}

/// One piece of a profiles answer that a server writes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ProfilePiece<'a> {
    /// A profile of this MVPD begins.
    Begin(Text<'a>),
    /// `notBefore`.
    NotBefore(Timestamp),
    /// `notAfter`.
    NotAfter(Timestamp),
    /// `issuer`.
    Issuer(Text<'a>),
    /// `type`.
    Type(ProfileType<'a>),
    /// `sessionId`.
    SessionId(Text<'a>),
    /// One of `attributes`; they come one after the other.
    Attribute(Attribute<'a>),
    /// The profile ends; all its required fields were there.
    End,
}

impl<'a> Profile<'a> {
    /// Its pieces, in the order in which a server writes them; for [`encode_profiles`](super::encode_profiles).
    pub fn pieces(self) -> impl Iterator<Item = ProfilePiece<'a>> {
        let before = [
            ProfilePiece::Begin(self.mvpd),
            ProfilePiece::NotBefore(self.not_before),
            ProfilePiece::NotAfter(self.not_after),
            ProfilePiece::Issuer(self.issuer),
            ProfilePiece::Type(self.profile_type),
        ];
        let session = self.session_id.map(ProfilePiece::SessionId);
        let attributes = self.attributes.into_iter().map(ProfilePiece::Attribute);
        before.into_iter().chain(session).chain(attributes).chain([ProfilePiece::End])
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{AttributeBody, Attributes};
    use crate::Output;
    use crate::json::{Field, Reader, Writer};

    #[test]
    fn attributes_in_plain_text_are_taken_as_they_come() {
        let text = r#"{"zip":{"value":"84001","state":"plain"},"rating":{"value":[7]}}"#;
        let mut reader = Reader::new(text.as_bytes());
        let attributes = reader.by_lane(Attributes::by_lane).unwrap();
        assert!(attributes.iter().map(|attribute| attribute.name).eq(["zip", "rating"]));
        let mut buffer = [0; 128];
        let mut output = Output::new(&mut buffer);
        attributes.write(&mut Writer::new(&mut output));
        assert_eq!(output.finish().unwrap(), text.as_bytes());
    }

    #[test]
    fn the_body_of_an_attribute_prints_neither_its_value_nor_its_error() {
        let body = br#"{"value": "S3NTINEL", "state": "enc", "error": "S3NTINEL"}"#;
        let printed = std::format!("{:?}", AttributeBody::decode(body).unwrap());
        assert_eq!((printed.matches("[redacted]").count(), printed.contains("S3NTINEL")), (2, false), "{printed}");
    }
}
