//! The decoding peers: every one reads every field of its message.

mod answers;
mod attribute;
mod c;
mod fixed;
mod fold;
mod message;
pub mod response;
mod rust;
mod shape;
mod typed;
mod value;
mod visitor;

pub use answers::{Configuration, Decisions, Logouts, Profiles, Session, SessionDetails};
pub use message::Message;

use crate::peer::Peer;

/// All peers that read this message.
pub fn peers<M: Message>() -> Vec<Peer> {
    let mut peers = c::peers::<M>();
    peers.extend(rust::peers::<M>());
    peers.extend(M::FIXED.map(|prepare| Peer { name: "serde-json-core heapless", prepare }));
    peers
}
