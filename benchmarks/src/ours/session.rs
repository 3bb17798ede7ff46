//! W2: the session, decoded as a whole; its reader passes over the answer once.

use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, Peer};
use tvpass::endpoint::Session;

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |document| Box::new(Decoder(move || decode(document))) }]
}

fn decode(document: &[u8]) -> Option<u64> {
    let session = Session::decode(document).ok()?;
    let mut checksum = Checksum::default();
    checksum.wire_text(const { tag("actionName") }, session.action_name.as_text());
    checksum.wire_text(const { tag("actionType") }, session.action_type.as_text());
    checksum.wire_text(const { tag("reasonType") }, session.reason_type.as_text());
    checksum.wire_texts(const { tag("missingParameters") }, session.missing_parameters);
    checksum.optional_text(const { tag("url") }, session.url);
    checksum.optional_text(const { tag("code") }, session.code);
    checksum.wire_text(const { tag("sessionId") }, session.session_id);
    checksum.optional_text(const { tag("mvpd") }, session.mvpd);
    checksum.wire_text(const { tag("serviceProvider") }, session.service_provider);
    checksum.optional_time(const { tag("notBefore") }, session.not_before);
    checksum.optional_time(const { tag("notAfter") }, session.not_after);
    Some(checksum.sum())
}
