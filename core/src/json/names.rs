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
        let (mut before, mut start) = (index, 0);
        for (end, byte) in self.joined.bytes().enumerate() {
            if byte == b',' {
                if before == 0 {
                    return Text::literal(self.joined.get(start..end).unwrap_or_default());
                }
                (before, start) = (before - 1, end + 1);
            }
        }
        Text::EMPTY
    }
}
