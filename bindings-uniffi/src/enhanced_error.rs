//! The service's enhanced error.

use tvpass::message;

use crate::error_code::ErrorCode;
use crate::open_enum::open_enum;
use crate::own::Own;

open_enum! {
    /// The reaction that an error asks for (R68).
    pub enum Action: message::Action {
        /// The programmer must change the request (`none` on the wire, a name that Swift has for something else).
        NoAction = None,
        /// Adobe's configuration of the programmer must change.
        Configuration,
        /// The application must register again.
        ApplicationRegistration,
        /// The viewer must sign in again.
        Authentication,
        /// The resource must be authorized again.
        Authorization,
        /// The same request may succeed later.
        Retry,
    }
}

open_enum! {
    /// The code of a refusal by the registration endpoints.
    pub enum DcrErrorCode: message::DcrErrorCode {
        /// The request is malformed.
        InvalidRequest,
        /// The redirect URI is not allowed.
        InvalidRedirectUri,
        /// The software statement is not valid.
        InvalidSoftwareStatement,
        /// The software statement is not approved.
        UnapprovedSoftwareStatement,
        /// The client credentials are not known (any more).
        InvalidClient,
        /// The client may not do this.
        UnauthorizedClient,
        /// The grant type is not supported.
        UnsupportedGrantType,
    }
}

/// The service's reason for a refusal. Any field may be absent; unknown codes and actions are kept as text
/// (R69).
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EnhancedError {
    /// The reaction that the service asks for.
    pub action: Option<Action>,
    /// The status the service means, which can differ from HTTP's (R67).
    pub status: Option<u32>,
    /// The code.
    pub code: Option<String>,
    /// The code, if the catalogue has it.
    pub known_code: Option<ErrorCode>,
    /// A message for people.
    pub message: Option<String>,
    /// The provider's or a degradation rule's message to the viewer (R70).
    pub details: Option<String>,
    /// A page about the error.
    pub help_url: Option<String>,
    /// The service's own mark for this answer, for its support.
    pub trace: Option<String>,
}

tvpass::carried!(message::EnhancedError: 7);

impl Own for message::EnhancedError<'_> {
    type Owned = EnhancedError;

    fn own(self) -> EnhancedError {
        let known_code = self.known_code().and_then(ErrorCode::new);
        let Self { action, status, code, message, details, help_url, trace, .. } = self;
        EnhancedError {
            known_code,
            action: action.own(),
            status,
            code: code.own(),
            message: message.own(),
            details: details.own(),
            help_url: help_url.own(),
            trace: trace.own(),
        }
    }
}
