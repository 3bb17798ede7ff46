//! The example's page, as the folder that a web server serves.

use super::Package;
use crate::web;

pub(super) const PACKAGE: Package = Package { name: "second-screen", needs: web::NEEDS, build: web::second_screen };
