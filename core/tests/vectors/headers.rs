//! `headers/*.json` and `saml.json`: values to the text of headers, and text to values.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tvpass::endpoint::encode_saml_response;
use tvpass::json::{Number, Secret, Text, Timestamp};
use tvpass::message::{
    DeviceIdentifier, DeviceInfo, EncodeError, FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo,
    HeaderDecodeError, HeaderValue, PartnerFrameworkStatus, TempPassIdentity, bearer,
};

use super::cases::{Case, cases, json_error};
use super::neutral::{Neutral, object};

fn decode_error(error: &HeaderDecodeError) -> Value {
    match error {
        HeaderDecodeError::Base64 => json!({"kind": "base64"}),
        HeaderDecodeError::Json(error) => json_error(error),
        other => panic!("{other:?} has no name in the vectors"),
    }
}

fn buffer() -> &'static mut [u8] {
    vec![0; 2048].leak()
}

/// Writes the value where the vector has one for it, and checks that its JSON is what the vector shows to people.
fn expect_written(case: Case, value: HeaderValue<'_>) {
    assert_eq!(value.as_str(), case.text("value"), "{}", case.name());
    assert!(HeaderValue::new(value.as_str()).is_ok(), "{}", case.name());
    if let Some(json) = case.optional_text("json") {
        assert_eq!(value.as_str(), STANDARD.encode(json), "{}", case.name());
    }
}

fn is_written(case: Case) -> bool {
    case.get("decodeOnly").is_none() && (case.get("error").is_none() || case.get("value").is_none())
}

#[test]
fn the_device_identifier_is_written_and_read_as_its_vectors_say() {
    for case in cases("headers/device_identifier.json") {
        let id = match case.optional_text("idBase64") {
            Some(text) => Some(STANDARD.decode(text).unwrap()),
            None => case.optional_text("id").map(|id| id.as_bytes().to_vec()),
        };
        let decoded = DeviceIdentifier::decode(case.text("value"), buffer());
        assert_eq!(decoded.map(|identifier| identifier.reveal().to_vec()), id, "{}", case.name());
        assert_eq!(decoded.is_none(), case.get("error").is_some(), "{}", case.name());
        if let (Some(id), true) = (id, is_written(case)) {
            expect_written(case, DeviceIdentifier::new(&id).encode(buffer()).unwrap());
        }
    }
}

#[test]
fn r13_a_platforms_id_is_hashed_by_one_rule() {
    for case in cases("platform_ids.json") {
        let mut hash = [0; 64];
        let identifier = DeviceIdentifier::of_platform(case.text("platformId"), &mut hash);
        let id = identifier.map(|identifier| str::from_utf8(identifier.reveal()).unwrap());
        assert_eq!(id, case.optional_text("id"), "{}", case.name());
        let expected = case.get("error").map(|error| error["kind"].clone());
        assert_eq!(expected, id.is_none().then(|| "no_platform_id".into()), "{}", case.name());
    }
}

fn number_text(fields: Case, name: &str) -> Option<Number<'static>> {
    Number::parse(fields.get(name)?.to_string().leak())
}

fn u32_of(fields: Case, name: &str) -> Option<u32> {
    u32::try_from(fields.get(name)?.as_u64().unwrap()).ok()
}

fn device_info(fields: Case) -> DeviceInfo<'static> {
    let text = |name| fields.optional_text(name).map(Text::from);
    let mut info = DeviceInfo::default();
    info.primary_hardware_type = text("primaryHardwareType").map(Into::into);
    info.model = text("model");
    info.version = text("version");
    info.manufacturer = text("manufacturer");
    info.vendor = text("vendor");
    info.os_name = text("osName").map(Into::into);
    info.os_family = text("osFamily").map(Into::into);
    info.os_vendor = text("osVendor").map(Into::into);
    info.os_version = text("osVersion");
    info.browser_name = text("browserName").map(Into::into);
    info.browser_vendor = text("browserVendor").map(Into::into);
    info.browser_version = text("browserVersion");
    info.user_agent = text("userAgent");
    info.display_width = u32_of(fields, "displayWidth");
    info.display_height = u32_of(fields, "displayHeight");
    info.display_ppi = u32_of(fields, "displayPpi");
    info.diagonal_screen_size = number_text(fields, "diagonalScreenSize");
    info.connection_ip = text("connectionIp");
    info.connection_port = u32_of(fields, "connectionPort");
    info.connection_secure = fields.get("connectionSecure").and_then(Value::as_bool);
    info.connection_type = text("connectionType");
    info.application_id = text("applicationId");
    info
}

