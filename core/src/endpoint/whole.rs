//! Answers that are there whole, and are read in one pass.

use core::fmt;

use super::stream::{Stream, Streamed, Walker};
use crate::json::{Error, Reader};

impl<K: Streamed> Stream<K> {
    /// The pieces of a body that is there whole, which is checked while they are read.
    ///
    /// ```
    /// use tvpass::endpoint::{ConfigurationPiece, ConfigurationStream};
    ///
    /// let mut pieces = ConfigurationStream::whole(br#"{"requestor": {"id": "REF30", "mvpds": [{"id": "Dish"}]}}"#);
    /// let mvpds = pieces.by_ref().filter(|piece| matches!(piece, ConfigurationPiece::Mvpd(_))).count();
    /// assert_eq!((mvpds, pieces.finish()), (1, Ok(0)));
    /// ```
    pub fn whole(body: &[u8]) -> Whole<'_, K> {
        Whole { walker: Walker::continued(Reader::new(body), K::START) }
    }
}

/// The pieces of an answer that is there whole. Do not act on one before [`finish`](Self::finish) succeeds.
#[must_use = "what was read counts when it is finished"]
pub struct Whole<'w, K: Streamed> {
    walker: K::Walker<'w>,
}

impl<K: Streamed> Whole<'_, K> {
    /// Reads what is left, and says how many pieces were skipped, since they are null or lack what identifies them (T10).
    ///
    /// # Errors
    /// What is wrong first, and where: as of the checked view.
    pub fn finish(mut self) -> Result<u32, Error> {
        while self.next().is_some() {}
        self.walker.end()?;
        Ok(self.walker.skipped())
    }
}

impl<'w, K: Streamed> Iterator for Whole<'w, K> {
    type Item = K::Piece<'w>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let piece = self.walker.advance();
            if self.walker.reader().failed() || self.walker.is_at_end() {
                return None;
            }
            if piece.is_some() {
                return piece;
            }
        }
    }
}

impl<K: Streamed> fmt::Debug for Whole<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Whole").field("skipped", &self.walker.skipped()).finish_non_exhaustive()
    }
}
