//! The request budget that the service grants a device: one a second after a burst of ten (N7).

const INTERVAL_MILLIS: u64 = 1000;
const BURST: u64 = 10;

/// When the next request may go out.
///
/// The bucket is kept as one number: the time at which it would be full again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pace {
    full_at: u64,
    /// The service answered 429 once: there is no burst any more (N7).
    is_strict: bool,
}

impl Pace {
    pub(super) const fn new() -> Self {
        Self { full_at: 0, is_strict: false }
    }

    /// The earliest time for the next request.
    pub(super) fn earliest(self) -> u64 {
        self.earliest_of(1)
    }

    /// The earliest time for the next two requests, one right after the other.
    pub(super) fn earliest_two(self) -> u64 {
        self.earliest_of(2)
    }

    fn earliest_of(self, requests: u64) -> u64 {
        let spare = if self.is_strict { 0 } else { BURST - requests };
        self.full_at.saturating_sub(spare * INTERVAL_MILLIS)
    }

    /// Counts a request that goes out at `now`.
    pub(super) fn spend(&mut self, now: u64) {
        self.full_at = self.full_at.max(now).saturating_add(INTERVAL_MILLIS);
    }

    /// The service said that its budget is spent: from now on one request a second, for as long as the installation runs.
    pub(super) fn spend_all(&mut self, now: u64) {
        self.is_strict = true;
        self.full_at = now.saturating_add(INTERVAL_MILLIS);
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;

    fn times<const N: usize>(pace: &mut Pace, mut now: u64) -> [u64; N] {
        let begin = now;
        [(); N].map(|()| {
            now = now.max(pace.earliest());
            pace.spend(now);
            now - begin
        })
    }

    #[test]
    fn ten_requests_go_out_at_once_and_then_one_a_second() {
        let sent = times(&mut Pace::default(), 50_000);
        assert_eq!(sent, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 2000, 3000]);
    }

    #[test]
    fn n7_after_a_refusal_there_is_one_request_a_second_for_good() {
        let mut pace = Pace::default();
        pace.spend(7000);
        pace.spend_all(7000);
        assert_eq!(pace.earliest(), 8000);
        assert_eq!(times(&mut pace, 60_000), [0, 1000, 2000], "the burst does not come back");
    }
}
