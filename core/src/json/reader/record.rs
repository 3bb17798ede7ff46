//! What the records of the protocol ask of a [`Reader`](super::Reader).

use super::Reader;
use crate::json::error::{Error, ErrorKind};

impl Reader<'_> {
    /// Where the next member's name stands in `names`, with the reader before its value; `None` after the last member.
    ///
    /// Members of other names, and those that are null, are skipped.
    pub(crate) fn field(&mut self, names: &'static [&'static str]) -> Option<u32> {
        loop {
            let index = self.key()?.position(names);
            let Some((index, name)) = index.and_then(|index| Some((index, names.get(index)?))) else { continue };
            self.field = name;
            if !self.null() {
                return u32::try_from(index).ok();
            }
        }
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
