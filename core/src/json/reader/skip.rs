//! Values that nobody asked for, walked over by the same strict reader.

use super::{Expect, Reader};

impl Reader<'_> {
    /// Skips what is left of the innermost open list or object, and leaves it.
    pub fn leave(&mut self) {
        let outer = self.depth.saturating_sub(1);
        self.skip_to_depth(outer);
    }

    /// Skips the next value, however it is nested.
    pub fn skip(&mut self) {
        if self.by_lane(|lane, rest| lane.skip(rest).map(|end| ((), end))).is_some() {
            return;
        }
        let floor = self.depth;
        self.skip_scalar_or_enter();
        self.skip_to_depth(floor);
    }

    // What it calls never finds a value unread, so that none calls it again.
    fn skip_to_depth(&mut self, floor: u32) {
        while self.depth > floor && self.error.is_none() {
            if self.expect == Expect::Value {
                self.skip_scalar_or_enter();
                continue;
            }
            if self.objects & 1 == 1 {
                self.key();
            } else {
                self.item();
            }
        }
    }

    fn skip_scalar_or_enter(&mut self) {
        match self.value_rest() {
            [b'"', ..] => {
                self.text();
            }
            [b'{', ..] => self.enter_object(),
            [b'[', ..] => self.enter_list(),
            [b't' | b'f', ..] => {
                self.boolean();
            }
            [b'n', ..] => {
                self.null();
            }
            _ => {
                self.number();
            }
        }
    }
}
