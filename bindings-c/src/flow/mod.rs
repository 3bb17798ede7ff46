//! What to do next: each flow is memory of the caller, and one function steps it.

mod authorization;
mod client;
mod context;
mod input;
mod logout;
mod outcome;
mod partner_sign_in;
mod preauthorization;
mod prompt;
mod registration;
mod second_screen;
mod sign_in;
mod step;
mod stop;

pub use authorization::*;
pub use client::*;
pub use context::*;
pub use input::*;
pub use logout::*;
pub use outcome::*;
pub use partner_sign_in::*;
pub use preauthorization::*;
pub use prompt::*;
pub use registration::*;
pub use second_screen::*;
pub use sign_in::*;
pub use step::*;
pub use stop::*;
