//! An answer as its stream tells it, in parts and in one pass.

use std::fmt::Debug;

use tvpass::endpoint::{Stream, Streamed, Whole};
use tvpass::json::Error;

/// The pieces that were read, in words, and the end: the number of those that were skipped.
#[derive(Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) pieces: Vec<String>,
    pub(crate) end: Result<u32, Error>,
}

pub(crate) fn in_words(piece: impl Debug) -> String {
    format!("{piece:?}")
}

/// Reads `body` from a window that grows as it has to, in parts that end after each of `sizes`, over and over.
pub(crate) fn in_parts<K: Streamed>(mut stream: Stream<K>, body: &[u8], sizes: &[usize]) -> Told
where
    for<'w> K::Piece<'w>: Debug,
{
    let (mut window, mut arrived, mut pieces) = (Vec::new(), 0, Vec::new());
    for size in sizes.iter().cycle() {
        let end = (arrived + size).min(body.len());
        window.extend_from_slice(&body[arrived..end]);
        arrived = end;
        let is_last = arrived == body.len();
        let mut part = stream.part(&window, is_last);
        pieces.extend(part.by_ref().map(in_words));
        let done = match part.finish() {
            Ok(done) => done,
            Err(error) => return Told { pieces, end: Err(error) },
        };
        window.drain(..done);
        if is_last {
            assert!(window.is_empty(), "a whole answer leaves nothing");
            break;
        }
    }
    Told { pieces, end: Ok(stream.skipped()) }
}

/// Reads an answer that is there whole.
pub(crate) fn in_one_pass<'w, K: Streamed>(mut whole: Whole<'w, K>) -> Told
where
    K::Piece<'w>: Debug,
{
    Told { pieces: whole.by_ref().map(in_words).collect(), end: whole.finish() }
}
