//! The members of an object whose fields are known, in whatever order they come; the documented order is the fastest.

use super::{Lane, Paused, Rest, behind_colon, blanks, strip};
use crate::json::class::Shape;
use crate::json::text::Text;

/// A literal as an array, which is compared by a few loads.
macro_rules! array {
    ($text:expr) => {{
        const TEXT: &[u8] = $text.as_bytes();
        const ARRAY: &[u8; TEXT.len()] = match TEXT.first_chunk() {
            Some(array) => array,
            None => panic!(),
        };
        ARRAY
    }};
}

/// The key of the field called `$name`.
macro_rules! key {
    ($name:literal) => {
        $crate::json::array!(concat!("\"", $name, "\":"))
    };
}

pub(crate) use {array, key};

/// The members of an object that were read so far.
#[derive(Clone, Copy)]
pub(crate) struct Members<'a> {
    /// At the next key; behind the object at its end.
    next: Rest<'a>,
    /// Behind the last member, from which a reader can go on.
    behind: Rest<'a>,
    /// The fields that were there, one bit each.
    seen: u32,
    last: Last,
    is_over: bool,
}

/// The field that was read last.
#[derive(Clone, Copy)]
enum Last {
    /// None, or one whose own fields were named.
    Named,
    /// The one of this number.
    Field(u32),
}

impl<'a> Members<'a> {
    /// Behind the opening brace of an object.
    #[inline]
    pub(in crate::json) fn new(inside: Rest<'a>) -> Self {
        Self { next: blanks(inside), behind: inside, seen: 0, last: Last::Named, is_over: false }
    }

    /// Behind a member of an object.
    #[inline]
    pub(in crate::json) fn behind(end: Rest<'a>) -> Option<Self> {
        let mut members = Self::new(end);
        members.go_on(end).then_some(members)
    }

    /// Within the object with which `rest` begins.
    #[inline]
    pub(crate) fn of(rest: Rest<'a>) -> Option<Self> {
        let [b'{', inside @ ..] = rest else { return None };
        Some(Self::new(inside))
    }

    /// The place of the walk: a pass over all fields that leaves it unchanged has found none.
    #[inline]
    pub(crate) fn left(&self) -> usize {
        self.next.len()
    }

    /// The fields that were there, one bit each.
    #[inline]
    pub(crate) fn seen(&self) -> u32 {
        self.seen
    }

    /// The place where a reader goes on: behind the object at its end, else behind the last member.
    #[inline]
    pub(crate) fn end_or_behind(&self) -> Rest<'a> {
        if self.is_over { self.next } else { self.behind }
    }

    /// The place behind the last member, which may have been there before `begun`.
    #[inline]
    pub(crate) fn paused_since(&self, begun: Self, lane: Lane<'_, 'a>) -> Paused<'a> {
        if self.is_at_first(begun) { lane.behind_opening(self.behind) } else { lane.behind(self.behind) }
    }

    /// True if no member was read.
    #[inline]
    pub(crate) fn is_at_first(&self, inside: Self) -> bool {
        self.behind.len() == inside.behind.len()
    }

    /// The text behind the object, once the closing brace was read.
    #[inline]
    pub(crate) fn outside(&self) -> Option<Rest<'a>> {
        self.is_over.then_some(self.next)
    }

    /// True once the closing brace was read.
    #[inline]
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The value of the field whose key stands next.
    #[inline]
    pub(crate) fn value<const N: usize>(&self, key: &[u8; N]) -> Option<Rest<'a>> {
        if self.is_over { None } else { self.value_within(key) }
    }

    /// The same of an object that is not over.
    #[inline]
    pub(crate) fn value_within<const N: usize>(&self, key: &[u8; N]) -> Option<Rest<'a>> {
        strip(self.next, key).map(behind_colon)
    }

    /// The key that stands next and its value.
    #[inline]
    pub(crate) fn member(&self, lane: Lane<'_, 'a>) -> Option<(Text<'a>, Rest<'a>)> {
        if self.is_over { None } else { lane.key(self.next) }
    }

    /// Goes behind the value that ends at `end`; false where the text is not of the ordinary form there.
    #[inline]
    pub(crate) fn read(&mut self, index: u32, has_fields: bool, end: Rest<'a>) -> bool {
        let goes_on = self.go_on(end);
        if goes_on {
            self.seen |= 1 << index;
            self.last = if has_fields { Last::Named } else { Last::Field(index) };
        }
        goes_on
    }

    /// The same of a member that is no field of a record.
    #[inline]
    pub(crate) fn read_other(&mut self, end: Rest<'a>) -> bool {
        self.go_on(end)
    }

    /// The same of a field that is null, which is as good as absent.
    #[inline(never)]
    pub(crate) fn read_null(&mut self, index: u32, value: Rest<'a>) -> bool {
        let goes_on = strip(value, b"null").is_some_and(|end| self.go_on(end));
        if goes_on {
            self.last = Last::Field(index);
        }
        goes_on
    }

    #[inline]
    fn go_on(&mut self, end: Rest<'a>) -> bool {
        let at = if let [b',' | b'}', ..] = end { end } else { blanks(end) };
        match at {
            [b',', next @ ..] => self.next = blanks(next),
            [b'}', outside @ ..] => (self.next, self.is_over) = (outside, true),
            _ => return false,
        }
        self.behind = end;
        true
    }

    /// The rest behind the object, all of whose `required` fields were there.
    #[inline]
    pub(crate) fn end(self, lane: Lane<'_, 'a>, shape: &'static Shape) -> Option<Rest<'a>> {
        self.name_last(lane, shape);
        (self.is_over && shape.required & !self.seen == 0).then_some(self.next)
    }

    /// Names the field that was read last.
    #[inline]
    pub(crate) fn name_last(&self, lane: Lane<'_, 'a>, shape: &'static Shape) {
        if let Last::Field(index) = self.last {
            lane.name(shape.names.name(index));
        }
    }
}
