//! The static library for C: where it runs, how it is put together, and the programs that are built with it.

pub(crate) mod library;
pub(crate) mod network;
pub(crate) mod package;
pub(crate) mod program;
pub(crate) mod programs;
pub(crate) mod service;
pub(crate) mod showing;
pub(crate) mod target;
pub(crate) mod vectors;
mod visibility;
pub(crate) mod watch;
