//! The harness's view of a peer: how to prepare it for a document, and how to run it once.

/// One prepared peer; everything before the first `run` is not measured.
pub trait Operation {
    /// Once through the work: a decoder's checksum, an encoder's number of bytes. `None` if the peer refuses.
    fn run(&mut self) -> Option<u64>;

    /// The output of an encoder's last run, one text for each part.
    fn output(&self) -> Vec<String> {
        Vec::new()
    }

    /// Bytes handed to the peer beforehand, kept between runs: pools, tokens, scratch.
    fn memory(&self) -> usize {
        0
    }

    /// The next runs are for the heap's counter; peers that do not allocate through Rust connect themselves to it.
    fn count_heap(&mut self) {}
}

/// Prepares a peer for a document.
pub type Prepare = fn(document: &'static [u8]) -> Box<dyn Operation>;

/// A peer of one work.
#[derive(Clone, Copy)]
pub struct Peer {
    pub name: &'static str,
    pub prepare: Prepare,
}

/// True if a peer of this name is our own core.
pub fn is_ours(name: &str) -> bool {
    matches!(name, OURS | OURS_STREAM | OURS_WHOLE | OURS_IN_PARTS)
}

/// Our own core, for which every comparison is made: answers read in one pass where the core has such a reader.
pub const OURS: &str = "tvpass";

/// Our own core where an answer is read by its stream, and `OURS` is a visitor.
pub const OURS_STREAM: &str = "tvpass stream";

/// Our own core where an answer is checked as a whole first, and then walked by views that cannot fail.
pub const OURS_WHOLE: &str = "tvpass whole";

/// Our own core where an answer is read as it arrives, 512 bytes at a time, through a window of 2 KB.
pub const OURS_IN_PARTS: &str = "tvpass in parts";

/// A decoder that needs nothing but its document.
pub struct Decoder<F>(pub F);

impl<F: FnMut() -> Option<u64>> Operation for Decoder<F> {
    fn run(&mut self) -> Option<u64> {
        (self.0)()
    }
}

/// A decoder that works in memory prepared for it.
pub struct DecoderIn<M, F> {
    pub memory: M,
    pub size: fn(&M) -> usize,
    pub decode: F,
}

impl<M, F: FnMut(&mut M) -> Option<u64>> Operation for DecoderIn<M, F> {
    fn run(&mut self) -> Option<u64> {
        (self.decode)(&mut self.memory)
    }

    fn memory(&self) -> usize {
        (self.size)(&self.memory)
    }
}
