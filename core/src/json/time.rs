//! Points in time as the wire writes them.

/// Milliseconds since the Unix epoch.
///
/// The wire writes them as a number or as a string of digits (T1); a value below 100,000,000,000 is seconds (T2).
///
/// ```
/// use tvpass::json::Timestamp;
///
/// let timestamp = Timestamp::from_millis(1_733_735_289_035);
/// assert_eq!(timestamp.millis(), 1_733_735_289_035);
/// assert_eq!(Timestamp::from_wire(1_623_943_955), Timestamp::from_millis(1_623_943_955_000));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

/// Below this a value is seconds: as milliseconds it would lie in March 1973.
const SECONDS_BELOW: u64 = 100_000_000_000;

impl Timestamp {
    /// The time `millis` milliseconds after the Unix epoch.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// The time that the wire means by `value`: milliseconds, or seconds where it is small.
    #[must_use]
    pub const fn from_wire(value: u64) -> Self {
        Self(if value < SECONDS_BELOW { value * 1000 } else { value })
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// Milliseconds from `earlier` to this; zero if it is not earlier.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    /// This time and `millis` milliseconds more.
    #[must_use]
    pub const fn plus_millis(self, millis: u64) -> Self {
        Self(later(self.0, millis))
    }
}

/// The time `millis` after `time`, or the last there is.
// One copy where words are small, and the sum is long.
#[cfg_attr(target_pointer_width = "64", inline)]
#[cfg_attr(not(target_pointer_width = "64"), inline(never))]
pub(crate) const fn later(time: u64, millis: u64) -> u64 {
    time.saturating_add(millis)
}
