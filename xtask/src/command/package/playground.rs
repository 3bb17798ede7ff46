//! The page with a television, a phone and a simulator in it, as a folder.

use super::{Kind, Packed};
use crate::web;

pub(super) const KIND: Kind = Kind {
    name: "playground",
    needs: web::PLAYGROUND_NEEDS,
    pack: |_| Ok(Packed::whole([web::playground()?])),
    released: None,
};
