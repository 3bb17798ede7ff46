//! Runs the vectors of `tests/vectors` through the core; their README tells the format, which other languages share.

mod cases;
mod enumerations;
mod error_catalogue;
mod header_matrix;
mod headers;
mod logs;
mod neutral;
mod requests;
mod responses;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/tables.rs"]
mod tables;
mod urls;
