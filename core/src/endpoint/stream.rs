//! Answers that are read as their bytes arrive, in constant memory.

use core::borrow::BorrowMut;
use core::fmt;

use crate::json::{Error, ErrorKind, Pause, Reader, blanks};

/// The bytes of an escaped pair of surrogates. A cut makes nothing longer look wrong, but for words and numbers.
const LONGEST_ESCAPE: usize = 12;

/// The way through an answer, token by token, to its pieces.
#[doc(hidden)]
pub trait Walker<'w>: Sized {
    /// One piece of the answer.
    type Piece;
    /// Its place in the answer, without the text.
    type Place: Copy;

    /// Goes on in the text of `reader`.
    fn continued(reader: Reader<'w>, place: Self::Place) -> Self;
    /// Its place in the answer.
    fn place(&self) -> Self::Place;
    /// Its reader.
    fn reader(&mut self) -> &mut Reader<'w>;
    /// Goes one token on; gives the piece that was read, if one was.
    fn advance(&mut self) -> Option<Self::Piece>;
    /// True behind the last token.
    fn is_at_end(&self) -> bool;
    /// Says whether the answer was whole, once all is read.
    fn end(&mut self) -> Result<(), Error>;
    /// The number of pieces that were skipped so far.
    fn skipped(&self) -> u32;
}

/// An answer that can be read in parts.
pub trait Streamed {
    /// One piece of the answer, with its text in a window that lives as long as `'w`.
    type Piece<'w>;
    #[doc(hidden)]
    type Place: Copy;
    #[doc(hidden)]
    type Walker<'w>: Walker<'w, Piece = Self::Piece<'w>, Place = Self::Place>;
    #[doc(hidden)]
    const START: Self::Place;
}

/// Reads an answer of any length in parts of any size, through a window of the caller. Nothing is kept beside the window.
///
/// 1. Append to the window what has arrived.
/// 2. Read the whole pieces of it: [`part`](Self::part).
/// 3. [Finish](Part::finish) the part. It says how many bytes to drop from the front of the window. The rest stays.
/// 4. Go on at 1 until the body has ended.
///
/// The window holds the longest piece, such as one MVPD with all that belongs to it, with the comma and the blanks in front of
/// it and one byte behind it; a member that is skipped has to fit, too. If the window is full and `finish` says 0, it is too
/// small. It must not become smaller from part to part.
///
/// The pieces are those of the whole answer, and only those before the first error. Do not act on a piece before the last part
/// is finished without an error.
///
/// ```
/// use tvpass::endpoint::{ConfigurationPiece, ConfigurationStream};
///
/// # fn main() -> Result<(), tvpass::json::Error> {
/// let body = br#"{"requestor": {"id": "REF30", "mvpds": [{"id": "Dish"}, {"id": "Cablevision"}]}}"#;
/// let mut arriving = body.chunks(7);
/// let (mut stream, mut window, mut filled, mut mvpds) = (ConfigurationStream::new(), [0; 40], 0, 0);
/// loop {
///     let chunk = arriving.next().unwrap_or_default();
///     window[filled..filled + chunk.len()].copy_from_slice(chunk);
///     filled += chunk.len();
///     let mut part = stream.part(&window[..filled], chunk.is_empty());
///     mvpds += part.by_ref().filter(|piece| matches!(piece, ConfigurationPiece::Mvpd(_))).count();
///     let done = part.finish()?;
///     window.copy_within(done..filled, 0);
///     filled -= done;
///     if chunk.is_empty() {
///         break;
///     }
/// }
/// assert_eq!(mvpds, 2);
/// # Ok(())
/// # }
/// ```
pub struct Stream<K: Streamed> {
    at: Mark<K>,
    error: Option<Error>,
}

/// A place between two tokens of an answer.
struct Mark<K: Streamed> {
    place: K::Place,
    pause: Pause,
    /// The bytes in front of it.
    offset: usize,
    /// The length of the last piece. Pieces are much alike, and a shorter rest of a part would most likely be read in vain.
    expected: usize,
    skipped: u32,
}

impl<K: Streamed> Clone for Mark<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Streamed> Copy for Mark<K> {}

