//! Header fields of a response: a name and its value, and the values that a reader of bodies understands.

use super::ResponseError;

#[inline(never)]
pub(super) fn split_field(line: &[u8]) -> Result<(&[u8], &[u8]), ResponseError> {
    let colon = line.iter().position(|byte| *byte == b':').unwrap_or_default();
    let name = line.get(..colon).unwrap_or_default();
    // A blank before the colon is no part of a name.
    if name.is_empty() || !name.iter().all(|byte| is_name_byte(*byte)) {
        return Err(ResponseError::Malformed);
    }
    Ok((name, line.get(colon + 1..).unwrap_or_default().trim_ascii()))
}

/// The `tchar` of RFC 9110, 5.6.2; the ranges hold letters, digits and the signs beside them.
const fn is_name_byte(byte: u8) -> bool {
    matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'^'..=b'z' | b'|' | b'~')
}

pub(super) fn has_close(options: &[u8]) -> bool {
    options.split(|byte| *byte == b',').any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"))
}

/// The seconds of a `Retry-After`. A date in it would need this device's clock, which may be wrong, and counts as none.
pub(super) fn seconds(value: &[u8]) -> Option<u32> {
    u32::try_from(number(value, 10).ok()?).ok()
}

#[inline(never)]
pub(super) fn number(digits: &[u8], radix: u32) -> Result<usize, ResponseError> {
    if digits.is_empty() {
        return Err(ResponseError::Malformed);
    }
    digits.iter().try_fold(0_usize, |number, byte| {
        let digit = char::from(*byte).to_digit(radix).ok_or(ResponseError::Malformed)? as usize;
        let next = number.checked_mul(radix as usize).and_then(|number| number.checked_add(digit));
        next.ok_or(ResponseError::TooLarge { needed: usize::MAX })
    })
}
