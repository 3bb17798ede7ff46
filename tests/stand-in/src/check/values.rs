//! The values of single headers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::json::object;
use crate::Endpoint;
use crate::http::Request;

const REQUIRED_KEYS: [&str; 5] = ["model", "version", "osName", "osVersion", "connectionType"];
const OPTIONAL_KEYS: [&str; 16] = [
    "primaryHardwareType",
    "manufacturer",
    "vendor",
    "osFamily",
    "osVendor",
    "browserName",
    "browserVendor",
    "browserVersion",
    "userAgent",
    "displayWidth",
    "displayHeight",
    "displayPpi",
    "diagonalScreenSize",
    "connectionIp",
    "connectionPort",
    "connectionSecure",
];
/// Listed apart because it is no property of the device.
const APPLICATION_KEY: &str = "applicationId";

/// The access token, exactly after `Bearer `.
pub(crate) fn authorization(value: &str) -> Result<&str, String> {
    match value.strip_prefix("Bearer ") {
        Some(token) if !token.is_empty() && !token.contains([' ', '\t']) => Ok(token),
        _ => Err("Authorization is not 'Bearer ' and a token (R9)".into()),
    }
}

/// The device's id, decoded.
pub(crate) fn device_identifier(value: &str) -> Result<String, String> {
    let encoded =
        value.strip_prefix("fingerprint ").ok_or("AP-Device-Identifier is not of the type 'fingerprint' (R12)")?;
    // An id that is empty leaves no blank behind `fingerprint`: HTTP trims it.
    let id = STANDARD.decode(encoded).map_err(|error| format!("AP-Device-Identifier is not base64: {error} (R12)"))?;
    Ok(String::from_utf8_lossy(&id).into_owned())
}

/// The device's description, decoded.
pub(crate) fn device_info(value: &str) -> Result<Vec<(String, Value)>, String> {
    let bytes = STANDARD.decode(value).map_err(|error| format!("X-Device-Info is not base64: {error} (R14)"))?;
    let members = object(&bytes).map_err(|error| format!("X-Device-Info is not a JSON object: {error} (R14)"))?;
    for wanted in REQUIRED_KEYS {
        match members.iter().find(|(key, _)| key == wanted) {
            Some((_, Value::String(text))) if !text.is_empty() => (),
            Some(_) => {
                return Err(format!("X-Device-Info has a '{wanted}' that is empty or no text (R14)"));
            }
            None => return Err(format!("X-Device-Info lacks '{wanted}' (R14)")),
        }
    }
    match members.iter().find(|(key, _)| !is_device_key(key)) {
        Some((key, _)) => Err(format!("X-Device-Info has the undocumented key '{key}' (F3)")),
        None => Ok(members),
    }
}

fn is_device_key(key: &str) -> bool {
    REQUIRED_KEYS.contains(&key) || OPTIONAL_KEYS.contains(&key) || key == APPLICATION_KEY
}

/// Faults of Accept and Content-Type, where they are present.
pub(crate) fn content_type(request: &Request, endpoint: Endpoint) -> Vec<String> {
    let mut problems = Vec::new();
    let accept = request.header("Accept").filter(|_| endpoint != Endpoint::Authenticate);
    if let Some(value) = accept.filter(|value| !is_media_type(value, "application/json")) {
        problems.push(format!("Accept is '{value}', not application/json (R21)"));
    }
    if let (Some(wanted), Some(value)) = (endpoint.content_type(), request.header("Content-Type"))
        && !is_media_type(value, wanted)
    {
        problems.push(format!("Content-Type is '{value}', not {wanted}"));
    }
    if endpoint.content_type().is_none() && !request.body.is_empty() {
        problems.push(format!("{} has no body, {} bytes came", endpoint.id(), request.body.len()));
    }
    if request.method == "POST" && request.header("Content-Length").is_none() {
        problems.push("a POST without Content-Length; it says 0 where there is no body".to_owned());
    }
    problems
}

/// Both documented forms: bare, and with the character set (H6).
fn is_media_type(value: &str, wanted: &str) -> bool {
    let (bare, parameter) = value.split_once(';').unwrap_or((value, "charset=utf-8"));
    bare.trim().eq_ignore_ascii_case(wanted) && parameter.trim().eq_ignore_ascii_case("charset=utf-8")
}
