//! The logouts, one by one as they are read.

use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, Peer};
use tvpass::endpoint::LogoutStream;

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |document| Box::new(Decoder(move || decode(document))) }]
}

fn decode(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    let mut logouts = LogoutStream::whole(document);
    for action in logouts.by_ref() {
        // The member's name says the same as `mvpd`, and the core hands it out once.
        checksum.wire_text(const { tag("logouts") }, action.mvpd);
        checksum.wire_text(const { tag("mvpd") }, action.mvpd);
        checksum.wire_text(const { tag("actionName") }, action.action_name.as_text());
        checksum.wire_text(const { tag("actionType") }, action.action_type.as_text());
        checksum.optional_text(const { tag("url") }, action.url);
    }
    logouts.finish().ok()?;
    Some(checksum.sum())
}
