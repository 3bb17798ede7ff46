//! The names of an enumeration by their places.

use super::scan::WIDE;
use super::text::{Names, Text};

impl Names {
    /// The name at `index`, empty behind the last: from the form that reading needs as well on this machine.
    // Once for all enumerations.
    #[inline(never)]
    pub(crate) fn at(&self, index: usize) -> Text<'static> {
        if WIDE {
            return Text::literal(self.list.get(index).copied().unwrap_or_default());
        }
        let mut rest = self.joined;
        for _ in 0..index {
            rest = Self::cut(rest).1;
        }
        Text::literal(Self::cut(rest).0)
    }

    /// The first of joined names, and those behind it.
    fn cut(joined: &'static str) -> (&'static str, &'static str) {
        let end = joined.bytes().position(|byte| byte == b',').unwrap_or(joined.len());
        (joined.get(..end).unwrap_or_default(), joined.get(end + 1..).unwrap_or_default())
    }
}
