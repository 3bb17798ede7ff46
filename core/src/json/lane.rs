//! The ordinary form of answers, read by value.
//!
//! The unread text goes in and comes out as an argument, so that it stays in registers. A lane knows no errors: `None` says that
//! the text is not of the ordinary form. The [`Reader`](super::Reader), which then stands before what was tried, reads the
//! same by its own strict walk and judges. So a lane never accepts what the reader refuses, and never reads another value.
//!
//! Processors with words of less than 64 bits have less room than time, and go without.

mod members;
mod place;
mod walk;

pub use place::MAX_DEPTH;
pub(crate) use place::Paused;
pub(in crate::json) use place::{Open, Stands};

pub(crate) use members::{Members, array, key};

use core::cell::Cell;

use super::name::Name;
use super::number::{Number, after_number, eight_to_fifteen_digits, leading_digits};
use super::scan::{blanks, plain_run};
use super::text::{Text, after_escape};
use super::value::Value;

/// The unread bytes, up to the end of the whole text.
pub(crate) type Rest<'a> = &'a [u8];

/// A place for values of the ordinary form.
#[derive(Clone, Copy)]
pub(crate) struct Lane<'f, 'a> {
    /// The text out of which those of the values are cut. Its end is the end of whatever is unread.
    whole: &'a str,
    /// The lists and objects around the value.
    open: Open,
    /// The field that was read last, as a reader would tell it in an error.
    field: &'f Cell<Name>,
}

impl<'f, 'a> Lane<'f, 'a> {
    #[inline]
    pub(super) const fn new(whole: &'a str, open: Open, field: &'f Cell<Name>) -> Self {
        Self { whole, open, field }
    }

    /// Within the object that stands here; none where it would be nested too deeply.
    #[inline]
    pub(crate) fn within(self) -> Option<Self> {
        (self.open.depth < MAX_DEPTH).then_some(Self { open: self.open.enter(true), ..self })
    }

    /// The place behind a value that ends at `rest`.
    #[inline]
    pub(crate) const fn behind(self, rest: Rest<'a>) -> Paused<'a> {
        Paused { rest, open: self.open, stands: Stands::BehindValue }
    }

    /// The place behind the opening brace of the object in which the lane is.
    #[inline]
    pub(crate) const fn behind_opening(self, rest: Rest<'a>) -> Paused<'a> {
        Paused { rest, open: self.open, stands: Stands::BehindOpening }
    }

    /// The place behind the object in which the lane is, and which ends at `rest`.
    #[inline]
    pub(crate) const fn outside(self, rest: Rest<'a>) -> Paused<'a> {
        Paused { rest, open: self.open.leave(), stands: Stands::BehindValue }
    }

    /// Names the field that is read next.
    #[inline]
    pub(crate) fn name(self, field: Name) {
        self.field.set(field);
    }

    /// The text from `start` up to `end`.
    #[inline]
    pub(crate) fn between(self, start: Rest<'a>, end: Rest<'a>) -> &'a str {
        between(self.whole, start, end)
    }

    /// A string.
    #[inline]
    pub(crate) fn text(self, rest: Rest<'a>) -> Option<(Text<'a>, Rest<'a>)> {
        let [b'"', start @ ..] = rest else { return None };
        self.string(start)
    }

    /// A string behind its opening quote.
    #[expect(clippy::inline_always, reason = "as of a key")]
    #[inline(always)]
    pub(crate) fn string(self, start: Rest<'a>) -> Option<(Text<'a>, Rest<'a>)> {
        let end = start.get(plain_run(start)..)?;
        if let [b'"', rest @ ..] = end {
            return Some((Text::literal(part(self.whole, start, end)?), rest));
        }
        self.escaped(start, end)
    }

    /// The same with escapes, of which the first stands at `end`.
    #[inline(never)]
    fn escaped(self, start: Rest<'a>, end: Rest<'a>) -> Option<(Text<'a>, Rest<'a>)> {
        let (end, rest) = after_escapes(end)?;
        Some((Text::escaped(self.between(start, end)), rest))
    }

    /// A value of any type but null.
    #[inline]
    pub(crate) fn value(self, rest: Rest<'a>) -> Option<(Value<'a>, Rest<'a>)> {
        match rest {
            [b'"', start @ ..] => self.string(start).map(|(text, end)| (Value::Text(text), end)),
            [bracket @ (b'{' | b'['), ..] => {
                let end = self.skip(rest)?;
                Some((Value::nested(*bracket, self.between(rest, end)), end))
            }
            [b't' | b'f', ..] => boolean(rest).map(|(value, end)| (Value::Boolean(value), end)),
            _ => {
                let end = number(rest)?;
                Some((Value::Number(Number::new(self.between(rest, end))), end))
            }
        }
    }
}

/// The text from `start` up to `end`, both of which are what is unread of `whole`.
#[inline]
pub(super) fn between<'a>(whole: &'a str, start: Rest<'a>, end: Rest<'a>) -> &'a str {
    part(whole, start, end).unwrap_or_default()
}

