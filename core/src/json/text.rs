//! Strings of the wire, with or without escapes.

use core::fmt;

use super::name::Names;
use super::scan::unescaped_run;
use crate::debug::{Shown, debug_fields};
use crate::output::Output;

/// A string as it stands in a JSON text or as a caller gave it: compared, walked and copied out by its characters, so
/// that nobody handles escapes.
///
/// ```
/// use tvpass::json::{Text, Value};
///
/// let text = Value::decode(br#""caf\u00e9 \ud83d\ude00""#).unwrap().as_text().unwrap();
/// assert_eq!(text, "café 😀");
/// assert_eq!(text.plain(), None);
/// assert_eq!(Text::from("café").plain(), Some("café"));
/// let mut buffer = [0; 16];
/// assert_eq!(text.copy_to(&mut buffer), Ok("café 😀"));
/// ```
#[derive(Clone, Copy, Default)]
pub struct Text<'a> {
    raw: &'a str,
    form: Form,
}

/// The form of a text. A word long, so that a text has no padding, which compilers copy byte by byte.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[repr(u32)]
enum Form {
    #[default]
    Plain,
    Escaped,
}

impl<'a> Text<'a> {
    pub(crate) const EMPTY: Self = Self::literal("");

    /// A text of the program's own.
    pub(crate) const fn constant(raw: &'a str) -> Self {
        Self::literal(raw)
    }

    pub(super) const fn literal(raw: &'a str) -> Self {
        Self { raw, form: Form::Plain }
    }

    /// `raw` has passed `after_escape` at each of its backslashes.
    pub(super) const fn escaped(raw: &'a str) -> Self {
        Self { raw, form: Form::Escaped }
    }

    const fn is_escaped(&self) -> bool {
        matches!(self.form, Form::Escaped)
    }

    /// The string as it stands, escapes and all.
    pub(super) const fn raw(&self) -> &'a str {
        self.raw
    }

    /// The string itself where it stands without escapes, which is nearly always.
    #[must_use]
    pub const fn plain(&self) -> Option<&'a str> {
        if self.is_escaped() { None } else { Some(self.raw) }
    }

    /// True if there is no character.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The characters, escapes resolved.
    #[must_use]
    pub fn chars(&self) -> Chars<'a> {
        Chars { rest: self.raw, escaped: self.is_escaped() }
    }

    /// The same in as few pieces as there are: runs between escapes, and what each escape stands for.
    #[must_use]
    pub fn pieces(&self) -> Pieces<'a> {
        Pieces { rest: self.raw, escaped: self.is_escaped() }
    }

    /// The length in bytes of the characters as UTF-8, escapes resolved.
    #[must_use]
    pub fn length(&self) -> usize {
        if self.is_escaped() { self.pieces().map(|piece| piece.length()).sum() } else { self.raw.len() }
    }

    /// True if each byte of the characters as UTF-8 is `allowed`.
    pub(crate) fn all(&self, allowed: impl Fn(u8) -> bool) -> bool {
        self.pieces().all(|piece| piece.as_str(&mut [0; 4]).bytes().all(&allowed))
    }

    /// The same, where the answer on a byte depends on those before it.
    pub(crate) fn all_bytes(&self, allowed: &mut dyn FnMut(u8) -> bool) -> bool {
        self.pieces().all(|piece| piece.as_str(&mut [0; 4]).bytes().all(&mut *allowed))
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

    /// The place of this text among `names`; `u32::MAX` if it is none of them.
    // Once for all records and enumerations.
    #[inline(never)]
    pub(crate) fn place_among(&self, names: Names) -> u32 {
        let is = |name: &[u8]| if self.is_escaped() { self.equals_escaped(name) } else { self.raw.as_bytes() == name };
        names.find(is).unwrap_or(u32::MAX)
    }

    #[cold]
    fn equals_escaped(&self, mut other: &[u8]) -> bool {
        for piece in self.pieces() {
            match other.strip_prefix(piece.as_str(&mut [0; 4]).as_bytes()) {
                Some(rest) => other = rest,
                None => return false,
            }
        }
        other.is_empty()
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self::literal(text)
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        if self.is_escaped() { self.equals_escaped(other.as_bytes()) } else { self.raw == other }
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

/// The characters as they are: what is shown to a viewer or kept. A log takes [`printable`](Text::printable).
impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece.as_str(&mut [0; 4])))
    }
}

/// A piece of a [`Text`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Characters that stand without escapes.
    Run(&'a str),
    /// The character that an escape stands for.
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
/// use tvpass::json::{Piece, Value};
///
/// let text = Value::decode(br#""caf\u00e9!""#).unwrap().as_text().unwrap();
/// assert!(text.pieces().eq([Piece::Run("caf"), Piece::Escape('é'), Piece::Run("!")]));
/// ```
#[derive(Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
    escaped: bool,
}

debug_fields!(Pieces<'_> { rest, escaped });

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    #[cfg_attr(target_pointer_width = "64", inline)]
    fn next(&mut self) -> Option<Piece<'a>> {
        let mut bytes = self.rest.as_bytes();
        let mut length = bytes.len();
        if self.escaped {
            let mut literal = 0;
            if let [b'\\', escape @ ..] = bytes {
                let [b'"' | b'\\' | b'/', rest @ ..] = escape else { return self.escape(escape) };
                // A character that stands for itself begins the next run.
                self.rest = self.rest.get(1..)?;
                (literal, bytes) = (1, rest);
            }
            length = literal + unescaped_run(bytes);
        }
        let (run, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        if run.is_empty() { None } else { Some(Piece::Run(run)) }
    }
}

impl<'a> Pieces<'a> {
    /// The character of the escape whose backslash is just before `bytes`.
    fn escape(&mut self, bytes: &'a [u8]) -> Option<Piece<'a>> {
        let (character, rest) = resolve(bytes)?;
        self.rest = self.rest.get(self.rest.len() - rest.len()..)?;
        Some(Piece::Escape(character))
    }
}

/// The characters of a [`Text`], escapes resolved.
#[derive(Clone)]
pub struct Chars<'a> {
    rest: &'a str,
    escaped: bool,
}

debug_fields!(Chars<'_> { rest, escaped });

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

/// The bytes after the escape whose backslash is just before `bytes`; `None` if the escape is not valid.
#[inline]
pub(super) fn after_escape(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', rest @ ..] => Some(rest),
        [b'u', rest @ ..] => unicode_escape(rest).map(|(_, rest)| rest),
        _ => None,
    }
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
/// A borrowed string prints as a text does, with its escapes.
impl<'a> Shown<'_, &'a str> {
    pub(crate) fn value(&self) -> Text<'a> {
        Text::from(*self.0)
    }
}

impl<'a> Shown<'_, Option<&'a str>> {
    pub(crate) fn value(&self) -> Option<Text<'a>> {
        self.0.map(Text::from)
    }
}
