//! The answer of `create_session`, `resume_session` and `partner_request`: what to do next.

use super::answer::record_answer;
use crate::json::{Secret, Text, Texts, Timestamp, open_enum, record};

open_enum! {
    /// `actionName` (E1: one set for all three calls).
    pub enum ActionName<'a> {
        /// Open `url` in a user agent.
        Authenticate = "authenticate",
        /// Parameters are missing.
        Resume = "resume",
        /// Parameters are still missing.
        Retry = "retry",
        /// Nothing to do: go on with decisions.
        Authorize = "authorize",
        /// Go on with the partner's framework.
        PartnerProfile = "partner_profile",
    }
}

open_enum! {
    /// `actionType`.
    pub enum ActionType<'a> {
        /// The viewer must act.
        Interactive = "interactive",
        /// The application can act.
        Direct = "direct",
    }
}

open_enum! {
    /// `reasonType` (E2: one set for all three calls).
    pub enum ReasonType<'a> {
        /// No special reason.
        None = "none",
        /// There is a profile already.
        Authenticated = "authenticated",
        /// Temporary access.
        Temporary = "temporary",
        /// Degraded access.
        Degraded = "degraded",
        /// There is a single sign-on profile already.
        AuthenticatedSso = "authenticatedSSO",
        /// The framework's status does not allow partner sign-in (R100).
        PfsFallback = "pfs_fallback",
        /// The configuration does not allow partner sign-in (R100).
        ConfigurationFallback = "configuration_fallback",
        /// Partner sign-in lacks parameters (R100).
        MissingParametersFallback = "missing_parameters_fallback",
    }
}

record! {
    /// The question for the partner's framework, with `partner_profile` only.
    #[derive(Default)]
    pub struct AuthenticationRequest<'a> {
        /// `SAML`, in either case of letters.
        informational request_type: Text<'a> = "type",
        /// The request, base64.
        optional request: Secret<'a> = "request",
        /// The attributes that the framework is to tell.
        list attributes_names: Texts<'a> = "attributesNames",
    }
}

record! {
    /// An authentication session: what to do next, and the code that names it.
    ///
    /// ```
    /// use tvpass::endpoint::{ActionName, ReasonType, Session};
    ///
    /// let session = Session::decode(br#"{
    ///     "actionName": "authenticate", "actionType": "interactive", "reasonType": "none",
    ///     "url": "/api/v2/authenticate/REF30/8ADF2", "code": "8ADF2", "sessionId": "1b614390",
    ///     "mvpd": "Cablevision", "serviceProvider": "REF30",
    ///     "notBefore": "1733735289035", "notAfter": "1733737089035"
    /// }"#).unwrap();
    /// assert_eq!(session.action_name, ActionName::Authenticate);
    /// assert_eq!(session.reason_type, ReasonType::None);
    /// assert_eq!(session.lifetime_millis(), Some(30 * 60 * 1000));
    /// ```
    pub struct Session<'a> {
        /// The next action.
        required action_name: ActionName<'a> = "actionName",
        /// The actor: the viewer or the application.
        stated action_type: ActionType<'a> = "actionType",
        /// The reason for the action.
        required reason_type: ReasonType<'a> = "reasonType",
        /// The parameters still to be supplied, by their names on the wire.
        list missing_parameters: Texts<'a> = "missingParameters",
        /// The address to go on at: relative to the host, or absolute.
        optional url: Text<'a> = "url",
        /// The authentication code.
        optional code: Text<'a> = "code",
        /// The service's name for the session.
        stated session_id: Text<'a> = "sessionId",
        /// The MVPD, if it is known.
        optional mvpd: Text<'a> = "mvpd",
        /// The service provider.
        stated service_provider: Text<'a> = "serviceProvider",
        /// The code is valid from here (T1: a string on the wire) …
        string_number not_before: Timestamp = "notBefore",
        /// … to here.
        string_number not_after: Timestamp = "notAfter",
        /// For the partner's framework.
        optional authentication_request: AuthenticationRequest<'a> = "authenticationRequest",
    }
}

impl Session<'_> {
    /// The lifetime of the code by the service's own clock, in milliseconds.
    #[must_use]
    pub fn lifetime_millis(&self) -> Option<u64> {
        Some(self.not_after?.millis_since(self.not_before?))
    }

    /// True if `mvpd`, `domainName` (or `domain`, F1) or `redirectUrl` is missing.
    #[must_use]
    pub fn lacks(&self, parameter: &str) -> bool {
        self.missing_parameters.contains(parameter)
            || parameter == "domainName" && self.missing_parameters.contains("domain")
    }
}

record_answer!(Session);
