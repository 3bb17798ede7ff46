//! The npm package `tvpass`, as a tarball.

use super::{Kind, Packed};
use crate::web;

pub(super) const KIND: Kind = Kind {
    name: "npm",
    needs: web::NEEDS,
    pack: |_| Ok(Packed::whole([web::pack()?])),
    released: Some(&["tvpass-wasm"]),
};
