//! Properties that hold for every input, one module for each target of `cargo xtask fuzz`.
//!
//! A target is a border that strangers' bytes cross. That nothing panics is the least; each has an oracle beside: a second
//! implementation that has to agree, a value that has to come back from what was written, or a promise that is counted.

pub mod answers;
pub mod differential;
pub mod flows;
pub mod headers;
pub mod http1;
pub mod json;
pub mod reference;
pub mod requests;
pub mod structure;
pub mod urls;

mod exact;
#[path = "../../core/tests/support/parts.rs"]
mod parts;
#[path = "../../core/tests/support/told.rs"]
mod told;
