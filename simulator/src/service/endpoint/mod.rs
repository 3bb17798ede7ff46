//! What each endpoint does; one file each.

mod authenticate;
mod authorize;
mod configuration;
mod create_session;
mod logout;
mod partner_profile;
mod partner_request;
mod preauthorize;
mod profiles;
mod register;
mod resume_session;
mod session;
mod session_info;
mod token;

pub(crate) use authenticate::relay_cookie;
