//! Percent-encoding (RFC 3986) of path segments and form values.
//!
//! Only unreserved characters stay as they are, so that no value can add a segment, a parameter or a header.
//!
//! ```
//! use tvpass::Output;
//! use tvpass::message::percent;
//!
//! let mut buffer = [0; 32];
//! let mut output = Output::new(&mut buffer);
//! percent::push(&mut output, "https://adobe.com");
//! assert_eq!(output.finish(), Ok(&b"https%3A%2F%2Fadobe.com"[..]));
//! ```

use crate::json::Text;
use crate::output::Output;

const HEXADECIMAL: &[u8; 16] = b"0123456789ABCDEF";

/// The unreserved characters, one bit each.
const UNRESERVED: [u32; 8] = {
    let mut bits = [0; 8];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            bits[(byte >> 5) as usize] |= 1 << (byte & 31);
        }
        byte += 1;
    }
    bits
};

/// The same, a byte for each: one load tells, where there is room for them.
const IS_UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = UNRESERVED[byte >> 5] >> (byte & 31) & 1 == 1;
        byte += 1;
    }
    table
};

#[inline]
const fn is_unreserved(byte: u8) -> bool {
    if cfg!(target_pointer_width = "64") {
        IS_UNRESERVED[byte as usize]
    } else {
        UNRESERVED[(byte >> 5) as usize] >> (byte & 31) & 1 == 1
    }
}

/// Appends `text`, encoded once.
pub fn push(output: &mut Output<'_>, text: &str) {
    let mut rest = text.as_bytes();
    loop {
        let run = rest.iter().position(|byte| !is_unreserved(*byte)).unwrap_or(rest.len());
        output.push(rest.get(..run).unwrap_or_default());
        let Some((byte, tail)) = rest.get(run..).and_then(<[u8]>::split_first) else { break };
        let digit = |nibble: u8| HEXADECIMAL[usize::from(nibble & 0xF)];
        output.push(&[b'%', digit(byte >> 4), digit(*byte)]);
        rest = tail;
    }
}

/// Appends the characters of `text`, escapes resolved, encoded once.
pub fn push_text(output: &mut Output<'_>, text: &Text<'_>) {
    text.pieces().for_each(|piece| push(output, piece.as_str(&mut [0; 4])));
}

/// Appends the bytes that `encoded` stands for, `+` as a space where `form`; `None` if an escape is cut short or wrong.
pub(super) fn push_decoded(output: &mut Output<'_>, encoded: &str, form: bool) -> Option<()> {
    let mut rest = encoded.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match byte {
            b'%' => {
                let (digits, tail) = rest.split_first_chunk::<2>()?;
                let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
                output.push_byte(u8::try_from(high? << 4 | low?).ok()?);
                rest = tail;
            }
            b'+' if form => output.push_byte(b' '),
            _ => output.push_byte(*byte),
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Output, push_decoded};

    #[test]
    fn a_plus_is_a_space_in_forms_alone() {
        for (form, expected) in [(true, "a b c"), (false, "a+b c")] {
            let mut buffer = [0; 8];
            let mut output = Output::new(&mut buffer);
            assert_eq!(push_decoded(&mut output, "a+b%20c", form), Some(()));
            assert_eq!(output.finish().unwrap(), expected.as_bytes());
        }
    }
}
