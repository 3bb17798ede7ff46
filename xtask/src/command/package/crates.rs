//! The crates for crates.io, as `cargo publish` would hand them over.

use super::{Kind, Packed};
use crate::crates;

pub(super) const KIND: Kind = Kind {
    name: "crates",
    needs: &[],
    pack: |_| Ok(Packed::whole(crates::pack()?)),
    released: Some(&["tvpass", "tvpass-client", "tvpass-simulator"]),
};
