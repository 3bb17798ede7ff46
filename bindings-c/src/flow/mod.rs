//! What to do next: each flow is memory of the caller, and one function steps it.

mod client;
mod context;
mod registration;
mod second_screen;
mod sign_in;
mod step;

pub use client::*;
pub use context::*;
pub use registration::*;
pub use second_screen::*;
pub use sign_in::*;
pub use step::*;
