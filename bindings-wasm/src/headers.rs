//! Values of headers, both directions.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use tvpass::endpoint::encode_saml_response;
use tvpass::json::{Secret, Text, Timestamp};
use tvpass::message::{
    DeviceIdentifier, DeviceInfo, EncodeError, FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo,
    HeaderDecodeError, HeaderName, HeaderValue, PartnerFrameworkStatus, TempPassIdentity, bearer,
};

use crate::fields::Fields;
use crate::plain::{
    self, FrameworkStatus, HeaderFailure, Identifier, InvalidHeader, Json, Misuse, Plain, TempPassKeys, refused,
};

/// The value of the header called `name`. `input` is the id of a device, a token, a device's information as JSON, or
/// fields: those of a framework's status, or of a temporary identity.
pub(crate) fn encode(name: &str, input: &[u8]) -> Json {
    // Base64 of compact JSON, in which nothing can be longer than as an escape of six bytes.
    let mut buffer = vec![0; 8 * input.len() + 256];
    let encoded = match HeaderName::from_wire(name) {
        Some(HeaderName::ApDeviceIdentifier) => value(DeviceIdentifier::new(input).encode(&mut buffer)),
        Some(HeaderName::Authorization) => token(input, &mut buffer),
        Some(HeaderName::XDeviceInfo) => match DeviceInfo::decode(input) {
            Ok(info) => value(info.encode_header(&mut buffer)),
            Err(error) => Err(refused(&error)),
        },
        Some(HeaderName::ApPartnerFrameworkStatus) => {
            value(framework_status(Fields::new(input)).encode_header(&mut buffer))
        }
        Some(HeaderName::ApTempPassIdentity) => identity(Fields::new(input), &mut buffer),
        _ => Err(refused(&Misuse("header"))),
    };
    match encoded {
        Ok(value) => plain::value(&value),
        Err(refused) => refused,
    }
}

/// Decodes `value` of the header called `name`.
pub(crate) fn decode(name: &str, value: &str) -> Json {
    let mut buffer = vec![0; value.len()];
    match HeaderName::from_wire(name) {
        Some(HeaderName::ApDeviceIdentifier) => match DeviceIdentifier::decode(value, &mut buffer) {
            Some(identifier) => plain::value(&Identifier(identifier)),
            None => refused(&HeaderFailure::Invalid),
        },
        Some(HeaderName::XDeviceInfo) => decoded(DeviceInfo::decode_header(value, &mut buffer)),
        Some(HeaderName::ApPartnerFrameworkStatus) => {
            decoded(PartnerFrameworkStatus::decode_header(value, &mut buffer).map(FrameworkStatus))
        }
        Some(HeaderName::ApTempPassIdentity) => {
            decoded(TempPassIdentity::decode_header(value, &mut buffer).map(TempPassKeys))
        }
        _ => refused(&Misuse("header")),
    }
}

/// The value of the header for a framework's status; none if there is none.
pub(crate) fn status_value(status: &[u8]) -> Option<String> {
    if status.is_empty() {
        return None;
    }
    let mut buffer = vec![0; 8 * status.len() + 256];
    let value = framework_status(Fields::new(status)).encode_header(&mut buffer).ok()?;
    Some(value.as_str().into())
}

/// True if single sign-on can rest on a status (R96).
pub(crate) fn is_status_valid(status: Fields<'_>, now: Timestamp) -> bool {
    framework_status(status).is_valid(now)
}

/// The id of a device by the platform's own id (R13), left out if the platform has none.
pub(crate) fn platform_device_id(platform_id: &str) -> Json {
    let mut hash = [0; 64];
    let id = DeviceIdentifier::of_platform(platform_id, &mut hash);
    plain::value(&id.map(|id| str::from_utf8(id.reveal()).unwrap_or_default()))
}

/// A framework's SAML answer as the service wants it (R102).
pub(crate) fn saml_response(saml: &str) -> String {
    let mut buffer = vec![0; 2 * saml.len() + 4];
    let response = encode_saml_response(saml, &mut buffer).ok();
    response.and_then(|response| response.reveal().plain().map(String::from)).unwrap_or_default()
}

fn decoded<T: Plain>(result: Result<T, HeaderDecodeError>) -> Json {
    match result {
        Ok(value) => plain::value(&value),
        Err(error) => refused(&HeaderFailure::Decode(error)),
    }
}

fn value<E: Into<EncodeError>>(encoded: Result<HeaderValue<'_>, E>) -> Result<&str, Json> {
    encoded.map(|value| value.as_str()).map_err(|error| refused(&error.into()))
}

fn token<'b>(token: &[u8], buffer: &'b mut [u8]) -> Result<&'b str, Json> {
    let encoded = bearer(str::from_utf8(token).unwrap_or_default(), buffer)
        .map_err(|error| refused(&EncodeError::from(error)))?;
    match HeaderValue::new(encoded) {
        Ok(value) => Ok(value.as_str()),
        Err(error) => Err(refused(&InvalidHeader { name: HeaderName::Authorization, offset: error.offset })),
    }
}

pub(crate) fn framework_status(given: Fields<'_>) -> PartnerFrameworkStatus<'_> {
    let mut status = PartnerFrameworkStatus::new({
        let mut permission = FrameworkPermissionInfo::new(given.text("accessStatus").into());
        permission.error = framework_error(given, "permissionError", "permissionError.code", "permissionError.message");
        permission
    });
    status.provider = {
        let mut provider = FrameworkProviderInfo::default();
        provider.id = optional_text(given, "providerId");
        provider.expiration_date = given.number("expirationDate").map(Timestamp::from_millis);
        provider.error = framework_error(given, "providerError", "providerError.code", "providerError.message");
        provider
    };
    status
}

/// An error has a field of its own, for it can have neither code nor message.
// Like the next it is code that is there once.
#[inline(never)]
fn framework_error<'a>(given: Fields<'a>, error: &str, code: &str, message: &str) -> Option<FrameworkError<'a>> {
    given.get(error)?;
    Some({
        let mut error = FrameworkError::default();
        error.code = optional_text(given, code);
        error.message = optional_text(given, message);
        error
    })
}

#[inline(never)]
fn optional_text<'a>(given: Fields<'a>, name: &str) -> Option<Text<'a>> {
    given.get(name).map(Text::from)
}

fn identity<'b>(given: Fields<'_>, buffer: &'b mut [u8]) -> Result<&'b str, Json> {
    let mut keys = Vec::new();
    for (name, value) in given {
        keys.push((name, Secret::from(value)));
    }
    value(TempPassIdentity::new(&keys).encode_header(buffer))
}
