//! The input, taken piece by piece.

#[derive(Debug)]
pub(super) struct Script<'a> {
    rest: &'a [u8],
}

impl<'a> Script<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Zero where the script has ended.
    pub(super) fn byte_or_zero(&mut self) -> u8 {
        self.byte().unwrap_or_default()
    }

    /// One of `choices`.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::from(self.byte_or_zero()) % choices.len()]
    }

    /// As many bytes as the next two say, or all that are left.
    pub(super) fn bytes(&mut self) -> &'a [u8] {
        let length = usize::from(self.byte_or_zero()) << 8 | usize::from(self.byte_or_zero());
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }
}
