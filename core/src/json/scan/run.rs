//! Runs of bytes measured a machine word at a time.

use super::word::{SIZE, backslash, lowest, special};

/// Declares a function that counts the bytes before the first of some, which `$marks` marks in a word. Not one function
/// with two arguments, since the compiler then keeps fewer of its constants in registers.
macro_rules! run {
    ($(#[$meta:meta])* $name:ident, $marks:ident, $($byte:pat_param)|+) => {
        $(#[$meta])*
        #[inline]
        pub(in crate::json) fn $name(bytes: &[u8]) -> usize {
            let mut rest = bytes;
            while let Some((word, tail)) = rest.split_first_chunk::<SIZE>() {
                let marks = $marks(*word);
                if marks != 0 {
                    return bytes.len() - rest.len() + lowest(marks);
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
    /// Counts the bytes of a string before its first quote, backslash or control character.
    plain_run, special, b'"' | b'\\' | 0..=0x1F
}

run! {
    /// Counts the bytes before the first backslash.
    backslash_run, backslash, b'\\'
}
