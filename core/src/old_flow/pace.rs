//! The request budget that the service grants a device: one a second after a burst of ten (`wire.md`, Throttled).

const INTERVAL_MILLIS: u64 = 1000;
const BURST: u64 = 10;

/// When the next request may go out.
///
/// The bucket is kept as one number: the time at which it would be full again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pace {
    full_at: u64,
}

impl Pace {
    pub(super) const fn new() -> Self {
        Self { full_at: 0 }
    }

    /// The earliest time for the next request.
    pub(super) fn earliest(self) -> u64 {
        self.full_at.saturating_sub((BURST - 1) * INTERVAL_MILLIS)
    }

    /// The earliest time for the next two requests, one right after the other.
    pub(super) fn earliest_two(self) -> u64 {
        self.full_at.saturating_sub((BURST - 2) * INTERVAL_MILLIS)
    }

    /// Counts a request that goes out at `now`.
    pub(super) fn spend(&mut self, now: u64) {
        self.full_at = self.full_at.max(now).saturating_add(INTERVAL_MILLIS);
    }

    /// The service said that its budget is spent, whatever was counted here.
    pub(super) fn spend_all(&mut self, now: u64) {
        self.full_at = self.full_at.max(now.saturating_add(BURST * INTERVAL_MILLIS));
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;

    #[test]
    fn ten_requests_go_out_at_once_and_then_one_a_second() {
        let mut pace = Pace::default();
        let mut now = 50_000;
        let mut sent = [0; 13];
        for time in &mut sent {
            now = now.max(pace.earliest());
            *time = now - 50_000;
            pace.spend(now);
        }
        assert_eq!(sent, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 2000, 3000]);
    }

    #[test]
    fn after_a_refusal_for_too_many_requests_the_next_one_waits_a_second() {
        let mut pace = Pace::default();
        pace.spend(7000);
        pace.spend_all(7000);
        assert_eq!(pace.earliest(), 8000);
    }
}
