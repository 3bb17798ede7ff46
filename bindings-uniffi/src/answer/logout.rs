//! The answer of `logout`.

use tvpass::endpoint;

use super::listed;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::record;
use crate::secret::SecretBytes;

open_enum! {
    /// The step that ends a sign-in at an MVPD.
    pub enum LogoutActionName: endpoint::LogoutActionName {
        /// Open the URL in a user agent (R74).
        Logout,
        /// The viewer signs out in the partner's settings (R76).
        PartnerLogout,
        /// Nothing more to do (R75).
        Complete,
        /// There was no profile (R75).
        Invalid,
    }
}

open_enum! {
    /// The party that acts.
    pub enum LogoutActionType: endpoint::LogoutActionType {
        /// The viewer, with a user agent.
        Interactive,
        /// The viewer, in the partner's settings.
        PartnerInteractive,
        /// Nobody (`none` on the wire, a name that Swift has for something else).
        Nobody = None,
    }
}

record! {
    /// The rest of a logout at one MVPD.
    pub struct LogoutAction: endpoint::LogoutAction {
        /// The step.
        action_name: LogoutActionName,
        /// The party that acts.
        action_type: LogoutActionType,
        /// The MVPD.
        mvpd: String,
        /// The page of the MVPD's logout, for a user agent.
        url: Option<String>,
    }
}

/// The answer to `Call::Logout`.
#[uniffi::export]
pub fn decode_logouts(http_status: u16, body: SecretBytes) -> Result<Vec<LogoutAction>, TvpassError> {
    listed::<endpoint::Logouts<'static>>(http_status, &body.0)
}
