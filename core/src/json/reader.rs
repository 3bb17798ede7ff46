//! The pull reader: one strict walk over the text, driven by the caller.

use super::error::{Error, ErrorKind};
use super::scan::{after_blanks, plain_run};
use super::text::Text;
use super::value::Number;

/// How deep lists and objects may be nested.
pub const MAX_DEPTH: u32 = u32::BITS;

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
    whole: &'a str,
    rest: &'a [u8],
    // One bit for every open level, the innermost lowest: 1 for an object, 0 for a list.
    objects: u32,
    depth: u32,
    expect: Expect,
    field: &'static &'static str,
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
        Self { whole, rest: whole.as_bytes(), objects: 0, depth: 0, expect: Expect::Value, field: &"", error: None }
    }

    /// Bytes read so far.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.whole.len() - self.rest.len()
    }

    /// How many lists and objects are open.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// Names the field that is read next, for the error that may follow.
    pub fn set_field(&mut self, name: &'static &'static str) {
        self.field = name;
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
            self.error = Some(Error::new(kind, self.field, self.offset()));
        }
        self.rest = &[];
    }

    /// Records an error at `offset`, as of a value that was walked over before it turned out to be wrong.
    #[cold]
    pub(crate) fn fail_at(&mut self, kind: ErrorKind, offset: usize) {
        if self.error.is_none() {
            self.error = Some(Error::new(kind, self.field, offset));
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
        if self.error.is_none() {
            self.field = name;
        }
        self.fail(ErrorKind::Missing);
    }

    /// Whether an error was recorded.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.error.is_some()
    }

    /// Ends the reading: nothing but white space may be left.
    ///
    /// # Errors
    /// The first error of the whole walk.
    pub fn finish(mut self) -> Result<(), Error> {
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
        self.enter(b'{', 1);
    }

    /// Enters the list that must stand next.
    pub fn enter_list(&mut self) {
        self.enter(b'[', 0);
    }

    #[inline]
    fn enter(&mut self, bracket: u8, object: u32) {
        match self.value_bytes() {
            [first, rest @ ..] if *first == bracket => {
                if self.depth == MAX_DEPTH {
                    return self.fail(ErrorKind::Depth);
                }
                self.rest = rest;
                self.depth += 1;
                self.objects = self.objects << 1 | object;
                self.expect = Expect::First;
            }
            _ => self.fail_type(),
        }
    }

    /// Skips what is left of the innermost open list or object, and leaves it.
    pub fn leave(&mut self) {
        let outer = self.depth.saturating_sub(1);
        self.skip_to_depth(outer);
    }

    /// The next key of the innermost open object, with the reader before its value; `None` after the last.
    #[inline]
    pub fn key(&mut self) -> Option<Text<'a>> {
        if self.expect == Expect::Value && self.depth > 0 {
            self.skip();
        }
        self.next_key()
    }

    #[inline]
    fn next_key(&mut self) -> Option<Text<'a>> {
        if self.objects & 1 == 0 {
            self.fail(ErrorKind::Type);
            return None;
        }
        if !self.next_item(b'}') {
            return None;
        }
        let [b'"', rest @ ..] = self.rest else {
            self.fail(ErrorKind::Syntax);
            return None;
        };
        let key = self.string(rest);
        self.blanks();
        let [b':', rest @ ..] = self.rest else {
            self.fail(ErrorKind::Syntax);
            return None;
        };
        self.rest = rest;
        self.blanks();
        self.expect = Expect::Value;
        key
    }

    /// Whether the innermost open list has one more item, with the reader before it.
    #[inline]
    pub fn item(&mut self) -> bool {
        if self.expect == Expect::Value && self.depth > 0 {
            self.skip();
        }
        self.next_list_item()
    }

    #[inline]
    fn next_list_item(&mut self) -> bool {
        if self.depth == 0 || self.objects & 1 == 1 {
            self.fail(ErrorKind::Type);
            return false;
        }
        let more = self.next_item(b']');
        if more {
            self.expect = Expect::Value;
        }
        more
    }

    /// Walks over the comma before the next item, or over the closing bracket.
    #[inline]
    fn next_item(&mut self, close: u8) -> bool {
        self.blanks();
        match self.rest {
            [b',', rest @ ..] if self.expect == Expect::Next => {
                self.rest = after_blanks(rest);
                true
            }
            [byte, rest @ ..] if *byte == close => {
                self.rest = rest;
                self.depth = self.depth.saturating_sub(1);
                self.objects >>= 1;
                self.expect = Expect::Next;
                false
            }
            [_, ..] if self.expect == Expect::First => true,
            _ => {
                self.fail(ErrorKind::Syntax);
                false
            }
        }
    }

    /// Skips the next value, however it is nested.
    pub fn skip(&mut self) {
        let floor = self.depth;
        self.skip_scalar_or_enter();
        self.skip_to_depth(floor);
    }

    fn skip_to_depth(&mut self, floor: u32) {
        while self.depth > floor && self.error.is_none() {
            if self.expect == Expect::Value {
                self.skip_scalar_or_enter();
                continue;
            }
            if self.objects & 1 == 1 {
                self.next_key();
            } else {
                self.next_list_item();
            }
        }
    }

    fn skip_scalar_or_enter(&mut self) {
        match self.value_bytes() {
            [b'"', rest @ ..] => {
                self.string(rest);
                self.expect = Expect::Next;
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

    /// Walks over `null`, if that is the next value, and says whether it was.
    #[inline]
    pub fn null(&mut self) -> bool {
        match self.value_bytes() {
            [b'n', ..] => {
                self.word(b"null");
                true
            }
            _ => false,
        }
    }

    /// The boolean that must stand next.
    pub fn boolean(&mut self) -> Option<bool> {
        match self.value_bytes() {
            [b't', ..] => self.word(b"true").then_some(true),
            [b'f', ..] => self.word(b"false").then_some(false),
            _ => {
                self.fail_type();
                None
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> bool {
        let Some(rest) = self.rest.strip_prefix(word) else {
            let right = word.iter().zip(self.rest).take_while(|(expected, actual)| expected == actual).count();
            self.rest = self.rest.get(right..).unwrap_or_default();
            self.fail(ErrorKind::Syntax);
            return false;
        };
        self.rest = rest;
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

    /// The first byte of the next value, without walking over it; `None` at the end of the text.
    #[must_use]
    pub fn peek(&self) -> Option<u8> {
        after_blanks(self.rest).first().copied()
    }

    /// The text from `start` up to the present place.
    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.whole.get(start..self.offset()).unwrap_or_default()
    }

    /// The unread bytes from the next value on; none where no value may stand.
    #[inline]
    pub(crate) fn value_bytes(&mut self) -> &'a [u8] {
        if self.expect != Expect::Value {
            self.fail(ErrorKind::Type);
        }
        self.blanks();
        self.rest
    }

    /// The place where the next value begins.
    pub(crate) fn value_start(&mut self) -> usize {
        self.value_bytes();
        self.offset()
    }

    #[inline]
    fn blanks(&mut self) {
        self.rest = after_blanks(self.rest);
    }

    /// The string whose opening quote is just before `start`.
    #[inline]
    fn string(&mut self, start: &'a [u8]) -> Option<Text<'a>> {
        let length = plain_run(start);
        let begin = self.whole.len() - start.len();
        match start.get(length..) {
            Some([b'"', rest @ ..]) => {
                self.rest = rest;
                Some(Text::literal(self.whole.get(begin..begin + length)?))
            }
            rest => {
                self.rest = rest.unwrap_or_default();
                self.string_with_escapes(begin)
            }
        }
    }

    /// The rest of a string from its first backslash (or error) on.
    fn string_with_escapes(&mut self, begin: usize) -> Option<Text<'a>> {
        loop {
            let length = plain_run(self.rest);
            self.rest = self.rest.get(length..).unwrap_or_default();
            match self.rest {
                [b'"', rest @ ..] => {
                    let text = Text::escaped(self.since(begin));
                    self.rest = rest;
                    return Some(text);
                }
                [b'\\', rest @ ..] => match super::text::after_escape(rest) {
                    Some(rest) => self.rest = rest,
                    None => break self.fail(ErrorKind::Escape),
                },
                [_, ..] => break self.fail(ErrorKind::Control),
                [] => break self.fail(ErrorKind::Syntax),
            }
        }
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
