//! A reader's way into a [`Lane`] and out of it.

use core::cell::Cell;

use super::{Expect, Reader};
use crate::json::class::Shape;
use crate::json::lane::{Lane, MAX_DEPTH, Members, Open, Paused, Rest, Stands};
use crate::json::scan::IS_64_BIT;

/// The fields of a record that a lane has read.
#[derive(Clone, Copy)]
pub(crate) struct Begun {
    /// One bit for each field that was there.
    pub(super) seen: u32,
    /// True if the record is over; else the reader stands within it.
    pub(super) is_over: bool,
}

impl Begun {
    /// A record within which the reader stands, and whose fields `seen` were there.
    #[inline]
    pub(crate) const fn within(seen: u32) -> Self {
        Self { seen, is_over: false }
    }
}

impl<'a> Reader<'a> {
    /// Reads the value that stands next by `read`; goes behind it if that could.
    #[inline]
    pub(crate) fn by_lane<T>(
        &mut self,
        read: impl FnOnce(Lane<'_, 'a>, Rest<'a>) -> Option<(T, Rest<'a>)>,
    ) -> Option<T> {
        if !IS_64_BIT {
            return None;
        }
        let start = self.value_rest();
        let field = Cell::new(self.field);
        let (value, end) = read(Lane::new(self.whole, self.open(), &field), start)?;
        self.rest = end;
        self.field = field.get();
        self.expect = Expect::Next;
        Some(value)
    }

    /// Reads as much of the value that stands next as is of the ordinary form, and goes where that ends; none where it does not
    /// begin.
    #[inline]
    pub(crate) fn begin_by_lane<T>(
        &mut self,
        read: impl FnOnce(Lane<'_, 'a>, Rest<'a>) -> Option<(Paused<'a>, T)>,
    ) -> Option<T> {
        if !IS_64_BIT {
            return None;
        }
        let start = self.value_rest();
        let field = Cell::new(self.field);
        let (paused, told) = read(Lane::new(self.whole, self.open(), &field), start)?;
        self.field = field.get();
        self.go_to(&paused);
        Some(told)
    }

    /// Goes on where a lane stopped.
    #[inline]
    fn go_to(&mut self, paused: &Paused<'a>) {
        self.rest = paused.rest;
        (self.depth, self.objects) = (paused.open.depth, paused.open.objects);
        self.expect = match paused.stands {
            Stands::BeforeValue => Expect::Value,
            Stands::BehindOpening => Expect::First,
            Stands::BehindValue => Expect::Next,
        };
    }

    /// Reads as many members of the record that stands next as are of the ordinary form.
    #[inline]
    pub(crate) fn begin_record(
        &mut self,
        shape: &'static Shape,
        read: impl FnOnce(Lane<'_, 'a>, Members<'a>) -> Members<'a>,
    ) -> Begun {
        if !IS_64_BIT {
            return Begun::within(0);
        }
        let start = self.value_rest();
        let field = Cell::new(self.field);
        let lane = Lane::new(self.whole, self.open().enter(true), &field);
        let Some(begin) = Members::of(start).filter(|_| self.depth < MAX_DEPTH) else {
            self.enter_object();
            return Begun::within(0);
        };
        let members = read(lane, begin);
        members.name_last(lane, shape);
        self.field = field.get();
        self.rest = members.end_or_behind();
        self.expect = if members.is_at_first(begin) { Expect::First } else { Expect::Next };
        if !members.is_over() {
            self.depth += 1;
            self.objects = self.objects << 1 | 1;
        }
        Begun { seen: members.seen(), is_over: members.is_over() }
    }

    /// Reads as many of the next members of the innermost object as are of the ordinary form, and goes where that ends;
    /// none where it does not begin.
    #[inline]
    pub(crate) fn members_by_lane<T>(
        &mut self,
        read: impl FnOnce(Lane<'_, 'a>, Members<'a>) -> Option<(Paused<'a>, T)>,
    ) -> Option<T> {
        if !IS_64_BIT {
            return None;
        }
        let begin = match self.expect {
            Expect::First => Members::new(self.rest),
            Expect::Next => Members::behind(self.rest)?,
            Expect::Value => return None,
        };
        let field = Cell::new(self.field);
        let (paused, told) = read(Lane::new(self.whole, self.open(), &field), begin)?;
        self.field = field.get();
        if paused.rest.len() != self.rest.len() {
            self.go_to(&paused);
        }
        Some(told)
    }

    #[inline]
    fn open(&self) -> Open {
        Open { depth: self.depth, objects: self.objects }
    }
}
