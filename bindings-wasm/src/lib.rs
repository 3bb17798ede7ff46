//! The core for JavaScript: few functions, plain values in and out, nothing to free.
//!
//! Everything that is more than a number crosses the border as JSON in one array of bytes: the engine's own parser makes objects
//! of it faster than calls across the border could. The answers have the form of `tests/vectors/README.md`. The API of
//! the npm package stands in `npm/src`; no line here decides anything about the protocol.
#![no_std]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(not(target_family = "wasm"))]
extern crate std;

pub mod codec;
mod fields;
pub mod flow;
mod headers;
mod plain;
mod requests;
#[cfg(target_family = "wasm")]
mod runtime;
#[cfg(not(target_family = "wasm"))]
pub mod typescript;
