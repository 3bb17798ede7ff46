//! A service token as a host keeps it, with its life.

use core::fmt;

use crate::flow::app::Now;
use crate::flow::stop::InvalidArgument;
use crate::json::{Text, Timestamp};

/// Bytes of the longest token that can be kept; some 600 have been seen.
pub const TOKEN_CAPACITY: usize = 2048;
/// The part of a token's life before whose end it is renewed: a tenth (R129).
const PART: u32 = 10;
const SHORTEST_MARGIN_MILLIS: u32 = 60_000;
const LONGEST_MARGIN_MILLIS: u32 = 5 * 60_000;

/// A service token and its life, counted on the monotonic clock (R128): a wall clock that is set meanwhile does no harm.
///
/// ```
/// use tvpass::flow::{KeptToken, Now};
/// use tvpass::json::Timestamp;
///
/// let at = |minutes: u64| Now {
///     monotonic_millis: minutes * 60_000,
///     unix: Timestamp::from_millis(1_790_000_000_000 + minutes * 60_000),
///     random: 7,
/// };
/// let end = Timestamp::from_millis(1_790_003_600_000);
/// let kept = KeptToken::received("eyJhbGciOi.e30.c2ln", None, end, &at(0)).unwrap();
/// assert!(!kept.is_due(&at(54)) && kept.is_due(&at(55)));
/// assert!(kept.is_valid(&at(59)) && !kept.is_valid(&at(60)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KeptToken<S = &'static str> {
    token: S,
    not_before: Option<Timestamp>,
    not_after: Timestamp,
    /// Milliseconds of the monotonic clock, as the next.
    due_at: u64,
    expires_at: u64,
}

// The token is a secret.
impl<S> fmt::Debug for KeptToken<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptToken").field("not_after", &self.not_after).finish_non_exhaustive()
    }
}

impl<S: AsRef<str>> KeptToken<S> {
    /// A token that was issued just now, with the times of its answer.
    ///
    /// # Errors
    /// The token is not three parts of base64url, or longer than [`TOKEN_CAPACITY`].
    pub fn received(
        token: S,
        not_before: Option<Timestamp>,
        not_after: Timestamp,
        now: &Now,
    ) -> Result<Self, InvalidArgument> {
        let life = not_after.millis_since(not_before.unwrap_or(now.unix));
        Self::new(token, not_before, not_after, life, life, now)
    }

    /// A token of an earlier run of the program: what is left of its life is counted by the wall clock, and is never more than
    /// the whole.
    ///
    /// # Errors
    /// As for [`received`](Self::received).
    pub fn restored(
        token: S,
        not_before: Option<Timestamp>,
        not_after: Timestamp,
        now: &Now,
    ) -> Result<Self, InvalidArgument> {
        let left = not_after.millis_since(now.unix);
        let life = not_before.map_or(left, |begin| not_after.millis_since(begin));
        Self::new(token, not_before, not_after, life, left.min(life), now)
    }

    fn new(
        token: S,
        not_before: Option<Timestamp>,
        not_after: Timestamp,
        life: u64,
        left: u64,
        now: &Now,
    ) -> Result<Self, InvalidArgument> {
        let text = token.as_ref();
        if text.len() > TOKEN_CAPACITY {
            return Err(InvalidArgument::TooLong("token"));
        }
        if !is_signed(&text.into()) {
            return Err(InvalidArgument::Malformed("token"));
        }
        let margin = u64::from(margin_millis(life));
        let expires_at = now.after(left);
        Ok(Self { token, not_before, not_after, due_at: expires_at.saturating_sub(margin), expires_at })
    }

    /// The token, for the header `AD-Service-Token` as it is (R126). It is a secret.
    #[must_use]
    pub fn token(&self) -> &str {
        self.token.as_ref()
    }
}

impl<S> KeptToken<S> {
    /// The beginning of its life, if the service gave one.
    #[must_use]
    pub fn not_before(&self) -> Option<Timestamp> {
        self.not_before
    }

    /// The end of its life by the service's clock.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// `false` once it has expired: no call goes out with it any more (R131).
    #[must_use]
    pub fn is_valid(&self, now: &Now) -> bool {
        now.monotonic_millis < self.expires_at
    }

    /// `true` once it is time to renew it: when a tenth of its life is left, at least one and at most five minutes (R129).
    #[must_use]
    pub fn is_due(&self, now: &Now) -> bool {
        now.monotonic_millis >= self.due_at
    }
}

