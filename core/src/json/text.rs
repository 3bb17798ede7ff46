//! Strings of the wire, with or without escapes.

use core::fmt;

use super::error::ErrorKind;
use super::scan::{plain_run, same};
use crate::output::Output;

/// A string as it stands in a JSON text or as a caller gave it: compared, walked and copied out by its characters, so
/// that nobody handles escapes.
///
/// ```
/// use tvpass::json::{Reader, Text};
///
/// let text = Reader::new(br#""caf\u00e9 \ud83d\ude00""#).text().unwrap();
/// assert_eq!(text, "café 😀");
/// assert_eq!(text.plain(), None);
/// assert_eq!(Text::from("café").plain(), Some("café"));
/// let mut buffer = [0; 16];
/// assert_eq!(text.copy_to(&mut buffer), Ok("café 😀"));
/// ```
#[derive(Clone, Copy, Default)]
pub struct Text<'a> {
    raw: &'a str,
    escaped: bool,
}

impl<'a> Text<'a> {
    pub(crate) const EMPTY: Self = Self::literal("");

    pub(super) const fn literal(raw: &'a str) -> Self {
        Self { raw, escaped: false }
    }

    /// `raw` has passed `after_escape` at each of its backslashes.
    pub(super) const fn escaped(raw: &'a str) -> Self {
        Self { raw, escaped: true }
    }

    /// The string itself where it stands without escapes, which is nearly always.
    #[must_use]
    pub const fn plain(&self) -> Option<&'a str> {
        if self.escaped { None } else { Some(self.raw) }
    }

    /// Whether there is no character.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The characters, escapes resolved.
    #[must_use]
    pub fn chars(&self) -> Chars<'a> {
        Chars { rest: self.raw, escaped: self.escaped }
    }

    /// The same in as few pieces as there are: runs between escapes, and what each escape stands for.
    #[must_use]
    pub fn pieces(&self) -> Pieces<'a> {
        Pieces { rest: self.raw, escaped: self.escaped }
    }

    /// The length in bytes of the characters as UTF-8, escapes resolved.
    #[must_use]
    pub fn length(&self) -> usize {
        if self.escaped { self.pieces().map(|piece| piece.length()).sum() } else { self.raw.len() }
    }

    /// Appends the characters.
    pub(crate) fn push_to(&self, output: &mut Output<'_>) {
        for piece in self.pieces() {
            output.push(piece.as_str(&mut [0; 4]).as_bytes());
        }
    }

    /// Copies the characters into the start of `buffer`.
    ///
    /// # Errors
    /// The bytes that `buffer` must have, if it has fewer; it is then unchanged.
    pub fn copy_to<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str, usize> {
        let needed = self.length();
        if buffer.len() < needed {
            return Err(needed);
        }
        let mut output = Output::new(buffer);
        self.push_to(&mut output);
        output.finish_text().map_err(|_| needed)
    }

    /// Where this text stands in `names`.
    pub(crate) fn position(&self, names: &[&str]) -> Option<usize> {
        match self.plain() {
            Some(plain) => names.iter().position(|name| same(name.as_bytes(), plain.as_bytes())),
            None => self.position_escaped(names),
        }
    }

    #[cold]
    fn equals_escaped(&self, mut other: &str) -> bool {
        for piece in self.pieces() {
            match other.as_bytes().strip_prefix(piece.as_str(&mut [0; 4]).as_bytes()) {
                // What begins with whole characters ends with whole characters.
                Some(rest) => other = other.get(other.len() - rest.len()..).unwrap_or_default(),
                None => return false,
            }
        }
        other.is_empty()
    }

    #[cold]
    fn position_escaped(&self, names: &[&str]) -> Option<usize> {
        names.iter().position(|name| *self == **name)
    }

    /// The value of a text of decimal digits.
    pub(super) fn digits(&self) -> Result<u64, ErrorKind> {
        if let Some(plain) = self.plain() {
            return digits(plain);
        }
        let mut plain = [0; MAX_DIGITS];
        // What is longer than any number that fits is too large, or no number at all.
        self.copy_to(&mut plain).map_err(|_| ErrorKind::Range).and_then(digits)
    }
}

/// The digits of the largest number that fits.
const MAX_DIGITS: usize = 20;

fn digits(text: &str) -> Result<u64, ErrorKind> {
    let mut value = 0_u64;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return Err(ErrorKind::Type);
        }
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    match text.len() {
        0 => Err(ErrorKind::Type),
        // Nineteen digits always fit; the twentieth may not.
        1..MAX_DIGITS => Ok(value),
        _ => text.parse().map_err(|_| ErrorKind::Range),
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self::literal(text)
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        if self.escaped { self.equals_escaped(other) } else { self.raw == other }
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.plain(), other.plain()) {
            (Some(this), Some(other)) => this == other,
            _ => self.chars().eq(other.chars()),
        }
    }
}

