//! W1: the events of one pass, and the whole answer walked after it was checked.

use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, OURS_WHOLE, Peer};
use tvpass::endpoint::{Attribute, ProfileEvent, ProfileEvents, Profiles};

pub fn peers() -> [Peer; 2] {
    [
        Peer { name: OURS, prepare: |document| Box::new(Decoder(move || events(document))) },
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

fn events(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    let mut events = ProfileEvents::new(document);
    for event in events.by_ref() {
        match event {
            ProfileEvent::Begin(mvpd) => checksum.wire_text(PROFILES, mvpd),
            ProfileEvent::NotBefore(time) => checksum.time(NOT_BEFORE, time),
            ProfileEvent::NotAfter(time) => checksum.time(NOT_AFTER, time),
            ProfileEvent::Issuer(issuer) => checksum.wire_text(ISSUER, issuer),
            ProfileEvent::Type(profile_type) => checksum.wire_text(TYPE, profile_type.as_text()),
            ProfileEvent::SessionId(session_id) => checksum.wire_text(SESSION_ID, session_id),
            ProfileEvent::Attribute(attribute) => fold_attribute(&mut checksum, &attribute)?,
            ProfileEvent::End => {}
        }
    }
    events.finish().ok()?;
    Some(checksum.sum())
}

fn whole(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    for profile in Profiles::decode(document).ok()? {
        checksum.wire_text(PROFILES, profile.mvpd);
        checksum.time(NOT_BEFORE, profile.not_before);
        checksum.time(NOT_AFTER, profile.not_after);
        checksum.wire_text(ISSUER, profile.issuer);
        checksum.wire_text(TYPE, profile.profile_type.as_text());
        checksum.optional_text(SESSION_ID, profile.session_id);
        for attribute in profile.attributes {
            fold_attribute(&mut checksum, &attribute)?;
        }
    }
    Some(checksum.sum())
}

#[inline]
fn fold_attribute(checksum: &mut Checksum, attribute: &Attribute) -> Option<()> {
    checksum.wire_text(ATTRIBUTES, attribute.name);
    checksum.wire_text(STATE, attribute.state.as_text());
    checksum.value(VALUE, attribute.value)
}