/// A tenth of a life, within its limits. A division of 64 bits would bring a function of its own into firmware.
fn margin_millis(life: u64) -> u32 {
    let life = u32::try_from(life).unwrap_or(u32::MAX);
    (life / PART).clamp(SHORTEST_MARGIN_MILLIS, LONGEST_MARGIN_MILLIS)
}

/// `true` for three parts of base64url, none of them empty: more a client cannot tell of a signature.
pub(super) fn is_signed(token: &Text<'_>) -> bool {
    let (mut dots, mut length) = (0, 0_usize);
    let is_whole = token.all_bytes(&mut |byte| match byte {
        b'.' if length > 0 => {
            dots += 1;
            length = 0;
            true
        }
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => {
            length = length.saturating_add(1);
            true
        }
        _ => false,
    });
    is_whole && dots == 2 && length > 0
}

#[cfg(test)]
mod tests {
    use super::{KeptToken, TOKEN_CAPACITY, is_signed};
    use crate::flow::Now;
    use crate::flow::stop::InvalidArgument;
    use crate::json::Timestamp;

    const TOKEN: &str = "eyJhbGciOi.e30.c2ln";
    const MINUTE: u64 = 60_000;

    fn at(monotonic: u64, unix: u64) -> Now {
        Now { monotonic_millis: monotonic, unix: Timestamp::from_millis(1_790_000_000_000 + unix), random: 0 }
    }

    fn end(minutes: u64) -> Timestamp {
        Timestamp::from_millis(1_790_000_000_000 + minutes * MINUTE)
    }

    /// Minutes before its end at which a token of this life is renewed.
    fn margin(life: u64) -> u64 {
        let kept = KeptToken::received(TOKEN, None, end(life), &at(0, 0)).unwrap();
        (kept.expires_at - kept.due_at) / MINUTE
    }

    #[test]
    fn r129_a_token_is_renewed_in_the_last_tenth_of_its_life_between_one_and_five_minutes() {
        assert_eq!([5, 10, 20, 30, 60, 24 * 60].map(margin), [1, 1, 2, 3, 5, 5]);
    }

    #[test]
    fn r128_a_wall_clock_that_is_set_does_no_harm_while_the_program_runs() {
        let begin = Timestamp::from_millis(1_600_000_000_000);
        let kept = KeptToken::received(TOKEN, Some(begin), begin.plus_millis(60 * MINUTE), &at(0, 0)).unwrap();
        assert!(kept.is_valid(&at(59 * MINUTE, 0)) && kept.is_valid(&at(0, 900 * MINUTE)));
        assert!(!kept.is_valid(&at(60 * MINUTE, 0)));
    }

    #[test]
    fn r132_after_a_restart_the_rest_of_a_life_is_never_more_than_the_whole() {
        let restored = |unix| KeptToken::restored(TOKEN, Some(end(0)), end(60), &at(7, unix)).unwrap().expires_at;
        assert_eq!(restored(45 * MINUTE), 7 + 15 * MINUTE);
        assert_eq!(restored(61 * MINUTE), 7);
        let early = Now { unix: Timestamp::from_millis(0), ..at(7, 0) };
        let kept = KeptToken::restored(TOKEN, Some(end(0)), end(60), &early).unwrap();
        assert_eq!(kept.expires_at, 7 + 60 * MINUTE, "a clock that begins in 1970");
    }

    #[test]
    fn r110_a_token_that_is_not_signed_is_not_kept() {
        let keep = |token| KeptToken::received(token, None, end(60), &at(0, 0)).map(drop);
        assert_eq!(keep(TOKEN), Ok(()));
        for token in ["", "a.b", "a..b", ".a.b", "a.b.", "a.b.c.d", "a.b.c\r", "a.b c.d", "a.b.c="] {
            assert_eq!(keep(token), Err(InvalidArgument::Malformed("token")), "{token:?}");
            assert!(!is_signed(&token.into()));
        }
        let mut long = [b'c'; TOKEN_CAPACITY + 1];
        long[..4].copy_from_slice(b"a.b.");
        let long = core::str::from_utf8(&long).unwrap();
        let keep = |token| KeptToken::received(token, None, end(60), &at(0, 0)).map(drop);
        assert_eq!(keep(&long[..TOKEN_CAPACITY]), Ok(()));
        assert_eq!(keep(long), Err(InvalidArgument::TooLong("token")));
    }
}
