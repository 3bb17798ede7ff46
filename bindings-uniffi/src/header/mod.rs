//! The headers: the set that an application has ready, and each header's value in both directions.

mod device_identifier;
mod device_info;
mod partner_framework_status;
mod temp_pass_identity;

pub use device_identifier::*;
pub use device_info::*;
pub use partner_framework_status::*;
pub use temp_pass_identity::*;

use tvpass::message::{self, HeaderName, bearer};

use crate::buffer::with_buffer;
use crate::error::TvpassError;
use crate::secret::Secret;

/// The sender of a request, which decides about the device's headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum Sender {
    /// The application that plays video. It describes its device on every call of the API.
    #[default]
    StreamingDevice,
    /// The same in a browser, which may leave out `X-Device-Info` (R18).
    Browser,
    /// The application where a person signs in for another device (R22).
    SecondaryApplication,
}

impl From<Sender> for message::Sender {
    fn from(sender: Sender) -> Self {
        match sender {
            Sender::StreamingDevice => Self::StreamingDevice,
            Sender::Browser => Self::Browser,
            Sender::SecondaryApplication => Self::SecondaryApplication,
        }
    }
}

/// Declares the set with a field for each header of the protocol.
macro_rules! headers {
    ($( #[doc = $doc:literal] $field:ident = $name:ident, )*) => {
        /// Header values that are ready; each endpoint takes those that its row of the header matrix lists (R19).
        #[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
        pub struct Headers {
            /// The sender.
            pub sender: Sender,
            $( #[doc = $doc] #[uniffi(default = None)] pub $field: Option<Secret>, )*
        }

        impl Headers {
            fn values(&self) -> [(HeaderName, Option<&str>); HeaderName::COUNT] {
                [$( (HeaderName::$name, self.$field.as_ref().map(|value| value.0.as_str())) ),*]
            }
        }
    };
}

headers! {
    /// `Bearer ` and the access token, see `bearer_header`; flows have their own.
    authorization = Authorization,
    /// The type of the body, which each request knows itself.
    content_type = ContentType,
    /// The streaming device, see `device_identifier_header`.
    ap_device_identifier = ApDeviceIdentifier,
    /// The streaming device's description, see `device_info_header`.
    x_device_info = XDeviceInfo,
    /// The streaming device's IP address, when a server calls for it (R17).
    x_forwarded_for = XForwardedFor,
    /// Platform identity, as on Amazon devices (R107).
    adobe_subject_token = AdobeSubjectToken,
    /// Platform identity of Roku devices (R107).
    x_roku_reserved_roku_connect_token = XRokuReservedRokuConnectToken,
    /// Service token for single sign-on (R110).
    ad_service_token = AdServiceToken,
    /// State of a partner's framework, see `partner_framework_status_header`; flows ask for it.
    ap_partner_framework_status = ApPartnerFrameworkStatus,
    /// The user of a promotional temporary access, see `temp_pass_identity_header` (R86).
    ap_temp_pass_identity = ApTempPassIdentity,
    /// Experience Cloud id (R20).
    ap_visitor_identifier = ApVisitorIdentifier,
    /// The type of answer that is accepted.
    accept = Accept,
    /// The application.
    user_agent = UserAgent,
    /// The person by the application's own name, which the call itself says (R123).
    x_sso_id = XSsoId,
    /// The person by a code of another device, which the call itself says (R123).
    x_sso_link = XSsoLink,
}

impl Headers {
    pub(crate) fn view(&self) -> Result<message::Headers<'_>, TvpassError> {
        let mut headers = message::Headers::new(self.sender.into());
        for (name, value) in self.values() {
            if let Some(value) = value {
                headers.set(name, value).map_err(|error| TvpassError::invalid_header(name, error))?;
            }
        }
        Ok(headers)
    }
}

/// The value of `Authorization` for an access token (R9).
#[uniffi::export]
pub fn bearer_header(access_token: Secret) -> Result<Secret, TvpassError> {
    let value = with_buffer(|buffer| bearer(&access_token.0, buffer).map(Secret::from));
    Ok(value.map_err(message::EncodeError::from)?)
}
