//! The example's page, as the folder that a web server serves.

use super::{Kind, Packed};
use crate::web;

pub(super) const KIND: Kind = Kind {
    name: "second-screen",
    needs: web::NEEDS,
    pack: |_| Ok(Packed::whole([web::second_screen()?])),
    released: None,
};
