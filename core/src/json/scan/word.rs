//! The bytes of a machine word, all at once.

pub(super) const SIZE: usize = size_of::<usize>();

const ONES: usize = usize::MAX / 0xFF;
const HIGHS: usize = ONES << 7;

/// Marks (in bit 7 of its byte) at least the lowest byte of `word` that is a quote, a backslash or a control character.
///
/// Bytes above a marked one may be marked wrongly by a borrow; the lowest mark is exact, and only that one is used.
#[inline]
pub(super) const fn special(word: [u8; SIZE]) -> usize {
    let word = usize::from_le_bytes(word);
    // With bit 1 turned over, the quote comes to stand right above the controls, and one comparison finds both.
    let quote_or_control = (word ^ (ONES * 2)).wrapping_sub(ONES * (b' ' as usize + 1));
    let backslash = (word ^ (ONES * b'\\' as usize)).wrapping_sub(ONES);
    (quote_or_control | backslash) & !word & HIGHS
}

/// The same for backslashes alone.
#[inline]
pub(super) const fn backslash(word: [u8; SIZE]) -> usize {
    let word = usize::from_le_bytes(word);
    (word ^ (ONES * b'\\' as usize)).wrapping_sub(ONES) & !word & HIGHS
}

/// Marks bits of each byte that is no space.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
#[inline]
pub(super) const fn no_space(word: [u8; SIZE]) -> usize {
    usize::from_le_bytes(word) ^ (ONES * b' ' as usize)
}

/// The place of the byte that is marked lowest.
#[inline]
pub(super) const fn lowest(marks: usize) -> usize {
    (marks.trailing_zeros() / 8) as usize
}
