//! Encoders in buffers of exactly the size that they ask for.

use std::fmt::Debug;

use tvpass::TooSmall;
use tvpass::message::EncodeError;

/// An error that may say how many bytes are needed.
pub(crate) trait Needs: Debug + PartialEq {
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

/// What `encode` writes: it has to say how much it needs, to succeed with that, and to fail with a byte less.
///
/// # Errors
/// What `encode` refuses whatever the buffer.
pub(crate) fn exactly<E: Needs>(encode: impl Fn(&mut [u8]) -> Result<usize, E>) -> Result<Vec<u8>, E> {
    let needed = match encode(&mut []) {
        Ok(written) => {
            assert_eq!(written, 0, "bytes were written into an empty buffer");
            return Ok(Vec::new());
        }
        Err(error) => error.needed().ok_or(error)?,
    };
    let mut buffer = vec![0; needed];
    assert_eq!(encode(&mut buffer), Ok(needed), "the size that was asked for does not suffice");
    let less = encode(&mut vec![0; needed - 1]);
    assert_eq!(less.map_err(|error| error.needed()), Err(Some(needed)), "more was asked for than is needed");
    Ok(buffer)
}