#[test]
fn the_device_information_is_written_and_read_as_its_vectors_say() {
    for case in cases("headers/device_info.json") {
        let info = case.get("fields").map(|_| device_info(case.part("fields")));
        if let (Some(info), true) = (info, is_written(case)) {
            match info.encode_header(buffer()) {
                Ok(value) => expect_written(case, value),
                Err(EncodeError::MissingParameter(name)) => {
                    let error = json!({"kind": "missing_parameter", "name": name});
                    assert_eq!(Some(&error), case.get("error"), "{}", case.name());
                    continue;
                }
                Err(error) => panic!("{}: {error}", case.name()),
            }
        }
        match DeviceInfo::decode_header(case.text("value"), buffer()) {
            Ok(decoded) => assert_eq!(Some(decoded), info, "{}", case.name()),
            Err(error) => assert_eq!(Some(&decode_error(&error)), case.get("error"), "{}", case.name()),
        }
    }
}

fn framework_error(fields: Case, name: &str) -> Option<FrameworkError<'static>> {
    fields.get(name)?;
    let parts = fields.part(name);
    let mut error = FrameworkError::default();
    error.code = parts.optional_text("code").map(Text::from);
    error.message = parts.optional_text("message").map(Text::from);
    Some(error)
}

fn framework_status(fields: Case) -> PartnerFrameworkStatus<'static> {
    let mut status = PartnerFrameworkStatus::new({
        let mut permission = FrameworkPermissionInfo::new(fields.text("accessStatus").into());
        permission.error = framework_error(fields, "permissionError");
        permission
    });
    status.provider = {
        let mut provider = FrameworkProviderInfo::default();
        provider.id = fields.optional_text("providerId").map(Text::from);
        provider.expiration_date = fields.get("expirationDate").and_then(Value::as_u64).map(Timestamp::from_millis);
        provider.error = framework_error(fields, "providerError");
        provider
    };
    status
}

#[test]
fn the_framework_status_is_written_and_read_as_its_vectors_say() {
    for case in cases("headers/partner_framework_status.json") {
        let status = case.get("fields").map(|_| framework_status(case.part("fields")));
        if let (Some(status), true) = (status, is_written(case)) {
            expect_written(case, status.encode_header(buffer()).unwrap());
        }
        match PartnerFrameworkStatus::decode_header(case.text("value"), buffer()) {
            Ok(decoded) => assert_eq!(Some(decoded), status, "{}", case.name()),
            Err(error) => assert_eq!(Some(&decode_error(&error)), case.get("error"), "{}", case.name()),
        }
        if let (Some(status), Some(valid)) = (status, case.get("valid")) {
            let now = Timestamp::from_millis(case.get("now").unwrap().as_u64().unwrap());
            assert_eq!(status.is_valid(now), valid.as_bool().unwrap(), "{}", case.name());
        }
    }
}

#[test]
fn the_identity_for_temporary_access_is_written_and_read_as_its_vectors_say() {
    for case in cases("headers/temp_pass_identity.json") {
        let pairs = case.get("keys").and_then(Value::as_array);
        let keys: Option<Vec<_>> = pairs.map(|pairs| {
            pairs.iter().map(|pair| (pair[0].as_str().unwrap(), Secret::from(pair[1].as_str().unwrap()))).collect()
        });
        if let (Some(keys), true) = (&keys, is_written(case)) {
            expect_written(case, TempPassIdentity::new(keys).encode_header(buffer()).unwrap());
        }
        match TempPassIdentity::decode_header(case.text("value"), buffer()) {
            Ok(map) => {
                let read = map.iter().map(|(name, value)| json!([name.neutral(), value.neutral()]));
                assert_eq!(Some(&read.collect::<Value>()), case.get("keys"), "{}", case.name());
            }
            Err(error) => assert_eq!(Some(&decode_error(&error)), case.get("error"), "{}", case.name()),
        }
    }
}

#[test]
fn the_authorization_is_written_as_its_vectors_say() {
    for case in cases("headers/authorization.json") {
        assert_eq!(bearer(case.text("token"), buffer()), Ok(case.text("value")), "{}", case.name());
    }
}

#[test]
fn saml_answers_are_prepared_as_their_vectors_say() {
    for case in cases("saml.json") {
        let value = encode_saml_response(case.text("saml"), buffer()).unwrap();
        assert_eq!(value.reveal(), case.text("value"), "{}", case.name());
    }
}

#[test]
fn base64_that_people_see_as_json_stands_for_that_json() {
    for file in ["device_info", "partner_framework_status", "temp_pass_identity"] {
        for case in cases(&format!("headers/{file}.json")) {
            if let Some(json) = case.optional_text("json") {
                let unpadded = case.text("value").trim().trim_end_matches('=');
                assert_eq!(unpadded, STANDARD.encode(json).trim_end_matches('='), "{}", case.name());
            }
        }
    }
    assert_eq!(object([]), json!({}));
}

#[test]
fn a_header_that_cannot_be_read_says_why_in_words() {
    let said = |value: &str| DeviceInfo::decode_header(value, &mut [0; 64]).unwrap_err().to_string();
    assert_eq!(said("{}"), "not base64");
    assert!(said("bnVsbA==").starts_with("JSON unexpected type"), "{}", said("bnVsbA=="));
}
