//! Whole jobs: each flow is memory of the caller, one function that decides and one that writes the step.

mod app;
mod authorization;
mod event;
mod installation;
mod logout;
mod outcome;
mod partner_completion;
mod partner_sign_in;
mod picker_sign_in;
mod preauthorization;
mod question;
mod registration;
mod running;
mod second_screen;
mod sign_in;
mod step;
mod stop;

pub use app::*;
pub use authorization::*;
pub use event::*;
pub use installation::*;
pub use logout::*;
pub use outcome::*;
pub use partner_completion::*;
pub use partner_sign_in::*;
pub use picker_sign_in::*;
pub use preauthorization::*;
pub use question::*;
pub use registration::*;
pub use second_screen::*;
pub use sign_in::*;
pub use step::*;
pub use stop::*;
