//! The action that an error asks for.

use crate::json::{Text, open_enum};

open_enum! {
    /// `action`: what an error asks for (R68).
    pub enum Action<'a> {
        /// The programmer must change the request.
        None = "none",
        /// Adobe's configuration of the programmer must change.
        Configuration = "configuration",
        /// The application must register again (after a fresh token was refused as well, R8).
        ApplicationRegistration = "application-registration",
        /// The viewer must sign in again.
        Authentication = "authentication",
        /// The resource must be authorized again.
        Authorization = "authorization",
        /// The same request may succeed later.
        Retry = "retry",
    }
}

pub(super) const NEW_TOKEN: &str = "get_new_token";

// Names of their own in place of variants: a program without the Single Sign-On Service carries none of them.
impl Action<'_> {
    /// The Single Sign-On Service wants another token: renew the service token, then ask the viewer to link again (V15).
    pub const GET_NEW_TOKEN: Action<'static> = Action::Other(Text::constant(NEW_TOKEN));
    /// A header of a call of the Single Sign-On Service is missing (V15).
    pub const CHECK_HEADERS: Action<'static> = Action::Other(Text::constant("check_headers"));
    /// The body of a call of the Single Sign-On Service is wrong (V15).
    pub const CHECK_REQUEST_BODY: Action<'static> = Action::Other(Text::constant("check_request_body"));
}
