//! Authentication sessions, by their codes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tvpass::json::Timestamp;

use super::device::{Application, Fingerprint};
use super::identity::Identity;
use super::table::{Record, Table};
use super::time;

/// The progress of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Progress {
    /// Nobody has signed in yet.
    Pending,
    /// The profile is made.
    Done,
}

/// An authentication session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) code: String,
    pub(crate) id: String,
    pub(crate) application: Application,
    /// The JSON of `X-Device-Info`.
    pub(crate) device_info: Option<String>,
    pub(crate) parameters: Parameters,
    /// The identities in the single sign-on headers: a sign-in counts for them as well.
    pub(crate) identities: Vec<Identity>,
    #[serde(with = "time")]
    pub(crate) not_before: Timestamp,
    #[serde(with = "time")]
    pub(crate) not_after: Timestamp,
    pub(crate) progress: Progress,
    /// The value of the cookie that the user agent must bring back to the provider's login page.
    pub(crate) relay: String,
}

/// The parameters that a session needs before somebody can sign in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Parameters {
    pub(crate) mvpd: Option<String>,
    pub(crate) domain_name: Option<String>,
    pub(crate) redirect_url: Option<String>,
}

impl Parameters {
    /// The names of those that are not there, in the wire's spelling.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        self.named().filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect()
    }

    /// Those that are there.
    pub(crate) fn existing(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.named().filter_map(|(name, value)| value.map(|value| (name, value)))
    }

    fn named(&self) -> impl Iterator<Item = (&'static str, Option<&str>)> {
        [
            ("mvpd", self.mvpd.as_deref()),
            ("domainName", self.domain_name.as_deref()),
            ("redirectUrl", self.redirect_url.as_deref()),
        ]
        .into_iter()
    }

    /// Fills in what is missing and overwrites nothing.
    pub(crate) fn complete_with(&mut self, other: Self) {
        let Self { mvpd, domain_name, redirect_url } = self;
        *mvpd = mvpd.take().or(other.mvpd);
        *domain_name = domain_name.take().or(other.domain_name);
        *redirect_url = redirect_url.take().or(other.redirect_url);
    }
}

impl Session {
    /// True if its code still means something at `now`.
    pub(crate) fn is_live(&self, now: Timestamp) -> bool {
        now < self.not_after
    }
}

impl Record for Session {
    const KIND: &'static str = "session";
    type Key = String;

    fn key(&self) -> String {
        self.code.clone()
    }
}

/// All sessions, and which is the pending one of a device at a service provider.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    pub(super) table: Table<Session>,
    pending: HashMap<Place, String>,
}

/// A service provider and a device, whatever client asks for it (N10).
type Place = (String, Fingerprint);

fn place(application: &Application) -> Place {
    (application.service_provider.clone(), application.device.clone())
}

impl Sessions {
    pub(crate) fn get(&self, code: &str) -> Option<&Session> {
        self.table.get(&code.to_owned())
    }

    pub(crate) fn get_mut(&mut self, code: &str) -> Option<&mut Session> {
        self.table.get_mut(&code.to_owned())
    }

    /// Opens `session`; the pending one of the same device ends (R45, N10), and its code means nothing any more.
    pub(crate) fn open(&mut self, session: Session) {
        let earlier = self.pending.insert(place(&session.application), session.code.clone());
        let is_pending = |code: &String| self.table.get(code).is_some_and(|row| row.progress == Progress::Pending);
        if let Some(earlier) = earlier.filter(is_pending) {
            self.table.remove(&earlier);
        }
        self.table.put(session);
    }

    /// Stores `session` in the place of its earlier self.
    pub(crate) fn update(&mut self, session: Session) {
        self.table.put(session);
    }

    /// The newest first.
    pub(crate) fn newest(&self) -> Vec<&Session> {
        let mut sessions: Vec<_> = self.table.values().collect();
        sessions.sort_by_key(|session| std::cmp::Reverse(session.not_before));
        sessions
    }

    pub(super) fn load(&mut self, body: &str) -> serde_json::Result<()> {
        let session = self.table.load(body)?;
        if session.progress == Progress::Pending {
            self.pending.insert(place(&session.application), session.code.clone());
        }
        Ok(())
    }

    /// Forgets the sessions that have lapsed.
    pub(super) fn forget(&mut self, now: Timestamp) {
        self.end(|session| !session.is_live(now));
    }

    /// Forgets the sessions that are `over`.
    pub(super) fn end(&mut self, over: impl Fn(&Session) -> bool) {
        self.table.retain(|session| !over(session));
        let table = &self.table;
        self.pending.retain(|_, code| table.get(code).is_some());
    }
}
