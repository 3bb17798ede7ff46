//! `AP-Partner-Framework-Status`: what a partner's framework said, as base64 of JSON (`wire.md` 4).

use super::header::HeaderValue;
use super::json_header::{self, HeaderDecodeError};
use crate::json::{Text, Timestamp, open_enum, record};
use crate::output::TooSmall;

open_enum! {
    /// `accessStatus`: whether the viewer lets the application see the subscription.
    pub enum AccessStatus<'a> {
        /// Allowed.
        Granted = "granted",
        /// Refused.
        Denied = "denied",
        /// Not the viewer's to allow.
        Restricted = "restricted",
        /// Not asked yet.
        NotDetermined = "notDetermined",
    }
}

record! {
    /// An error of the framework.
    #[derive(Default)]
    pub struct FrameworkError<'a>, from hosts {
        /// The framework's code.
        optional code: Text<'a> = "code",
        /// Its message.
        optional message: Text<'a> = "message",
    }
}

record! {
    /// `frameworkPermissionInfo`.
    pub struct FrameworkPermissionInfo<'a>, from hosts {
        /// True if access is allowed.
        required access_status: AccessStatus<'a> = "accessStatus",
        /// The framework's error when it was asked.
        optional error: FrameworkError<'a> = "error",
    }
}

record! {
    /// `frameworkProviderInfo`; empty when access is not granted.
    #[derive(Default)]
    pub struct FrameworkProviderInfo<'a>, from hosts {
        /// The provider's id in the framework, which is the configuration's `platformMappingId` (R97).
        optional id: Text<'a> = "id",
        /// When the sign-in at the framework ends.
        string_number expiration_date: Timestamp = "expirationDate",
        /// The framework's error when it was asked.
        optional error: FrameworkError<'a> = "error",
    }
}

record! {
    /// State of a partner's framework, such as Apple's Video Subscriber Account.
    ///
    /// ```
    /// use tvpass::message::{AccessStatus, PartnerFrameworkStatus};
    /// use tvpass::json::Timestamp;
    ///
    /// let status = PartnerFrameworkStatus::granted("Cablevision", Timestamp::from_millis(2_025_430_636_000));
    /// let mut buffer = [0; 256];
    /// let value = status.encode_header(&mut buffer).unwrap();
    /// let mut json = [0; 192];
    /// let decoded = PartnerFrameworkStatus::decode_header(value.as_str(), &mut json).unwrap();
    /// assert_eq!(decoded.permission.access_status, AccessStatus::Granted);
    /// assert!(decoded.is_valid(Timestamp::from_millis(1_733_735_289_035)));
    /// ```
    pub struct PartnerFrameworkStatus<'a>, from hosts {
        /// The viewer's permission.
        required permission: FrameworkPermissionInfo<'a> = "frameworkPermissionInfo",
        /// The provider the viewer is signed in at.
        defaulted provider: FrameworkProviderInfo<'a> = "frameworkProviderInfo",
    }
}

impl<'a> PartnerFrameworkStatus<'a> {
    /// The viewer allows access and is signed in at `provider` until `expiration_date`.
    #[must_use]
    pub fn granted(provider: &'a str, expiration_date: Timestamp) -> Self {
        Self {
            permission: FrameworkPermissionInfo { access_status: AccessStatus::Granted, error: None },
            provider: FrameworkProviderInfo {
                id: Some(provider.into()),
                expiration_date: Some(expiration_date),
                error: None,
            },
        }
    }

    /// True if single sign-on can rest on it (R96): access granted, a provider known, and no lapsed date.
    #[must_use]
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.permission.access_status == AccessStatus::Granted
            && self.provider.id.is_some_and(|id| !id.is_empty())
            && self.provider.expiration_date.is_none_or(|date| date > now)
    }

    /// Writes the header's value.
    ///
    /// # Errors
    /// `buffer` is too small.
    pub fn encode_header<'b>(&self, buffer: &'b mut [u8]) -> Result<HeaderValue<'b>, TooSmall> {
        json_header::encode(self, buffer)
    }

    /// Reads the header's value, its JSON into `buffer`.
    ///
    /// # Errors
    /// The value is not base64 of such a JSON object.
    pub fn decode_header(value: &str, buffer: &'a mut [u8]) -> Result<Self, HeaderDecodeError> {
        Ok(Self::decode(json_header::decode(value, buffer)?)?)
    }
}