impl<K: Streamed> Stream<K> {
    /// Before the first byte.
    #[must_use]
    pub const fn new() -> Self {
        let at = Mark { place: K::START, pause: Pause::START, offset: 0, expected: 0, skipped: 0 };
        Self { at, error: None }
    }

    /// Reads the next window. It begins with the bytes that the part before left; `is_last` says that the body ends with it.
    /// For a body that is there whole there is [`whole`](Self::whole).
    #[must_use = "what was read counts when the part is finished"]
    pub fn part<'w>(&mut self, window: &'w [u8], is_last: bool) -> Part<'w, K, &mut Self> {
        Part::new(self, window, is_last)
    }

    /// As [`part`](Self::part), for a host that keeps stream and part in one place, as a struct of C does.
    ///
    /// ```
    /// use tvpass::endpoint::{DecisionStream, Decisions, HeldPart};
    ///
    /// struct Reading<'w> {
    ///     part: HeldPart<'w, Decisions<'static>>,
    /// }
    ///
    /// let mut reading = Reading { part: DecisionStream::new().into_part(br#"{"decisions": ["#, false) };
    /// assert_eq!(reading.part.settle(), Ok(1));
    /// reading.part = reading.part.stream().clone().into_part(br#""decisions": []}"#, true);
    /// assert_eq!(reading.part.settle(), Ok(16));
    /// ```
    #[must_use = "what was read counts when the part is finished"]
    pub fn into_part(self, window: &[u8], is_last: bool) -> HeldPart<'_, K> {
        Part::new(self, window, is_last)
    }

    /// The number of pieces that were skipped so far, since they are null or lack what identifies them (T10).
    #[must_use]
    pub const fn skipped(&self) -> u32 {
        self.at.skipped
    }
}

impl<K: Streamed> Clone for Stream<K> {
    fn clone(&self) -> Self {
        Self { at: self.at, error: self.error }
    }
}

impl<K: Streamed> Default for Stream<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Streamed> fmt::Debug for Stream<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("offset", &self.at.offset).field("error", &self.error).finish_non_exhaustive()
    }
}

/// The pieces of one part of an answer. It borrows its stream, or holds it: `S`.
#[must_use = "what was read counts when the part is finished"]
pub struct Part<'w, K: Streamed, S: BorrowMut<Stream<K>>> {
    stream: S,
    walker: K::Walker<'w>,
    text: &'w str,
    /// The length of the window.
    length: usize,
    /// The place of what is no UTF-8 in the window.
    bad_text: Option<usize>,
    is_last: bool,
    /// Up to here all was whole.
    at: Mark<K>,
}

/// A part that holds its stream.
pub type HeldPart<'w, K> = Part<'w, K, Stream<K>>;

impl<'w, K: Streamed, S: BorrowMut<Stream<K>>> Part<'w, K, S> {
    fn new(stream: S, window: &'w [u8], is_last: bool) -> Self {
        let at = stream.borrow().at;
        let (text, bad_text) = text_of(window, is_last, at.offset == 0);
        let walker = Walker::continued(Reader::continued(text, at.pause), at.place);
        Self { stream, walker, text, length: window.len(), bad_text, is_last, at }
    }

    /// Reads what is left of the part, and says how many bytes to drop from the front of the window.
    ///
    /// # Errors
    /// The first error, with its place in the whole answer. An error at the end of a part, which the bytes to come may mend,
    /// is told by the next one. Bytes that are no UTF-8 count where they stand, and in a body that is one part first.
    pub fn finish(mut self) -> Result<usize, Error> {
        self.close()
    }

    /// Finishes the part in place, and lets go of its window: go on with its [`stream`](Self::stream).
    ///
    /// # Errors
    /// As of [`finish`](Self::finish).
    pub fn settle(&mut self) -> Result<usize, Error> {
        let done = self.close();
        let Stream { at, .. } = *self.stream.borrow();
        self.walker = Walker::continued(Reader::continued("", at.pause), at.place);
        (self.text, self.length, self.bad_text, self.is_last, self.at) = ("", 0, None, false, at);
        done
    }

    /// The stream as the parts that are finished have left it.
    pub fn stream(&self) -> &Stream<K> {
        self.stream.borrow()
    }

