//! Many clients over real connections against the simulator as a program.
//!
//! A [`Television`] does over HTTP what televisions do, and remembers what it was told. A [`Crowd`] of them keeps a
//! [`Program`] busy while that is stopped or killed; whatever was answered has to be there when it starts again. A [`Holder`]
//! only takes up room.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod crowd;
mod holder;
mod program;
mod television;
mod timing;

pub use crowd::{Crowd, Progress};
pub use holder::Holder;
pub use program::Program;
pub use television::{Television, Trouble};
pub use timing::{Answered, Timings};
