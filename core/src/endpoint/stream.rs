//! Answers that are read as their bytes arrive, in constant memory.

use core::borrow::BorrowMut;
use core::fmt;
use core::marker::PhantomData;

use crate::json::{Error, ErrorKind, Pause, Reader};

/// An escaped pair of surrogates, the longest of what a cut can make look wrong besides words and numbers.
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
    #[doc(hidden)]
    type Place: Copy;
    #[doc(hidden)]
    type Walker<'w>: Walker<'w, Place = Self::Place>;
    #[doc(hidden)]
    const START: Self::Place;
}

/// One piece of the answer `K`, with its text in a window that lives as long as `'w`.
pub type StreamPiece<'w, K> = <<K as Streamed>::Walker<'w> as Walker<'w>>::Piece;

/// Reads an answer of any length in parts of any size. The caller's window holds one piece whole, such as one MVPD with all
/// that belongs to it; nothing else is kept.
///
/// 1. Append to the window what has arrived.
/// 2. Read the whole pieces of it: [`part`](Self::part).
/// 3. [Finish](Part::finish) the part. It says how many bytes of the window are done with: drop these, keep the rest in front.
/// 4. Go on at 1 until the body has ended. A window that is full while nothing of it is done with is too small for the piece
///    that stands there.
///
/// The pieces are those of the whole answer, and only those before the first error; they count once the last part is finished.
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
    place: K::Place,
    pause: Pause,
    /// Bytes that are done with.
    offset: usize,
    /// The length of the last piece. Pieces are much alike, and a shorter rest of a part would most likely be read in vain.
    expected: usize,
    skipped: u32,
    error: Option<Error>,
}

impl<K: Streamed> Stream<K> {
    /// Before the first byte.
    #[must_use]
    pub const fn new() -> Self {
        Self { place: K::START, pause: Pause::START, offset: 0, expected: 0, skipped: 0, error: None }
    }

    /// The pieces that `window` holds whole: it begins with the bytes that the part before left, and is the last one if the
    /// body ends with it. A body that is there whole is one part, the last.
    #[must_use = "what was read counts when the part is finished"]
    pub fn part<'w>(&mut self, window: &'w [u8], is_last: bool) -> Part<'w, K, &mut Self> {
        Part::new(self, window, is_last)
    }

    /// As [`part`](Self::part), for a host that keeps stream and part in one place, as a struct of C does.
    #[must_use = "what was read counts when the part is finished"]
    pub fn into_part(self, window: &[u8], is_last: bool) -> Part<'_, K, Self> {
        Part::new(self, window, is_last)
    }

    /// The number of pieces that were skipped so far, since they are null or lack what identifies them (T10).
    #[must_use]
    pub const fn skipped(&self) -> u32 {
        self.skipped
    }
}

impl<K: Streamed> Clone for Stream<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Streamed> Copy for Stream<K> {}

impl<K: Streamed> Default for Stream<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Streamed> fmt::Debug for Stream<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("offset", &self.offset).field("error", &self.error).finish_non_exhaustive()
    }
}

/// The pieces of one part of an answer. It borrows the stream, or holds it: `S`.
#[must_use = "what was read counts when the part is finished"]
pub struct Part<'w, K: Streamed, S: BorrowMut<Stream<K>>> {
    stream: S,
    walker: K::Walker<'w>,
    text: &'w str,
    /// Behind `text` stands something that is no UTF-8.
    bad_text: bool,
    is_last: bool,
    /// The bytes, and the place behind them, up to which all was whole.
    done: usize,
    place: K::Place,
    pause: Pause,
    kind: PhantomData<K>,
}

impl<'w, K: Streamed, S: BorrowMut<Stream<K>>> Part<'w, K, S> {
    fn new(stream: S, window: &'w [u8], is_last: bool) -> Self {
        let (text, bad_text) = text_of(window, is_last);
        let &Stream { place, pause, .. } = stream.borrow();
        let walker = Walker::continued(Reader::continued(text, pause), place);
        Self { stream, walker, text, bad_text, is_last, done: 0, place, pause, kind: PhantomData }
    }

