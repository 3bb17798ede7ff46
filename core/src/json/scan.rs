//! Runs of bytes measured a machine word at a time.

const WORD: usize = size_of::<usize>();

/// True if a word holds eight bytes. Processors with smaller ones have less room than time, so that what only makes common
/// texts faster is left out for them.
pub(super) const WIDE: bool = WORD == 8;

const ONES: usize = usize::MAX / 0xFF;
const HIGHS: usize = ONES << 7;
const SPACES: usize = ONES * b' ' as usize;

/// Marks (in bit 7 of its byte) at least the lowest byte of `word` that is a quote, a backslash or a control character.
///
/// Bytes above a marked one may be marked wrongly by a borrow; the lowest mark is exact, and only that one is used.
#[inline]
const fn special(word: usize) -> usize {
    // With bit 1 turned over, the quote comes to stand right above the controls, and one comparison finds both.
    let quote_or_control = (word ^ (ONES * 2)).wrapping_sub(ONES * (b' ' as usize + 1));
    let backslash = (word ^ (ONES * b'\\' as usize)).wrapping_sub(ONES);
    (quote_or_control | backslash) & !word & HIGHS
}

/// The same for backslashes alone.
#[inline]
const fn backslash(word: usize) -> usize {
    (word ^ (ONES * b'\\' as usize)).wrapping_sub(ONES) & !word & HIGHS
}

/// Declares a function that counts the bytes before the first of some, which `$marks` marks in a word. Not one function
/// with two arguments, since the compiler then keeps fewer of its constants in registers.
macro_rules! run {
    ($(#[$meta:meta])* $name:ident, $marks:ident, $($byte:pat_param)|+) => {
        $(#[$meta])*
        #[inline]
        pub(super) fn $name(bytes: &[u8]) -> usize {
            let mut rest = bytes;
            while let Some((word, tail)) = rest.split_first_chunk::<WORD>() {
                let marks = $marks(usize::from_le_bytes(*word));
                if marks != 0 {
                    return bytes.len() - rest.len() + (marks.trailing_zeros() / 8) as usize;
                }
                rest = tail;
            }
            while let [byte, tail @ ..] = rest {
                if matches!(byte, $($byte)|+) {
                    break;
                }
                rest = tail;
            }
            bytes.len() - rest.len()
        }
    };
}

run! {
    /// How many bytes of a string come before its first quote, backslash or control character.
    plain_run, special, b'"' | b'\\' | 0..=0x1F
}

/// How many bytes of a checked text come before its first backslash.
#[inline]
pub(super) fn unescaped_run(bytes: &[u8]) -> usize {
    if WIDE { backslash_run(bytes) } else { plain_run(bytes) }
}

run! {
    /// How many bytes come before the first backslash.
    backslash_run, backslash, b'\\'
}

/// `text` up to its first quote, backslash or control character, and from there on.
#[inline]
pub(super) fn split_run(text: &str) -> (&str, &str) {
    text.split_at_checked(plain_run(text.as_bytes())).unwrap_or_default()
}

/// `text` behind its first character, which is one of ASCII.
#[inline]
pub(super) fn after_ascii(text: &str) -> &str {
    text.get(1..).unwrap_or_default()
}

/// What follows `byte`, which is one of ASCII, where `text` begins with it.
#[inline]
pub(super) fn after(text: &str, byte: u8) -> Option<&str> {
    match text.as_bytes() {
        [first, ..] if *first == byte => text.get(1..),
        _ => None,
    }
}

/// `text` from its first byte that is not JSON white space.
#[inline]
pub(super) fn after_blanks(text: &str) -> &str {
    match text.as_bytes() {
        [0..=b' ', ..] => after_blank_run(text),
        _ => text,
    }
}

/// Pretty-printed text is a line feed and a long run of spaces: the run is counted by words.
fn after_blank_run(text: &str) -> &str {
    let mut rest = text.as_bytes();
    while let [b' ' | b'\n' | b'\r' | b'\t', tail @ ..] = rest {
        rest = tail;
        while let Some((word, tail)) = rest.split_first_chunk::<WORD>() {
            let others = usize::from_le_bytes(*word) ^ SPACES;
            if others != 0 {
                rest = rest.get((others.trailing_zeros() / 8) as usize..).unwrap_or_default();
                break;
            }
            rest = tail;
        }
    }
    text.get(text.len() - rest.len()..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{after_blanks, plain_run};

    #[test]
    fn plain_run_agrees_with_a_byte_by_byte_count_at_every_alignment() {
        for special in 0..=255_u8 {
            for length in 0..20_usize {
                let mut bytes = [b'x'; 24];
                bytes[length] = special;
                bytes[length + 1] = b'"';
                let expected = bytes.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1F)).unwrap_or(24);
                assert_eq!(plain_run(&bytes), expected, "byte {special} at {length}");
            }
        }
    }

    #[test]
    fn high_bytes_before_a_quote_hide_it_from_nobody() {
        for high in 0x80..=0xFF_u8 {
            assert_eq!(plain_run(&[high, high, high, b'"', 0, 0, 0, 0, 0]), 3);
        }
    }

    #[test]
    fn only_the_four_blanks_of_rfc_8259_are_skipped() {
        for byte in 0..=127_u8 {
            let bytes = [
                b' ', b'\n', b' ', b' ', b' ', b' ', b' ', b' ', b' ', b' ', byte, b'x', b'x', b'x', b'x', b'x', b'x',
                b'x',
            ];
            let text = str::from_utf8(&bytes).unwrap();
            let expected = if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') { 7 } else { 8 };
            assert_eq!(after_blanks(text).len(), expected, "byte {byte}");
        }
    }
}
