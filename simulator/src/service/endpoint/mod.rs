//! Handlers of the endpoints; one file each.

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
mod sso_link;
mod sso_list;
mod sso_refresh;
mod sso_token;
mod sso_unlink;
mod token;

pub(super) use authenticate::unknown_code;
pub(crate) use authenticate::{login_url, relay_cookie};
pub(super) use token::unreadable_registration;
