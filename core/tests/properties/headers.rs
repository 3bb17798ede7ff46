//! Every header with a structure: written and read it is the same, in a buffer of exactly the size that was asked for.

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::endpoint::encode_saml_response;
use tvpass::json::{Number, Secret, Text};
use tvpass::message::{
    AccessStatus, BrowserName, BrowserVendor, DeviceIdentifier, DeviceInfo, FrameworkError, FrameworkPermissionInfo,
    FrameworkProviderInfo, HardwareType, HeaderValue, OsFamily, OsName, OsVendor, PartnerFrameworkStatus,
    TempPassIdentity, bearer,
};

use super::documents::number;
use super::sample::{config, exactly, maybe, text, timestamp, word};

fn written(bytes: &[u8]) -> &str {
    let text = str::from_utf8(bytes).unwrap();
    assert!(HeaderValue::new(text).is_ok(), "{text}");
    text
}

fn optional_text(text: Option<&String>) -> Option<Text<'_>> {
    text.map(|text| Text::from(text.as_str()))
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn device_identifiers(id in vec(any::<u8>(), 1..80)) {
        let identifier = DeviceIdentifier::new(&id);
        let value = exactly(|buffer| identifier.encode(buffer).map(|value| value.as_str().len()))?;
        let mut exact = vec![0; id.len()];
        prop_assert_eq!(DeviceIdentifier::decode(written(&value), &mut exact), Some(identifier));
    }

    #[test]
    fn device_information(
        words in (word(HardwareType::NAMES), word(OsName::NAMES), word(OsFamily::NAMES), word(OsVendor::NAMES), word(BrowserName::NAMES), word(BrowserVendor::NAMES)),
        required in vec(text(), 4), optional in vec(maybe(text()), 6), some in vec(any::<bool>(), 5),
        numbers in vec(any::<Option<u32>>(), 4), diagonal in maybe(number()), secure in any::<Option<bool>>(),
    ) {
        let mut info = DeviceInfo::default();
        info.primary_hardware_type = some[0].then(|| words.0.as_str().into());
        info.model = Some(required[0].as_str().into());
        info.version = Some(required[1].as_str().into());
        info.manufacturer = optional_text(optional[0].as_ref());
        info.vendor = optional_text(optional[1].as_ref());
        info.os_name = Some(words.1.as_str().into());
        info.os_family = some[1].then(|| words.2.as_str().into());
        info.os_vendor = some[2].then(|| words.3.as_str().into());
        info.os_version = Some(required[2].as_str().into());
        info.browser_name = some[3].then(|| words.4.as_str().into());
        info.browser_vendor = some[4].then(|| words.5.as_str().into());
        info.browser_version = optional_text(optional[2].as_ref());
        info.user_agent = optional_text(optional[3].as_ref());
        info.display_width = numbers[0];
        info.display_height = numbers[1];
        info.display_ppi = numbers[2];
        info.diagonal_screen_size = diagonal.as_deref().and_then(Number::parse);
        info.connection_ip = optional_text(optional[4].as_ref());
        info.connection_port = numbers[3];
        info.connection_secure = secure;
        info.connection_type = Some(required[3].as_str().into());
        info.application_id = optional_text(optional[5].as_ref());
        let value = exactly(|buffer| info.encode_header(buffer).map(|value| value.as_str().len()))?;
        let mut json = vec![0; value.len() / 4 * 3];
        prop_assert_eq!(DeviceInfo::decode_header(written(&value), &mut json), Ok(info));
    }

    #[test]
    fn framework_states(
        status in word(AccessStatus::NAMES), id in maybe(text()), date in maybe(timestamp()),
        errors in vec(maybe(vec(maybe(text()), 2)), 2),
    ) {
        let error = |index: usize| {
            errors[index].as_ref().map(|parts: &Vec<_>| {
                let mut error = FrameworkError::default();
                error.code = optional_text(parts[0].as_ref());
                error.message = optional_text(parts[1].as_ref());
                error
            })
        };
        let mut status = PartnerFrameworkStatus::new({
            let mut permission = FrameworkPermissionInfo::new(status.as_str().into());
            permission.error = error(0);
            permission
        });
        status.provider = {
            let mut provider = FrameworkProviderInfo::default();
            provider.id = optional_text(id.as_ref());
            provider.expiration_date = date;
            provider.error = error(1);
            provider
        };
        let value = exactly(|buffer| status.encode_header(buffer).map(|value| value.as_str().len()))?;
        let mut json = vec![0; value.len() / 4 * 3];
        prop_assert_eq!(PartnerFrameworkStatus::decode_header(written(&value), &mut json), Ok(status));
    }

    #[test]
    fn identities_for_temporary_access(pairs in vec((text(), text()), 0..4)) {
        let keys: Vec<_> = pairs.iter().map(|(name, hash)| (name.as_str(), Secret::from(hash.as_str()))).collect();
        let identity = TempPassIdentity::new(&keys);
        let value = exactly(|buffer| identity.encode_header(buffer).map(|value| value.as_str().len()))?;
        let mut json = vec![0; value.len() / 4 * 3];
        let read = TempPassIdentity::decode_header(written(&value), &mut json).unwrap();
        prop_assert_eq!(read.iter().count(), pairs.len());
        for ((name, value), (key, hash)) in read.iter().zip(&pairs) {
            prop_assert!(name == key.as_str() && value.as_text().is_some_and(|text| text == hash.as_str()));
        }
    }

    #[test]
    fn authorizations(token in "[!-~]{0,80}") {
        let value = exactly(|buffer| bearer(&token, buffer).map(str::len))?;
        prop_assert_eq!(written(&value).strip_prefix("Bearer "), Some(token.as_str()));
    }

    #[test]
    fn saml_answers_ask_for_no_more_than_they_take(saml in "[ \\t\\r\\na-c<>é]{0,40}") {
        let value = exactly(|buffer| encode_saml_response(&saml, buffer).map(|value| value.reveal().length()))?;
        prop_assert_eq!(written(&value).len() % 4, 0);
    }
}
