//! Answers that are read as their bytes arrive, in constant memory.

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
/// use tvpass::endpoint::{ConfigurationEvent, ConfigurationStream};
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
///     mvpds += part.by_ref().filter(|piece| matches!(piece, ConfigurationEvent::Mvpd(_))).count();
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
    /// body ends with it.
    #[must_use = "what was read counts when the part is finished"]
    pub fn part<'s, 'w>(&'s mut self, window: &'w [u8], is_last: bool) -> Part<'s, 'w, K> {
        let (text, bad_text) = match core::str::from_utf8(window) {
            Ok(text) => (text, false),
            Err(error) => {
                let (whole, _) = window.split_at_checked(error.valid_up_to()).unwrap_or_default();
                // A character that the part cuts is whole in the next.
                (core::str::from_utf8(whole).unwrap_or_default(), is_last || error.error_len().is_some())
            }
        };
        let walker = Walker::continued(Reader::continued(text, self.pause), self.place);
        let (place, pause) = (self.place, self.pause);
        Part { stream: self, walker, text, bad_text, is_last, done: 0, place, pause, kind: PhantomData }
    }

    /// The number of pieces that were skipped so far, since they are null or lack what identifies them (T10).
    #[must_use]
    pub const fn skipped(&self) -> u32 {
        self.skipped
    }
}

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

/// The pieces of one part of an answer.
#[must_use = "what was read counts when the part is finished"]
pub struct Part<'s, 'w, K: Streamed> {
    stream: &'s mut Stream<K>,
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

impl<K: Streamed> Part<'_, '_, K> {
    /// Reads what is left of the part, and says how many bytes of the window are done with. Whatever stands behind them
    /// belongs in front of the next part.
    ///
    /// # Errors
    /// The first error, with its place in the whole answer. An error at the end of a part, which the bytes to come may mend,
    /// is told by the next one.
    pub fn finish(mut self) -> Result<usize, Error> {
        while self.next().is_some() {}
        let error = self.stream.error.or_else(|| self.error().map(|error| error.moved_by(self.stream.offset)));
        if let Some(error) = error {
            self.stream.error = Some(error);
            return Err(error);
        }
        (self.stream.place, self.stream.pause) = (self.place, self.pause);
        self.stream.skipped = self.walker.skipped();
        self.stream.offset = self.stream.offset.saturating_add(self.done);
        Ok(self.done)
    }

    /// The error of the part that no later byte mends.
    fn error(&mut self) -> Option<Error> {
        let is_through = self.walker.is_at_end() && !self.walker.reader().failed();
        let found = if is_through || self.is_last && !self.bad_text {
            self.walker.end().err()
        } else {
            self.walker.reader().error()
        };
        let text = self.text;
        let is_settled = |error: &Error| self.is_last && !self.bad_text || !may_be_cut(error, text);
        let bad_text = self.bad_text.then(|| Error::new(ErrorKind::Utf8, &"", text.len()));
        found.filter(is_settled).or(bad_text)
    }
}

impl<'w, K: Streamed> Iterator for Part<'_, 'w, K> {
    type Item = <K::Walker<'w> as Walker<'w>>::Piece;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stream.error.is_some() || !self.is_last && self.text.len() - self.done < self.stream.expected {
            return None;
        }
        loop {
            let piece = self.walker.advance();
            // Behind the last token only blanks may come. Elsewhere the last bytes of a part may be half of something.
            let is_whole = self.is_last || self.walker.is_at_end() || !self.walker.reader().is_at_end();
            if self.walker.reader().failed() || !is_whole {
                return None;
            }
            let before = self.done;
            (self.done, self.place, self.pause) =
                (self.walker.reader().offset(), self.walker.place(), self.walker.reader().pause());
            if piece.is_some() {
                self.stream.expected = self.done - before;
                return piece;
            }
            if self.walker.is_at_end() {
                return None;
            }
        }
    }
}

impl<K: Streamed> fmt::Debug for Part<'_, '_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").field("done", &self.done).field("is_last", &self.is_last).finish_non_exhaustive()
    }
}

/// True if `error` may come of nothing but the end of `text`: of a word, a number or an escape that goes on behind it.
fn may_be_cut(error: &Error, text: &str) -> bool {
    let tail = text.as_bytes().get(error.offset()..).unwrap_or_default();
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    error.kind() == ErrorKind::End || tail.len() < LONGEST_ESCAPE || tail.iter().all(is_of_word)
}
