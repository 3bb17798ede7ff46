//! The pace of requests.

use std::time::Duration;

use super::Answer;
use crate::check::Findings;

/// One request a second after a burst of ten, for each device.
const INTERVAL: Duration = Duration::from_secs(1);
const BURST: u32 = 10;
/// The shift of an arrival that the way from the client's clock to this one may cause.
const JITTER: Duration = Duration::from_millis(50);
/// R71.
const PAUSE: Duration = Duration::from_secs(1);
/// R42.
const POLL_GAP: Duration = Duration::from_secs(3);

/// The budget of all devices, and their polls.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    devices: u32,
    /// When the budget would be full again; it may lie `BURST` intervals ahead.
    full_at: Duration,
    /// When the last 429 was sent.
    throttled_at: Option<Duration>,
    /// Code and arrival of the last poll.
    last_poll: Option<(String, Duration)>,
}

impl Pace {
    pub(crate) fn of(devices: u32) -> Self {
        Self { devices, ..Self::default() }
    }

    pub(crate) fn arrival(&mut self, now: Duration, findings: &mut Findings) {
        let since = self.throttled_at.map(|at| now.saturating_sub(at));
        if let Some(since) = since.filter(|since| *since < PAUSE) {
            let sentence = format!("it came {} ms after a 429; a second must pass (R71)", since.as_millis());
            findings.refuse(sentence, self.throttle(now));
        }
        let full_at = self.full_at.max(now) + INTERVAL;
        if full_at > now + INTERVAL * BURST * self.devices + JITTER {
            let sentence = "more than one request a second after a burst of ten (R71)";
            findings.refuse(sentence, self.throttle(now));
        } else {
            self.full_at = full_at;
        }
    }

    /// A 429, after which nothing may come for a second.
    pub(crate) fn throttle(&mut self, now: Duration) -> Answer {
        self.throttled_at = Some(now);
        Answer::throttled()
    }

    /// The time since the poll before this one.
    pub(crate) fn poll(&mut self, now: Duration, code: &str, findings: &mut Findings) -> Option<Duration> {
        let before = self.last_poll.replace((code.to_owned(), now));
        let (_, at) = before.filter(|(polled, _)| polled == code)?;
        let gap = now.saturating_sub(at);
        if gap < POLL_GAP {
            findings.note(format!("it came {} ms after the poll before; 3000 is the least (R42)", gap.as_millis()));
        }
        Some(gap)
    }
}
