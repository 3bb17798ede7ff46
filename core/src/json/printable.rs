//! Text that cannot forge what a log or a terminal shows.

use core::fmt::{self, Write as _};

use super::text::{Piece, Text};

/// A text for a log or a terminal: characters that control either, change the direction of what follows or cannot be seen
/// stand as escapes, everything else as it is.
///
/// ```
/// use tvpass::json::Text;
///
/// assert_eq!(Text::from("café\r\n\u{1b}[2J").printable().to_string(), r"café\r\n\u{1b}[2J");
/// ```
#[derive(Clone, Copy)]
pub struct Printable<'a>(Text<'a>);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| push(f, character))
    }
}

impl fmt::Debug for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'a> Text<'a> {
    /// The text for a log or a terminal, with escapes in place of what could forge either.
    #[must_use]
    pub const fn printable(&self) -> Printable<'a> {
        Printable(*self)
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        quoted(self, f)
    }
}

impl fmt::Debug for Piece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        quoted(&self.as_str(&mut [0; 4]).into(), f)
    }
}

/// Writes `text` in quotes, which then stand nowhere within it.
fn quoted(text: &Text<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            f.write_char('\\')?;
        }
        push(f, character)?;
    }
    f.write_char('"')
}

fn push(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    match character {
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        _ if is_deceptive(character) => write!(f, "\\u{{{:x}}}", u32::from(character)),
        _ => f.write_char(character),
    }
}

/// True if a terminal obeys `character`, or a reader cannot see it.
const fn is_deceptive(character: char) -> bool {
    matches!(character,
        // C0, DEL and C1: ESC begins a command of a terminal, and so does U+009B.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Marks of direction, and what embeds, overrides or isolates one (Unicode's `Bidi_Control`).
        | '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Separators of lines and paragraphs.
        | '\u{2028}'..='\u{2029}'
        // Without width or ink; those that join letters of Persian and Hindi names stay.
        | '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::format;
    use std::string::ToString as _;

    use super::{Text, is_deceptive};

    #[test]
    fn no_control_character_and_no_mark_of_direction_is_printed() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            let text = Text::from(text.as_str());
            let kept = text.printable().to_string().contains(character);
            assert_eq!(kept, !is_deceptive(character), "{character:?}");
            assert!(!(kept && character.is_control()), "{character:?}");
            assert_eq!(format!("{text:?}").contains(character), kept, "{character:?}");
        }
    }

    #[test]
    fn names_are_printed_as_they_are_written() {
        for name in ["José's", "नेटफ्लिक्\u{200d}स", "می\u{200c}خواهم", "日本", "😀👨\u{200d}👩\u{200d}👧"]
        {
            assert_eq!(Text::from(name).printable().to_string(), name);
        }
    }

    #[test]
    fn a_quote_cannot_end_what_stands_in_quotes() {
        assert_eq!(format!("{:?}", Text::from(r#"a"b\c"#)), r#""a\"b\\c""#);
    }
}
