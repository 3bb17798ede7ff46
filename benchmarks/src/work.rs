//! The works: what is done, on which document, by whom.

use crate::decode::{self, Configuration, Decisions, Logouts, Profiles, Session, SessionInformation};
use crate::peer::{OURS, Operation, Peer};
use crate::{document, encode};
use anyhow::{Context, ensure};
use std::borrow::Cow;

/// One thing that the core does, and everybody who can do it.
pub struct Work {
    /// As `--work` takes it; W1 to W5 are the names of the budgets.
    pub name: &'static str,
    pub title: &'static str,
    document: fn() -> Cow<'static, [u8]>,
    pub peers: Vec<Peer>,
}

impl Work {
    /// What decoders read; encoders get nothing.
    pub fn document(&self) -> Cow<'static, [u8]> {
        (self.document)()
    }

    pub fn peer(&self, name: &str) -> anyhow::Result<&Peer> {
        let found = self.peers.iter().find(|peer| peer.name == name);
        found.with_context(|| format!("{} has no peer named {name}", self.name))
    }

    /// All peers at one document, proved to agree: the same checksum, or the same bytes written.
    pub fn prepare(&self, document: &'static [u8]) -> anyhow::Result<Vec<Box<dyn Operation>>> {
        let mut operations = Vec::with_capacity(self.peers.len());
        let mut agreed = None;
        for peer in &self.peers {
            let mut operation = (peer.prepare)(document);
            let result = operation.run();
            let result = result.with_context(|| format!("{} refuses {}", peer.name, self.name))?;
            let outcome = (result, operation.output());
            let (first, expected) = agreed.get_or_insert_with(|| (peer.name, outcome.clone()));
            ensure!(
                *expected == outcome,
                "{} and {first} disagree at {}: {outcome:?}, {expected:?}",
                peer.name,
                self.name,
            );
            operations.push(operation);
        }
        Ok(operations)
    }
}

fn nothing() -> Cow<'static, [u8]> {
    Cow::Borrowed(&[])
}

/// Every work, in the order of the report.
pub fn all() -> Vec<Work> {
    vec![
        Work {
            name: "W1",
            title: "decode profiles",
            document: || document::PROFILES.into(),
            peers: decode::peers::<Profiles>(),
        },
        Work {
            name: "W1-pretty",
            title: "decode profiles, pretty-printed",
            document: || document::PROFILES_PRETTY.into(),
            peers: decode::peers::<Profiles>(),
        },
        Work {
            name: "W2",
            title: "decode a session",
            document: || document::SESSION.into(),
            peers: decode::peers::<Session>(),
        },
        Work {
            name: "W3",
            title: "walk a configuration of 1,000 MVPDs",
            document: || document::configuration(1_000).into(),
            peers: decode::peers::<Configuration>(),
        },
        Work {
            name: "decisions",
            title: "decode decisions",
            document: || document::DECISIONS.into(),
            peers: decode::peers::<Decisions>(),
        },
        Work {
            name: "logout",
            title: "decode logouts",
            document: || document::LOGOUT.into(),
            peers: decode::peers::<Logouts>(),
        },
        Work {
            name: "session-information",
            title: "decode session information",
            document: || document::SESSION_INFORMATION.into(),
            peers: decode::peers::<SessionInformation>(),
        },
        Work {
            name: "W4",
            title: "encode X-Device-Info, AP-Device-Identifier, AP-Partner-Framework-Status",
            document: nothing,
            peers: encode::headers::peers(),
        },
        Work {
            name: "W5",
            title: "encode a whole create-session request from encoded headers",
            document: nothing,
            peers: encode::request::peers(),
        },
    ]
}

/// Whether a peer is our own core.
pub fn is_ours(peer: &str) -> bool {
    peer == OURS
}
