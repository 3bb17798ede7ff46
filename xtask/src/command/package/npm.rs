//! The npm package `tvpass`, as a tarball.

use super::{Kind, say};
use crate::web;

pub(super) const KIND: Kind = Kind { name: "npm", needs: web::NEEDS, pack: |_| say(web::pack) };
