//! The pull reader: one strict walk over the text, driven by the caller.

mod forgive;
mod lane;
mod record;
mod scalar;
mod skip;
#[cfg(test)]
mod tests;

pub(crate) use forgive::Pause;
pub(crate) use lane::Begun;

use super::error::{Error, ErrorKind};
use super::lane::{MAX_DEPTH, Rest, between};
use super::name::Name;
use super::scan::{IS_64_BIT, blanks, plain_run};
use super::text::Text;

/// The tokens that may come next in the innermost open list or object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// A value: at the start, after a colon, or after `item` said that there is one.
    Value,
    /// The first item, or the end of a list or object just entered.
    First,
    /// A comma and one more item, or the end.
    Next,
}

/// A strict pull reader over one JSON text.
///
/// The methods name what the caller wants next; one that does not fit the text records an error. The first error is
/// kept, everything after it reads as the end, and [`finish`](Self::finish) reports it: answers read before are whole
/// only if `finish` succeeds. A value that the caller does not ask for is skipped, by the same strict walk.
///
/// ```
/// use tvpass::json::Reader;
///
/// let mut reader = Reader::new(br#"{"code": "8ADF2", "polls": [3, 4]}"#);
/// let mut length = 0;
/// reader.enter_object();
/// while let Some(key) = reader.key() {
///     if key == "code" {
///         length = reader.text().map_or(0, |code| code.chars().count());
///     }
/// }
/// assert_eq!((reader.finish(), length), (Ok(()), 5));
/// ```
#[derive(Clone)]
pub struct Reader<'a> {
    whole: &'a str,
    /// The unread bytes, up to the end of `whole`.
    rest: Rest<'a>,
    // One bit for every open level, the innermost lowest: 1 for an object, 0 for a list.
    objects: u32,
    depth: u32,
    expect: Expect,
    field: Name,
    error: Option<Error>,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        match core::str::from_utf8(bytes) {
            Ok(whole) => Self::over(whole),
            Err(error) => {
                let mut reader = Self::over("");
                reader.error = Some(Error::new(ErrorKind::Utf8, &"", error.valid_up_to()));
                reader
            }
        }
    }

    /// A reader at the start of `whole`.
    #[must_use]
    pub fn over(whole: &'a str) -> Self {
        Self {
            whole,
            rest: whole.as_bytes(),
            objects: 0,
            depth: 0,
            expect: Expect::Value,
            field: Name::NONE,
            error: None,
        }
    }

    /// Bytes read so far.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.whole.len() - self.rest.len()
    }

    /// The number of open lists and objects.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// Names the field that is read next, for the error that may follow.
    pub fn set_field(&mut self, name: &'static &'static str) {
        self.field = Name::only(name);
    }

    /// Records an error at the present place, unless there is one already, and ends the reading.
    #[cold]
    pub fn fail(&mut self, kind: ErrorKind) {
        let kind = if self.rest.is_empty() && matches!(kind, ErrorKind::Syntax | ErrorKind::Type) {
            ErrorKind::End
        } else {
            kind
        };
        if self.error.is_none() {
            self.error = Some(Error::at(kind, self.field, self.offset()));
        }
        self.rest = &[];
    }

    /// Records that the value that stands next is of another type; a byte that begins no value at all is an error of
    /// the grammar.
    #[cold]
    pub(crate) fn fail_type(&mut self) {
        let begins_value = matches!(self.rest, [b'"' | b'{' | b'[' | b't' | b'f' | b'n' | b'-' | b'0'..=b'9', ..]);
        self.fail(if begins_value { ErrorKind::Type } else { ErrorKind::Syntax });
    }

    /// Records that the object just left lacks the field `name`.
    #[cold]
    pub fn missing(&mut self, name: &'static &'static str) {
        self.lacks(Name::only(name));
    }

    #[cold]
    pub(super) fn lacks(&mut self, field: Name) {
        if self.error.is_none() {
            self.field = field;
        }
        self.fail(ErrorKind::Missing);
    }

    /// True if an error was recorded.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.error.is_some()
    }

    /// The first error, if there was one.
    pub(crate) const fn error(&self) -> Option<Error> {
        self.error
    }

    /// Ends the reading: nothing but white space may be left.
    ///
    /// # Errors
    /// The first error of the whole walk.
    pub fn finish(mut self) -> Result<(), Error> {
        self.end()
    }

    /// The same where the reader stands: it is large to move.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        while self.depth > 0 && self.error.is_none() {
            self.leave();
        }
        if self.expect == Expect::Value {
            self.fail(ErrorKind::Syntax);
        }
        self.blanks();
        if !self.rest.is_empty() {
            self.fail(ErrorKind::Syntax);
        }
        self.error.map_or(Ok(()), Err)
    }

    /// Enters the object that must stand next.
    pub fn enter_object(&mut self) {
        let inside = self.value_rest().strip_prefix(b"{");
        self.enter(inside, 1);
    }

    /// Enters the list that must stand next.
    pub fn enter_list(&mut self) {
        let inside = self.value_rest().strip_prefix(b"[");
        self.enter(inside, 0);
    }

    #[inline]
    fn enter(&mut self, inside: Option<Rest<'a>>, object: u32) {
        let Some(rest) = inside else { return self.fail_type() };
        if self.depth == MAX_DEPTH {
            return self.fail(ErrorKind::Depth);
        }
        self.rest = rest;
        self.depth += 1;
        self.objects = self.objects << 1 | object;
        self.expect = Expect::First;
    }

    /// The next key of the innermost open object, with the reader before its value; `None` after the last.
    pub fn key(&mut self) -> Option<Text<'a>> {
        match self.compact_key() {
            None if self.next_member() => self.member_key(),
            key => key,
        }
    }

    /// The next key, where it stands as in compact text and has no escapes; else nothing is walked over.
    #[inline]
    fn compact_key(&mut self) -> Option<Text<'a>> {
        if !IS_64_BIT {
            return None;
        }
        let start = match self.expect {
            Expect::Next if self.objects & 1 == 1 => self.rest.strip_prefix(b",\""),
            Expect::First if self.objects & 1 == 1 => self.rest.strip_prefix(b"\""),
            _ => None,
        };
        let start = start?;
        let end = start.get(plain_run(start)..)?;
        let key = self.between(start, end);
        self.before_value(end.strip_prefix(b"\":")?);
        Some(Text::literal(key))
    }

    /// True if the innermost open object has one more member, with the reader before the key's quote.
    #[inline]
    fn next_member(&mut self) -> bool {
        self.skip_unread();
        if self.objects & 1 == 0 {
            self.fail(ErrorKind::Type);
        }
        self.next_item(b'}')
    }

    /// The key that stands next, with the reader before its value.
    fn member_key(&mut self) -> Option<Text<'a>> {
        let [b'"', start @ ..] = self.rest else {
            self.fail(ErrorKind::Syntax);
            return None;
        };
        let key = self.string(start);
        self.blanks();
        let [b':', rest @ ..] = self.rest else {
            self.fail(ErrorKind::Syntax);
            return None;
        };
        self.before_value(rest);
        key
    }

    /// Goes on at `rest`, where a key and its colon were walked over.
    #[inline]
    fn before_value(&mut self, rest: Rest<'a>) {
        self.rest = blanks(rest);
        self.expect = Expect::Value;
    }

    /// True if the innermost open list has one more item, with the reader before it.
    pub fn item(&mut self) -> bool {
        self.skip_unread();
        if self.depth == 0 || self.objects & 1 == 1 {
            self.fail(ErrorKind::Type);
        }
        let more = self.next_item(b']');
        if more {
            self.expect = Expect::Value;
        }
        more
    }

    /// Skips the value that a key or an item announced and nobody read.
    #[inline]
    fn skip_unread(&mut self) {
        if self.expect == Expect::Value && self.depth > 0 {
            self.skip();
        }
    }

    /// Walks over the comma before the next item, or over the closing bracket.
    #[inline]
    fn next_item(&mut self, close: u8) -> bool {
        self.blanks();
        match self.rest {
            [b',', next @ ..] if self.expect == Expect::Next => {
                self.rest = blanks(next);
                true
            }
            [byte, outside @ ..] if *byte == close => {
                self.left(outside);
                false
            }
            [_, ..] if self.expect == Expect::First => true,
            _ => {
                self.fail(ErrorKind::Syntax);
                false
            }
        }
    }

    /// Goes on at `outside`, behind the innermost list or object.
    #[inline]
    fn left(&mut self, outside: Rest<'a>) {
        self.rest = outside;
        self.depth = self.depth.saturating_sub(1);
        self.objects >>= 1;
        self.expect = Expect::Next;
    }

    /// The first byte of the next value, without walking over it; `None` at the end of the text.
    #[must_use]
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        blanks(self.rest).first().copied()
    }

    /// The text that is read, from its first byte to its last.
    pub(crate) const fn whole(&self) -> &'a str {
        self.whole
    }

    /// True if nothing is left to be read.
    pub(crate) const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The text from `start`, which was unread, up to the present place.
    pub(crate) fn since(&self, start: Rest<'a>) -> &'a str {
        self.between(start, self.rest)
    }

    /// The text from `start` up to `end`. Here alone texts are cut out of the whole.
    #[cfg_attr(target_pointer_width = "64", inline)]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn between(&self, start: Rest<'a>, end: Rest<'a>) -> &'a str {
        between(self.whole, start, end)
    }

    /// The unread bytes from the next value on; none where no value may stand.
    #[inline]
    pub(crate) fn value_rest(&mut self) -> Rest<'a> {
        if self.expect != Expect::Value {
            self.fail(ErrorKind::Type);
        }
        self.blanks();
        self.rest
    }

    #[inline]
    fn blanks(&mut self) {
        self.rest = blanks(self.rest);
    }
}
