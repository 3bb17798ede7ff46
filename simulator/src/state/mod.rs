//! The state of the service: registered applications, tokens, sessions, profiles, trials.

mod client;
mod device;
mod identity;
mod logout;
mod media_token;
mod member;
mod profile;
mod session;
mod table;
mod time;
mod trial;

use std::collections::BTreeSet;

use tvpass::json::Timestamp;

use crate::printable::printable;

pub(crate) use client::{AccessToken, Client};
pub(crate) use device::{Application, Fingerprint};
pub(crate) use identity::{Identity, Owner};
pub(crate) use logout::PendingLogout;
pub(crate) use media_token::MediaToken;
pub(crate) use member::{LinkCode, Member};
pub(crate) use profile::{Attribute, Origin, Profile};
pub(crate) use session::{Parameters, Progress, Session, Sessions};
pub use table::Change;
pub(crate) use table::{Record, Table};
pub(crate) use trial::{Trial, TrialHolder};

/// The time for which a lapsed profile is remembered, so that decisions can say that it lapsed.
const MEMORY_MILLIS: u64 = 30 * 24 * 60 * 60 * 1000;

/// The precision of a client's last use.
const USE_MILLIS: u64 = 60 * 60 * 1000;

/// All that must survive a restart.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) clients: Table<Client>,
    pub(crate) access_tokens: Table<AccessToken>,
    pub(crate) sessions: Sessions,
    pub(crate) profiles: Table<Profile>,
    pub(crate) trials: Table<Trial>,
    pub(crate) trial_holders: Table<TrialHolder>,
    pub(crate) media_tokens: Table<MediaToken>,
    pub(crate) logouts: Table<PendingLogout>,
    pub(crate) members: Table<Member>,
    pub(crate) link_codes: Table<LinkCode>,
}

/// A row of the store that this version cannot read.
#[derive(Debug)]
pub struct LoadError {
    /// The type of row that it claims to be.
    pub kind: String,
    /// The reason why the row cannot be read.
    pub reason: String,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a row of type {} cannot be read: {}", printable(&self.kind), printable(&self.reason))
    }
}

impl std::error::Error for LoadError {}

impl State {
    /// Takes in a row from the store.
    pub(crate) fn load(&mut self, kind: &str, body: &str) -> Result<(), LoadError> {
        let error = |reason: String| LoadError { kind: kind.to_owned(), reason };
        let loaded = match kind {
            Client::KIND => self.clients.load(body).map(drop),
            AccessToken::KIND => self.access_tokens.load(body).map(drop),
            Session::KIND => self.sessions.load(body),
            Profile::KIND => self.profiles.load(body).map(drop),
            Trial::KIND => self.trials.load(body).map(drop),
            TrialHolder::KIND => self.trial_holders.load(body).map(drop),
            MediaToken::KIND => self.media_tokens.load(body).map(drop),
            PendingLogout::KIND => self.logouts.load(body).map(drop),
            Member::KIND => self.members.load(body).map(drop),
            LinkCode::KIND => self.link_codes.load(body).map(drop),
            _ => return Err(error("unknown type".into())),
        };
        loaded.map_err(|reason| error(reason.to_string()))
    }

    /// Takes the changes since the last time.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        self.clients.take_changes(&mut changes);
        self.access_tokens.take_changes(&mut changes);
        self.sessions.table.take_changes(&mut changes);
        self.profiles.take_changes(&mut changes);
        self.trials.take_changes(&mut changes);
        self.trial_holders.take_changes(&mut changes);
        self.media_tokens.take_changes(&mut changes);
        self.logouts.take_changes(&mut changes);
        self.members.take_changes(&mut changes);
        self.link_codes.take_changes(&mut changes);
        changes
    }

    /// Notes that the client called `id` is at work. A store need not follow each request, so that use is known to the hour.
    pub(crate) fn note_use(&mut self, id: &String, now: Timestamp) {
        let is_due = |client: &Client| now >= client.last_use().plus_millis(USE_MILLIS);
        if self.clients.get(id).is_some_and(is_due)
            && let Some(client) = self.clients.get_mut(id)
        {
            client.used_at = now;
        }
    }

    /// Takes in a new client, in place of those that have not been used for longest if there are more than `limit`. All that
    /// belongs to a client that is forgotten can be asked for by nobody, and goes with it.
    pub(crate) fn register(&mut self, client: Client, limit: usize) {
        let excess = (self.clients.len() + 1).saturating_sub(limit.max(1));
        let gone = if excess > 0 { self.least_used(excess) } else { BTreeSet::new() };
        self.clients.put(client);
        if gone.is_empty() {
            return;
        }
        self.clients.retain(|client| !gone.contains(&client.id));
        self.access_tokens.retain(|token| !gone.contains(&token.client_id));
        self.profiles.retain(|profile| profile.owner.client_id().is_none_or(|id| !gone.contains(id)));
        self.sessions.end(|session| gone.contains(&session.application.client_id));
    }

    /// The names of so many clients that have not been used for longest.
    fn least_used(&self, count: usize) -> BTreeSet<String> {
        let mut by_use: Vec<_> = self.clients.values().map(|client| (client.last_use(), &client.id)).collect();
        by_use.sort_unstable();
        by_use.into_iter().take(count).map(|(_, id)| id.clone()).collect()
    }

    /// Drops what lapsed and will not be asked for, so that a long run does not grow.
    pub(crate) fn forget(&mut self, now: Timestamp) {
        self.sessions.forget(now);
        self.access_tokens.retain(|token| now < token.not_after);
        self.media_tokens.retain(|token| now < token.not_after);
        self.logouts.retain(|logout| now < logout.not_after);
        self.link_codes.retain(|code| now < code.not_after);
        let horizon = Timestamp::from_millis(now.millis().saturating_sub(MEMORY_MILLIS));
        self.profiles.retain(|profile| profile.not_after >= horizon);
    }
}
