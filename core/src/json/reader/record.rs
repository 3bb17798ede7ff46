//! The methods of [`Reader`](super::Reader) that read the records of the protocol.

use super::lane::Begun;
use super::{Expect, Reader};
use crate::json::class::Shape;
use crate::json::error::{Error, ErrorKind};
use crate::json::lane::{MAX_DEPTH, Rest};
use crate::json::name::{Name, Names};
use crate::json::scan::IS_64_BIT;
use crate::json::text::Text;
use crate::json::value::Value;

impl<'a> Reader<'a> {
    /// Reads the object that must stand next, by no shorter way.
    pub(crate) fn record(&mut self, shape: &'static Shape, read: impl FnMut(&mut Self, u32)) {
        let begun = self.begin_record(shape, |_, members| members);
        self.end_record(shape, begun, read);
    }

    /// Reads what is left of a record that was begun, or the whole object that must stand next: `read` is called before the
    /// value of each field, with the place of its key in the keys of `shape`.
    #[inline]
    pub(crate) fn end_record(&mut self, shape: &'static Shape, begun: Begun, mut read: impl FnMut(&mut Self, u32)) {
        // A call through a pointer is short in the code of processors, and long in WebAssembly's.
        if IS_64_BIT {
            self.rest_of_record(shape, begun, &mut read);
        } else if cfg!(target_family = "wasm") {
            self.enter_object();
            self.members_by(shape, 0, &mut read);
        } else {
            self.any_record(shape, &mut read);
        }
    }

    #[inline]
    fn rest_of_record<F: FnMut(&mut Self, u32)>(&mut self, shape: &'static Shape, begun: Begun, read: &mut F) {
        if begun.is_over {
            self.require(shape.names, shape.required & !begun.seen);
        } else {
            self.members_by(shape, begun.seen, read);
        }
    }

    /// One walk for the records of all types, since code is dearer than time where words are small.
    #[inline(never)]
    fn any_record(&mut self, shape: &'static Shape, read: &mut dyn FnMut(&mut Self, u32)) {
        self.enter_object();
        self.members_by(shape, 0, read);
    }

    /// Reads the members from here to the end of the innermost object.
    #[inline]
    fn members_by<F: FnMut(&mut Self, u32) + ?Sized>(&mut self, shape: &'static Shape, mut seen: u32, read: &mut F) {
        while let Some(index) = self.field(shape.names) {
            let bit = 1 << (index & 31);
            seen |= bit;
            let mark = self.mark();
            read(self, index);
            if self.failed() && shape.informational & bit != 0 {
                self.forgive(mark);
            }
        }
        self.require(shape.names, shape.required & !seen);
    }

    /// The index of the text that must stand next among the names of an enumeration, `u32::MAX` if it does not; `text` is
    /// it afterwards.
    pub(crate) fn name_among(&mut self, names: Names, text: &mut Text<'a>) -> u32 {
        *text = self.text().unwrap_or_default();
        text.place_among(names)
    }

    /// The place of the next member's key among `names`, with the reader before its value; `None` after the last member.
    ///
    /// Members of other names, and those that are null, are skipped.
    pub(crate) fn field(&mut self, names: Names) -> Option<u32> {
        loop {
            let index = self.key()?.place_among(names);
            // What is known was found; the reader is before the first byte of the value.
            if index != u32::MAX {
                self.field = names.name(index);
                if !matches!(self.rest, [b'n', ..]) {
                    return Some(index);
                }
                self.null();
            }
        }
    }

    /// The value of the first of two fields, where the text has exactly `before` and `after` around it, in which the second
    /// is; else nothing is walked over.
    ///
    /// For an object that nearly always looks the same: two comparisons in the place of a walk from key to key.
    pub(crate) fn value_between(
        &mut self,
        [field, second]: [Name; 2],
        before: &'static [u8],
        after: &'static [u8],
    ) -> Option<Value<'a>> {
        if self.expect != Expect::Value || self.depth == MAX_DEPTH {
            return None;
        }
        let start = self.rest;
        self.rest = start.strip_prefix(before)?;
        self.field = field;
        self.depth += 1;
        let value = self.value();
        self.depth = self.depth.saturating_sub(1);
        if let Some(rest) = self.rest.strip_prefix(after) {
            self.rest = rest;
            self.field = second;
            return Some(value);
        }
        if !self.failed() {
            self.rest = start;
            self.expect = Expect::Value;
        }
        None
    }

    /// Records that the object just left lacks the first of the `missing` fields, one bit each, if there is any.
    pub(crate) fn require(&mut self, names: Names, missing: u32) {
        if missing != 0 {
            self.lacks(names.name(missing.trailing_zeros()));
        }
    }

    /// `value`, or a record of why the one with which `start` begins is refused.
    pub(crate) fn accept<T>(&mut self, start: Rest<'a>, value: Result<T, ErrorKind>) -> Option<T> {
        value.map_err(|kind| self.fail_at(kind, start)).ok()
    }

    /// Records an error where `start` begins, as of a value that was walked over before it turned out to be wrong.
    #[cold]
    fn fail_at(&mut self, kind: ErrorKind, start: Rest<'a>) {
        if self.error.is_none() {
            self.error = Some(Error::at(kind, self.field, self.whole.len() - start.len()));
        }
        self.rest = &[];
    }
}
