//! Header values: what was read and written again reads the same, and no value holds more than a header may.
//!
//! The input is taken as a header's value as it stands, as the JSON inside one, and as a device's id.

use std::fmt::Debug;

use tvpass::Output;
use tvpass::json::{Secret, check as is_valid};
use tvpass::message::{
    DeviceIdentifier, DeviceInfo, EncodeError, HeaderDecodeError, HeaderValue, PartnerFrameworkStatus,
    TempPassIdentity, base64,
};

use crate::exact::{Refusal, exactly};

pub fn check(bytes: &[u8]) {
    identifier(bytes);
    let value = in_base64(bytes);
    device_info(&value);
    partner_status(&value);
    temp_pass(&value);
    // What lies inside is known.
    assert_eq!(base64::decode(&value, &mut vec![0; value.len()]), Some(bytes));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    is_strict(text);
    device_info(text);
    partner_status(text);
    temp_pass(text);
    let mut memory = vec![0; text.len()];
    if let Some(id) = DeviceIdentifier::decode(text, &mut memory) {
        identifier(id.reveal());
    }
}

fn in_base64(bytes: &[u8]) -> String {
    let mut buffer = vec![0; bytes.len() / 3 * 4 + 4];
    let mut output = Output::new(&mut buffer);
    base64::push(&mut output, bytes);
    let written = output.finish().expect("four bytes for each three and their rest");
    std::str::from_utf8(written).expect("base64 is text").to_owned()
}

/// A value is what a header may hold, to the letter.
fn is_strict(text: &str) {
    let wrong = text.bytes().position(|byte| byte != b'\t' && !(b' '..=b'~').contains(&byte));
    assert_eq!(HeaderValue::new(text).err().map(|error| error.offset), wrong);
}

/// The output of `encode`, as a text for a header.
fn written<E: Refusal>(encode: impl Fn(&mut [u8]) -> Result<HeaderValue<'_>, E>) -> Result<String, E> {
    let written = exactly(|buffer| encode(buffer).map(|value| value.as_bytes().len()))?;
    let value = String::from_utf8(written).expect("a header's value is text");
    assert!(HeaderValue::new(&value).is_ok(), "{value}");
    Ok(value)
}

fn identifier(id: &[u8]) {
    let value = written(|buffer| DeviceIdentifier::new(id).encode(buffer)).expect("any id can be written");
    let mut memory = vec![0; value.len()];
    let again = DeviceIdentifier::decode(&value, &mut memory).map(|id| id.reveal().to_vec());
    assert_eq!(again, (!id.is_empty()).then(|| id.to_vec()));
}

fn same<T: PartialEq + Debug>(value: &T, again: &Result<T, HeaderDecodeError>) {
    assert_eq!(again.as_ref(), Ok(value));
}

fn device_info(value: &str) {
    let (mut memory, mut memory_again) = (vec![0; value.len()], Vec::new());
    let Ok(info) = DeviceInfo::decode_header(value, &mut memory) else { return };
    match written(|buffer| info.encode_header(buffer)) {
        Ok(written) => {
            memory_again.resize(written.len(), 0);
            same(&info, &DeviceInfo::decode_header(&written, &mut memory_again));
        }
        // R14: the service wants more than is there.
        Err(error) => assert!(matches!(error, EncodeError::MissingParameter(_)), "{error:?}"),
    }
}

fn partner_status(value: &str) {
    let (mut memory, mut memory_again) = (vec![0; value.len()], Vec::new());
    let Ok(status) = PartnerFrameworkStatus::decode_header(value, &mut memory) else { return };
    let date = status.provider.expiration_date;
    // T2: as milliseconds it would be read as seconds.
    if date.is_some_and(|date| date.millis() < 100_000_000_000) {
        return;
    }
    let written = written(|buffer| status.encode_header(buffer)).expect("any status can be written");
    memory_again.resize(written.len(), 0);
    same(&status, &PartnerFrameworkStatus::decode_header(&written, &mut memory_again));
}

fn temp_pass(value: &str) {
    let (mut memory, mut memory_again) = (vec![0; value.len()], Vec::new());
    let Ok(identity) = TempPassIdentity::decode_header(value, &mut memory) else { return };
    assert_eq!(is_valid(identity.as_json().as_bytes()), Ok(()));
    let texts: Vec<(String, String)> = identity
        .iter()
        .filter_map(|(name, value)| Some((name.chars().collect(), value.as_text()?.chars().collect())))
        .collect();
    let keys: Vec<_> = texts.iter().map(|(name, value)| (name.as_str(), Secret::from(value.as_str()))).collect();
    let written =
        written(|buffer| TempPassIdentity::new(&keys).encode_header(buffer)).expect("any keys can be written");
    memory_again.resize(written.len(), 0);
    let again = TempPassIdentity::decode_header(&written, &mut memory_again).expect("it was just written");
    assert_eq!(again.iter().count(), texts.len());
    for ((name, value), (key, text)) in again.iter().zip(&texts) {
        assert!(name == key.as_str() && value.as_text().is_some_and(|value| value == text.as_str()));
    }
}
