//! Time, so that tests need not wait for it.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The clock of the stand-in. Arrival times, lifetimes and pauses all come from here.
pub trait Clock: Send + Sync {
    /// The time since the Unix epoch. It never goes back.
    fn now(&self) -> Duration;
}

/// The machine's clock: the wall clock once, then the monotonic one, so that gaps are true when the wall clock is set.
#[derive(Debug)]
pub struct RealClock {
    started: Instant,
    epoch: Duration,
}

impl Default for RealClock {
    fn default() -> Self {
        Self { started: Instant::now(), epoch: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() }
    }
}

impl Clock for RealClock {
    fn now(&self) -> Duration {
        self.epoch + self.started.elapsed()
    }
}

/// Milliseconds, the protocol's unit for points in time.
pub(crate) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
