//! Numbers as they stand in the text.

use core::fmt;

use super::error::ErrorKind;
use super::reader::Reader;
use super::scan::WIDE;
use super::text::Text;

/// A number as it stands in the text; nothing is rounded.
///
/// Any spelling of a whole number is that number (T8), since serialisers print one as `21600.0` or `1.7E12` too.
///
/// ```
/// use tvpass::json::Reader;
///
/// let number = Reader::new(b"1623943955000").number().unwrap();
/// assert_eq!(number.as_u64(), Some(1_623_943_955_000));
/// assert_eq!(Reader::new(b"-2.5e1").number().unwrap().to_f64(), -25.0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Number<'a>(Text<'a>);

impl<'a> Number<'a> {
    pub(super) const ZERO: Self = Self(Text::literal("0"));

    pub(super) const fn new(raw: &'a str) -> Self {
        Self(Text::literal(raw))
    }

    /// The number that `text` is, if it is one by the grammar of JSON.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader::over(text);
        let number = reader.number()?;
        (number.0.raw().len() == text.len()).then_some(number)
    }

    /// The number that the characters of `text` are, if they are one by the grammar of JSON. An escaped digit is a digit;
    /// of a text with escapes, [`ESCAPED_CAPACITY`] bytes are the most.
    pub(super) fn in_text(text: Text<'a>) -> Option<Self> {
        let mut buffer = [0; ESCAPED_CAPACITY];
        match text.plain() {
            Some(plain) => Self::parse(plain),
            None => Number::parse(text.copy_to(&mut buffer).ok()?).is_some().then_some(Self(text)),
        }
    }

    /// The number's own text. Only a number that came in a string can have escapes.
    #[must_use]
    pub const fn as_text(&self) -> Text<'a> {
        self.0
    }

    /// The value, where it is a whole number that is not negative and fits, in any spelling (T8).
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
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
        let mut buffer = [0; ESCAPED_CAPACITY];
        let text = self.0.plain().or_else(|| self.0.copy_to(&mut buffer).ok());
        text.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    }
}

/// Bytes that the characters of a number with escapes may have.
const ESCAPED_CAPACITY: usize = 64;

/// A number, whose fraction is kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Integer {
    magnitude: u64,
    is_negative: bool,
    has_fraction: bool,
}

impl Integer {
    /// The value, if it is whole and not negative.
    pub(super) const fn unsigned(self) -> Option<u64> {
        if self.has_fraction { None } else { self.truncated() }
    }

    /// The value without its fraction, if it is not negative.
    pub(super) const fn truncated(self) -> Option<u64> {
        if self.is_negative && (self.magnitude != 0 || self.has_fraction) { None } else { Some(self.magnitude) }
    }
}

/// Where in a number a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Sign,
    Whole,
    Fraction,
    ExponentSign,
    Exponent,
}

/// The number that `text` is, exactly: digits with a sign, a point and an exponent, as JSON has them and with zeros in front
/// as well, as strings have them.
///
/// # Errors
/// [`ErrorKind::Type`] for what is no number, [`ErrorKind::Range`] for one that does not fit.
// It is called where digits alone do not suffice, which is rare.
#[cold]
pub(super) fn integer(text: Text<'_>) -> Result<Integer, ErrorKind> {
    let (mut point, is_negative) = point_of(text)?;
    let mut integer = Integer { magnitude: 0, is_negative, has_fraction: false };
    let digits = text.chars().take_while(|character| !matches!(character, 'e' | 'E'));
    for digit in digits.filter_map(|character| character.to_digit(10)) {
        if point > 0 {
            point -= 1;
            integer.magnitude = append(integer.magnitude, digit)?;
        } else {
            integer.has_fraction |= digit != 0;
        }
    }
    // Zeros that the exponent stands for; at most twenty are written before a number no longer fits.
    while point > 0 && integer.magnitude != 0 {
        point -= 1;
        integer.magnitude = append(integer.magnitude, 0)?;
    }
    Ok(integer)
}

fn append(value: u64, digit: u32) -> Result<u64, ErrorKind> {
    value.checked_mul(10).and_then(|value| value.checked_add(u64::from(digit))).ok_or(ErrorKind::Range)
}

/// How many of the digits of `text` stand before the point once the exponent has moved it, and whether a minus is in front.
fn point_of(text: Text<'_>) -> Result<(i32, bool), ErrorKind> {
    let mut part = Part::Sign;
    let (mut point, mut exponent) = (0_i32, 0_i32);
    let (mut is_negative, mut moves_left, mut has_digit) = (false, false, false);
    for character in text.chars() {
        part = match (character, part) {
            (digit @ '0'..='9', _) => {
                has_digit = true;
                match part {
                    Part::Sign | Part::Whole => {
                        point = point.saturating_add(1);
                        Part::Whole
                    }
                    Part::Fraction => Part::Fraction,
                    Part::ExponentSign | Part::Exponent => {
                        exponent = exponent.saturating_mul(10).saturating_add(digit as i32 - '0' as i32);
                        Part::Exponent
                    }
                }
            }
            ('-', Part::Sign) if !is_negative => {
                is_negative = true;
                Part::Sign
            }
            ('.', Part::Whole) => {
                has_digit = false;
                Part::Fraction
            }
            ('e' | 'E', Part::Whole | Part::Fraction) if has_digit => {
                has_digit = false;
                Part::ExponentSign
            }
            (sign @ ('+' | '-'), Part::ExponentSign) => {
                moves_left = sign == '-';
                Part::Exponent
            }
            _ => return Err(ErrorKind::Type),
        };
    }
    if !has_digit {
        return Err(ErrorKind::Type);
    }
    Ok((point.saturating_add(if moves_left { exponent.wrapping_neg() } else { exponent }), is_negative))
}

/// The number whose digits are at the start of `bytes`, and what follows them; `None` if it does not fit.
pub(super) fn leading_digits(mut bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
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
