//! The npm package `tvpass`, as a tarball.

use super::Package;
use crate::web;

pub(super) const PACKAGE: Package = Package { name: "npm", needs: web::NEEDS, build: web::pack };