impl Eq for Text<'_> {}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece.as_str(&mut [0; 4])))
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        f.write_char('"')?;
        for character in self.chars() {
            // As `str` prints, so that no text of the wire can forge a line of a log.
            match character {
                '\'' => f.write_char(character)?,
                _ => character.escape_debug().try_for_each(|piece| f.write_char(piece))?,
            }
        }
        f.write_char('"')
    }
}

/// A piece of a [`Text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Characters that stand without escapes.
    Run(&'a str),
    /// What an escape stands for.
    Escape(char),
}

impl<'a> Piece<'a> {
    /// The characters; `memory` holds the one of an escape.
    #[must_use]
    pub fn as_str<'p>(&self, memory: &'p mut [u8; 4]) -> &'p str
    where
        'a: 'p,
    {
        match self {
            Self::Run(run) => run,
            Self::Escape(character) => character.encode_utf8(memory),
        }
    }

    /// The length in bytes as UTF-8.
    #[must_use]
    pub const fn length(&self) -> usize {
        match self {
            Self::Run(run) => run.len(),
            Self::Escape(character) => character.len_utf8(),
        }
    }
}

/// The pieces of a [`Text`].
///
/// ```
/// use tvpass::json::{Piece, Reader};
///
/// let text = Reader::new(br#""caf\u00e9!""#).text().unwrap();
/// assert!(text.pieces().eq([Piece::Run("caf"), Piece::Escape('é'), Piece::Run("!")]));
/// ```
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
    escaped: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let bytes = self.rest.as_bytes();
        // A checked text holds neither quotes nor controls, so that a run ends at a backslash.
        let length = if self.escaped { plain_run(bytes) } else { bytes.len() };
        if let (Some(run), Some(rest)) = (self.rest.get(..length), self.rest.get(length..))
            && length > 0
        {
            self.rest = rest;
            return Some(Piece::Run(run));
        }
        let escape = bytes.get(1..).unwrap_or_default();
        let (character, rest) =
            resolve(escape).unwrap_or((char::REPLACEMENT_CHARACTER, escape.get(1..).unwrap_or_default()));
        self.rest = self.rest.get(bytes.len() - rest.len()..).unwrap_or_default();
        Some(Piece::Escape(character))
    }
}

/// The characters of a [`Text`], escapes resolved.
#[derive(Clone, Debug)]
pub struct Chars<'a> {
    rest: &'a str,
    escaped: bool,
}

impl Iterator for Chars<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        self.rest = chars.as_str();
        if first != '\\' || !self.escaped {
            return Some(first);
        }
        let bytes = self.rest.as_bytes();
        let (character, rest) =
            resolve(bytes).unwrap_or((char::REPLACEMENT_CHARACTER, bytes.get(1..).unwrap_or_default()));
        self.rest = self.rest.get(bytes.len() - rest.len()..).unwrap_or_default();
        Some(character)
    }
}

/// What follows the escape whose backslash is just before `bytes`; `None` if it is not a valid one.
pub(super) fn after_escape(bytes: &[u8]) -> Option<&[u8]> {
    resolve(bytes).map(|(_, rest)| rest)
}

fn resolve(bytes: &[u8]) -> Option<(char, &[u8])> {
    let [letter, rest @ ..] = bytes else { return None };
    let character = match letter {
        b'"' | b'\\' | b'/' => char::from(*letter),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(rest),
        _ => return None,
    };
    Some((character, rest))
}

/// Four hexadecimal digits, and for a high surrogate the low one's escape as well.
fn unicode_escape(bytes: &[u8]) -> Option<(char, &[u8])> {
    let (unit, rest) = hexadecimal(bytes)?;
    if !(0xD800..0xDC00).contains(&unit) {
        // A low surrogate on its own is no character, so that this refuses it.
        return Some((char::from_u32(unit)?, rest));
    }
    let (low, rest) = hexadecimal(rest.strip_prefix(b"\\u")?)?;
    if !(0xDC00..0xE000).contains(&low) {
        return None;
    }
    let code = 0x1_0000 + ((unit & 0x3FF) << 10 | low & 0x3FF);
    Some((char::from_u32(code)?, rest))
}

fn hexadecimal(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, rest) = bytes.split_first_chunk::<4>()?;
    let mut unit = 0;
    for digit in digits {
        unit = unit << 4 | char::from(*digit).to_digit(16)?;
    }
    Some((unit, rest))
}
