//! The decisions, one by one as they are read.

use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, Peer};
use tvpass::endpoint::{Decision, DecisionStream, MediaToken};
use tvpass::message::EnhancedError;

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |document| Box::new(Decoder(move || decode(document))) }]
}

fn decode(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    let mut decisions = DecisionStream::whole(document);
    for decision in decisions.by_ref() {
        fold_decision(&mut checksum, &decision);
    }
    decisions.finish().ok()?;
    Some(checksum.sum())
}

fn fold_decision(checksum: &mut Checksum, decision: &Decision) {
    checksum.wire_text(const { tag("resource") }, decision.resource);
    checksum.wire_text(const { tag("serviceProvider") }, decision.service_provider);
    checksum.wire_text(const { tag("mvpd") }, decision.mvpd);
    checksum.flag(const { tag("authorized") }, decision.authorized);
    checksum.wire_text(const { tag("source") }, decision.source.as_text());
    checksum.optional_time(const { tag("notBefore") }, decision.not_before);
    checksum.optional_time(const { tag("notAfter") }, decision.not_after);
    if let Some(token) = &decision.token {
        fold_token(checksum, token);
    }
    if let Some(error) = &decision.error {
        fold_error(checksum, error);
    }
}

fn fold_token(checksum: &mut Checksum, token: &MediaToken) {
    checksum.optional_time(const { tag("issuedAt") }, token.issued_at);
    checksum.optional_time(const { tag("notBefore") }, token.not_before);
    checksum.optional_time(const { tag("notAfter") }, token.not_after);
    checksum.wire_text(const { tag("serializedToken") }, token.serialized_token.reveal());
}

fn fold_error(checksum: &mut Checksum, error: &EnhancedError) {
    if let Some(status) = error.status {
        checksum.number(const { tag("status") }, status.into());
    }
    checksum.optional_text(const { tag("code") }, error.code);
    checksum.optional_text(const { tag("message") }, error.message.map(|message| message.0));
    checksum.optional_text(const { tag("details") }, error.details);
    checksum.optional_text(const { tag("helpUrl") }, error.help_url);
    checksum.optional_text(const { tag("trace") }, error.trace);
    checksum.optional_text(const { tag("action") }, error.action.map(|action| action.as_text()));
}
