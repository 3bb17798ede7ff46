//! The queue of events, in the order of their times, and of their making where these are equal.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tvpass::endpoint::Endpoint;
use tvpass_simulator::Request;

use crate::action::Happened;
use crate::network::Fault;
use crate::television::Shown;

/// An event of the world.
#[derive(Debug)]
pub(crate) enum Event {
    /// Something happened to a television, if it still waits for that: if its count of steps is still the same.
    Happened { television: usize, serial: Option<u64>, answers: Option<Endpoint>, what: Happened },
    /// A request arrives at the service.
    Arrival { television: usize, serial: u64, endpoint: Endpoint, request: Request, fault: Option<Fault> },
    /// The person types the code, or scans its page.
    Activation { television: usize, shown: Shown },
    /// The person has been at these pages.
    Pages { television: usize, serial: u64, pages: Vec<String> },
    /// The flow starts (again).
    Start { television: usize, serial: u64 },
    /// The power is cut.
    PowerCut { television: usize, loses_storage: bool },
    /// The clock on the wall is set.
    ClockJump { television: usize, offset: i64 },
}

struct Entry {
    at: u64,
    order: u64,
    event: Event,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}

/// The events that are still to come.
#[derive(Default)]
pub(crate) struct Queue {
    entries: BinaryHeap<Reverse<Entry>>,
    order: u64,
}

impl Queue {
    pub(crate) fn push(&mut self, at: u64, event: Event) {
        self.order += 1;
        self.entries.push(Reverse(Entry { at, order: self.order, event }));
    }

    /// The next event, unless it comes after `end`.
    pub(crate) fn next_until(&mut self, end: u64) -> Option<(u64, Event)> {
        self.entries.peek().filter(|Reverse(entry)| entry.at <= end)?;
        self.entries.pop().map(|Reverse(entry)| (entry.at, entry.event))
    }
}
