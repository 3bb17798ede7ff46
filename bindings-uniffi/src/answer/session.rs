//! The answer of `create_session`, `resume_session` and `partner_request`.

use tvpass::endpoint;

use super::answer;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::record;
use crate::secret::{Secret, SecretBytes, Timestamp};

open_enum! {
    /// The next step.
    pub enum ActionName: endpoint::ActionName {
        /// Open the URL in a user agent.
        Authenticate,
        /// Parameters are missing.
        Resume,
        /// Parameters are still missing.
        Retry,
        /// Nothing to do: go on with decisions.
        Authorize,
        /// Go on with the partner's framework.
        PartnerProfile,
    }
}

open_enum! {
    /// The party that acts.
    pub enum ActionType: endpoint::ActionType {
        /// The viewer must act.
        Interactive,
        /// The application can act.
        Direct,
    }
}

open_enum! {
    /// Why.
    pub enum ReasonType: endpoint::ReasonType {
        /// No special reason (`none` on the wire, a name that Swift has for something else).
        NoReason = None,
        /// There is a profile already.
        Authenticated,
        /// Temporary access.
        Temporary,
        /// Degraded access.
        Degraded,
        /// There is a single sign-on profile already.
        AuthenticatedSso,
        /// The framework's status does not allow partner sign-in (R100).
        PfsFallback,
        /// The configuration does not allow partner sign-in (R100).
        ConfigurationFallback,
        /// Partner sign-in lacks parameters (R100).
        MissingParametersFallback,
    }
}

record! {
    /// The request to the partner's framework.
    pub struct AuthenticationRequest: endpoint::AuthenticationRequest {
        /// `SAML`, in either case of letters.
        request_type: Option<String>,
        /// The request, base64.
        request: Option<Secret>,
        /// The attributes that the framework is to give.
        attributes_names: Vec<String>,
    }
}

record! {
    /// An authentication session: what to do next, and the code that names it.
    pub struct Session: endpoint::Session {
        /// The next step.
        action_name: ActionName,
        /// The party that acts.
        action_type: ActionType,
        /// Why.
        reason_type: ReasonType,
        /// The parameters still to be supplied, by their names on the wire.
        missing_parameters: Vec<String>,
        /// The address of the next step: relative to the host, or absolute; see `resolve_url`.
        url: Option<String>,
        /// The authentication code.
        code: Option<String>,
        /// The service's name for the session.
        session_id: String,
        /// The MVPD, if it is known.
        mvpd: Option<String>,
        /// The service provider.
        service_provider: String,
        /// The code is valid from here …
        not_before: Option<Timestamp>,
        /// … to here.
        not_after: Option<Timestamp>,
        /// For the partner's framework.
        authentication_request: Option<AuthenticationRequest>,
    }
}

/// The answer to `Call::CreateSession`, `Call::ResumeSession` and `Call::PartnerRequest`.
#[uniffi::export]
pub fn decode_session(http_status: u16, body: SecretBytes) -> Result<Session, TvpassError> {
    answer::<endpoint::Session<'_>>(http_status, &body.0)
}
