//! The C interface of tvpass: numbers, names and layouts for C, and no logic.
//!
//! The names are the header's own, so that a search finds both sides. Unsafe code stands in `memory`, `slot`, `to_c`,
//! `installed`, `overwrite`, `resource` and `flow::running`: there pointers become slices, and memory of the caller becomes values of
//! the core. All of it rests on what `include/tvpass.h` demands of its callers; nothing outside can make such a pointer.
//!
//! Everything that this crate hands out borrows from memory of the caller for as long as the header says. No lifetime can
//! tell that to Rust, so that borrows of C's memory are `'static` here.
#![no_std]
#![warn(missing_docs, clippy::undocumented_unsafe_blocks)]
// The names of the header, where several functions share an argument that C passes by value.
#![allow(non_camel_case_types, clippy::needless_pass_by_value)]
// A failure carries what the service said, borrowed from the body.
#![allow(clippy::result_large_err)]

mod check;
mod detail;
mod endpoint;
mod failure;
mod flow;
mod header;
mod http1;
mod installed;
mod memory;
mod names;
mod overwrite;
mod request;
mod resource;
mod result;
mod result_text;
mod slot;
mod stream;
mod text;
mod to_c;
mod url;
mod value;
mod version;

pub use detail::*;
pub use endpoint::*;
pub use failure::*;
pub use flow::*;
pub use header::*;
pub use http1::*;
pub use memory::*;
pub use names::*;
pub use overwrite::*;
pub use request::*;
pub use resource::*;
pub use result::*;
pub use result_text::*;
pub use text::*;
pub use url::*;
pub use value::*;
pub use version::*;
