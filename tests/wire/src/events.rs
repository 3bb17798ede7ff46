//! The fates of requests, by the name that each bears in its query.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, PoisonError};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Event {
    /// The first bytes of an answer without end are on their way.
    Begun,
    /// The client has closed the connection before an answer was whole.
    Abandoned,
}

#[derive(Default)]
pub(crate) struct Events {
    seen: Mutex<HashSet<(Event, String)>>,
    grew: Condvar,
}

impl Events {
    pub(crate) fn add(&self, event: Event, name: &str) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert((event, name.to_owned()));
        self.grew.notify_all();
    }

    /// Returns when it has happened.
    pub(crate) fn wait(&self, event: Event, name: &str) {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let sought = (event, name.to_owned());
        drop(self.grew.wait_while(seen, |seen| !seen.contains(&sought)).unwrap_or_else(PoisonError::into_inner));
    }
}
