//! HTTP messages in the caller's buffer: method, target, headers, form and body of a request; the failures a response
//! can carry.

mod action;
pub mod base64;
mod device_identifier;
mod device_info;
mod enhanced_error;
mod error_code;
mod failure;
mod header;
pub mod http1;
mod incoming;
mod json_header;
mod partner_framework_status;
pub mod percent;
mod person;
mod request;
#[cfg(feature = "serde")]
mod serial;
mod sha256;
mod split;
mod temp_pass_identity;
mod url;

pub use action::Action;
pub use device_identifier::DeviceIdentifier;
pub use device_info::{BrowserName, BrowserVendor, DeviceInfo, HardwareType, OsFamily, OsName, OsVendor};
pub use enhanced_error::{EnhancedError, TextOrHost};
pub use error_code::{CodeList, ErrorCode};
pub use failure::{DcrError, DcrErrorCode, Failure, failure_of, registration_failure_of};
pub use header::{HeaderError, HeaderName, HeaderValue, Headers, Sender, bearer};
pub use incoming::{DecodeError, Incoming, Scratch};
pub use json_header::HeaderDecodeError;
pub use partner_framework_status::{
    AccessStatus, FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo, PartnerFrameworkStatus,
};
pub use person::{CommonIdentifier, LinkCode, PersonError};
pub use request::{EncodeError, Method, Request};
pub use temp_pass_identity::TempPassIdentity;
pub use url::{BaseUrl, UrlError};

pub(crate) use failure::{TOO_MANY_REQUESTS, UNAVAILABLE, decode_failure, decode_registration_failure, is_success};
pub(crate) use incoming::parameter;
#[cfg(feature = "serde")]
pub(crate) use serial::InWords;
pub(crate) use split::{split, split_once};
