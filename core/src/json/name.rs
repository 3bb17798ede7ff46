//! Names of the wire that a program carries: of a record's fields, or of an enumeration's values.

use super::scan::IS_64_BIT;

/// Names in one text, each behind its length: a list would have a pointer and a length for each.
#[derive(Clone, Copy)]
pub(crate) struct Names(&'static &'static str);

/// The name of a field, as an error tells it.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    /// The names among which it is, or its own text.
    pub(super) text: &'static &'static str,
    /// Its place among them, counted from one; [`ALONE`] for a text of its own.
    pub(super) place: u16,
}

const ALONE: u16 = 0;

/// The names that are `$name`, packed while compiling.
macro_rules! names {
    ($($name:expr),* $(,)?) => {{
        const LIST: &[&str] = &[$($name),*];
        const PACKED: [u8; $crate::json::packed_length(LIST)] = $crate::json::pack(LIST);
        const TEXT: &str = match core::str::from_utf8(&PACKED) {
            Ok(text) => text,
            Err(_) => panic!(),
        };
        $crate::json::Names::new(&TEXT)
    }};
}

pub(crate) use names;

/// The bytes that `names` take when they are packed.
pub(crate) const fn packed_length(names: &[&str]) -> usize {
    let (mut length, mut index) = (0, 0);
    while index < names.len() {
        length += 1 + names[index].len();
        index += 1;
    }
    length
}

/// The `names`, each behind its length.
///
/// # Panics
/// While compiling, where a name is so long that its length is no byte of ASCII.
pub(crate) const fn pack<const N: usize>(names: &[&str]) -> [u8; N] {
    let (mut packed, mut end, mut index) = ([0; N], 0, 0);
    while index < names.len() {
        let (name, mut place) = (names[index].as_bytes(), 0);
        assert!(name.len() < 128);
        #[allow(clippy::cast_possible_truncation)]
        let length = name.len() as u8;
        packed[end] = length;
        while place < name.len() {
            packed[end + 1 + place] = name[place];
            place += 1;
        }
        end += 1 + name.len();
        index += 1;
    }
    packed
}

impl Names {
    /// Those of a text that [`names`] has packed.
    pub(crate) const fn new(packed: &'static &'static str) -> Self {
        Self(packed)
    }

    /// The place of the first name that `is` the one looked for.
    #[inline]
    pub(super) fn find(self, mut is: impl FnMut(&[u8]) -> bool) -> Option<u32> {
        let (mut rest, mut place) = (self.0.as_bytes(), 0);
        while let [length, tail @ ..] = rest {
            let (name, next) = tail.split_at_checked(usize::from(*length))?;
            if is(name) {
                return Some(place);
            }
            (rest, place) = (next, place + 1);
        }
        None
    }

    /// The place of `name`, for the constants that tell fields apart.
    ///
    /// # Panics
    /// While compiling, where no name is this one.
    pub(crate) const fn place_of(self, name: &str) -> u32 {
        let mut place = 0;
        while !is_same(self.get(place as usize), name) {
            assert!(place < u32::BITS);
            place += 1;
        }
        place
    }

    /// The name at `place`, empty behind the last.
    // Once for all records and enumerations.
    #[inline(never)]
    pub(crate) const fn get(self, place: usize) -> &'static str {
        let (mut rest, mut left) = (self.0.as_bytes(), place);
        while let [length, tail @ ..] = rest {
            let Some((_, next)) = tail.split_at_checked(*length as usize) else { return "" };
            if left == 0 {
                return between(self.0, self.0.len() - tail.len(), *length as usize);
            }
            (rest, left) = (next, left - 1);
        }
        ""
    }

    /// The name at `place`, for an error.
    #[inline]
    pub(crate) const fn name(self, place: u32) -> Name {
        #[allow(clippy::cast_possible_truncation)]
        Name { text: self.0, place: (place as u16).wrapping_add(1) }
    }
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other, mut place) = (one.as_bytes(), other.as_bytes(), 0);
    while place < one.len() && place < other.len() && one[place] == other[place] {
        place += 1;
    }
    place == one.len() && place == other.len()
}

/// The name at `place` of an enumeration: from the list, which is faster, or where words are small from the text that
/// reading needs as well.
#[inline]
pub(crate) fn known_name(list: &'static [&'static str], packed: Names, place: usize) -> &'static str {
    if IS_64_BIT { list.get(place).copied().unwrap_or_default() } else { packed.get(place) }
}

impl Name {
    /// No name.
    pub(crate) const NONE: Self = Self::only(&"");

    /// A name by itself.
    pub(crate) const fn only(name: &'static &'static str) -> Self {
        Self { text: name, place: ALONE }
    }

    /// The name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self.place {
            ALONE => self.text,
            place => Names(self.text).get(place as usize - 1),
        }
    }
}

/// The `length` bytes of `text` from `start` on.
const fn between(text: &'static str, start: usize, length: usize) -> &'static str {
    let Some((_, tail)) = text.split_at_checked(start) else { return "" };
    match tail.split_at_checked(length) {
        Some((name, _)) => name,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{Name, Names, is_same, pack, packed_length};

    const NAMES: Names = names!["mvpd", "", "code", "a name of some length"];

    #[test]
    fn a_packed_name_is_found_by_its_place_and_by_its_text() {
        for (place, name) in ["mvpd", "", "code", "a name of some length"].into_iter().enumerate() {
            assert_eq!(NAMES.get(place), name);
            let found = NAMES.find(|bytes| bytes == name.as_bytes()).unwrap();
            assert_eq!((found as usize, NAMES.name(found).as_str()), (place, name));
        }
    }

    #[test]
    fn names_are_packed_one_behind_the_other_each_behind_its_length() {
        let names = ["mvpd", "", "id"];
        assert_eq!(packed_length(&names), 9);
        assert_eq!(&pack::<9>(&names), b"\x04mvpd\x00\x02id");
        assert_eq!(packed_length(&[]), 0);
    }

    #[test]
    fn a_constant_tells_the_place_of_a_name() {
        for (place, name) in ["mvpd", "", "code", "a name of some length"].into_iter().enumerate() {
            assert_eq!(NAMES.place_of(name) as usize, place);
        }
    }

    #[test]
    fn names_that_begin_or_end_alike_are_not_the_same() {
        for (one, other) in [("code", "cod"), ("code", "cody"), ("code", "xode"), ("", "c")] {
            assert!(is_same(one, one) && is_same(other, other));
            assert!(!is_same(one, other) && !is_same(other, one), "{one} {other}");
        }
    }

    #[test]
    fn a_constant_of_a_name_that_is_not_there_does_not_compile() {
        assert!(std::panic::catch_unwind(|| NAMES.place_of("cod")).is_err());
        assert!(std::panic::catch_unwind(|| NAMES.place_of("coder")).is_err());
    }

    #[test]
    fn what_is_not_among_the_names_has_no_place_and_no_name() {
        assert_eq!(NAMES.find(|bytes| bytes == b"mvp"), None);
        assert_eq!((NAMES.get(4), NAMES.get(usize::MAX), Names::new(&"").get(0)), ("", "", ""));
    }

    #[test]
    fn a_name_by_itself_may_look_like_packed_ones() {
        assert_eq!((Name::only(&"\u{1}a").as_str(), Name::NONE.as_str()), ("\u{1}a", ""));
    }
}
