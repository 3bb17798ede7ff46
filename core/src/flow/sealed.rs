//! The last member of a saved form: a checksum over all that stands before it.

use super::storage::crc32;
use crate::output::{Output, TooSmall};

const CHECK: &[u8] = br#","check":""#;
const END: &[u8] = br#""}"#;
const CHECK_LENGTH: usize = CHECK.len() + 8 + END.len();

/// Puts the checksum behind the members of the object that the first `length` bytes are, or says what both need.
pub(super) fn seal(length: Result<usize, TooSmall>, buffer: &mut [u8]) -> Result<&[u8], TooSmall> {
    let length = match length {
        Ok(length) => length,
        Err(TooSmall { needed }) => return Err(TooSmall { needed: needed - 1 + CHECK_LENGTH }),
    };
    let mut output = Output::new(buffer);
    // The brace at the end comes after the checksum.
    output.set_length(length - 1);
    let check = checksum(output.written_mut(0).unwrap_or_default());
    output.push(CHECK);
    output.push(&check);
    output.push(END);
    output.finish()
}

/// `true` if the bytes end in their own checksum.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let Some((front, end)) = bytes.split_at_checked(bytes.len().wrapping_sub(CHECK_LENGTH)) else { return false };
    let digits = end.strip_prefix(CHECK).and_then(|rest| rest.strip_suffix(END));
    digits.is_some_and(|digits| *digits == checksum(front))
}

/// Eight hexadecimal digits.
fn checksum(bytes: &[u8]) -> [u8; 8] {
    let mut crc = crc32(0, bytes);
    let mut digits = [0; 8];
    for digit in &mut digits {
        crc = crc.rotate_left(4);
        let nibble = (crc & 15) as u8;
        *digit = if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble };
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_checksum_is_the_crc_of_ieee_802_3_in_lower_case() {
        // Among others those of the two sides of nine.
        assert_eq!(&checksum(b"123456789"), b"cbf43926");
        assert_eq!(&checksum(b"hello"), b"3610a686");
    }
}
