//! The scalars of a [`Reader`](super::Reader): what is neither a list nor an object.

use super::{Expect, Reader};
use crate::json::error::ErrorKind;
use crate::json::number::{Number, leading_digits};
use crate::json::scan::plain_run;
use crate::json::text::{Text, after_escape};
use crate::json::value::Value;

impl<'a> Reader<'a> {
    /// Walks over `null`, if that is the next value, and says whether it was.
    pub fn null(&mut self) -> bool {
        matches!(self.value_bytes(), [b'n', ..]) && self.word("null")
    }

    /// The boolean that must stand next.
    pub fn boolean(&mut self) -> Option<bool> {
        let (value, rest) = match self.value_bytes() {
            [b't', b'r', b'u', b'e', rest @ ..] => (true, rest),
            [b'f', b'a', b'l', b's', b'e', rest @ ..] => (false, rest),
            _ => {
                self.not_boolean();
                return None;
            }
        };
        self.rest = rest;
        self.expect = Expect::Next;
        Some(value)
    }

    #[cold]
    fn not_boolean(&mut self) {
        match self.rest {
            [b't', ..] => {
                self.word("true");
            }
            [b'f', ..] => {
                self.word("false");
            }
            _ => self.fail_type(),
        }
    }

    /// Byte by byte, so that an error is at the first wrong one.
    fn word(&mut self, word: &'static str) -> bool {
        for expected in word.bytes() {
            match self.rest {
                [byte, rest @ ..] if *byte == expected => self.rest = rest,
                _ => {
                    self.fail(ErrorKind::Syntax);
                    return false;
                }
            }
        }
        self.expect = Expect::Next;
        true
    }

    /// The string that must stand next.
    #[inline]
    pub fn text(&mut self) -> Option<Text<'a>> {
        let [b'"', rest @ ..] = self.value_bytes() else {
            self.fail_type();
            return None;
        };
        self.expect = Expect::Next;
        self.string(rest)
    }

    /// The number that must stand next.
    pub fn number(&mut self) -> Option<Number<'a>> {
        let bytes = self.value_bytes();
        if !matches!(bytes, [b'-' | b'0'..=b'9', ..]) {
            self.fail_type();
            return None;
        }
        let start = self.offset();
        let mut rest = bytes;
        let whole = after_number(&mut rest);
        self.rest = rest;
        if whole.is_none() {
            self.fail(ErrorKind::Syntax);
            return None;
        }
        self.expect = Expect::Next;
        Some(Number::new(self.since(start)))
    }

    /// The number that must stand next, if it is a whole one without sign and fits.
    pub(crate) fn whole_number(&mut self) -> Result<u64, ErrorKind> {
        let bytes = self.value_bytes();
        let (value, rest) = match bytes {
            // What follows a zero is no part of the number.
            [b'0', rest @ ..] => (0, rest),
            [b'1'..=b'9', ..] => leading_digits(0, bytes).ok_or(ErrorKind::Range)?,
            [b'-', ..] => return Err(ErrorKind::Range),
            _ => {
                self.fail_type();
                return Err(ErrorKind::Type);
            }
        };
        if matches!(rest, [b'.' | b'e' | b'E', ..]) {
            return Err(ErrorKind::Range);
        }
        self.rest = rest;
        self.expect = Expect::Next;
        Ok(value)
    }

    /// The next value, whatever its type; a list or an object is walked over and kept as its text.
    pub fn value(&mut self) -> Value<'a> {
        let value = match self.value_bytes() {
            [b'"', ..] => self.text().map(Value::Text),
            [b't' | b'f', ..] => self.boolean().map(Value::Boolean),
            [b'n', ..] => {
                self.null();
                None
            }
            [bracket @ (b'{' | b'['), ..] => {
                let start = self.offset();
                self.skip();
                Some(Value::nested(*bracket, self.since(start)))
            }
            _ => self.number().map(Value::Number),
        };
        value.unwrap_or_default()
    }

    /// The string whose opening quote is just before `start`.
    #[inline]
    pub(super) fn string(&mut self, start: &'a [u8]) -> Option<Text<'a>> {
        let length = plain_run(start);
        let begin = self.whole.len() - start.len();
        match start.get(length..) {
            Some([b'"', rest @ ..]) => {
                self.rest = rest;
                Some(Text::literal(self.whole.get(begin..begin + length)?))
            }
            rest => self.string_with_escapes(begin, rest.unwrap_or_default()),
        }
    }

    /// The rest of a string from its first backslash (or error) on, which is where `rest` begins.
    fn string_with_escapes(&mut self, begin: usize, mut rest: &'a [u8]) -> Option<Text<'a>> {
        let kind = loop {
            match rest {
                [b'"', after @ ..] => {
                    self.rest = rest;
                    let text = Text::escaped(self.since(begin));
                    self.rest = after;
                    return Some(text);
                }
                [b'\\', escape @ ..] => match after_escape(escape) {
                    Some(after) => rest = after.get(plain_run(after)..).unwrap_or_default(),
                    None => break ErrorKind::Escape,
                },
                [_, ..] => break ErrorKind::Control,
                [] => break ErrorKind::Syntax,
            }
        };
        self.rest = rest;
        self.fail(kind);
        None
    }
}

/// Walks over one or more digits; `None` at a byte that is no digit.
fn after_digits(bytes: &mut &[u8]) -> Option<()> {
    let [b'0'..=b'9', ..] = bytes else { return None };
    while let [b'0'..=b'9', rest @ ..] = bytes {
        *bytes = rest;
    }
    Some(())
}

/// Walks over the number at the start of `bytes` (RFC 8259, section 6); `None` at the byte where it cannot go on.
fn after_number(bytes: &mut &[u8]) -> Option<()> {
    if let [b'-', rest @ ..] = bytes {
        *bytes = rest;
    }
    match bytes {
        [b'0', rest @ ..] => *bytes = rest,
        _ => after_digits(bytes)?,
    }
    if let [b'.', rest @ ..] = bytes {
        *bytes = rest;
        after_digits(bytes)?;
    }
    if let [b'e' | b'E', rest @ ..] = bytes {
        *bytes = match rest {
            [b'+' | b'-', digits @ ..] => digits,
            _ => rest,
        };
        after_digits(bytes)?;
    }
    Some(())
}
