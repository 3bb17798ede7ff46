//! The clocks of a client, and its random numbers.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tvpass::flow::Now;
use tvpass::json::Timestamp;

/// Further away than any wait: as good as never.
const LONGEST_WAIT: Duration = Duration::from_secs(365 * 24 * 3600);

/// Time since the client began, and the wall clock.
#[derive(Clone, Copy)]
pub(crate) struct Clock {
    started: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now() }
    }

    pub(crate) fn now(&self) -> Now {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut random = [0; 4];
        // Without entropy this device asks in step with others that have none, and works.
        let _ = getrandom::fill(&mut random);
        Now {
            monotonic_millis: millis(self.started.elapsed()),
            unix: Timestamp::from_millis(millis(since_epoch)),
            random: u32::from_ne_bytes(random),
        }
    }

    pub(crate) fn instant(&self, monotonic_millis: u64) -> Instant {
        let longest = self.started.elapsed() + LONGEST_WAIT;
        self.started + Duration::from_millis(monotonic_millis).min(longest)
    }

    /// The time left until then.
    pub(crate) fn left(&self, monotonic_millis: u64) -> Duration {
        Duration::from_millis(monotonic_millis.saturating_sub(millis(self.started.elapsed())))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
