//! Memory for what the core writes.

use tvpass::TooSmall;
use tvpass::message::EncodeError;

/// Bytes that suffice for most of what is written.
pub(crate) const USUAL: usize = 2048;

/// Why a buffer did not do.
pub(crate) trait Needs {
    /// The bytes that would do, if it was for their lack.
    fn needed(&self) -> Option<usize>;
}

impl Needs for TooSmall {
    fn needed(&self) -> Option<usize> {
        Some(self.needed)
    }
}

impl Needs for EncodeError {
    fn needed(&self) -> Option<usize> {
        match self {
            Self::TooSmall { needed } => Some(*needed),
            _ => None,
        }
    }
}

/// Calls `write` with a buffer, and once more with a larger one where that was too small.
pub(crate) fn with_buffer<T, E: Needs>(mut write: impl FnMut(&mut [u8]) -> Result<T, E>) -> Result<T, E> {
    match write(&mut [0; USUAL]) {
        Err(error) => match error.needed() {
            Some(needed) => write(&mut vec![0; needed]),
            None => Err(error),
        },
        done => done,
    }
}
