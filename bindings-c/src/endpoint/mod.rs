//! One file per endpoint, as in the core: its request and its answer.

mod authenticate;
mod configuration;
mod create_session;
mod decision;
mod logout;
mod partner_profile;
mod partner_request;
mod profile;
mod profile_code;
mod profile_mvpd;
mod profiles;
mod register;
mod resume_session;
mod session;
mod session_device;
mod session_info;
mod token;

pub use authenticate::*;
pub use configuration::*;
pub use create_session::*;
pub use decision::*;
pub use logout::*;
pub use partner_profile::*;
pub use partner_request::*;
pub use profile::*;
pub use profile_code::*;
pub use profile_mvpd::*;
pub use profiles::*;
pub use register::*;
pub use resume_session::*;
pub use session::*;
pub use session_device::*;
pub use session_info::*;
pub use token::*;
