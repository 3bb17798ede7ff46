//! W1: a visitor told in one pass, a stream of the profiles, and the whole answer walked after it was checked.

use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, OURS_STREAM, OURS_WHOLE, Peer};
use tvpass::endpoint::{AttributeState, Profile, ProfileStream, ProfileType, ProfileVisitor, Profiles, visit_profiles};
use tvpass::json::{Private, Text, Timestamp, Token, Value};

pub fn peers() -> [Peer; 3] {
    [
        Peer { name: OURS, prepare: |document| Box::new(Decoder(move || visited(document))) },
        Peer { name: OURS_STREAM, prepare: |document| Box::new(Decoder(move || streamed(document))) },
        Peer { name: OURS_WHOLE, prepare: |document| Box::new(Decoder(move || whole(document))) },
    ]
}

const PROFILES: u64 = tag("profiles");
const NOT_BEFORE: u64 = tag("notBefore");
const NOT_AFTER: u64 = tag("notAfter");
const ISSUER: u64 = tag("issuer");
const TYPE: u64 = tag("type");
const SESSION_ID: u64 = tag("sessionId");
const ATTRIBUTES: u64 = tag("attributes");
const VALUE: u64 = tag("value");
const STATE: u64 = tag("state");

fn visited(document: &[u8]) -> Option<u64> {
    let mut fold = Fold { checksum: Checksum::default(), whole_numbers: true };
    visit_profiles(document, &mut fold).ok()?;
    fold.whole_numbers.then(|| fold.checksum.sum())
}

struct Fold {
    checksum: Checksum,
    whole_numbers: bool,
}

impl<'a> ProfileVisitor<'a> for Fold {
    fn begin(&mut self, mvpd: Text<'a>) {
        self.checksum.wire_text(PROFILES, mvpd);
    }

    fn not_before(&mut self, time: Timestamp) {
        self.checksum.time(NOT_BEFORE, time);
    }

    fn not_after(&mut self, time: Timestamp) {
        self.checksum.time(NOT_AFTER, time);
    }

    fn issuer(&mut self, issuer: Text<'a>) {
        self.checksum.wire_text(ISSUER, issuer);
    }

    fn profile_type(&mut self, profile_type: ProfileType<'a>) {
        self.checksum.wire_text(TYPE, profile_type.as_text());
    }

    fn session_id(&mut self, session_id: Option<Text<'a>>) {
        if let Some(session_id) = session_id {
            self.checksum.wire_text(SESSION_ID, session_id);
        }
    }

    fn attribute(&mut self, name: Text<'a>) {
        self.checksum.wire_text(ATTRIBUTES, name);
    }

    #[inline]
    fn value(&mut self, token: Private<Token<'a>>) {
        match token.reveal() {
            Token::Key(text) | Token::Value(Value::Text(text)) => self.checksum.wire_text(VALUE, text),
            Token::Value(scalar) => self.whole_numbers &= self.checksum.value(VALUE, scalar).is_some(),
            _ => {}
        }
    }

    fn state(&mut self, state: AttributeState<'a>) {
        self.checksum.wire_text(STATE, state.as_text());
    }
}

fn streamed(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    let mut profiles = ProfileStream::whole(document);
    for profile in profiles.by_ref() {
        fold(&mut checksum, &profile)?;
    }
    profiles.finish().ok()?;
    Some(checksum.sum())
}

fn whole(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    for profile in Profiles::decode(document).ok()? {
        fold(&mut checksum, &profile)?;
    }
    Some(checksum.sum())
}

#[inline]
fn fold(checksum: &mut Checksum, profile: &Profile<'_>) -> Option<()> {
    checksum.wire_text(PROFILES, profile.mvpd);
    checksum.time(NOT_BEFORE, profile.not_before);
    checksum.time(NOT_AFTER, profile.not_after);
    checksum.wire_text(ISSUER, profile.issuer);
    checksum.wire_text(TYPE, profile.profile_type.as_text());
    checksum.optional_text(SESSION_ID, profile.session_id);
    for attribute in profile.attributes {
        checksum.wire_text(ATTRIBUTES, attribute.name);
        checksum.wire_text(STATE, attribute.state.as_text());
        checksum.value(VALUE, attribute.value.reveal())?;
    }
    Some(())
}
