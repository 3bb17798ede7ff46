//! Encoders in buffers of exactly the size that they ask for.

use std::fmt::Debug;

use tvpass::message::EncodeError;

/// An error of an encoder of the core.
pub(crate) trait Refusal: Copy + Debug + PartialEq + Into<EncodeError> {}

impl<E: Copy + Debug + PartialEq + Into<EncodeError>> Refusal for E {}

/// The bytes that an encoder asks for, if it is for their lack that it failed.
fn needed<E: Refusal>(error: E) -> Option<usize> {
    match error.into() {
        EncodeError::TooSmall { needed } => Some(needed),
        _ => None,
    }
}

/// The output of `encode`, which has to say how much it needs, to succeed with that, and to fail with a byte less.
///
/// # Errors
/// The refusal of `encode` that no buffer would change.
pub(crate) fn exactly<E: Refusal>(encode: impl Fn(&mut [u8]) -> Result<usize, E>) -> Result<Vec<u8>, E> {
    let size = match encode(&mut []) {
        Ok(written) => {
            assert_eq!(written, 0, "bytes were written into an empty buffer");
            return Ok(Vec::new());
        }
        Err(error) => needed(error).ok_or(error)?,
    };
    let mut buffer = vec![0; size];
    assert_eq!(encode(&mut buffer), Ok(size), "the size that was asked for does not suffice");
    let less = encode(&mut vec![0; size - 1]);
    assert_eq!(less.map_err(needed), Err(Some(size)), "more was asked for than is needed");
    Ok(buffer)
}
