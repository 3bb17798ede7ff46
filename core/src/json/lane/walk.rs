//! The walk over values of any type. It never recurses: one bit for each level tells objects from lists.

use super::place::{MAX_DEPTH, Paused, Stands};
use super::{Lane, Rest, behind_colon, blanks, boolean, number, strip};
use crate::json::number::Number;
use crate::json::text::Text;
use crate::json::token::Token;
use crate::json::value::Value;

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
            let paused = Paused { rest, open, stands: Stands::BeforeValue };
            match rest {
                [b'"', start @ ..] => {
                    let (text, end) = self.string(start).ok_or(paused)?;
                    tell(Token::Value(Value::Text(text)));
                    rest = end;
                }
                [b'{', inside @ ..] if open.depth < MAX_DEPTH => {
                    tell(Token::BeginMap);
                    open = open.enter(true);
                    rest = blanks(inside);
                    if !matches!(rest, [b'}', ..]) {
                        let Some((key, value)) = self.key(rest) else {
                            return Err(Paused { rest: inside, open, stands: Stands::BehindOpening });
                        };
                        tell(Token::Key(key));
                        rest = value;
                        continue;
                    }
                }
                [b'[', inside @ ..] if open.depth < MAX_DEPTH => {
                    tell(Token::BeginList);
                    open = open.enter(false);
                    rest = blanks(inside);
                    if !matches!(rest, [b']', ..]) {
                        continue;
                    }
                }
                _ => {
                    let (value, end) = self.scalar(rest).ok_or(paused)?;
                    tell(Token::Value(value));
                    rest = end;
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

    /// A scalar that is no text, null included.
    #[inline]
    fn scalar(self, rest: Rest<'a>) -> Option<(Value<'a>, Rest<'a>)> {
        match rest {
            [b't' | b'f', ..] => boolean(rest).map(|(value, end)| (Value::Boolean(value), end)),
            [b'n', ..] => strip(rest, b"null").map(|end| (Value::Null, end)),
            _ => {
                let end = number(rest)?;
                Some((Value::Number(Number::new(self.between(rest, end))), end))
            }
        }
    }

    /// A key, and the value behind its colon.
    #[expect(
        clippy::inline_always,
        reason = "a text is large to hand back; the compiler inlines it at some places only"
    )]
    #[inline(always)]
    pub(super) fn key(self, rest: Rest<'a>) -> Option<(Text<'a>, Rest<'a>)> {
        let [b'"', start @ ..] = rest else { return None };
        let (key, end) = self.string(start)?;
        match if let [b':', ..] = end { end } else { blanks(end) } {
            [b':', value @ ..] => Some((key, behind_colon(value))),
            _ => None,
        }
    }
}
