//! The pull reader: one strict walk over the text, driven by the caller.

mod forgive;
mod lane;
mod record;
mod scalar;
#[cfg(test)]
mod tests;

pub(crate) use forgive::Pause;

use super::error::{Error, ErrorKind};
use super::lane::MAX_DEPTH;
use super::name::Name;
use super::scan::{WIDE, after, after_ascii, after_blanks, split_run};
use super::text::Text;

/// What may stand next in the innermost open list or object.
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
    length: usize,
    rest: &'a str,
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
            length: whole.len(),
            rest: whole,
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
        self.length - self.rest.len()
    }

    /// How many lists and objects are open.
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
        self.rest = "";
    }

    /// Records that the value that stands next is of another type; a byte that begins no value at all is an error of
    /// the grammar.
    #[cold]
    pub(crate) fn fail_type(&mut self) {
        let begins_value =
            matches!(self.rest.as_bytes(), [b'"' | b'{' | b'[' | b't' | b'f' | b'n' | b'-' | b'0'..=b'9', ..]);
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
        let inside = after(self.value_text(), b'{');
        self.enter(inside, 1);
    }

    /// Enters the list that must stand next.
    pub fn enter_list(&mut self) {
        let inside = after(self.value_text(), b'[');
        self.enter(inside, 0);
    }

    #[inline]
    fn enter(&mut self, inside: Option<&'a str>, object: u32) {
        let Some(rest) = inside else { return self.fail_type() };
        if self.depth == MAX_DEPTH {
            return self.fail(ErrorKind::Depth);
        }
        self.rest = rest;
        self.depth += 1;
        self.objects = self.objects << 1 | object;
        self.expect = Expect::First;
    }

    /// Skips what is left of the innermost open list or object, and leaves it.
    pub fn leave(&mut self) {
        let outer = self.depth.saturating_sub(1);
        self.skip_to_depth(outer);
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
        if !WIDE {
            return None;
        }
        let start = match self.expect {
            Expect::Next if self.objects & 1 == 1 => self.rest.strip_prefix(",\""),
            Expect::First if self.objects & 1 == 1 => after(self.rest, b'"'),
            _ => None,
        };
        let (key, rest) = split_run(start?);
        let rest = rest.strip_prefix("\":")?;
        self.before_value(rest);
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
        let Some(start) = after(self.rest, b'"') else {
            self.fail(ErrorKind::Syntax);
            return None;
        };
        let key = self.string(start);
        self.blanks();
        let Some(rest) = after(self.rest, b':') else {
            self.fail(ErrorKind::Syntax);
            return None;
        };
        self.before_value(rest);
        key
    }

    /// Goes on at `rest`, where a key and its colon were walked over.
    #[inline]
    fn before_value(&mut self, rest: &'a str) {
        self.rest = after_blanks(rest);
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
        match self.rest.as_bytes() {
            [b',', ..] if self.expect == Expect::Next => {
                self.rest = after_blanks(after_ascii(self.rest));
                true
            }
            [byte, ..] if *byte == close => {
                self.left(after_ascii(self.rest));
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
    fn left(&mut self, outside: &'a str) {
        self.rest = outside;
        self.depth = self.depth.saturating_sub(1);
        self.objects >>= 1;
        self.expect = Expect::Next;
    }

    /// Skips the next value, however it is nested.
    pub fn skip(&mut self) {
        if self.by_lane(|lane, rest| lane.skip(rest).map(|end| ((), end))).is_some() {
            return;
        }
        let floor = self.depth;
        self.skip_scalar_or_enter();
        self.skip_to_depth(floor);
    }

    // What it calls never finds a value unread, so that none calls it again.
    fn skip_to_depth(&mut self, floor: u32) {
        while self.depth > floor && self.error.is_none() {
            if self.expect == Expect::Value {
                self.skip_scalar_or_enter();
                continue;
            }
            if self.objects & 1 == 1 {
                self.key();
            } else {
                self.item();
            }
        }
    }

    fn skip_scalar_or_enter(&mut self) {
        match self.value_text().as_bytes() {
            [b'"', ..] => {
                self.text();
            }
            [b'{', ..] => self.enter_object(),
            [b'[', ..] => self.enter_list(),
            [b't' | b'f', ..] => {
                self.boolean();
            }
            [b'n', ..] => {
                self.null();
            }
            _ => {
                self.number();
            }
        }
    }

    /// The first byte of the next value, without walking over it; `None` at the end of the text.
    #[must_use]
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        after_blanks(self.rest).as_bytes().first().copied()
    }

    /// The unread text.
    pub(crate) const fn rest(&self) -> &'a str {
        self.rest
    }

    /// The text from `start`, which was unread, up to the present place.
    pub(crate) fn since(&self, start: &'a str) -> &'a str {
        start.get(..start.len() - self.rest.len()).unwrap_or_default()
    }

    /// The unread text from the next value on; none where no value may stand.
    #[inline]
    pub(crate) fn value_text(&mut self) -> &'a str {
        if self.expect != Expect::Value {
            self.fail(ErrorKind::Type);
        }
        self.blanks();
        self.rest
    }

    #[inline]
    fn blanks(&mut self) {
        self.rest = after_blanks(self.rest);
    }
}
