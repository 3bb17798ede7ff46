//! The scalars of a [`Reader`](super::Reader): what is neither a list nor an object.

use super::{Expect, Reader};
use crate::json::error::ErrorKind;
use crate::json::lane::Rest;
use crate::json::number::{ESCAPED_CAPACITY, Number, after_number, leading_digits};
use crate::json::scan::{IS_64_BIT, plain_run};
use crate::json::text::{Text, after_escape};
use crate::json::token::Token;
use crate::json::value::Value;

impl<'a> Reader<'a> {
    /// Walks over `null`, if that is the next value, and says whether it was.
    pub fn null(&mut self) -> bool {
        matches!(self.value_rest(), [b'n', ..]) && self.word("null")
    }

    /// The boolean that must stand next.
    pub fn boolean(&mut self) -> Option<bool> {
        let start = self.value_rest();
        let value = matches!(start, [b't', ..]);
        if IS_64_BIT && let Some(rest) = start.strip_prefix(if value { b"true".as_slice() } else { b"false" }) {
            self.rest = rest;
            self.expect = Expect::Next;
            return Some(value);
        }
        self.boolean_by_bytes()
    }

    #[cold]
    fn boolean_by_bytes(&mut self) -> Option<bool> {
        match self.rest {
            [b't', ..] => self.word("true").then_some(true),
            [b'f', ..] => self.word("false").then_some(false),
            _ => {
                self.fail_type();
                None
            }
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
        let [b'"', start @ ..] = self.value_rest() else {
            self.fail_type();
            return None;
        };
        self.expect = Expect::Next;
        self.string(start)
    }

    /// The number that must stand next.
    pub fn number(&mut self) -> Option<Number<'a>> {
        let start = self.value_rest();
        if !matches!(start, [b'-' | b'0'..=b'9', ..]) {
            self.fail_type();
            return None;
        }
        if after_number(&mut self.rest).is_none() {
            self.fail(ErrorKind::Syntax);
            return None;
        }
        self.expect = Expect::Next;
        Some(Number::new(self.since(start)))
    }

    /// The number that must stand next, where it is digits alone, which is nearly always; else nothing is walked over.
    #[inline]
    pub(crate) fn digits(&mut self) -> Option<u64> {
        let start = self.value_rest();
        if let [b'1'..=b'9', ..] = start
            && let Some((value, rest)) = leading_digits(start)
            && !matches!(rest, [b'.' | b'e' | b'E', ..])
        {
            self.rest = rest;
            self.expect = Expect::Next;
            return Some(value);
        }
        None
    }

    /// The next value, whatever its type; a list or an object is walked over and kept as its text.
    pub fn value(&mut self) -> Value<'a> {
        let start = self.value_rest();
        let value = match start {
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
        let begun = match self.value_rest() {
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
    pub(super) fn string(&mut self, start: Rest<'a>) -> Option<Text<'a>> {
        let end = start.get(plain_run(start)..)?;
        let [b'"', rest @ ..] = end else { return self.string_with_escapes(start, end) };
        self.rest = rest;
        Some(Text::literal(self.between(start, end)))
    }

    /// The string that `start` begins with, from its first backslash (or error) on, which is where `rest` begins.
    fn string_with_escapes(&mut self, start: Rest<'a>, mut rest: Rest<'a>) -> Option<Text<'a>> {
        let kind = loop {
            match rest {
                [b'"', outside @ ..] => {
                    self.rest = outside;
                    return Some(Text::escaped(self.between(start, rest)));
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
