//! A code in letters that can be read from the sofa.

use font8x8::{BASIC_FONTS, UnicodeFonts as _};

use super::blocks::Picture;

/// Points that a letter is wide and high.
const SIZE: usize = 8;

/// The width of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// Eight columns: as a letter should be.
    Full,
    /// Four columns: where there is no room.
    Half,
}

/// `code` in large letters, or as it is if it has a character without one.
pub(super) fn large(code: &str, width: Width) -> Vec<String> {
    let letters: Option<Vec<_>> = code.chars().map(|character| BASIC_FONTS.get(character)).collect();
    let Some(letters) = letters else { return vec![code.to_owned()] };
    let is_black = |x: usize, y: usize| letters.get(x / SIZE).is_some_and(|letter| letter[y] >> (x % SIZE) & 1 == 1);
    let picture = Picture { width: letters.len() * SIZE, height: SIZE, is_black };
    let lines = match width {
        Width::Full => picture.in_halves(),
        Width::Half => picture.in_quadrants(),
    };
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_four_lines_high_and_as_wide_as_there_is_room() {
        assert_eq!(large("T1", Width::Half), ["▛█▜ ▗█", " █   █", " █   █", "▝▀▘ ▀▀▀"]);
        let full = large("T1", Width::Full);
        assert_eq!(full, ["█▀██▀█   ▄██", "  ██      ██", "  ██      ██", " ▀▀▀▀   ▀▀▀▀▀▀"]);
    }

    #[test]
    fn a_character_without_a_large_letter_leaves_the_code_readable() {
        assert_eq!(large("８ADF2", Width::Full), ["８ADF2"]);
    }
}
