//! Numbers as they stand in the text.

use core::fmt;

use super::double;
use super::error::ErrorKind;
use super::scan::IS_64_BIT;
use super::text::Text;
use crate::output::Output;

/// A number as it stands in the text; nothing is rounded.
///
/// Any spelling of a whole number is that number (T8), since serialisers print one as `21600.0` or `1.7E12` too.
///
/// ```
/// use tvpass::json::Value;
///
/// let Ok(Value::Number(number)) = Value::decode(b"1623943955000.0") else { panic!() };
/// assert_eq!((number.as_u64(), number.to_f64()), (Some(1_623_943_955_000), 1_623_943_955_000.0));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Number<'a>(Text<'a>);

impl<'a> Number<'a> {
    pub(super) const ZERO: Self = Self(Text::literal("0"));

    pub(super) const fn of(text: Text<'a>) -> Self {
        Self(text)
    }

    pub(super) const fn new(raw: &'a str) -> Self {
        Self(Text::literal(raw))
    }

    /// The number's own text. Only a number that came in a string can have escapes.
    #[must_use]
    pub const fn as_text(&self) -> Text<'a> {
        self.0
    }

    /// The value, where it is a whole number that is not negative and fits, in any spelling (T8).
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        if IS_64_BIT && let Some((value, [])) = leading_digits(self.0.raw().as_bytes()) {
            return Some(value);
        }
        integer(self.0).ok()?.unsigned()
    }

    /// The value, where it is a whole number that fits, in any spelling (T8).
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let integer = integer(self.0).ok().filter(|integer| !integer.has_fraction)?;
        if integer.is_negative {
            0_i64.checked_sub_unsigned(integer.magnitude)
        } else {
            integer.magnitude.try_into().ok()
        }
    }

    /// The nearest value of double precision; infinite beyond its range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;

        // Whole numbers of this size are values of double precision; zero has a sign.
        #[allow(clippy::cast_precision_loss)]
        if let Some(whole @ 1..=EXACT) = self.as_u64() {
            return whole as f64;
        }
        let mut buffer = [0; ESCAPED_CAPACITY];
        let text = self.0.plain().or_else(|| self.0.copy_to(&mut buffer).ok());
        text.map_or(f64::NAN, double::parse)
    }
}

impl Text<'_> {
    /// The value of a text that is a whole number; of one with a fraction only if that is dropped, else it is `refused`.
    pub(super) fn whole_number(&self, drops_fraction: bool, refused: ErrorKind) -> Result<u64, ErrorKind> {
        if IS_64_BIT
            && let Some(plain @ [_, ..]) = self.plain().map(str::as_bytes)
            && let Some((value, [])) = leading_digits(plain)
        {
            return Ok(value);
        }
        integer(*self)?.value(drops_fraction).ok_or(refused)
    }
}

/// Bytes that the characters of a number with escapes may have.
pub(super) const ESCAPED_CAPACITY: usize = 64;

/// A number, whose fraction is kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Integer {
    magnitude: u64,
    is_negative: bool,
    has_fraction: bool,
}

impl Integer {
    /// The value, if it is not negative, and whole unless a fraction is dropped.
    pub(super) const fn value(self, drops_fraction: bool) -> Option<u64> {
        if drops_fraction { self.truncated() } else { self.unsigned() }
    }

    /// The value, if it is whole and not negative.
    pub(super) const fn unsigned(self) -> Option<u64> {
        if self.has_fraction { None } else { self.truncated() }
    }

    /// The value without its fraction, if it is not negative.
    pub(super) const fn truncated(self) -> Option<u64> {
        if self.is_negative && (self.magnitude != 0 || self.has_fraction) { None } else { Some(self.magnitude) }
    }
}

