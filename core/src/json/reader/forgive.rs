//! Values of a wrong type that cost an answer nothing (T10).

use super::{Expect, Reader};
use crate::json::error::ErrorKind;
use crate::json::lane::Rest;
use crate::json::name::Name;
use crate::json::value::Value;

/// The place where a value begins.
#[derive(Clone, Copy)]
pub(crate) struct Mark<'a> {
    rest: Rest<'a>,
    objects: u32,
    depth: u32,
}

/// The state of a reader between two tokens, without its text.
#[derive(Clone, Copy)]
pub(crate) struct Pause {
    objects: u32,
    depth: u32,
    expect: Expect,
    field: Name,
}

impl Pause {
    /// Before the first token.
    pub(crate) const START: Self = Self { objects: 0, depth: 0, expect: Expect::Value, field: Name::NONE };
}

impl<'a> Reader<'a> {
    /// A reader in the midst of `whole`, which was checked: from `offset` on, behind a value that ended there, within
    /// `depth` lists and objects.
    pub(crate) fn resumed(whole: &'a str, offset: usize, objects: u32, depth: u32) -> Self {
        let mut reader = Self::over(whole);
        if offset > 0 {
            reader.rest = reader.rest.get(offset..).unwrap_or_default();
            (reader.objects, reader.depth, reader.expect) = (objects, depth, Expect::Next);
        }
        reader
    }

    /// A reader that goes on in `text` where another was paused.
    pub(crate) fn continued(text: &'a str, pause: Pause) -> Self {
        let Pause { objects, depth, expect, field } = pause;
        Self { objects, depth, expect, field, ..Self::over(text) }
    }

    /// The state for a reader of the text that follows.
    pub(crate) const fn pause(&self) -> Pause {
        Pause { objects: self.objects, depth: self.depth, expect: self.expect, field: self.field }
    }

    /// The place where the next value begins.
    #[inline]
    pub(crate) fn mark(&self) -> Mark<'a> {
        Mark { rest: self.rest, objects: self.objects, depth: self.depth }
    }

    /// Enters the object that stands next; a value of another type is skipped.
    pub(crate) fn enter_informational(&mut self) -> bool {
        let is_object = matches!(self.value_rest(), [b'{', ..]);
        if is_object {
            self.enter_object();
        } else {
            self.skip();
        }
        is_object
    }

    /// Forgets that the value at `mark` is of a wrong type, and skips it; an error of the text itself stays.
    #[cold]
    pub(crate) fn forgive(&mut self, mark: Mark<'a>) {
        if self.go_back(mark) {
            self.skip();
        }
    }

    /// The same for an item of a list or a map, if it is null or not an object with the text called `key`;
    /// without a name, `key` is always there.
    #[cold]
    pub(crate) fn forgive_item(&mut self, mark: Mark<'a>, key: &str) -> bool {
        let error = self.error;
        if !self.go_back(mark) {
            return false;
        }
        if self.null() || self.failed() {
            return !self.failed();
        }
        if !key.is_empty() && !self.has_text(key) {
            return !self.failed();
        }
        self.error = error;
        self.rest = &[];
        false
    }

    /// Walks over the next value; true if it is an object with the text called `key`. Of one that is not whole nobody knows,
    /// since the last of a repeated key counts.
    fn has_text(&mut self, key: &str) -> bool {
        let Value::Map(map) = self.value() else { return false };
        !self.failed() && map.get(key).is_some_and(|value| value.as_text().is_some())
    }

    /// Goes back to `mark` if nothing but a type was wrong since.
    fn go_back(&mut self, mark: Mark<'a>) -> bool {
        let kind = self.error.map(|error| error.kind());
        let is_forgiven = matches!(kind, Some(ErrorKind::Type | ErrorKind::Range | ErrorKind::Missing));
        if is_forgiven {
            self.error = None;
            self.rest = mark.rest;
            self.objects = mark.objects;
            self.depth = mark.depth;
            self.expect = Expect::Value;
        }
        is_forgiven
    }
}
