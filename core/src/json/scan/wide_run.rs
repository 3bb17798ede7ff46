//! The same runs where there is room for a second copy of the loop: most end in their first word, which is looked at where the
//! run is asked for.

use super::run;
use super::word::{SIZE, backslash, lowest, special};

/// Declares a function that counts the bytes before the first of some, which `$marks` marks in as many bytes as `SIZE` says;
/// `$short` does so where there are fewer.
macro_rules! wide_run {
    ($name:ident, $long:ident, $marks:ident, $short:path) => {
        #[inline]
        pub(in crate::json) fn $name(bytes: &[u8]) -> usize {
            let Some((first, rest)) = bytes.split_first_chunk() else { return $short(bytes) };
            match $marks(*first) {
                0 => $long(bytes, rest),
                marks => lowest(marks),
            }
        }

        /// The same where nothing was found in front of `rest`.
        #[inline(never)]
        fn $long(bytes: &[u8], mut rest: &[u8]) -> usize {
            while let Some((unit, tail)) = rest.split_first_chunk() {
                let marks = $marks(*unit);
                if marks != 0 {
                    return bytes.len() - rest.len() + lowest(marks);
                }
                rest = tail;
            }
            // The last ones overlap those before, in which nothing was found.
            match bytes.last_chunk().map_or(0, |last| $marks(*last)) {
                0 => bytes.len(),
                marks => bytes.len() - SIZE + lowest(marks),
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
pub(super) use wide_run;

wide_run!(plain_run, long_plain_run, special, short_plain_run);
wide_run!(backslash_run, long_backslash_run, backslash, short_backslash_run);

// Apart, since their loops would take the registers of what is read in one word.
#[inline(never)]
fn short_plain_run(bytes: &[u8]) -> usize {
    match short_word(bytes) {
        Some(word) if special(word) == 0 => bytes.len(),
        _ => run::plain_run(bytes),
    }
}

#[inline(never)]
fn short_backslash_run(bytes: &[u8]) -> usize {
    match short_word(bytes) {
        Some(word) if backslash(word) == 0 => bytes.len(),
        _ => run::backslash_run(bytes),
    }
}

/// The first four bytes and the last four, which may overlap, of fewer bytes than a word has.
#[inline]
fn short_word(bytes: &[u8]) -> Option<[u8; SIZE]> {
    let (mut word, first, last) = ([0; SIZE], bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?);
    *word.first_chunk_mut()? = *first;
    *word.last_chunk_mut()? = *last;
    Some(word)
}
