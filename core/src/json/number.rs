//! Numbers as they stand in the text.

use core::fmt;

use super::reader::Reader;

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
        self.0.parse().unwrap_or(f64::NAN)
    }
}

/// The number that `text` is, if it is decimal digits alone and fits.
fn whole(text: &str) -> Option<u64> {
    leading_digits(0, text.as_bytes()).and_then(|(value, rest)| rest.is_empty().then_some(value))
}

/// The number whose digits are those of `value` and then those at the start of `bytes`, and what follows them; `None` if
/// it does not fit.
pub(super) fn leading_digits(mut value: u64, mut bytes: &[u8]) -> Option<(u64, &[u8])> {
    while let [digit @ b'0'..=b'9', rest @ ..] = bytes {
        value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        bytes = rest;
    }
    Some((value, bytes))
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
