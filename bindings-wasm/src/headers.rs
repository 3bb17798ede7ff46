//! Values of headers, both directions.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use tvpass::endpoint::encode_saml_response;
use tvpass::json::{Map, Secret, Text, Timestamp, Value};
use tvpass::message::{
    DeviceIdentifier, DeviceInfo, EncodeError, FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo,
    HeaderDecodeError, HeaderName, HeaderValue, PartnerFrameworkStatus, TempPassIdentity, bearer,
};

use crate::fields::{number, object, own};
use crate::plain::{
    self, FrameworkStatus, HeaderFailure, Identifier, InvalidHeader, Misuse, TempPassKeys, Written, refused,
};

/// The value of the header called `name`. `input` is the id of a device, a token, or JSON: a device's information, a
/// framework's status, or the pairs of a temporary identity.
pub(crate) fn encode(name: &str, input: &[u8]) -> String {
    // Base64 of compact JSON, in which nothing can be longer than as an escape of six bytes.
    let mut buffer = vec![0; 8 * input.len() + 256];
    let encoded = match HeaderName::from_wire(name) {
        Some(HeaderName::ApDeviceIdentifier) => value(DeviceIdentifier::new(input).encode(&mut buffer)),
        Some(HeaderName::Authorization) => token(input, &mut buffer),
        Some(HeaderName::XDeviceInfo) => match DeviceInfo::decode(input) {
            Ok(info) => value(info.encode_header(&mut buffer)),
            Err(error) => Err(refused(&error)),
        },
        Some(HeaderName::ApPartnerFrameworkStatus) => match object(input) {
            Some(map) => value(framework_status(map).encode_header(&mut buffer)),
            None => Err(refused(&Misuse("status"))),
        },
        Some(HeaderName::ApTempPassIdentity) => identity(input, &mut buffer),
        _ => Err(refused(&Misuse("header"))),
    };
    match encoded {
        Ok(value) => plain::value(&value),
        Err(refused) => refused,
    }
}

/// What `value` of the header called `name` stands for.
pub(crate) fn decode(name: &str, value: &str) -> String {
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

/// The value of the header for the framework's status that `json` is; none if it is none.
pub(crate) fn status_value(json: &str) -> Option<String> {
    let mut buffer = vec![0; 8 * json.len() + 256];
    let value = framework_status(object(json.as_bytes())?).encode_header(&mut buffer).ok()?;
    Some(value.as_str().into())
}

/// Whether single sign-on can rest on the status that `json` is (R96).
pub(crate) fn is_status_valid(json: &[u8], now: Timestamp) -> bool {
    object(json).is_some_and(|map| framework_status(map).is_valid(now))
}

/// A framework's SAML answer as the service wants it (R102).
pub(crate) fn saml_response(saml: &str) -> String {
    let mut buffer = vec![0; 2 * saml.len() + 4];
    encode_saml_response(saml, &mut buffer).map(|response| own(&response.reveal())).unwrap_or_default()
}

fn decoded<T: Written>(result: Result<T, HeaderDecodeError>) -> String {
    match result {
        Ok(value) => plain::value(&value),
        Err(error) => refused(&HeaderFailure::Decode(error)),
    }
}

fn value<E: Into<EncodeError>>(encoded: Result<HeaderValue<'_>, E>) -> Result<&str, String> {
    encoded.map(|value| value.as_str()).map_err(|error| refused(&error.into()))
}

fn token<'b>(token: &[u8], buffer: &'b mut [u8]) -> Result<&'b str, String> {
    let encoded = bearer(str::from_utf8(token).unwrap_or_default(), buffer)
        .map_err(|error| refused(&EncodeError::from(error)))?;
    match HeaderValue::new(encoded) {
        Ok(value) => Ok(value.as_str()),
        Err(error) => Err(refused(&InvalidHeader { name: HeaderName::Authorization, offset: error.offset })),
    }
}

fn text<'a>(map: Map<'a>, name: &str) -> Option<Text<'a>> {
    map.get(name).and_then(|value| value.as_text())
}

fn framework_status(map: Map<'_>) -> PartnerFrameworkStatus<'_> {
    let error = |name| match map.get(name) {
        Some(Value::Map(error)) => Some(FrameworkError { code: text(error, "code"), message: text(error, "message") }),
        _ => None,
    };
    PartnerFrameworkStatus {
        permission: FrameworkPermissionInfo {
            access_status: text(map, "accessStatus").unwrap_or_default().into(),
            error: error("permissionError"),
        },
        provider: FrameworkProviderInfo {
            id: text(map, "providerId"),
            expiration_date: number(map, "expirationDate").map(Timestamp::from_millis),
            error: error("providerError"),
        },
    }
}

fn identity<'b>(pairs: &[u8], buffer: &'b mut [u8]) -> Result<&'b str, String> {
    let Ok(Value::List(pairs)) = Value::decode(pairs) else { return Err(refused(&Misuse("keys"))) };
    let texts: Vec<(String, String)> = pairs.iter().map(pair).collect();
    let keys: Vec<_> = texts.iter().map(|(name, value)| (name.as_str(), Secret::from(value.as_str()))).collect();
    value(TempPassIdentity { keys: &keys }.encode_header(buffer))
}

fn pair(pair: Value<'_>) -> (String, String) {
    let mut texts = pair.items().filter_map(|item| item.as_text()).map(|text| own(&text));
    (texts.next().unwrap_or_default(), texts.next().unwrap_or_default())
}
