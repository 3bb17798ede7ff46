//! The example's page, as the folder that a web server serves.

use super::{Kind, say};
use crate::web;

pub(super) const KIND: Kind = Kind { name: "second-screen", needs: web::NEEDS, pack: |_| say(web::second_screen) };
