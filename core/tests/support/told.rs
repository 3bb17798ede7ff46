//! A profiles answer, told by a visitor and by the events: the same, an attribute in pieces or as one value.

use tvpass::endpoint::{AttributeState, ProfileEvent, ProfileEvents, ProfileType, ProfileVisitor, visit_profiles};
use tvpass::json::{Error, Private, Reader, Text, Timestamp, Token, Value};

#[derive(Debug, PartialEq)]
pub(crate) enum Told<'a> {
    Event(ProfileEvent<'a>),
    Attribute(Text<'a>, Vec<Token<'a>>, AttributeState<'a>, Option<Value<'a>>),
}

/// Reads `body` by its events.
pub(crate) fn by_events(body: &[u8]) -> Result<Vec<Told<'_>>, Error> {
    let mut events = ProfileEvents::new(body);
    let told = events.by_ref().map(told_of).collect();
    events.finish().map(|()| told)
}

fn told_of(event: ProfileEvent<'_>) -> Told<'_> {
    match event {
        ProfileEvent::Attribute(attribute) => {
            let error = attribute.error.map(|error| error.reveal());
            Told::Attribute(attribute.name, tokens_of(attribute.value.reveal()), attribute.state, error)
        }
        event => Told::Event(event),
    }
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

/// Reads `body` by a visitor.
pub(crate) fn by_visits(body: &[u8]) -> Result<Vec<Told<'_>>, Error> {
    let mut listener = Listener::default();
    visit_profiles(body, &mut listener).map(|()| listener.told)
}

#[derive(Default)]
struct Listener<'a> {
    told: Vec<Told<'a>>,
    depth: usize,
}

impl<'a> ProfileVisitor<'a> for Listener<'a> {
    fn begin(&mut self, mvpd: Text<'a>) {
        self.told.push(Told::Event(ProfileEvent::Begin(mvpd)));
    }

    fn not_before(&mut self, time: Timestamp) {
        self.told.push(Told::Event(ProfileEvent::NotBefore(time)));
    }

    fn not_after(&mut self, time: Timestamp) {
        self.told.push(Told::Event(ProfileEvent::NotAfter(time)));
    }

    fn issuer(&mut self, issuer: Text<'a>) {
        self.told.push(Told::Event(ProfileEvent::Issuer(issuer)));
    }

    fn profile_type(&mut self, profile_type: ProfileType<'a>) {
        self.told.push(Told::Event(ProfileEvent::Type(profile_type)));
    }

    fn session_id(&mut self, session_id: Text<'a>) {
        self.told.push(Told::Event(ProfileEvent::SessionId(session_id)));
    }

    fn attribute(&mut self, name: Text<'a>) {
        self.told.push(Told::Attribute(name, Vec::new(), AttributeState::Plain, None));
    }

    fn value(&mut self, token: Private<Token<'a>>) {
        let token = token.reveal();
        if matches!(token, Token::EndList | Token::EndMap) {
            self.depth -= 1;
        }
        let Some(Told::Attribute(_, tokens, ..)) = self.told.last_mut() else { panic!("{token:?} of no attribute") };
        // Of a repeated field the last counts.
        if self.depth == 0 && !matches!(token, Token::EndList | Token::EndMap) {
            tokens.clear();
        }
        tokens.push(token);
        if matches!(token, Token::BeginList | Token::BeginMap) {
            self.depth += 1;
        }
    }

    fn state(&mut self, told: AttributeState<'a>) {
        let Some(Told::Attribute(_, _, state, _)) = self.told.last_mut() else { panic!("{told:?} of no attribute") };
        *state = told;
    }

    fn error(&mut self, told: Private<Value<'a>>) {
        let Some(Told::Attribute(.., error)) = self.told.last_mut() else { panic!("{told:?} of no attribute") };
        *error = Some(told.reveal());
    }

    fn end(&mut self) {
        self.told.push(Told::Event(ProfileEvent::End));
    }
}
