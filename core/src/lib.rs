//! Client side of Adobe Pass Authentication REST API V2.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Views are `Copy` and walk by value; an iterator over a reference to one would say the same twice.
#![allow(clippy::iter_without_into_iter)]
// A failure carries what the service said, borrowed from the body.
#![allow(clippy::result_large_err)]

pub mod endpoint;
pub mod flow;
pub mod json;
pub mod message;
mod output;

pub use output::{Output, TooSmall};

/// The examples of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
