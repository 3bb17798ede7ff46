//! The catalogue of error codes.

use tvpass::message;

/// Declares the codes; their names on the wire, statuses and actions stay the core's.
macro_rules! codes {
    ($($variant:ident,)*) => {
        /// A code of the catalogue. The service may add codes (R69): those are texts only.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum ErrorCode { $( $variant, )* }

        impl ErrorCode {
            /// `None` for a code that the core has and this enumeration lacks, which a test rules out.
            pub(crate) fn new(code: message::ErrorCode) -> Option<Self> {
                match code {
                    $( message::ErrorCode::$variant => Some(Self::$variant), )*
                    _ => None,
                }
            }

            fn core(self) -> message::ErrorCode {
                match self { $( Self::$variant => message::ErrorCode::$variant, )* }
            }
        }
    };
}

#[uniffi::export]
impl ErrorCode {
    /// The code on the wire.
    #[must_use]
    pub fn wire(&self) -> String {
        self.core().as_str().to_owned()
    }
}

codes! {
    InvalidParameterServiceProvider,
    InvalidParameterMvpd,
    InvalidParameterCode,
    InvalidParameterResources,
    InvalidParameterRedirectUrl,
    InvalidParameterPartner,
    InvalidParameterSamlResponse,
    InvalidHeaderDeviceInfo,
    InvalidHeaderDeviceIdentifier,
    InvalidHeaderIdentityForTemporaryAccess,
    InvalidHeaderPfsPermissionAccessNotPresent,
    InvalidHeaderPfsPermissionAccessNotDetermined,
    InvalidHeaderPfsPermissionAccessNotGranted,
    InvalidHeaderPfsProviderIdNotDetermined,
    InvalidHeaderPfsProviderIdMismatch,
    InvalidHeaderPfsProviderInfoExpired,
    InvalidIntegration,
    InvalidAuthenticationSession,
    PreauthorizationDeniedByMvpd,
    AuthorizationDeniedByMvpd,
    AuthorizationDeniedByParentalControls,
    AuthorizationDeniedByDegradationRule,
    InternalServerError,
    TooManyResources,
    InvalidConfigurationUserMetadataCertificate,
    InvalidConfigurationTemporaryAccess,
    InvalidConfigurationPlatform,
    InvalidConfigurationPlatformId,
    InvalidConfigurationPlatformTrait,
    InvalidConfigurationPlatformCategoryTrait,
    InvalidConfigurationPlatformServices,
    InvalidConfigurationMvpdPlatform,
    InvalidConfigurationMvpdPlatformBoardingStatus,
    InvalidConfigurationMvpdPlatformProfileExchange,
    InvalidAccessTokenServiceProvider,
    InvalidAccessTokenClientApplication,
    AuthenticatedProfileMissing,
    AuthenticatedProfileExpired,
    AuthenticatedProfileInvalidated,
    TemporaryAccessDurationLimitExceeded,
    TemporaryAccessResourcesLimitExceeded,
    AuthorizationDeniedByHbaPolicies,
    AuthorizationDeniedBySessionInvalidated,
    IdentityNotRecognizedByMvpd,
    NetworkReceivedError,
    NetworkConnectionTimeout,
    MaximumExecutionTimeExceeded,
    InvalidRequestor,
    InvalidDeviceInfo,
    InvalidDeviceId,
    MissingResource,
    MalformedAuthzRequest,
    InternalError,
    UnknownIntegration,
    AuthenticationSessionIssuerMismatch,
    AuthenticationSessionInvalidated,
    AuthenticationSessionMissing,
    AuthenticationSessionExpired,
    PreauthorizationAuthenticationSessionMissing,
    PreauthorizationAuthenticationSessionExpired,
    AuthorizationNotFound,
    AuthorizationExpired,
    AuthorizationDeniedByDegradationConfigurationChange,
    DegradedIntegration,
    InvalidRefreshToken,
    MaximumAttemptsExceeded,
    HeaderMissing,
    HeaderInvalid,
    RequestInvalid,
    RequestNull,
    TokenInvalid,
    TokenExpired,
    Unauthorized,
}

#[cfg(test)]
mod tests {
    use tvpass::message;

    use super::ErrorCode;

    #[test]
    fn every_code_of_the_core_has_its_own() {
        for code in message::ErrorCode::ALL {
            assert_eq!(ErrorCode::new(*code).map(|own| own.wire()).as_deref(), Some(code.as_str()));
        }
    }
}