    /// Reads what is left of the part, and says how many bytes of the window are done with. Whatever stands behind them
    /// belongs in front of the next part.
    ///
    /// # Errors
    /// The first error, with its place in the whole answer. An error at the end of a part, which the bytes to come may mend,
    /// is told by the next one.
    pub fn finish(mut self) -> Result<usize, Error> {
        self.settle()
    }

    /// As [`finish`](Self::finish), for a host that holds the part and goes on with its [`stream`](Self::stream).
    ///
    /// # Errors
    /// As there.
    pub fn settle(&mut self) -> Result<usize, Error> {
        while self.next().is_some() {}
        let offset = self.stream.borrow().offset;
        let error = self.stream.borrow().error.or_else(|| self.error().map(|error| error.moved_by(offset)));
        if self.is_last {
            self.keep_up();
        }
        let stream = self.stream.borrow_mut();
        if let Some(error) = error {
            stream.error = Some(error);
            return Err(error);
        }
        (stream.place, stream.pause) = (self.place, self.pause);
        stream.skipped = self.walker.skipped();
        stream.offset = offset.saturating_add(self.done);
        Ok(self.done)
    }

    /// The stream as the parts that are finished have left it.
    pub fn stream(&self) -> &Stream<K> {
        self.stream.borrow()
    }

    /// The error of the part that no later byte mends.
    fn error(&mut self) -> Option<Error> {
        let is_through = self.walker.is_at_end() && !self.walker.reader().failed();
        let found = if is_through || self.is_last && !self.bad_text {
            self.walker.end().err()
        } else {
            self.walker.reader().error()
        };
        if self.is_last && !self.bad_text { found } else { settled(found, self.text, self.bad_text) }
    }

    /// All up to here was whole.
    fn keep_up(&mut self) {
        (self.done, self.place, self.pause) =
            (self.walker.reader().offset(), self.walker.place(), self.walker.reader().pause());
    }
}

impl<'w, K: Streamed, S: BorrowMut<Stream<K>>> Iterator for Part<'w, K, S> {
    type Item = StreamPiece<'w, K>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.borrow();
        if stream.error.is_some() || !self.is_last && self.text.len() - self.done < stream.expected {
            return None;
        }
        loop {
            let piece = self.walker.advance();
            let is_at_end = self.walker.is_at_end();
            // Behind the last token only blanks may come. Elsewhere the last bytes of a part may be half of something.
            let is_whole = self.is_last || is_at_end || !self.walker.reader().is_at_end();
            if self.walker.reader().failed() || !is_whole {
                return None;
            }
            // Nobody goes on from within the last part.
            if !self.is_last {
                let before = self.done;
                self.keep_up();
                if piece.is_some() {
                    self.stream.borrow_mut().expected = self.done - before;
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
        f.debug_struct("Part").field("done", &self.done).field("is_last", &self.is_last).finish_non_exhaustive()
    }
}

/// The text that `window` begins with, and whether what stands behind it is none.
// Not once for each kind of answer.
#[inline(never)]
fn text_of(window: &[u8], is_last: bool) -> (&str, bool) {
    match core::str::from_utf8(window) {
        Ok(text) => (text, false),
        Err(error) => {
            let (whole, _) = window.split_at_checked(error.valid_up_to()).unwrap_or_default();
            // A character that the part cuts is whole in the next.
            (core::str::from_utf8(whole).unwrap_or_default(), is_last || error.error_len().is_some())
        }
    }
}

/// Of the error that was found in `text`, and what is no text behind it, that which no later byte mends.
#[inline(never)]
fn settled(found: Option<Error>, text: &str, bad_text: bool) -> Option<Error> {
    let bad_text = bad_text.then(|| Error::new(ErrorKind::Utf8, &"", text.len()));
    found.filter(|error| !may_be_cut(error, text)).or(bad_text)
}

/// True if `error` may come of nothing but the end of `text`: of a word, a number or an escape that goes on behind it.
fn may_be_cut(error: &Error, text: &str) -> bool {
    let tail = text.as_bytes().get(error.offset()..).unwrap_or_default();
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    error.kind() == ErrorKind::End || tail.len() < LONGEST_ESCAPE || tail.iter().all(is_of_word)
}
