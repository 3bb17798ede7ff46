//! What the records of the protocol ask of a [`Reader`](super::Reader).

use super::{Expect, Reader};
use crate::json::error::{Error, ErrorKind};
use crate::json::scan::{after_blanks, same};

impl Reader<'_> {
    /// Where the next member's name stands in `names`, with the reader before its value; `None` after the last member.
    ///
    /// Members of other names, and those that are null, are skipped.
    ///
    /// `expected` is where the caller guesses it, since services mostly send members in the documented order.
    #[inline]
    pub(crate) fn field(&mut self, names: &'static [&'static str], expected: u32) -> Option<u32> {
        let mut expected = expected as usize;
        loop {
            let index = match names.get(expected) {
                Some(name) if self.walk_over_key(name) => expected,
                _ => {
                    let Some(index) = self.key()?.position(names) else { continue };
                    index
                }
            };
            self.field = names.get(index)?;
            expected = index + 1;
            // Both ways to get here end before the first byte of the value.
            if !matches!(self.rest, [b'n', ..]) {
                return u32::try_from(index).ok();
            }
            self.null();
        }
    }

    /// Walks over the next key and its colon if the key is `name`, written without escapes; else over nothing.
    #[inline]
    fn walk_over_key(&mut self, name: &str) -> bool {
        let rest = match (self.expect, after_blanks(self.rest)) {
            (Expect::Next, [b',', rest @ ..]) => after_blanks(rest),
            (Expect::First, rest) => rest,
            _ => return false,
        };
        let [b'"', rest @ ..] = rest else { return false };
        let Some((key, rest)) = rest.split_at_checked(name.len()) else { return false };
        let [b'"', rest @ ..] = rest else { return false };
        let [b':', rest @ ..] = after_blanks(rest) else { return false };
        if self.objects & 1 == 0 || !same(key, name.as_bytes()) {
            return false;
        }
        self.rest = after_blanks(rest);
        self.expect = Expect::Value;
        true
    }

    /// Records that the object just left lacks the first of the `missing` fields, one bit each, if there is any.
    pub(crate) fn require(&mut self, names: &'static [&'static str], missing: u32) {
        if missing != 0
            && let Some(name) = names.get(missing.trailing_zeros() as usize)
        {
            self.missing(name);
        }
    }

    /// `value`, or a record of why the one that began at `start` is refused.
    pub(crate) fn accept<T>(&mut self, start: usize, value: Result<T, ErrorKind>) -> Option<T> {
        value.map_err(|kind| self.fail_at(kind, start)).ok()
    }

    /// Records an error at `offset`, as of a value that was walked over before it turned out to be wrong.
    #[cold]
    fn fail_at(&mut self, kind: ErrorKind, offset: usize) {
        if self.error.is_none() {
            self.error = Some(Error::new(kind, self.field, offset));
        }
        self.rest = &[];
    }
}
