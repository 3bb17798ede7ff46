//! Runs the vectors of `tests/vectors` through the core; their README tells the format, which other languages share.

mod cases;
mod header_matrix;
mod neutral;
mod responses;
#[path = "../support/mod.rs"]
mod support;
mod urls;
