//! RFC 4648 base64, standard alphabet: written with padding, read with or without (spec `wire.md` 2).
//!
//! Our own, since encoding happens in place in the caller's buffer and every path is free of panics, which the link of
//! the firmware image proves.
//!
//! ```
//! use tvpass::message::base64;
//!
//! let mut buffer = [0; 8];
//! assert_eq!(base64::decode("UkVGMzA", &mut buffer), Some(&b"REF30"[..]));
//! assert_eq!(base64::decode("UkVGMzA=", &mut buffer), Some(&b"REF30"[..]));
//! assert_eq!(base64::decode("UkVGMzB=", &mut buffer), None);
//! ```

use core::cell::Cell;

use crate::output::Output;

/// True if words are long enough for eight characters at a time.
const IS_64_BIT: bool = cfg!(target_pointer_width = "64");

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends the base64 of `bytes`.
pub fn push(output: &mut Output<'_>, bytes: &[u8]) {
    let start = output.length();
    output.push(bytes);
    encode_from(output, start);
}

/// Turns what was appended from `start` on into its base64, in place.
pub(crate) fn encode_from(output: &mut Output<'_>, start: usize) {
    let length = output.length().saturating_sub(start);
    let groups = length.div_ceil(3);
    output.set_length(start.saturating_add(groups.saturating_mul(4)));
    let Some(written) = output.written_mut(start) else { return };
    // Bytes and characters share the memory; from the end to the front, four characters never reach back over three
    // bytes not yet read.
    let runs = if IS_64_BIT { length / 12 } else { 0 };
    encode_groups(written, runs * 4, length);
    encode_runs(written, runs);
}

/// Turns the bytes up to `length`, all but those of the first `before` groups, into their characters.
fn encode_groups(written: &mut [u8], before: usize, length: usize) {
    let cells = Cell::from_mut(written).as_slice_of_cells();
    let whole = length / 3;
    let (Some(mut bytes), Some(rest), Some(mut characters), Some(last)) = (
        cells.get(before * 3..whole * 3),
        cells.get(whole * 3..length),
        cells.get(before * 4..whole * 4),
        cells.get(whole * 4..),
    ) else {
        return;
    };
    if let ([first, second @ ..], [one, two, three, four]) = (rest, last) {
        put([one, two, three, four], [first.get(), second.first().map_or(0, Cell::get), 0]);
        four.set(b'=');
        if second.is_empty() {
            three.set(b'=');
        }
    }
    while let ([earlier @ .., first, second, third], [before @ .., one, two, three, four]) = (bytes, characters) {
        put([one, two, three, four], [first.get(), second.get(), third.get()]);
        (bytes, characters) = (earlier, before);
    }
}

/// Turns the first `count` runs of twelve bytes into sixteen characters each.
#[inline]
fn encode_runs(written: &mut [u8], count: usize) {
    for index in (0..count).rev() {
        // Four bytes more than the twelve, so that two words hold them; sixteen characters are longer.
        let Some(bytes) = written.get(index * 12..).and_then(<[u8]>::first_chunk) else { return };
        let bits = u128::from_be_bytes(*bytes);
        let Some(place) = written.get_mut(index * 16..).and_then(<[u8]>::first_chunk_mut::<16>) else { return };
        let (eight, other_eight) = place.split_at_mut(8);
        put_eight(eight, bits >> 64);
        put_eight(other_eight, bits >> 16);
    }
}

/// The characters of the upper 48 of the lowest 64 `bits`.
#[inline]
fn put_eight(place: &mut [u8], bits: u128) {
    #[allow(clippy::cast_possible_truncation)]
    let bits = bits as u64;
    for (character, shift) in place.iter_mut().zip([58, 52, 46, 40, 34, 28, 22, 16]) {
        *character = ALPHABET[(bits >> shift & 0x3F) as usize];
    }
}

#[inline]
fn put(target: [&Cell<u8>; 4], [first, second, third]: [u8; 3]) {
    let bits = u32::from(first) << 16 | u32::from(second) << 8 | u32::from(third);
    for (cell, shift) in target.into_iter().zip([18, 12, 6, 0]) {
        cell.set(ALPHABET[(bits >> shift & 0x3F) as usize]);
    }
}

/// The bytes that `text` stands for, in the start of `buffer`; three quarters of the text's length always suffice.
///
/// `None` if `text` is not base64, or `buffer` is too small.
pub fn decode<'b>(text: &str, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    let unpadded = without_padding(text.as_bytes())?;
    let mut output = Output::new(buffer);
    for group in unpadded.chunks(4) {
        let mut bits = 0;
        for index in 0..4 {
            bits = bits << 6 | group.get(index).map_or(Some(0), |character| value(*character))?;
        }
        let [_, first, second, third] = bits.to_be_bytes();
        match (4 - group.len(), second, third) {
            (0, ..) => output.push(&[first, second, third]),
            // Bits that stand for no byte must be zero, so that equal bytes have one spelling.
            (1, _, 0) => output.push(&[first, second]),
            (2, 0, 0) => output.push(&[first]),
            _ => return None,
        }
    }
    output.finish().ok()
}

fn without_padding(bytes: &[u8]) -> Option<&[u8]> {
    if let [rest @ .., b'=', b'='] | [rest @ .., b'='] = bytes {
        return bytes.len().is_multiple_of(4).then_some(rest);
    }
    Some(bytes)
}

fn value(character: u8) -> Option<u32> {
    let value = match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}
