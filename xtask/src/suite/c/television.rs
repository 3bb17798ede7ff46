//! The examples of `examples/firmware`, as their reader builds and runs them.

use anyhow::Result;

pub(super) fn signs_in() -> Result<()> {
    Ok(())
}

pub(super) fn builds_from_package() -> Result<()> {
    Ok(())
}
