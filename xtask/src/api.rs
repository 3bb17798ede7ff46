//! The public API of the core as an image: every function, method and trait implementation that a user can call is an
//! entry point of a program that has neither a panic handler nor an allocator, and so cannot be linked with either.
//!
//! The list of functions comes from rustdoc, so that no function is forgotten. Functions that cannot be named without
//! choosing a type (generic ones, opaque results) are written down in [`EXCEPTIONS`] with the choice.

mod documentation;
mod exceptions;
mod image;
mod roots;
mod spelling;

use anyhow::Result;

pub(crate) use image::{Api, TARGETS, WITH_BLOCKS};

use crate::suite::judge;

/// Items that need a choice of types or a reason, one a line.
pub(crate) const EXCEPTIONS: &str = "tests/firmware-image/api.tsv";

/// Reads the public API; fails where an item is neither an entry point nor written down.
pub(crate) fn read() -> Result<Api> {
    let documentation = documentation::read()?;
    let exceptions = exceptions::read()?;
    let (roots, findings) = roots::of(&documentation, &exceptions);
    judge(&findings)?;
    Ok(Api { roots })
}
