//! Numbers as they stand in the text.

use core::fmt;

use super::double;
use super::error::ErrorKind;
use super::scan::IS_64_BIT;
use super::text::Text;

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
        self.0.whole_number_of_any_form(false, ErrorKind::Range).ok()
    }

    /// The value, where it is a whole number that fits, in any spelling (T8).
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let mut buffer = [0; ESCAPED_CAPACITY];
        let characters = self.0.plain().or_else(|| self.0.copy_to(&mut buffer).ok())?;
        let (is_negative, number) = apart_from_sign(characters.as_bytes());
        match magnitude(number) {
            Ok((value, false)) if is_negative => 0_i64.checked_sub_unsigned(value),
            Ok((value, false)) => value.try_into().ok(),
            _ => None,
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
        self.whole_number_of_any_form(drops_fraction, refused)
    }

    /// The same, as JSON has a number and with zeros in front as well, as strings have it: [`ErrorKind::Type`] for what is no
    /// number, [`ErrorKind::Range`] for one that does not fit.
    // It is called where digits alone do not suffice, which is rare.
    #[cold]
    fn whole_number_of_any_form(&self, drops_fraction: bool, refused: ErrorKind) -> Result<u64, ErrorKind> {
        match self.plain() {
            Some(plain) => whole_number(plain.as_bytes(), drops_fraction, refused),
            None => self.escaped_whole_number(drops_fraction, refused),
        }
    }

    // In a frame of its own, since it has the buffer.
    #[cold]
    #[inline(never)]
    fn escaped_whole_number(&self, drops_fraction: bool, refused: ErrorKind) -> Result<u64, ErrorKind> {
        let mut buffer = [0; ESCAPED_CAPACITY];
        // What does not fit is no number.
        let characters = self.copy_to(&mut buffer).map_err(|_| ErrorKind::Type)?;
        whole_number(characters.as_bytes(), drops_fraction, refused)
    }
}

/// Bytes that the characters of a number with escapes may have.
pub(super) const ESCAPED_CAPACITY: usize = 64;

#[inline(never)]
fn whole_number(number: &[u8], drops_fraction: bool, refused: ErrorKind) -> Result<u64, ErrorKind> {
    let (is_negative, number) = apart_from_sign(number);
    let (value, has_fraction) = magnitude(number)?;
    let is_whole = !has_fraction || drops_fraction && !is_negative;
    if is_whole && (!is_negative || value == 0) { Ok(value) } else { Err(refused) }
}

/// True for a negative number, and the number without its sign.
const fn apart_from_sign(number: &[u8]) -> (bool, &[u8]) {
    match number {
        [b'-', number @ ..] => (true, number),
        number => (false, number),
    }
}

/// The value of a number without sign, exactly, and whether it has a fraction, which is left out of the value.
#[inline]
fn magnitude(number: &[u8]) -> Result<(u64, bool), ErrorKind> {
    let mut end = number;
    let exponent = after_unsigned(&mut end).filter(|_| end.is_empty()).ok_or(ErrorKind::Type)?;
    let mut left = point(number, exponent);
    let (mut value, mut has_fraction) = (0_u64, false);
    let mut digits = number.iter();
    loop {
        // Behind the last digit come those zeros that the exponent stands for.
        let digit = match digits.next() {
            Some(b'.') => continue,
            Some(digit @ b'0'..=b'9') => digit - b'0',
            _ if left <= 0 || value == 0 => return Ok((value, has_fraction)),
            _ => {
                digits = [].iter();
                0
            }
        };
        if left > 0 {
            left -= 1;
            value = append(value, digit).ok_or(ErrorKind::Range)?;
        } else {
            has_fraction |= digit != 0;
        }
    }
}

/// The number of digits before the point of a number without sign, once the exponent has moved it.
fn point(number: &[u8], exponent: &[u8]) -> isize {
    /// Far beyond what any number has of digits.
    const FAR: isize = 1 << 27;

    let whole = number.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (mut moves_left, mut moved) = (false, 0);
    for byte in exponent {
        match byte {
            b'-' => moves_left = true,
            b'0'..=b'9' if moved < FAR => moved = moved * 10 + isize::from(*byte - b'0'),
            _ => {}
        }
    }
    whole.cast_signed().saturating_add(if moves_left { -moved } else { moved })
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
    // A zero in front is the whole of its number.
    if let [b'0', rest @ ..] = bytes
        && let [b'0'..=b'9', ..] = rest
    {
        *bytes = rest;
        return Some(());
    }
    after_unsigned(bytes).map(|_| ())
}

/// The same without a sign, with zeros in front; hands out the exponent.
fn after_unsigned<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    after_digits(bytes)?;
    if let [b'.', rest @ ..] = bytes {
        *bytes = rest;
        after_digits(bytes)?;
    }
    let [b'e' | b'E', exponent @ ..] = *bytes else { return Some(&[]) };
    *bytes = match exponent {
        [b'+' | b'-', digits @ ..] => digits,
        _ => exponent,
    };
    after_digits(bytes)?;
    Some(exponent)
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{ErrorKind, Text, eight_digits, leading_digits};

    fn whole(text: &str) -> Result<u64, ErrorKind> {
        Text::from(text).whole_number_of_any_form(false, ErrorKind::Control)
    }

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
            assert_eq!(whole(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_fraction_is_kept_apart_and_a_negative_number_is_none() {
        let truncated = |text: &str| Text::from(text).whole_number_of_any_form(true, ErrorKind::Control);
        for (text, value) in [("1.5", 1), ("21600.9", 21_600), ("15e-1", 1), ("1e-400", 0)] {
            assert_eq!((whole(text), truncated(text)), (Err(ErrorKind::Control), Ok(value)), "{text}");
        }
        for text in ["-1", "-1.5", "-0.5", "-1e3"] {
            assert_eq!([whole(text), truncated(text)], [Err(ErrorKind::Control); 2], "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_does_not_fit_is_refused() {
        for text in
            ["", "-", ".5", "5.", "1e", "1e+", "1e+-2", "--1", "+1", "1.2.3", "1e2.0", "1 ", "x", "1e2e3", "1.e3"]
        {
            assert_eq!(whole(text), Err(ErrorKind::Type), "{text}");
        }
        for text in ["18446744073709551616", "1e20", "1e999999999999", "184467440737095516160e-1"] {
            assert_eq!(whole(text), Err(ErrorKind::Range), "{text}");
        }
    }

    #[test]
    fn an_exponent_of_nine_digits_moves_the_point_of_a_number_of_megabytes_as_far_as_it_says() {
        let tiny = std::format!("1{}e-170000000", "0".repeat(17_000_001));
        assert_eq!(whole(&tiny), Err(ErrorKind::Control), "it is far below one");
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
