//! The budget of requests that a device has: 1 a second after a burst of 10 (`wire.md` 5, R71).

use std::collections::HashMap;

use tvpass::json::Timestamp;

const INTERVAL_MILLIS: u64 = 1000;
const BURST: u64 = 10;

/// When each device will have paid for the requests that it made.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    paid_at: HashMap<String, Timestamp>,
}

impl Throttle {
    /// True if `device` may ask at `now`; if so, the request is counted.
    pub(super) fn admit(&mut self, device: &str, now: Timestamp) -> bool {
        let paid_at = self.paid_at.get(device).copied().unwrap_or(now).max(now).plus_millis(INTERVAL_MILLIS);
        let admitted = paid_at.millis_since(now) <= BURST * INTERVAL_MILLIS;
        if admitted {
            self.paid_at.insert(device.to_owned(), paid_at);
        }
        admitted
    }

    /// Drops the devices that owe nothing.
    pub(super) fn forget(&mut self, now: Timestamp) {
        self.paid_at.retain(|_, paid_at| *paid_at > now);
    }
}
