//! Promises of every flow, checked by the requests that it sends: they are counted here a second time.

use tvpass::endpoint::Endpoint;

const INTERVAL_MILLIS: u64 = 1000;
const BURST: u64 = 10;
const POLL_MILLIS: u64 = 3000;

#[derive(Debug, Default)]
pub(super) struct Watch {
    /// When all that was sent so far is within one request a second.
    paid_at: u64,
    /// The path and the time of the last poll.
    last_poll: Option<(String, u64)>,
}

impl Watch {
    /// Another flow, or another code: their polls are not counted together.
    pub(super) fn polls_anew(&mut self) {
        self.last_poll = None;
    }

    pub(super) fn sent(&mut self, now: u64, endpoint: Option<Endpoint>, target: &str) {
        self.paid_at = self.paid_at.max(now) + INTERVAL_MILLIS;
        assert!(self.paid_at <= now + BURST * INTERVAL_MILLIS, "exceeds the budget of requests at {now} ms");
        if endpoint != Some(Endpoint::ProfileCode) {
            return;
        }
        let last = self.last_poll.replace((target.to_owned(), now));
        let distance = last.filter(|(path, _)| path == target).map(|(_, last)| now - last);
        assert!(distance.is_none_or(|distance| distance >= POLL_MILLIS), "polls {distance:?} ms after the last poll");
    }
}
