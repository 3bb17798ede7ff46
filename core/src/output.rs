//! The caller's buffer, filled from the front.

use core::fmt;

/// Digits of the largest number of 64 bits.
const MOST_DIGITS: usize = 20;

/// Appends to a caller's buffer and counts on when it is full, so that the caller learns how many bytes are needed.
///
/// ```
/// use tvpass::Output;
///
/// let mut buffer = [0; 4];
/// let mut output = Output::new(&mut buffer);
/// output.push(b"REF30");
/// assert_eq!(output.finish().unwrap_err().needed, 5);
/// ```
pub struct Output<'b> {
    buffer: &'b mut [u8],
    length: usize,
}

// What is written is mostly secret, so that only its length is printed.
impl fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output").field("length", &self.length).field("size", &self.buffer.len()).finish()
    }
}

/// The buffer is too small: it must hold `needed` bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSmall {
    /// The size in bytes that the buffer must have for this work.
    pub needed: usize,
}

impl fmt::Display for TooSmall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the buffer must hold {} bytes", self.needed)
    }
}

impl core::error::Error for TooSmall {}

/// Copies as many bytes as both have. `copy_from_slice` would panic where the lengths differ, and optimised for size the
/// compiler no longer sees that they do not.
#[inline]
pub(crate) fn copy(target: &mut [u8], source: &[u8]) {
    target.iter_mut().zip(source).for_each(|(to, from)| *to = *from);
}

impl<'b> Output<'b> {
    /// Starts at the front of `buffer`.
    #[must_use]
    pub fn new(buffer: &'b mut [u8]) -> Self {
        Self { buffer, length: 0 }
    }

    /// Appends `bytes`.
    #[inline]
    pub fn push(&mut self, bytes: &[u8]) {
        let free = self.buffer.get_mut(self.length..);
        if let Some(target) = free.and_then(|free| free.get_mut(..bytes.len())) {
            copy(target, bytes);
        }
        self.length = self.length.saturating_add(bytes.len());
    }

    /// Appends one byte.
    #[cfg_attr(target_pointer_width = "64", inline)]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub fn push_byte(&mut self, byte: u8) {
        if let Some(target) = self.buffer.get_mut(self.length) {
            *target = byte;
        }
        self.length = self.length.saturating_add(1);
    }

    /// Appends `number` in decimal digits.
    pub fn push_decimal(&mut self, mut number: u64) {
        let mut digits = [b'0'; MOST_DIGITS];
        let mut count = 0;
        for digit in digits.iter_mut().rev() {
            let last;
            (number, last) = by_ten(number);
            *digit += last;
            count += 1;
            if number == 0 {
                break;
            }
        }
        self.push(digits.get(MOST_DIGITS - count..).unwrap_or_default());
    }

    /// Bytes appended so far, those without room included.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// The bytes appended from `start` on; `None` if they found no room.
    pub(crate) fn written_mut(&mut self, start: usize) -> Option<&mut [u8]> {
        self.buffer.get_mut(start..self.length)
    }

    /// Makes room for `length` bytes in all, or takes back what is beyond.
    pub(crate) fn set_length(&mut self, length: usize) {
        self.length = length;
    }

    /// Puts `bytes` before all that was appended.
    pub(crate) fn insert_front(&mut self, bytes: &[u8]) {
        let old = self.length;
        self.length = old.saturating_add(bytes.len());
        if self.length <= self.buffer.len() {
            self.push_back_by(old, bytes.len());
            if let Some(target) = self.buffer.get_mut(..bytes.len()) {
                copy(target, bytes);
            }
        }
    }

    /// Moves the first `length` bytes by `distance`; from the end, so that none is overwritten before it moved.
    fn push_back_by(&mut self, length: usize, distance: usize) {
        for index in (0..length).rev() {
            let byte = self.buffer.get(index).copied().unwrap_or_default();
            if let Some(target) = self.buffer.get_mut(index + distance) {
                *target = byte;
            }
        }
    }

    /// The appended bytes and the rest of the buffer.
    ///
    /// # Errors
    /// The buffer was too small.
    pub fn split(self) -> Result<(&'b [u8], &'b mut [u8]), TooSmall> {
        let needed = self.length;
        let (written, free) = self.buffer.split_at_mut_checked(needed).ok_or(TooSmall { needed })?;
        Ok((written, free))
    }

    /// The appended bytes.
    ///
    /// # Errors
    /// The buffer was too small.
    pub fn finish(self) -> Result<&'b [u8], TooSmall> {
        self.split().map(|(written, _)| written)
    }

    /// The appended bytes as text.
    ///
    /// # Errors
    /// The buffer was too small.
    pub(crate) fn finish_text(self) -> Result<&'b str, TooSmall> {
        let written = self.finish()?;
        // Only whole strings and ASCII are ever appended, so that this loses nothing.
        Ok(core::str::from_utf8(written).unwrap_or_default())
    }
}

/// `number` without its last decimal digit, and that digit. By parts of a word: a division of 64 bits would cost small processors a
/// kilobyte of code, and is one instruction of WebAssembly.
fn by_ten(number: u64) -> (u64, u8) {
    if cfg!(target_family = "wasm") {
        return (number / 10, (number % 10) as u8);
    }
    // Parts of 32, 16 and 16 bits, cut off on purpose; what is left of one is less than ten, and goes before the next.
    #[allow(clippy::cast_possible_truncation)]
    let (high, low) = ((number >> 32) as u32, number as u32);
    let middle = ((high % 10) << 16) | (low >> 16);
    let last = ((middle % 10) << 16) | (low & 0xFFFF);
    let quotient = (u64::from(high / 10) << 32) | u64::from(((middle / 10) << 16) | (last / 10));
    (quotient, (last % 10) as u8)
}
