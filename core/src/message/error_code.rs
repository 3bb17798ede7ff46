//! The catalogue of enhanced error codes: name, HTTP statuses, action, list, and a number for C that is never reused.

use super::action::Action;

/// The list of the documentation that has a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeList {
    /// REST API V2.
    V2,
    /// REST API V2 and the list before it.
    V2AndV1,
    /// Only the list before V2.
    V1,
    /// Only the OpenAPI contract.
    Contract,
    /// The Single Sign-On Service.
    Sso,
    /// The Single Sign-On Service and the list before V2.
    SsoAndV1,
}

macro_rules! catalogue {
    ($( $variant:ident = $number:literal, $wire:literal, [$($status:literal),*], $action:expr, $list:ident; )*) => {
        /// A code of the catalogue. The service may add codes (R69): a text that is none of these stays a text.
        ///
        /// ```
        /// use tvpass::message::{Action, ErrorCode};
        ///
        /// let code = ErrorCode::from_wire("authenticated_profile_expired").unwrap();
        /// assert_eq!(code, ErrorCode::AuthenticatedProfileExpired);
        /// assert_eq!((code.statuses(), code.action()), (&[403][..], Some(Action::Authentication)));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $( #[doc = concat!("`", $wire, "`.")] $variant = $number, )*
        }

        impl ErrorCode {
            /// All codes, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $wire, )* }
            }

            /// The HTTP statuses that the documentation gives with it; none for those of the contract alone.
            #[must_use]
            pub const fn statuses(self) -> &'static [u16] {
                match self { $( Self::$variant => &[$($status),*], )* }
            }

            /// The action that the documentation gives with it.
            #[must_use]
            pub const fn action(self) -> Option<Action<'static>> {
                match self { $( Self::$variant => $action, )* }
            }

            /// The list of the documentation that has it.
            #[must_use]
            pub const fn list(self) -> CodeList {
                match self { $( Self::$variant => CodeList::$list, )* }
            }
        }
    };
}

