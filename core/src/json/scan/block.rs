//! Sixteen bytes, all at once.

use wide::u8x16;

pub(super) const SIZE: usize = 16;

/// Marks, by a bit for each byte, quotes, backslashes and control characters.
#[inline]
pub(super) fn special(block: [u8; SIZE]) -> u32 {
    let bytes = u8x16::new(block);
    // With bit 1 turned over, the quote comes to stand right above the controls, and one comparison finds both.
    let turned = bytes ^ u8x16::splat(2);
    let quote_or_control = turned.min(u8x16::splat(b' ')).cmp_eq(turned);
    mask(quote_or_control | bytes.cmp_eq(u8x16::splat(b'\\')))
}

/// The same for backslashes alone.
#[inline]
pub(super) fn backslash(block: [u8; SIZE]) -> u32 {
    mask(u8x16::new(block).cmp_eq(u8x16::splat(b'\\')))
}

/// Marks each byte that is no space.
#[inline]
pub(super) fn no_space(block: [u8; SIZE]) -> u32 {
    mask(u8x16::new(block).cmp_eq(u8x16::splat(b' '))) ^ 0xFFFF
}

/// The place of the byte that is marked lowest.
#[inline]
pub(super) const fn lowest(marks: u32) -> usize {
    marks.trailing_zeros() as usize
}

#[inline]
fn mask(bytes: u8x16) -> u32 {
    bytes.move_mask().cast_unsigned()
}
