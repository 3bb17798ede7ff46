//! The walk over values of any type. It never recurses: one bit for each level tells objects from lists.

use super::place::{MAX_DEPTH, Paused, Stands};
use super::{Lane, Rest, behind_colon, blanks, boolean, number, strip};
use crate::json::number::Number;
use crate::json::text::Text;
use crate::json::token::Token;
use crate::json::value::Value;

/// A value, or the opening of one.
enum Begun<'a> {
    Scalar(Value<'a>, Rest<'a>),
    Opening(u8, Rest<'a>),
}

impl<'a> Lane<'_, 'a> {
    /// The text behind a value of any type.
    #[inline(never)]
    pub(crate) fn skip(self, rest: Rest<'a>) -> Option<Rest<'a>> {
        self.walk(rest, |_| ()).ok()
    }

    /// Hands on the pieces of the value with which `rest` begins.
    ///
    /// # Errors
    /// The place up to which it was of the ordinary form.
    #[inline]
    pub(crate) fn walk(self, mut rest: Rest<'a>, mut tell: impl FnMut(Token<'a>)) -> Result<Rest<'a>, Paused<'a>> {
        let (mut open, outer) = (self.open, self.open.depth);
        loop {
            match self.begin(rest, open.depth).ok_or(Paused { rest, open, stands: Stands::BeforeValue })? {
                Begun::Scalar(value, end) => {
                    tell(Token::Value(value));
                    rest = end;
                }
                Begun::Opening(b'{', inside) => {
                    tell(Token::BeginMap);
                    open = open.enter(true);
                    let first = blanks(inside);
                    if let [b'}', outside @ ..] = first {
                        rest = outside;
                        tell(Token::EndMap);
                        open = open.leave();
                    } else {
                        let Some((key, value)) = self.key(first) else {
                            return Err(Paused { rest: inside, open, stands: Stands::BehindOpening });
                        };
                        tell(Token::Key(key));
                        rest = value;
                        continue;
                    }
                }
                Begun::Opening(_, inside) => {
                    tell(Token::BeginList);
                    open = open.enter(false);
                    let first = blanks(inside);
                    if let [b']', outside @ ..] = first {
                        rest = outside;
                        tell(Token::EndList);
                        open = open.leave();
                    } else {
                        rest = first;
                        continue;
                    }
                }
            }
            loop {
                if open.depth == outer {
                    return Ok(rest);
                }
                let is_object = open.objects & 1 == 1;
                let paused = Paused { rest, open, stands: Stands::BehindValue };
                match if let [b',', ..] = rest { rest } else { blanks(rest) } {
                    [b',', next @ ..] if is_object => {
                        let (key, value) = self.key(blanks(next)).ok_or(paused)?;
                        tell(Token::Key(key));
                        rest = value;
                        break;
                    }
                    [b',', next @ ..] => {
                        rest = blanks(next);
                        break;
                    }
                    [b'}', outside @ ..] if is_object => {
                        tell(Token::EndMap);
                        rest = outside;
                    }
                    [b']', outside @ ..] if !is_object => {
                        tell(Token::EndList);
                        rest = outside;
                    }
                    _ => return Err(paused),
                }
                open = open.leave();
            }
        }
    }

    /// A scalar, null included, or the opening of a list or an object that is not nested too deeply.
    #[inline]
    fn begin(self, rest: Rest<'a>, depth: u32) -> Option<Begun<'a>> {
        let (value, end) = match rest {
            [b'"', start @ ..] => self.string(start).map(|(text, end)| (Value::Text(text), end))?,
            [bracket @ (b'{' | b'['), inside @ ..] => {
                return (depth < MAX_DEPTH).then_some(Begun::Opening(*bracket, inside));
            }
            [b't' | b'f', ..] => boolean(rest).map(|(value, end)| (Value::Boolean(value), end))?,
            [b'n', ..] => (Value::Null, strip(rest, b"null")?),
            _ => {
                let end = number(rest)?;
                (Value::Number(Number::new(self.between(rest, end))), end)
            }
        };
        Some(Begun::Scalar(value, end))
    }

    /// A key, and the value behind its colon.
    #[inline]
    pub(super) fn key(self, rest: Rest<'a>) -> Option<(Text<'a>, Rest<'a>)> {
        let [b'"', start @ ..] = rest else { return None };
        let (key, end) = self.string(start)?;
        match if let [b':', ..] = end { end } else { blanks(end) } {
            [b':', value @ ..] => Some((key, behind_colon(value))),
            _ => None,
        }
    }
}