#[inline]
fn part<'a>(whole: &'a str, start: Rest<'a>, end: Rest<'a>) -> Option<&'a str> {
    whole.get(whole.len() - start.len()..whole.len() - end.len())
}

/// The closing quote of a string and what follows it, from the first backslash on.
fn after_escapes(mut rest: Rest<'_>) -> Option<(Rest<'_>, Rest<'_>)> {
    loop {
        match rest {
            [b'"', outside @ ..] => return Some((rest, outside)),
            [b'\\', escape @ ..] => {
                let tail = after_escape(escape)?;
                rest = tail.get(plain_run(tail)..)?;
            }
            _ => return None,
        }
    }
}

/// The text behind `key`, if `rest` begins with it. A constant as an array is compared by a few loads.
#[inline]
pub(crate) fn strip<'a, const N: usize>(rest: Rest<'a>, key: &[u8; N]) -> Option<Rest<'a>> {
    match rest.split_first_chunk::<N>() {
        Some((head, tail)) if head == key => Some(tail),
        _ => None,
    }
}

/// The first byte of a value behind its colon: mostly the next, or the one behind a space.
#[inline]
pub(crate) fn behind_colon(rest: Rest<'_>) -> Rest<'_> {
    match rest {
        [b' ', tail @ ..] if matches!(tail, [b'!'..=0xFF, ..]) => tail,
        _ => blanks(rest),
    }
}

/// A boolean.
#[inline]
pub(crate) fn boolean(rest: Rest<'_>) -> Option<(bool, Rest<'_>)> {
    if let Some(tail) = strip(rest, b"true") {
        return Some((true, tail));
    }
    strip(rest, b"false").map(|tail| (false, tail))
}

/// The number whose digits are at the start of `rest`, mostly a time.
#[inline]
fn digits(rest: Rest<'_>) -> Option<(u64, Rest<'_>)> {
    eight_to_fifteen_digits(rest).or_else(|| leading_digits(rest))
}

/// A whole number that is not negative, as digits alone or as digits in a string.
#[inline]
pub(crate) fn whole_number(rest: Rest<'_>) -> Option<(u64, Rest<'_>)> {
    // A time in a string, which is most of them.
    if let [b'"', start @ ..] = rest
        && let Some((value, [b'"', end @ ..])) = eight_to_fifteen_digits(start)
    {
        return Some((value, end));
    }
    match rest {
        [b'1'..=b'9', ..] => digits(rest).filter(|(_, end)| !matches!(end, [b'.' | b'e' | b'E', ..])),
        [b'"', start @ ..] if matches!(start, [b'0'..=b'9', ..]) => match leading_digits(start)? {
            (value, [b'"', end @ ..]) => Some((value, end)),
            _ => None,
        },
        [b'0', end @ ..] if matches!(end, [b',' | b'}' | b']', ..]) => Some((0, end)),
        _ => None,
    }
}

/// The text behind a number.
#[inline]
fn number(mut rest: Rest<'_>) -> Option<Rest<'_>> {
    if let [b'1'..=b'9', ..] = rest
        && let Some((_, end)) = leading_digits(rest)
        && !matches!(end, [b'.' | b'e' | b'E', ..])
    {
        return Some(end);
    }
    after_number(&mut rest)?;
    Some(rest)
}
