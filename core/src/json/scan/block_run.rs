//! Runs of bytes measured sixteen at a time, and by words where fewer are left.

use super::block::{SIZE, backslash, lowest, special};
use super::wide_run;

macro_rules! run {
    ($name:ident, $short:ident, $long:ident, $marks:ident) => {
        #[inline]
        pub(in crate::json) fn $name(bytes: &[u8]) -> usize {
            let Some((first, rest)) = bytes.split_first_chunk() else { return $short(bytes) };
            match $marks(*first) {
                0 => $long(bytes, rest),
                marks => lowest(marks),
            }
        }

        /// The same of fewer bytes than a block has.
        #[inline(never)]
        fn $short(bytes: &[u8]) -> usize {
            wide_run::$name(bytes)
        }

        /// The same where nothing was found in front of `rest`.
        #[inline(never)]
        fn $long(bytes: &[u8], mut rest: &[u8]) -> usize {
            while let Some((block, tail)) = rest.split_first_chunk() {
                let marks = $marks(*block);
                if marks != 0 {
                    return bytes.len() - rest.len() + lowest(marks);
                }
                rest = tail;
            }
            // The last block overlaps the one before, in which nothing was found.
            match bytes.last_chunk().map_or(0, |last| $marks(*last)) {
                0 => bytes.len(),
                marks => bytes.len() - SIZE + lowest(marks),
            }
        }
    };
}

run!(plain_run, short_plain_run, long_plain_run, special);
run!(backslash_run, short_backslash_run, long_backslash_run, backslash);
