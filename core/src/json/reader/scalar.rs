//! The scalars of a [`Reader`](super::Reader): what is neither a list nor an object.

use super::{Expect, Reader};
use crate::json::error::ErrorKind;
use crate::json::number::{ESCAPED_CAPACITY, Number, after_number, leading_digits};
use crate::json::scan::{after, after_ascii, plain_run, split_run};
use crate::json::text::{Text, after_escape};
use crate::json::token::Token;
use crate::json::value::Value;

impl<'a> Reader<'a> {
    /// Walks over `null`, if that is the next value, and says whether it was.
    pub fn null(&mut self) -> bool {
        matches!(self.value_text().as_bytes(), [b'n', ..]) && self.word("null")
    }

    /// The boolean that must stand next.
    pub fn boolean(&mut self) -> Option<bool> {
        let text = self.value_text();
        let value = text.starts_with("true");
        let Some(rest) = text.strip_prefix(if value { "true" } else { "false" }) else {
            self.not_boolean();
            return None;
        };
        self.rest = rest;
        self.expect = Expect::Next;
        Some(value)
    }

    #[cold]
    fn not_boolean(&mut self) {
        match self.rest.as_bytes() {
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
            match self.rest.as_bytes() {
                [byte, ..] if *byte == expected => self.rest = after_ascii(self.rest),
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
        let Some(start) = after(self.value_text(), b'"') else {
            self.fail_type();
            return None;
        };
        self.expect = Expect::Next;
        self.string(start)
    }

    /// The number that must stand next.
    pub fn number(&mut self) -> Option<Number<'a>> {
        let start = self.value_text();
        if !matches!(start.as_bytes(), [b'-' | b'0'..=b'9', ..]) {
            self.fail_type();
            return None;
        }
        let mut rest = start.as_bytes();
        let whole = after_number(&mut rest);
        let (number, rest) = start.split_at_checked(start.len() - rest.len())?;
        self.rest = rest;
        if whole.is_none() {
            self.fail(ErrorKind::Syntax);
            return None;
        }
        self.expect = Expect::Next;
        Some(Number::new(number))
    }

    /// The number that must stand next, where it is digits alone, which is nearly always; else nothing is walked over.
    #[inline]
    pub(crate) fn digits(&mut self) -> Option<u64> {
        let start = self.value_text();
        if let [b'1'..=b'9', ..] = start.as_bytes()
            && let Some((value, rest)) = leading_digits(start.as_bytes())
            && !matches!(rest, [b'.' | b'e' | b'E', ..])
        {
            self.rest = start.get(start.len() - rest.len()..).unwrap_or_default();
            self.expect = Expect::Next;
            return Some(value);
        }
        None
    }

    /// The next value, whatever its type; a list or an object is walked over and kept as its text.
    pub fn value(&mut self) -> Value<'a> {
        let start = self.value_text();
        let value = match start.as_bytes() {
            [b'"', ..] => self.text().map(Value::Text),
            [b't' | b'f', ..] => self.boolean().map(Value::Boolean),
            [b'n', ..] => {
                self.null();
                None
            }
            [bracket @ (b'{' | b'['), ..] => {
                self.skip();
                Some(Value::nested(*bracket, self.since(start)))
            }
            _ => self.number().map(Value::Number),
        };
        value.unwrap_or_default()
    }

    /// The next piece of what is read: a value, or where a list or a map begins or ends; `None` after an error.
    ///
    /// The end of the outermost value, which [`depth`](Self::depth) tells, is for the caller to see.
    pub fn token(&mut self) -> Option<Token<'a>> {
        if self.expect != Expect::Value {
            let ended = if self.objects & 1 == 1 {
                match self.key() {
                    Some(key) => return Some(Token::Key(key)),
                    None => Some(Token::EndMap),
                }
            } else {
                (!self.item()).then_some(Token::EndList)
            };
            if ended.is_some() {
                return ended.filter(|_| !self.failed());
            }
        }
        let begun = match self.value_text().as_bytes() {
            [b'{', ..] => {
                self.enter_object();
                Token::BeginMap
            }
            [b'[', ..] => {
                self.enter_list();
                Token::BeginList
            }
            _ => Token::Value(self.value()),
        };
        Some(begun).filter(|_| !self.failed())
    }

    /// The string that `start` begins with, its opening quote left out.
    #[inline]
    pub(super) fn string(&mut self, start: &'a str) -> Option<Text<'a>> {
        let (run, rest) = split_run(start);
        match after(rest, b'"') {
            Some(rest) => {
                self.rest = rest;
                Some(Text::literal(run))
            }
            None => self.string_with_escapes(start, rest.as_bytes()),
        }
    }

    /// The string that `start` begins with, from its first backslash (or error) on, which is where `rest` begins.
    fn string_with_escapes(&mut self, start: &'a str, mut rest: &'a [u8]) -> Option<Text<'a>> {
        let kind = loop {
            match rest {
                [b'"', ..] => {
                    let (raw, rest) = start.split_at_checked(start.len() - rest.len())?;
                    self.rest = after_ascii(rest);
                    return Some(Text::escaped(raw));
                }
                [b'\\', escape @ ..] => match after_escape(escape) {
                    Some(after) => rest = after.get(plain_run(after)..).unwrap_or_default(),
                    None => break ErrorKind::Escape,
                },
                [_, ..] => break ErrorKind::Control,
                [] => break ErrorKind::Syntax,
            }
        };
        self.rest = start.get(start.len() - rest.len()..).unwrap_or_default();
        self.fail(kind);
        None
    }
}

impl<'a> Number<'a> {
    /// The number that `text` is, if it is one by the grammar of JSON.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader::over(text);
        let number = reader.number()?;
        (number.as_text().raw().len() == text.len()).then_some(number)
    }

    /// The number that the characters of `text` are, if they are one by the grammar of JSON. An escaped digit is a digit;
    /// of a text with escapes, [`ESCAPED_CAPACITY`] bytes are the most.
    pub(in crate::json) fn in_text(text: Text<'a>) -> Option<Self> {
        if let Some(plain) = text.plain() {
            return Self::parse(plain);
        }
        let mut buffer = [0; ESCAPED_CAPACITY];
        Number::parse(text.copy_to(&mut buffer).ok()?).is_some().then_some(Self::of(text))
    }
}
