//! A text of fixed capacity, for the peers that write without a heap.

use std::fmt;

/// Bytes written so far, in memory that is kept between runs.
pub struct Fixed<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Fixed<N> {
    pub const fn new() -> Self {
        Self { bytes: [0; N], length: 0 }
    }

    pub fn clear(&mut self) {
        self.length = 0;
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// `None` when it does not fit.
    #[inline]
    pub fn push(&mut self, bytes: &[u8]) -> Option<()> {
        self.bytes[self.length..].get_mut(..bytes.len())?.copy_from_slice(bytes);
        self.length += bytes.len();
        Some(())
    }

    pub fn push_decimal(&mut self, mut number: u64) -> Option<()> {
        let mut digits = [0; 20];
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                return self.push(&digits[start..]);
            }
        }
    }

    /// Appends what a library writes into the rest, which tells how much it was.
    pub fn push_with(&mut self, write: impl FnOnce(&mut [u8]) -> Option<usize>) -> Option<()> {
        self.length += write(&mut self.bytes[self.length..])?;
        Some(())
    }
}

impl<const N: usize> fmt::Write for Fixed<N> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes()).ok_or(fmt::Error)
    }
}
