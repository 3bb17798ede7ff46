//! The permits that a preauthorization found, a few bits for each resource.

/// Resources that a preauthorization can remember.
pub const PERMITS_CAPACITY: usize = 256;

/// A bit for each resource of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks([u32; PERMITS_CAPACITY / 32]);

impl Marks {
    pub(super) const NONE: Self = Self([0; PERMITS_CAPACITY / 32]);

    pub(super) fn get(&self, index: usize) -> bool {
        self.0.get(index / 32).is_some_and(|word| word >> (index % 32) & 1 == 1)
    }

    pub(super) fn set(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 32) {
            *word |= 1 << (index % 32);
        }
    }

    fn clear(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 32) {
            *word &= !(1 << (index % 32));
        }
    }
}

/// The result of a preauthorization, by the place of a resource in the list that was asked for. It is for this run of the
/// application only (R57), and never a reason to play (R53).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permits {
    permitted: Marks,
    /// Not asked for again: decided on, or left out by the service.
    settled: Marks,
    left_out: Marks,
    /// The service says that the decision may be another soon.
    waiting: Marks,
}

impl Permits {
    pub(super) const NONE: Self =
        Self { permitted: Marks::NONE, settled: Marks::NONE, left_out: Marks::NONE, waiting: Marks::NONE };

    /// `true` if the viewer may probably watch the resource at `index`.
    #[must_use]
    pub fn is_permitted(&self, index: usize) -> bool {
        self.permitted.get(index)
    }

    /// `true` if the service decided on the resource at `index`.
    #[must_use]
    pub fn is_decided(&self, index: usize) -> bool {
        self.settled.get(index) && !self.left_out.get(index)
    }

    /// `true` if the resource at `index` is not to be asked for again.
    pub(super) fn is_settled(&self, index: usize) -> bool {
        self.settled.get(index)
    }

    /// The resource at `index` has been asked for once more.
    pub(super) fn ask(&mut self, index: usize) {
        self.waiting.clear(index);
    }

    pub(super) fn note(&mut self, index: usize, is_permitted: bool, waits: bool) {
        if waits {
            self.waiting.set(index);
            return;
        }
        self.settled.set(index);
        if is_permitted {
            self.permitted.set(index);
        }
    }

    /// The answer has no decision on the resource at `index`.
    pub(super) fn leave_out(&mut self, index: usize) {
        if !self.settled.get(index) && !self.waiting.get(index) {
            self.left_out.set(index);
            self.settled.set(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Marks, Permits};

    #[test]
    fn a_mark_is_set_and_cleared_alone() {
        let mut marks = Marks::NONE;
        for index in [3, 35, 40] {
            marks.set(index);
        }
        marks.set(3);
        marks.clear(40);
        marks.clear(35);
        marks.clear(36);
        assert!((0..256).filter(|index| marks.get(*index)).eq([3]));
    }

    #[test]
    fn what_waited_and_is_asked_for_again_can_be_left_out() {
        let mut permits = Permits::NONE;
        permits.note(40, false, true);
        permits.leave_out(40);
        assert!(!permits.is_settled(40));
        permits.ask(40);
        permits.leave_out(40);
        assert!(permits.is_settled(40) && !permits.is_decided(40));
    }
}
