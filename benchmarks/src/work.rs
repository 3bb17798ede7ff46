//! The works: what is done, on which document, by whom.

use crate::decode::{self, Configuration, Decisions, Logouts, Profiles, Session, SessionDetails};
use crate::peer::{Operation, Peer};
use crate::{document, encode, ours};
use anyhow::{Context, ensure};
use std::borrow::Cow;

/// One thing that the core does, and everybody who can do it.
pub struct Work {
    /// As `--work` takes it; W1 to W7 are the names of the budgets.
    pub name: &'static str,
    pub title: &'static str,
    document: fn() -> Cow<'static, [u8]>,
    pub peers: Vec<Peer>,
}

impl Work {
    /// The document that decoders read; encoders get nothing.
    pub fn document(&self) -> Cow<'static, [u8]> {
        (self.document)()
    }

    pub fn peer(&self, name: &str) -> anyhow::Result<&Peer> {
        let found = self.peers.iter().find(|peer| peer.name == name);
        found.with_context(|| format!("{} has no peer named {name}", self.name))
    }
}

/// Peers at one document, proved to agree: the same checksum, or the same bytes written.
pub fn prepare(work: &str, peers: &[Peer], document: &'static [u8]) -> anyhow::Result<Vec<Box<dyn Operation>>> {
    let mut operations = Vec::with_capacity(peers.len());
    let mut agreed = None;
    for peer in peers {
        let mut operation = (peer.prepare)(document);
        let result = operation.run().with_context(|| format!("{} refuses {work}", peer.name))?;
        let outcome = (result, operation.output());
        let (first, expected) = agreed.get_or_insert_with(|| (peer.name, outcome.clone()));
        ensure!(*expected == outcome, "{} and {first} disagree at {work}: {outcome:?}, {expected:?}", peer.name);
        operations.push(operation);
    }
    Ok(operations)
}

fn with(ours: &[Peer], peers: &[Peer]) -> Vec<Peer> {
    [ours, peers].concat()
}

fn nothing() -> Cow<'static, [u8]> {
    Cow::Borrowed(&[])
}

/// Every work, in the order of the report.
pub fn all() -> Vec<Work> {
    let steps = ours::flow::STEPS.iter().map(|step| Work {
        name: step.name,
        title: step.title,
        document: nothing,
        peers: (step.peers)().to_vec(),
    });
    messages().into_iter().chain(steps).collect()
}

fn messages() -> Vec<Work> {
    vec![
        Work {
            name: "W1",
            title: "decode profiles",
            document: || document::PROFILES.into(),
            peers: with(&ours::profiles::peers(), &decode::peers::<Profiles>()),
        },
        Work {
            name: "W1-pretty",
            title: "decode profiles, pretty-printed",
            document: || document::PROFILES_PRETTY.into(),
            peers: with(&ours::profiles::peers(), &decode::peers::<Profiles>()),
        },
        Work {
            name: "W2",
            title: "decode a session",
            document: || document::SESSION.into(),
            peers: with(&ours::session::peers(), &decode::peers::<Session>()),
        },
        Work {
            name: "W3",
            title: "walk a configuration of 1,000 MVPDs",
            document: || document::configuration(1_000).into(),
            peers: with(&ours::configuration::peers(), &decode::peers::<Configuration>()),
        },
        Work {
            name: "decisions",
            title: "decode decisions",
            document: || document::DECISIONS.into(),
            peers: with(&ours::decisions::peers(), &decode::peers::<Decisions>()),
        },
        Work {
            name: "logout",
            title: "decode logouts",
            document: || document::LOGOUT.into(),
            peers: with(&ours::logout::peers(), &decode::peers::<Logouts>()),
        },
        Work {
            name: "session-details",
            title: "decode session information",
            document: || document::SESSION_DETAILS.into(),
            peers: with(&ours::session_details::peers(), &decode::peers::<SessionDetails>()),
        },
        Work {
            name: "W4",
            title: "encode X-Device-Info, AP-Device-Identifier, AP-Partner-Framework-Status",
            document: nothing,
            peers: with(&ours::headers::peers(), &encode::headers::peers()),
        },
        Work {
            name: "W5",
            title: "encode a whole create-session request from encoded headers",
            document: nothing,
            peers: with(&ours::request::peers(), &encode::request::peers()),
        },
        Work {
            name: "W6",
            title: "read a chunked response as it arrives",
            document: || document::response().into(),
            peers: with(&ours::response::peers(), &decode::response::peers()),
        },
        Work {
            name: "W7",
            title: "a whole sign-in by the flow, its requests written and its answers read",
            document: nothing,
            peers: ours::sign_in::peers().to_vec(),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::{all, prepare};

    #[test]
    fn all_peers_agree_at_every_work() {
        for work in all() {
            let document: &'static [u8] = work.document().into_owned().leak();
            prepare(work.name, &work.peers, document).unwrap();
        }
    }

    #[test]
    fn pretty_printing_changes_no_checksum() {
        let checksums = ["W1", "W1-pretty"].map(|name| {
            let works = all();
            let work = works.iter().find(|work| work.name == name).unwrap();
            let document: &'static [u8] = work.document().into_owned().leak();
            prepare(name, &work.peers, document).unwrap()[0].run()
        });
        assert_eq!(checksums[0], checksums[1]);
    }

    #[test]
    fn a_peer_that_reads_something_else_is_noticed() {
        let works = all();
        let session = works.iter().find(|work| work.name == "W2").unwrap();
        let logout = works.iter().find(|work| work.name == "logout").unwrap();
        let document: &'static [u8] = session.document().into_owned().leak();
        let peers = [session.peers[0], logout.peers[0]];
        assert!(prepare("W2", &peers, document).is_err());
    }
}
