//! Times of the answers.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// One answer.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// Of which endpoint.
    pub endpoint: &'static str,
    /// When it was there.
    pub at: Instant,
    /// From the request's first byte to the answer's last.
    pub took: Duration,
}

/// The times of many answers, by endpoint.
#[derive(Debug, Default)]
pub struct Timings {
    sorted: BTreeMap<&'static str, Vec<Duration>>,
}

impl Timings {
    /// Those of `answered`.
    #[must_use]
    pub fn of(answered: impl Iterator<Item = Answered>) -> Self {
        let mut sorted: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for Answered { endpoint, took, .. } in answered {
            sorted.entry(endpoint).or_default().push(took);
            sorted.entry(Self::ALL).or_default().push(took);
        }
        for times in sorted.values_mut() {
            times.sort_unstable();
        }
        Self { sorted }
    }

    /// The name of all endpoints together.
    pub const ALL: &str = "in all";

    /// The endpoints, and [`Timings::ALL`] at the end.
    pub fn endpoints(&self) -> impl Iterator<Item = &'static str> {
        let all = self.sorted.keys().filter(|endpoint| **endpoint == Self::ALL);
        self.sorted.keys().filter(|endpoint| **endpoint != Self::ALL).chain(all).copied()
    }

    /// The number of answers.
    #[must_use]
    pub fn count(&self, endpoint: &str) -> usize {
        self.sorted.get(endpoint).map_or(0, Vec::len)
    }

    /// The time that `percent` of the answers took at most.
    #[must_use]
    pub fn percentile(&self, endpoint: &str, percent: u8) -> Duration {
        let times = self.sorted.get(endpoint).map(Vec::as_slice).unwrap_or_default();
        let rank = (times.len() * usize::from(percent)).div_ceil(100).max(1);
        times.get(rank - 1).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Answered, Timings};

    #[test]
    fn a_percentile_is_the_time_that_so_many_answers_took_at_most() {
        let answered = (1..=200).rev().map(|millis| Answered {
            endpoint: if millis % 2 == 0 { "even" } else { "odd" },
            at: Instant::now(),
            took: Duration::from_millis(millis),
        });
        let timings = Timings::of(answered);
        let of = |endpoint, percent| timings.percentile(endpoint, percent).as_millis();
        assert_eq!((of(Timings::ALL, 50), of(Timings::ALL, 99), of(Timings::ALL, 100)), (100, 198, 200));
        assert_eq!((of("even", 50), of("odd", 1), of("none", 50)), (100, 1, 0));
        assert_eq!(timings.endpoints().collect::<Vec<_>>(), ["even", "odd", Timings::ALL]);
        assert_eq!(timings.count("even"), 100);
    }
}
