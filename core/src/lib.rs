//! Client side of Adobe Pass Authentication REST API V2.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod endpoint;
pub mod json;
pub mod message;
mod output;

pub use output::{Output, TooSmall};