/// The number that `text` is, exactly: as JSON has it and with zeros in front as well, as strings have it.
///
/// # Errors
/// [`ErrorKind::Type`] for what is no number, [`ErrorKind::Range`] for one that does not fit.
// It is called where digits alone do not suffice, which is rare.
#[cold]
#[inline(never)]
pub(super) fn integer(text: Text<'_>) -> Result<Integer, ErrorKind> {
    let mut buffer = [0; ESCAPED_CAPACITY];
    let bytes = if let Some(plain) = text.plain() {
        plain.as_bytes()
    } else {
        let mut output = Output::new(&mut buffer);
        text.push_to(&mut output);
        output.finish().unwrap_or_default()
    };
    let (is_negative, mut digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    while let [b'0', b'0'..=b'9', ..] = digits {
        digits = digits.get(1..).unwrap_or_default();
    }
    let mut end = digits;
    if after_number(&mut end).is_none() || !end.is_empty() || matches!(digits, [b'-', ..]) {
        return Err(ErrorKind::Type);
    }
    let (magnitude, has_fraction) = magnitude(digits).ok_or(ErrorKind::Range)?;
    Ok(Integer { magnitude, is_negative, has_fraction })
}

/// The value of a number without sign, and whether it has a fraction; `None` if it does not fit.
fn magnitude(number: &[u8]) -> Option<(u64, bool)> {
    let mut left = point(number);
    let (mut value, mut has_fraction) = (0_u64, false);
    let mut digits = number.iter();
    loop {
        // Behind the last digit come those zeros that the exponent stands for.
        let digit = match digits.next() {
            Some(b'.') => continue,
            Some(digit @ b'0'..=b'9') => digit - b'0',
            _ if left <= 0 || value == 0 => return Some((value, has_fraction)),
            _ => {
                digits = [].iter();
                0
            }
        };
        if left > 0 {
            left -= 1;
            value = append(value, digit)?;
        } else {
            has_fraction |= digit != 0;
        }
    }
}

/// The number of digits before the point of a number without sign, once the exponent has moved it.
fn point(number: &[u8]) -> i32 {
    /// Far beyond what any number has of digits.
    const FAR: i32 = 100_000_000;

    let (mut whole, mut digits) = (None, 0_i32);
    let mut bytes = number.iter();
    for byte in bytes.by_ref() {
        match byte {
            b'.' => whole = Some(digits),
            b'0'..=b'9' => digits = digits.saturating_add(1),
            _ => break,
        }
    }
    let (mut moves_left, mut moved) = (false, 0_i32);
    for byte in bytes {
        match byte {
            b'-' => moves_left = true,
            b'0'..=b'9' if moved < FAR => moved = moved * 10 + i32::from(*byte - b'0'),
            _ => {}
        }
    }
    whole.unwrap_or(digits).saturating_add(if moves_left { -moved } else { moved })
}

/// The number whose digits are at the start of `bytes`, and what follows them; `None` if it does not fit.
pub(super) fn leading_digits(mut bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
    if IS_64_BIT {
        if let Some(fifteen) = eight_to_fifteen_digits(bytes) {
            return Some(fifteen);
        }
        while let Some((word, rest)) = bytes.split_first_chunk()
            && let Some(digits) = eight_digits(u64::from_le_bytes(*word))
        {
            value = value.checked_mul(100_000_000)?.checked_add(digits)?;
            bytes = rest;
        }
    }
    while let [digit @ b'0'..=b'9', rest @ ..] = bytes {
        value = append(value, digit - b'0')?;
        bytes = rest;
    }
    Some((value, bytes))
}

/// The same of eight to fifteen digits, as times in milliseconds have, with something behind them.
#[inline]
pub(super) fn eight_to_fifteen_digits(bytes: &[u8]) -> Option<(u64, &[u8])> {
    const POWERS: [u64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    let (first, behind) = bytes.split_first_chunk()?;
    let second = u64::from_le_bytes(*behind.first_chunk()?);
    let others = no_digits(second);
    if no_digits(u64::from_le_bytes(*first)) != 0 || others == 0 {
        return None;
    }
    let count = others.trailing_zeros() / 8;
    // A shift drops the bytes behind the digits, and zeros come in front.
    let low = join_digits(second << (56 - 8 * count) << 8);
    let value = join_digits(u64::from_le_bytes(*first)) * POWERS.get(count as usize)? + low;
    Some((value, behind.get(count as usize..)?))
}

// One copy where words are small, and the sum is long.
#[cfg_attr(target_pointer_width = "64", inline)]
#[cfg_attr(not(target_pointer_width = "64"), inline(never))]
fn append(value: u64, digit: u8) -> Option<u64> {
    value.checked_mul(10)?.checked_add(u64::from(digit))
}

/// The number whose digits are the bytes of `word`, the first lowest; `None` if one is no digit.
#[inline]
const fn eight_digits(word: u64) -> Option<u64> {
    if no_digits(word) == 0 { Some(join_digits(word)) } else { None }
}

const ONES: u64 = u64::MAX / 0xFF;

/// Marks each byte that is no digit; above the lowest mark others may be wrong.
#[inline]
const fn no_digits(word: u64) -> u64 {
    // A digit has 3 as its upper half, and keeps it when six is added.
    (word & word.wrapping_add(ONES * 6) & (ONES * 0xF0)) ^ (ONES * 0x30)
}

/// The number whose digits are the lower halves of the bytes of `word`, the first lowest.
///
/// Neighbours are joined three times: to pairs, to fours, to the eight.
#[inline]
const fn join_digits(word: u64) -> u64 {
    let digits = word & (ONES * 0xF);
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & (u64::MAX / 0xFFFF * 0xFF);
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & (u64::MAX / 0xFFFF_FFFF * 0xFFFF);
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF
}

/// Walks over one or more digits; `None` at a byte that is no digit.
fn after_digits(bytes: &mut &[u8]) -> Option<()> {
    let [b'0'..=b'9', ..] = bytes else { return None };
    while let [b'0'..=b'9', rest @ ..] = bytes {
        *bytes = rest;
    }
    Some(())
}

/// Walks over the number at the start of `bytes` (RFC 8259, section 6); `None` at the byte where it cannot go on.
pub(super) fn after_number(bytes: &mut &[u8]) -> Option<()> {
    if let [b'-', rest @ ..] = bytes {
        *bytes = rest;
    }
    match bytes {
        [b'0', rest @ ..] => *bytes = rest,
        _ => after_digits(bytes)?,
    }
    if let [b'.', rest @ ..] = bytes {
        *bytes = rest;
        after_digits(bytes)?;
    }
    if let [b'e' | b'E', rest @ ..] = bytes {
        *bytes = match rest {
            [b'+' | b'-', digits @ ..] => digits,
            _ => rest,
        };
        after_digits(bytes)?;
    }
    Some(())
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorKind, eight_digits, integer, leading_digits};

    #[test]
    fn every_spelling_of_a_whole_number_is_that_number() {
        for (text, expected) in [
            ("1.7653668E12", 1_765_366_800_000),
            ("1.733735289035e+12", 1_733_735_289_035),
            ("21600.0", 21_600),
            ("21600.000e0", 21_600),
            ("17653668e5", 1_765_366_800_000),
            ("2160000e-2", 21_600),
            ("0.216e5", 21_600),
            ("0000021600", 21_600),
            ("0e999999999999", 0),
            ("0.000e-999999999999", 0),
            ("-0.0", 0),
            ("18446744073709551615.00", u64::MAX),
            ("1844674407370955161500e-2", u64::MAX),
        ] {
            assert_eq!(integer(text.into()).unwrap().unsigned(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_fraction_is_kept_apart_and_a_negative_number_is_none() {
        for (text, truncated) in [("1.5", Some(1)), ("21600.9", Some(21_600)), ("15e-1", Some(1)), ("1e-400", Some(0))]
        {
            let integer = integer(text.into()).unwrap();
            assert_eq!((integer.unsigned(), integer.truncated()), (None, truncated), "{text}");
        }
        for text in ["-1", "-1.5", "-0.5", "-1e3"] {
            let integer = integer(text.into()).unwrap();
            assert_eq!((integer.unsigned(), integer.truncated()), (None, None), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_does_not_fit_is_refused() {
        for text in
            ["", "-", ".5", "5.", "1e", "1e+", "1e+-2", "--1", "+1", "1.2.3", "1e2.0", "1 ", "x", "1e2e3", "1.e3"]
        {
            assert_eq!(integer(text.into()), Err(ErrorKind::Type), "{text}");
        }
        for text in ["18446744073709551616", "1e20", "1e999999999999", "184467440737095516160e-1"] {
            assert_eq!(integer(text.into()), Err(ErrorKind::Range), "{text}");
        }
    }

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
        assert_eq!(leading_digits(b"18446744073709551615,"), Some((u64::MAX, &b","[..])));
        assert_eq!(leading_digits(b"18446744073709551616,"), None);
        assert_eq!(leading_digits(b"10000000"), Some((10_000_000, &b""[..])));
        assert_eq!(leading_digits(b",1"), Some((0, &b",1"[..])));
    }
}
