//! Fields that a caller gives by name, as they came across the border: names and values in turn.

use alloc::vec::Vec;

/// Ends each name and each value: a byte that UTF-8 never has, so that no value can begin a field of its own.
const END: u8 = 0xFF;

/// Names and their values, where they lie.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn get(mut self, name: &str) -> Option<&'a str> {
        self.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value, empty where there is none.
    pub(crate) fn text(self, name: &str) -> &'a str {
        self.get(name).unwrap_or_default()
    }

    /// A whole number that is not negative.
    pub(crate) fn number(self, name: &str) -> Option<u64> {
        self.get(name)?.bytes().try_fold(0_u64, |number, byte| {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            number.checked_mul(10)?.checked_add(digit.into())
        })
    }

    /// The values of a name that can come several times.
    pub(crate) fn all(self, name: &str) -> Vec<&'a str> {
        let mut values = Vec::new();
        for (known, value) in self {
            if known == name {
                values.push(value);
            }
        }
        values
    }

    /// The bytes behind the fields that were taken.
    pub(crate) const fn rest(self) -> &'a [u8] {
        self.0
    }

    /// The next name, or the next value.
    fn part(&mut self) -> Option<&'a str> {
        let end = self.0.iter().position(|byte| *byte == END)?;
        let (part, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.get(1..)?;
        str::from_utf8(part).ok()
    }
}

// Whoever walks has a copy, and the fields themselves stay whole.
#[allow(clippy::copy_iterator)]
impl<'a> Iterator for Fields<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        Some((self.part()?, self.part()?))
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    const GIVEN: Fields<'static> =
        Fields::new(b"mvpd\xFFCablevision\xFFlimit\xFF12\xFFresources\xFFa\xFFresources\xFF\xFF");

    #[test]
    fn fields_are_found_by_their_names() {
        assert_eq!(GIVEN.get("mvpd"), Some("Cablevision"));
        assert_eq!(GIVEN.get("Cablevision"), None);
        assert_eq!(GIVEN.text("code"), "");
        assert_eq!(GIVEN.all("resources"), ["a", ""]);
    }

    #[test]
    fn only_digits_that_fit_are_a_number() {
        assert_eq!(GIVEN.number("limit"), Some(12));
        assert_eq!(GIVEN.number("mvpd"), None);
        assert_eq!(Fields::new(b"limit\xFF18446744073709551616\xFF").number("limit"), None);
    }

    #[test]
    fn what_is_cut_off_is_no_field() {
        assert_eq!(Fields::new(b"mvpd\xFFCable").count(), 0);
    }
}
