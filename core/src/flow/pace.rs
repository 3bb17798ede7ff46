//! The request budget that the service grants a device: one a second after a burst of ten (N7).

use crate::json::later;

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
        self.full_at = later(self.full_at.max(now), INTERVAL_MILLIS);
    }

    /// The service said that its budget is spent: from now on one request a second, for as long as the installation runs.
    pub(super) fn spend_all(&mut self, now: u64) {
        self.is_strict = true;
        self.full_at = later(now, INTERVAL_MILLIS);
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

    /// The service's bucket by its own account: ten tokens, in thousandths, of which each millisecond brings one back.
    #[derive(Clone, Copy)]
    struct Bucket {
        thousandths: u64,
        most: u64,
    }

    impl Bucket {
        fn pass(&mut self, millis: u64) {
            self.thousandths = self.most.min(self.thousandths + millis);
        }
    }

    /// Tries each wait, then a request where the bucket has a token for it, then a refusal.
    fn agree(pace: Pace, bucket: Bucket, now: u64, steps: u32) {
        if steps == 0 {
            return;
        }
        for wait in [0, 1, 500, 999, 1000, 1001, 8999, 9000, 20_000] {
            let (now, mut bucket) = (now + wait, bucket);
            bucket.pass(wait);
            assert_eq!(pace.earliest() <= now, bucket.thousandths >= 1000, "at {now}");
            assert_eq!(pace.earliest_two() <= now, bucket.thousandths >= bucket.most.min(2000), "at {now}");
            if bucket.thousandths >= 1000 {
                let (mut pace, mut bucket) = (pace, bucket);
                pace.spend(now);
                bucket.thousandths -= 1000;
                agree(pace, bucket, now, steps - 1);
            }
            let mut pace = pace;
            pace.spend_all(now);
            agree(pace, Bucket { thousandths: 0, most: 1000 }, now, steps - 1);
        }
    }

    #[test]
    fn every_short_way_of_waits_requests_and_refusals_is_paced_as_the_bucket_says() {
        agree(Pace::new(), Bucket { thousandths: 10_000, most: 10_000 }, 50_000, 4);
        let mut spent = Pace::new();
        (0..10).for_each(|_| spent.spend(50_000));
        agree(spent, Bucket { thousandths: 0, most: 10_000 }, 50_000, 4);
    }

    #[test]
    fn no_time_overflows() {
        for before_the_end in 0..2000 {
            let now = u64::MAX - before_the_end;
            let mut pace = Pace::new();
            (0..20).for_each(|_| pace.spend(now));
            pace.spend_all(now);
            assert_eq!(pace.earliest(), now.saturating_add(1000));
        }
    }
}
