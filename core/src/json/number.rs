//! Numbers as they stand in the text.

use core::fmt;

use super::double;
use super::reader::Reader;
use super::scan::WIDE;

/// A number as it stands in the text; nothing is rounded.
///
/// ```
/// use tvpass::json::Reader;
///
/// let number = Reader::new(b"1623943955000").number().unwrap();
/// assert_eq!(number.as_u64(), Some(1_623_943_955_000));
/// assert_eq!(Reader::new(b"-2.5e1").number().unwrap().to_f64(), -25.0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Number<'a>(&'a str);

impl<'a> Number<'a> {
    pub(super) const ZERO: Self = Self("0");

    pub(super) const fn new(raw: &'a str) -> Self {
        Self(raw)
    }

    /// The number that `text` is, if it is one by the grammar of JSON.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader::over(text);
        let number = reader.number()?;
        (number.0.len() == text.len()).then_some(number)
    }

    /// The number's own text.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.0
    }

    /// The value, where it is a whole number without sign, point or exponent that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        whole(self.0)
    }

    /// The value, where it is a whole number without point or exponent that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self.0.strip_prefix('-') {
            Some(magnitude) => 0_i64.checked_sub_unsigned(whole(magnitude)?),
            None => self.as_u64()?.try_into().ok(),
        }
    }

    /// The nearest value of double precision; infinite beyond its range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;

        match self.as_u64() {
            // Whole numbers of this size are values of double precision.
            #[allow(clippy::cast_precision_loss)]
            Some(whole) if whole <= EXACT => whole as f64,
            _ => double::parse(self.0),
        }
    }
}

/// The number that `text` is, if it is decimal digits alone and fits.
fn whole(text: &str) -> Option<u64> {
    leading_digits(0, text.as_bytes()).and_then(|(value, rest)| rest.is_empty().then_some(value))
}

/// The number whose digits are those of `value` and then those at the start of `bytes`, and what follows them; `None` if
/// it does not fit.
pub(super) fn leading_digits(mut value: u64, mut bytes: &[u8]) -> Option<(u64, &[u8])> {
    if WIDE {
        while let Some((word, rest)) = bytes.split_first_chunk()
            && let Some(digits) = eight_digits(u64::from_le_bytes(*word))
        {
            value = value.checked_mul(100_000_000)?.checked_add(digits)?;
            bytes = rest;
        }
    }
    while let [digit @ b'0'..=b'9', rest @ ..] = bytes {
        value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        bytes = rest;
    }
    Some((value, bytes))
}

/// The number whose digits are the bytes of `word`, the first lowest; `None` if one is no digit.
///
/// Neighbours are joined three times: to pairs, to fours, to the eight.
#[inline]
const fn eight_digits(word: u64) -> Option<u64> {
    const ONES: u64 = u64::MAX / 0xFF;
    // A digit has 3 as its upper half, and keeps it when six is added.
    if word & word.wrapping_add(ONES * 6) & (ONES * 0xF0) != ONES * 0x30 {
        return None;
    }
    let digits = word & (ONES * 0xF);
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & (u64::MAX / 0xFFFF * 0xFF);
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & (u64::MAX / 0xFFFF_FFFF * 0xFFFF);
    Some(fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF)
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{eight_digits, leading_digits};

    #[test]
    fn eight_digits_are_a_number_and_any_other_byte_among_them_is_none() {
        for position in 0..8 {
            for byte in 0..=255_u8 {
                let mut bytes = *b"90817263";
                bytes[position] = byte;
                let expected = core::str::from_utf8(&bytes).ok().filter(|_| byte.is_ascii_digit());
                let expected = expected.map(|digits| digits.parse().unwrap());
                assert_eq!(eight_digits(u64::from_le_bytes(bytes)), expected, "byte {byte} at {position}");
            }
        }
    }

    #[test]
    fn digits_are_read_up_to_what_64_bits_hold_and_no_further() {
        assert_eq!(leading_digits(0, b"18446744073709551615,"), Some((u64::MAX, &b","[..])));
        assert_eq!(leading_digits(0, b"18446744073709551616,"), None);
        assert_eq!(leading_digits(1, b"0000000"), Some((10_000_000, &b""[..])));
        assert_eq!(leading_digits(184_467_440_737, b"09551616"), None);
    }
}
