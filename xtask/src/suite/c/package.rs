//! The package, as somebody who unpacks it finds it.

use anyhow::Result;

use crate::c::target::Target;
use crate::need::Need;

pub(super) const NEEDS: &[Need] = &[
    Need::Program { name: "cmake", package: "cmake make" },
    Need::Program { name: "pkg-config", package: "pkg-config" },
];

pub(super) fn is_found(_: &[&Target]) -> Result<()> {
    Ok(())
}
