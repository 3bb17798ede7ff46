//! The sum into which every decoding peer folds its answer, so that all have provably read the same.
//!
//! A text counts by its length and its first and last byte, escapes resolved; a number or a flag by its value; each
//! under the tag of its field. The folds commute, because typed peers walk in the order of their structs and the
//! others in the order of the document. `c/checksum.h` is the same arithmetic for the peers written in C.
//!
//! The cost is the same for all: about ten instructions a value.

/// 2^64 divided by the golden ratio: spreads small values over the word.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The running sum of one decoded document.
#[derive(Debug, Default)]
pub struct Checksum(u64);

impl Checksum {
    pub fn sum(&self) -> u64 {
        self.0
    }

    #[inline]
    pub fn number(&mut self, tag: u64, value: u64) {
        let spread = (value ^ tag).wrapping_mul(SPREAD);
        self.0 = self.0.wrapping_add(spread ^ (spread >> 32));
    }

    #[inline]
    pub fn flag(&mut self, tag: u64, value: bool) {
        self.number(tag, u64::from(value));
    }

    #[inline]
    pub fn text(&mut self, tag: u64, text: &str) {
        let bytes = text.as_bytes();
        let first = bytes.first().copied().unwrap_or(0);
        let last = bytes.last().copied().unwrap_or(0);
        self.ends(tag, bytes.len(), first, last);
    }

    /// For a reader that resolves escapes while it walks, and so never has the text in one piece.
    #[inline]
    pub fn ends(&mut self, tag: u64, length: usize, first: u8, last: u8) {
        let value = (length as u64) << 16 | u64::from(first) << 8 | u64::from(last);
        self.number(tag, value);
    }

    /// A timestamp that the wire carries as a text of digits.
    #[inline]
    #[must_use]
    pub fn digits(&mut self, tag: u64, text: &str) -> bool {
        let mut value = 0_u64;
        for byte in text.bytes() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return false;
            }
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
        }
        self.number(tag, value);
        !text.is_empty()
    }
}

/// The tag of a field, made from its name so that both languages compute it while compiling.
pub const fn tag(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let length = bytes.len();
    (length as u64) << 56
        | (bytes[0] as u64) << 48
        | (bytes[length - 2] as u64) << 40
        | (bytes[length - 1] as u64) << 32
}