    fn close(&mut self) -> Result<usize, Error> {
        while self.next().is_some() {}
        let start = self.stream.borrow().at.offset;
        let error = self.stream.borrow().error.or_else(|| self.error().map(|error| error.moved_by(start)));
        if self.is_last {
            self.keep_up(start);
        }
        let stream = self.stream.borrow_mut();
        if let Some(error) = error {
            stream.error = Some(error);
            return Err(error);
        }
        // Blanks would fill a window.
        let rest = self.text.as_bytes().get(self.at.offset - start..).unwrap_or_default();
        stream.at = self.at;
        stream.at.offset = stream.at.offset.saturating_add(rest.len() - blanks(rest).len());
        Ok(stream.at.offset - start)
    }

    /// The error of the part that no later byte mends.
    fn error(&mut self) -> Option<Error> {
        let is_through = self.walker.is_at_end() && !self.walker.reader().failed();
        let is_all = self.is_last && self.bad_text.is_none();
        let found = if is_through || is_all { self.walker.end().err() } else { self.walker.reader().error() };
        if is_all { found } else { settled(found, self.text, self.bad_text) }
    }

    /// All up to here was whole.
    fn keep_up(&mut self, start: usize) {
        self.at.offset = start.saturating_add(self.walker.reader().offset());
        (self.at.place, self.at.pause) = (self.walker.place(), self.walker.reader().pause());
        self.at.skipped = self.walker.skipped();
    }
}

impl<'w, K: Streamed, S: BorrowMut<Stream<K>>> Iterator for Part<'w, K, S> {
    type Item = K::Piece<'w>;

    fn next(&mut self) -> Option<Self::Item> {
        let &Stream { error, at: Mark { offset: start, .. } } = self.stream.borrow();
        let is_all = self.is_last && self.bad_text.is_none();
        let is_short = self.length - (self.at.offset - start) < self.at.expected;
        if error.is_some() || is_short && !self.is_last && self.bad_text.is_none() {
            return None;
        }
        loop {
            let piece = self.walker.advance();
            let is_at_end = self.walker.is_at_end();
            // Behind the last token only blanks may come. Elsewhere the last bytes of a part may be half of something.
            let is_whole = is_all || is_at_end || !self.walker.reader().is_at_end();
            if self.walker.reader().failed() || !is_whole {
                return None;
            }
            // Nobody goes on from within the last part.
            if !self.is_last {
                let before = self.at.offset;
                self.keep_up(start);
                if piece.is_some() {
                    self.at.expected = self.at.offset - before;
                }
            }
            if piece.is_some() || is_at_end {
                return piece;
            }
        }
    }
}

impl<K: Streamed, S: BorrowMut<Stream<K>>> fmt::Debug for Part<'_, K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").field("offset", &self.at.offset).field("is_last", &self.is_last).finish_non_exhaustive()
    }
}

/// The text that `window` begins with, and the place of what is none. A whole body has to be text all over before it is read.
// Not once for each kind of answer.
#[inline(never)]
fn text_of(window: &[u8], is_last: bool, is_first: bool) -> (&str, Option<usize>) {
    match core::str::from_utf8(window) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = if is_last && is_first { 0 } else { error.valid_up_to() };
            let (text, _) = window.split_at_checked(valid).unwrap_or_default();
            // A character that the part cuts is whole in the next.
            let is_bad = is_last || error.error_len().is_some();
            (core::str::from_utf8(text).unwrap_or_default(), is_bad.then_some(error.valid_up_to()))
        }
    }
}

/// Of the error that was found in `text`, and what is no text behind it, that which no later byte mends.
#[inline(never)]
fn settled(found: Option<Error>, text: &str, bad_text: Option<usize>) -> Option<Error> {
    let bad_text = bad_text.map(|place| Error::new(ErrorKind::Utf8, &"", place));
    found.filter(|error| !may_be_cut(error, text)).or(bad_text)
}

/// True if `error` may come of nothing but the end of `text`: of a word, a number or an escape that goes on behind it.
fn may_be_cut(error: &Error, text: &str) -> bool {
    let tail = text.as_bytes().get(error.offset()..).unwrap_or_default();
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    error.kind() != ErrorKind::Missing && (tail.len() < LONGEST_ESCAPE || tail.iter().all(is_of_word))
}