catalogue! {
    InvalidParameterServiceProvider = 1, "invalid_parameter_service_provider", [400], Some(Action::None), V2;
    InvalidParameterMvpd = 2, "invalid_parameter_mvpd", [400], Some(Action::None), V2;
    InvalidParameterCode = 3, "invalid_parameter_code", [400], Some(Action::None), V2;
    InvalidParameterResources = 4, "invalid_parameter_resources", [400], Some(Action::None), V2;
    InvalidParameterRedirectUrl = 5, "invalid_parameter_redirect_url", [400], Some(Action::None), V2;
    InvalidParameterPartner = 6, "invalid_parameter_partner", [400], Some(Action::None), V2;
    InvalidParameterSamlResponse = 7, "invalid_parameter_saml_response", [400], Some(Action::None), V2;
    InvalidHeaderDeviceInfo = 8, "invalid_header_device_info", [400], Some(Action::None), V2;
    InvalidHeaderDeviceIdentifier = 9, "invalid_header_device_identifier", [400], Some(Action::None), V2;
    InvalidHeaderIdentityForTemporaryAccess = 10, "invalid_header_identity_for_temporary_access", [400], Some(Action::None), V2;
    InvalidHeaderPfsPermissionAccessNotPresent = 11, "invalid_header_pfs_permission_access_not_present", [400], Some(Action::None), V2;
    InvalidHeaderPfsPermissionAccessNotDetermined = 12, "invalid_header_pfs_permission_access_not_determined", [400], Some(Action::None), V2;
    InvalidHeaderPfsPermissionAccessNotGranted = 13, "invalid_header_pfs_permission_access_not_granted", [400], Some(Action::None), V2;
    InvalidHeaderPfsProviderIdNotDetermined = 14, "invalid_header_pfs_provider_id_not_determined", [400], Some(Action::None), V2;
    InvalidHeaderPfsProviderIdMismatch = 15, "invalid_header_pfs_provider_id_mismatch", [400], Some(Action::None), V2;
    InvalidHeaderPfsProviderInfoExpired = 16, "invalid_header_pfs_provider_info_expired", [400], Some(Action::None), V2;
    InvalidIntegration = 17, "invalid_integration", [400], Some(Action::None), V2;
    InvalidAuthenticationSession = 18, "invalid_authentication_session", [400], Some(Action::None), V2;
    PreauthorizationDeniedByMvpd = 19, "preauthorization_denied_by_mvpd", [403], Some(Action::None), V2AndV1;
    AuthorizationDeniedByMvpd = 20, "authorization_denied_by_mvpd", [403], Some(Action::None), V2AndV1;
    AuthorizationDeniedByParentalControls = 21, "authorization_denied_by_parental_controls", [403], Some(Action::None), V2AndV1;
    AuthorizationDeniedByDegradationRule = 22, "authorization_denied_by_degradation_rule", [403], Some(Action::None), V2;
    InternalServerError = 23, "internal_server_error", [500], Some(Action::None), V2;
    TooManyResources = 24, "too_many_resources", [403], Some(Action::Configuration), V2AndV1;
    InvalidConfigurationUserMetadataCertificate = 25, "invalid_configuration_user_metadata_certificate", [500], Some(Action::Configuration), V2;
    InvalidConfigurationTemporaryAccess = 26, "invalid_configuration_temporary_access", [500], Some(Action::Configuration), V2;
    InvalidConfigurationPlatform = 27, "invalid_configuration_platform", [500], Some(Action::Configuration), V2;
    InvalidConfigurationPlatformId = 28, "invalid_configuration_platform_id", [500], Some(Action::Configuration), V2;
    InvalidConfigurationPlatformTrait = 29, "invalid_configuration_platform_trait", [500], Some(Action::Configuration), V2;
    InvalidConfigurationPlatformCategoryTrait = 30, "invalid_configuration_platform_category_trait", [500], Some(Action::Configuration), V2;
    InvalidConfigurationPlatformServices = 31, "invalid_configuration_platform_services", [500], Some(Action::Configuration), V2;
    InvalidConfigurationMvpdPlatform = 32, "invalid_configuration_mvpd_platform", [500], Some(Action::Configuration), V2;
    InvalidConfigurationMvpdPlatformBoardingStatus = 33, "invalid_configuration_mvpd_platform_boarding_status", [500], Some(Action::Configuration), V2;
    InvalidConfigurationMvpdPlatformProfileExchange = 34, "invalid_configuration_mvpd_platform_profile_exchange", [500], Some(Action::Configuration), V2;
    InvalidAccessTokenServiceProvider = 35, "invalid_access_token_service_provider", [401], Some(Action::ApplicationRegistration), V2;
    InvalidAccessTokenClientApplication = 36, "invalid_access_token_client_application", [401], Some(Action::ApplicationRegistration), V2;
    AuthenticatedProfileMissing = 37, "authenticated_profile_missing", [403], Some(Action::Authentication), V2;
    AuthenticatedProfileExpired = 38, "authenticated_profile_expired", [403], Some(Action::Authentication), V2;
    AuthenticatedProfileInvalidated = 39, "authenticated_profile_invalidated", [403], Some(Action::Authentication), V2;
    TemporaryAccessDurationLimitExceeded = 40, "temporary_access_duration_limit_exceeded", [403], Some(Action::Authentication), V2;
    TemporaryAccessResourcesLimitExceeded = 41, "temporary_access_resources_limit_exceeded", [403], Some(Action::Authentication), V2;
    AuthorizationDeniedByHbaPolicies = 42, "authorization_denied_by_hba_policies", [403], Some(Action::Authentication), V2AndV1;
    AuthorizationDeniedBySessionInvalidated = 43, "authorization_denied_by_session_invalidated", [403], Some(Action::Authentication), V2AndV1;
    IdentityNotRecognizedByMvpd = 44, "identity_not_recognized_by_mvpd", [403], Some(Action::Authentication), V2AndV1;
    NetworkReceivedError = 45, "network_received_error", [403], Some(Action::Retry), V2AndV1;
    NetworkConnectionTimeout = 46, "network_connection_timeout", [403], Some(Action::Retry), V2AndV1;
    MaximumExecutionTimeExceeded = 47, "maximum_execution_time_exceeded", [403], Some(Action::Retry), V2AndV1;
    InvalidRequestor = 48, "invalid_requestor", [400], Some(Action::None), V1;
    InvalidDeviceInfo = 49, "invalid_device_info", [400], Some(Action::None), V1;
    InvalidDeviceId = 50, "invalid_device_id", [400], Some(Action::None), V1;
    MissingResource = 51, "missing_resource", [400, 412], Some(Action::None), V1;
    MalformedAuthzRequest = 52, "malformed_authz_request", [400, 412], Some(Action::None), V1;
    InternalError = 53, "internal_error", [400, 405, 500], Some(Action::None), SsoAndV1;
    UnknownIntegration = 54, "unknown_integration", [400, 412], Some(Action::Configuration), V1;
    AuthenticationSessionIssuerMismatch = 55, "authentication_session_issuer_mismatch", [400], Some(Action::Authentication), V1;
    AuthenticationSessionInvalidated = 56, "authentication_session_invalidated", [403], Some(Action::Authentication), V1;
    AuthenticationSessionMissing = 57, "authentication_session_missing", [403, 412], Some(Action::Authentication), V1;
    AuthenticationSessionExpired = 58, "authentication_session_expired", [403, 412], Some(Action::Authentication), V1;
    PreauthorizationAuthenticationSessionMissing = 59, "preauthorization_authentication_session_missing", [412], Some(Action::Authentication), V1;
    PreauthorizationAuthenticationSessionExpired = 60, "preauthorization_authentication_session_expired", [412], Some(Action::Authentication), V1;
    AuthorizationNotFound = 61, "authorization_not_found", [403, 404], Some(Action::Authorization), V1;
    AuthorizationExpired = 62, "authorization_expired", [410], Some(Action::Authorization), V1;
    AuthorizationDeniedByDegradationConfigurationChange = 63, "authorization_denied_by_degradation_configuration_change", [], None, Contract;
    DegradedIntegration = 64, "degraded_integration", [], None, Contract;
    InvalidRefreshToken = 65, "invalid_refresh_token", [], None, Contract;
    MaximumAttemptsExceeded = 66, "maximum_attempts_exceeded", [], None, Contract;
    HeaderMissing = 67, "header_missing", [400, 401], Some(Action::CHECK_HEADERS), Sso;
    HeaderInvalid = 68, "header_invalid", [401], Some(Action::GET_NEW_TOKEN), Sso;
    RequestInvalid = 69, "request_invalid", [400], Some(Action::CHECK_REQUEST_BODY), Sso;
    RequestNull = 70, "request_null", [400], Some(Action::None), Sso;
    TokenInvalid = 71, "token_invalid", [400], Some(Action::GET_NEW_TOKEN), Sso;
    TokenExpired = 72, "token_expired", [401], Some(Action::GET_NEW_TOKEN), Sso;
    Unauthorized = 73, "unauthorized", [401], Some(Action::None), Sso;
}

impl ErrorCode {
    /// The code that `text` names.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}
