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

use crate::output::{Output, copy};

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
    let Some(bytes) = output.written_mut(start) else { return };
    // From the end to the front, since four characters never reach back over three bytes not yet read.
    for group in (0..groups).rev() {
        let count = (length - group * 3).min(3);
        let mut source = [0; 3];
        if let (Some(target), Some(from)) =
            (source.get_mut(..count), bytes.get(group * 3..).and_then(|rest| rest.get(..count)))
        {
            copy(target, from);
        }
        if let Some(target) = bytes.get_mut(group * 4..).and_then(<[u8]>::first_chunk_mut) {
            *target = characters(source, count);
        }
    }
}

#[inline]
fn characters([first, second, third]: [u8; 3], count: usize) -> [u8; 4] {
    let bits = u32::from(first) << 16 | u32::from(second) << 8 | u32::from(third);
    let character = |shift: u32| ALPHABET[(bits >> shift & 0x3F) as usize];
    [
        character(18),
        character(12),
        if count > 1 { character(6) } else { b'=' },
        if count > 2 { character(0) } else { b'=' },
    ]
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
