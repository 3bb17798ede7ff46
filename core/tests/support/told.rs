//! A profiles answer as a visitor is told it, and as the checked view hands it out. Of a repeated field the visitor is told
//! each, and the last counts.

use tvpass::endpoint::{AttributeState, Attributes, Profile, ProfileType, ProfileVisitor, Profiles, visit_profiles};
use tvpass::json::{Error, Private, Reader, Text, Timestamp, Token, Value};

/// A profile; its fields are there once it has ended.
#[derive(Debug, PartialEq)]
pub(crate) struct Told<'a> {
    mvpd: Text<'a>,
    not_before: Option<Timestamp>,
    not_after: Option<Timestamp>,
    issuer: Option<Text<'a>>,
    profile_type: Option<ProfileType<'a>>,
    session_id: Option<Text<'a>>,
    attributes: Vec<ToldAttribute<'a>>,
    has_ended: bool,
}

impl<'a> Told<'a> {
    fn begun(mvpd: Text<'a>) -> Self {
        Self {
            mvpd,
            not_before: None,
            not_after: None,
            issuer: None,
            profile_type: None,
            session_id: None,
            attributes: Vec::new(),
            has_ended: false,
        }
    }

    /// True if this one, which a visitor was told, is `viewed`. Of attributes that came twice, all were told.
    fn is_as(&mut self, viewed: &Self, attributes_repeat: bool) -> bool {
        if attributes_repeat && self.attributes.ends_with(&viewed.attributes) {
            self.attributes.drain(..self.attributes.len() - viewed.attributes.len());
        }
        self == viewed
    }
}

#[derive(Debug, PartialEq)]
struct ToldAttribute<'a> {
    name: Text<'a>,
    tokens: Vec<Token<'a>>,
    state: AttributeState<'a>,
    error: Option<Value<'a>>,
}

/// Demands that a visitor is told what the checked view hands out, errors included.
pub(crate) fn visits_as_viewed(body: &[u8]) {
    let (mut visited, viewed) = (by_visits(body), by_view(body));
    if let (Ok(visited), Ok(viewed)) = (&mut visited, &viewed) {
        let attributes_repeat = names_of_attributes(body) > viewed.len();
        assert_eq!(visited.len(), viewed.len());
        for (visited, viewed) in visited.iter_mut().zip(viewed) {
            assert!(visited.is_as(viewed, attributes_repeat), "{visited:?} {viewed:?}");
        }
        return;
    }
    assert_eq!(visited, viewed);
}

/// The number of keys in `body` that are `attributes`, escaped or not.
fn names_of_attributes(body: &[u8]) -> usize {
    let (mut reader, mut count) = (Reader::new(body), 0);
    while let Some(token) = reader.token() {
        count += usize::from(matches!(token, Token::Key(key) if key == "attributes"));
        if reader.depth() == 0 {
            break;
        }
    }
    count
}

fn by_view(body: &[u8]) -> Result<Vec<Told<'_>>, Error> {
    Ok(Profiles::decode(body)?.iter().map(told_profile).collect())
}

fn told_profile(profile: Profile<'_>) -> Told<'_> {
    Told {
        mvpd: profile.mvpd,
        not_before: Some(profile.not_before),
        not_after: Some(profile.not_after),
        issuer: Some(profile.issuer),
        profile_type: Some(profile.profile_type),
        session_id: profile.session_id,
        attributes: told_attributes(profile.attributes),
        has_ended: true,
    }
}

fn told_attributes(attributes: Attributes<'_>) -> Vec<ToldAttribute<'_>> {
    let attributes = attributes.iter().map(|attribute| ToldAttribute {
        name: attribute.name,
        tokens: tokens_of(attribute.value.reveal()),
        state: attribute.state,
        error: attribute.error.map(|error| error.reveal()),
    });
    attributes.collect()
}

/// The pieces of a whole value; none of null.
fn tokens_of(value: Value<'_>) -> Vec<Token<'_>> {
    let raw = match value {
        Value::Null => return Vec::new(),
        Value::List(list) => list.as_json(),
        Value::Map(map) => map.as_json(),
        scalar => return vec![Token::Value(scalar)],
    };
    let mut reader = Reader::new(raw.as_bytes());
    let mut tokens = Vec::new();
    while tokens.is_empty() || reader.depth() > 0 {
        tokens.extend(reader.token());
    }
    assert_eq!(reader.finish(), Ok(()));
    tokens
}

fn by_visits(body: &[u8]) -> Result<Vec<Told<'_>>, Error> {
    let mut listener = Listener::default();
    visit_profiles(body, &mut listener).map(|()| listener.told)
}

#[derive(Default)]
struct Listener<'a> {
    told: Vec<Told<'a>>,
    depth: usize,
}

impl<'a> Listener<'a> {
    fn profile(&mut self) -> &mut Told<'a> {
        self.told.last_mut().filter(|profile| !profile.has_ended).expect("a profile has begun")
    }

    fn last_attribute(&mut self) -> &mut ToldAttribute<'a> {
        self.profile().attributes.last_mut().expect("an attribute has begun")
    }
}

impl<'a> ProfileVisitor<'a> for Listener<'a> {
    fn begin(&mut self, mvpd: Text<'a>) {
        assert!(self.told.last().is_none_or(|profile| profile.has_ended));
        self.told.push(Told::begun(mvpd));
    }

    fn not_before(&mut self, time: Timestamp) {
        self.profile().not_before = Some(time);
    }

    fn not_after(&mut self, time: Timestamp) {
        self.profile().not_after = Some(time);
    }

    fn issuer(&mut self, issuer: Text<'a>) {
        self.profile().issuer = Some(issuer);
    }

    fn profile_type(&mut self, profile_type: ProfileType<'a>) {
        self.profile().profile_type = Some(profile_type);
    }

    fn session_id(&mut self, session_id: Option<Text<'a>>) {
        self.profile().session_id = session_id;
    }

    fn attribute(&mut self, name: Text<'a>) {
        let attribute = ToldAttribute { name, tokens: Vec::new(), state: AttributeState::Plain, error: None };
        self.profile().attributes.push(attribute);
    }

    fn value(&mut self, token: Private<Token<'a>>) {
        let token = token.reveal();
        let is_end = matches!(token, Token::EndList | Token::EndMap);
        self.depth -= usize::from(is_end);
        let is_first = self.depth == 0 && !is_end;
        let tokens = &mut self.last_attribute().tokens;
        if is_first {
            tokens.clear();
        }
        tokens.push(token);
        self.depth += usize::from(matches!(token, Token::BeginList | Token::BeginMap));
    }

    fn state(&mut self, state: AttributeState<'a>) {
        self.last_attribute().state = state;
    }

    fn error(&mut self, error: Private<Value<'a>>) {
        self.last_attribute().error = Some(error.reveal());
    }

    fn end(&mut self) {
        self.profile().has_ended = true;
    }
}
