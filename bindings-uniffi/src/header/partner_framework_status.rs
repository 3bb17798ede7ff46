//! `AP-Partner-Framework-Status`.

use tvpass::message;

use crate::buffer::with_buffer;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::{Own, record};
use crate::secret::{Secret, Timestamp};

open_enum! {
    /// The viewer's permission for the application to see the subscription.
    pub enum AccessStatus: message::AccessStatus {
        /// Allowed.
        Granted,
        /// Refused.
        Denied,
        /// Not the viewer's to allow.
        Restricted,
        /// Not asked yet.
        NotDetermined,
    }
}

record! {
    /// An error of the framework.
    pub struct FrameworkError: message::FrameworkError {
        /// The framework's code.
        code: Option<String>,
        /// Its message.
        message: Option<String>,
    }
}

/// The answer of a partner's framework, such as Apple's Video Subscriber Account.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct PartnerFrameworkStatus {
    /// The viewer's permission.
    pub access_status: AccessStatus,
    /// The error of the request for it.
    #[uniffi(default = None)]
    pub permission_error: Option<FrameworkError>,
    /// The provider's id in the framework, which is the configuration's `platform_mapping_id` (R97).
    #[uniffi(default = None)]
    pub provider_id: Option<String>,
    /// When the sign-in at the framework ends.
    #[uniffi(default = None)]
    pub expiration_date: Option<Timestamp>,
    /// The error of the request for the provider.
    #[uniffi(default = None)]
    pub provider_error: Option<FrameworkError>,
}

impl FrameworkError {
    fn view(&self) -> message::FrameworkError<'_> {
        let mut error = message::FrameworkError::default();
        error.code = self.code.as_deref().map(Into::into);
        error.message = self.message.as_deref().map(Into::into);
        error
    }
}

tvpass::carried!(message::PartnerFrameworkStatus: 2);
tvpass::carried!(message::FrameworkPermissionInfo: 2);
tvpass::carried!(message::FrameworkProviderInfo: 3);
tvpass::carried!(message::FrameworkError: 2);

impl Own for message::PartnerFrameworkStatus<'_> {
    type Owned = PartnerFrameworkStatus;

    fn own(self) -> PartnerFrameworkStatus {
        let Self { permission, provider, .. } = self;
        let message::FrameworkPermissionInfo { access_status, error: permission_error, .. } = permission;
        let message::FrameworkProviderInfo { id, expiration_date, error: provider_error, .. } = provider;
        PartnerFrameworkStatus {
            access_status: access_status.own(),
            permission_error: permission_error.own(),
            provider_id: id.own(),
            expiration_date: expiration_date.own(),
            provider_error: provider_error.own(),
        }
    }
}

impl PartnerFrameworkStatus {
    pub(crate) fn view(&self) -> message::PartnerFrameworkStatus<'_> {
        let mut status = message::PartnerFrameworkStatus::new({
            let mut permission = message::FrameworkPermissionInfo::new(self.access_status.view());
            permission.error = self.permission_error.as_ref().map(FrameworkError::view);
            permission
        });
        status.provider = {
            let mut provider = message::FrameworkProviderInfo::default();
            provider.id = self.provider_id.as_deref().map(Into::into);
            provider.expiration_date = self.expiration_date.map(Into::into);
            provider.error = self.provider_error.as_ref().map(FrameworkError::view);
            provider
        };
        status
    }

    pub(crate) fn header(&self) -> Result<Secret, TvpassError> {
        let value = with_buffer(|buffer| self.view().encode_header(buffer).map(|value| value.as_str().into()));
        Ok(value.map_err(message::EncodeError::from)?)
    }
}

#[uniffi::export]
impl PartnerFrameworkStatus {
    /// True if single sign-on can rest on it at this time (R96).
    #[must_use]
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.view().is_valid(now.into())
    }
}

/// The header's value.
#[uniffi::export]
pub fn partner_framework_status_header(status: PartnerFrameworkStatus) -> Result<Secret, TvpassError> {
    status.header()
}

/// Reads a value of the header.
#[uniffi::export]
pub fn read_partner_framework_status(value: Secret) -> Result<PartnerFrameworkStatus, TvpassError> {
    let mut buffer = vec![0; value.0.len()];
    Ok(message::PartnerFrameworkStatus::decode_header(&value.0, &mut buffer)?.own())
}
