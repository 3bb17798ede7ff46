//! Rules that each request or answer keeps by itself, whichever flow sends or reads it.

use tvpass::endpoint::{AttributeState, BoardingStatus, Configuration, Endpoint, Profiles};
use tvpass::flow::{SignIn, SignInQuestion, SignInReply, SignedIn, Step};
use tvpass::json::Value;
use tvpass::message::{DeviceIdentifier, DeviceInfo, OsName, base64};

use super::answers::{CONFIGURATION, NO_PROFILES, profile, session};
use super::stage::{DOMAIN, RETURN, ok, this_device, this_device_at};

#[test]
fn r12_a_device_is_named_by_a_fingerprint_in_base64() {
    let mut buffer = [0; 80];
    let value = DeviceIdentifier::new("ba23d141-d715-561c-94f4-e9e4c966b1eb").encode(&mut buffer).unwrap();
    assert_eq!(value.as_str(), "fingerprint YmEyM2QxNDEtZDcxNS01NjFjLTk0ZjQtZTllNGM5NjZiMWVi");
    let mut id = [0; 80];
    for other in ["YmEy", "imei YmEy", "fingerprint ", "fingerprint #"] {
        assert!(DeviceIdentifier::decode(other, &mut id).is_none(), "{other}");
    }
}

#[test]
fn r14_a_device_describes_itself_in_base64_of_json_and_leaves_out_no_required_key() {
    let device = DeviceInfo::new("Panel 55".into(), "2.1".into(), OsName::Linux, "6.1".into(), "LAN".into());
    let (mut buffer, mut json) = ([0; 256], [0; 256]);
    let value = device.encode_header(&mut buffer).unwrap();
    let json = base64::decode(value.as_str(), &mut json).unwrap();
    let expected = br#"{"model":"Panel 55","version":"2.1","osName":"Linux","osVersion":"6.1","connectionType":"LAN"}"#;
    assert_eq!(json, expected);
    let (mut without_connection, mut without_model) = (device, device);
    without_connection.connection_type = None;
    without_model.model = None;
    assert!(without_connection.encode_header(&mut [0; 256]).is_err());
    assert!(without_model.encode_header(&mut [0; 256]).is_err());
}

#[test]
fn r30_the_configuration_tells_an_mvpds_part_in_the_platforms_sign_in() {
    let body = br#"{"requestor": {"id": "REF30", "mvpds": [
        {"id": "A", "enablePlatformServices": true, "displayInPlatformPicker": true, "boardingStatus": "SUPPORTED",
         "enforcePlatformPermissions": true, "platformMappingId": "apple-a"},
        {"id": "B", "boardingStatus": "PICKER"}, {"id": "C"}]}}"#;
    let configuration = Configuration::decode(body).unwrap();
    let mvpds: Vec<_> = configuration.mvpds().collect();
    assert!(mvpds[0].enable_platform_services && mvpds[0].display_in_platform_picker);
    assert!(mvpds[0].enforce_platform_permissions && !mvpds[1].enforce_platform_permissions);
    assert_eq!(mvpds[0].platform_mapping_id.unwrap(), "apple-a");
    let statuses = [Some(BoardingStatus::Supported), Some(BoardingStatus::Picker), None];
    assert_eq!([0, 1, 2].map(|index: usize| mvpds[index].boarding_status), statuses);
}

#[test]
fn r41_the_login_page_is_an_address_for_a_user_agent_and_never_a_request_of_a_flow() {
    let mut stage = this_device_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let body = session("8ADF2K7", &[]);
    let Step::Ask(SignInQuestion::OpenUrl(page)) = stage.step(ok(&body)) else { panic!() };
    assert_eq!(page.url, "https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7");
}

#[test]
fn r52_user_metadata_is_in_the_profile_and_says_whether_it_is_encrypted() {
    let body = br#"{"profiles": {"Dish": {"notBefore": 1, "notAfter": 2, "issuer": "Dish", "type": "regular",
        "attributes": {"userID": {"value": "a", "state": "plain"}, "zip": {"value": "b==", "state": "enc"}}}}}"#;
    let profiles = Profiles::decode(body).unwrap();
    let attributes = profiles.longest_valid().unwrap().attributes;
    assert_eq!(attributes.get("userID").unwrap().state, AttributeState::Plain);
    assert_eq!(attributes.get("zip").unwrap().state, AttributeState::Encrypted);
    assert!(attributes.get("userid").is_none());
}

#[test]
fn r90_a_profile_tells_what_is_left_of_a_promotional_access() {
    let body = br#"{"profiles": {"flexibleTempPass": {"notBefore": 1, "notAfter": 2, "issuer": "Adobe",
        "type": "temporary", "attributes": {"remaining_resources": {"value": 2, "state": "plain"},
        "used_assets": {"value": ["news"], "state": "plain"},
        "expiration_date": {"value": 1697543318000, "state": "plain"}}}}}"#;
    let profiles = Profiles::decode(body).unwrap();
    let attributes = profiles.longest_valid().unwrap().attributes;
    let number = |name: &str| match attributes.get(name).unwrap().value.reveal() {
        Value::Number(number) => number.as_u64(),
        _ => None,
    };
    assert_eq!((number("remaining_resources"), number("expiration_date")), (Some(2), Some(1_697_543_318_000)));
    let Value::List(used) = attributes.get("used_assets").unwrap().value.reveal() else { panic!() };
    assert_eq!(used.iter().count(), 1);
}

#[test]
fn r105_the_partners_profile_names_its_source_and_each_profile_ends_by_itself() {
    let body = br#"{"profiles": {
        "Cablevision": {"notBefore": 1733735289035, "notAfter": 1733735299035, "issuer": "Apple", "type": "appleSSO",
            "attributes": {"tokenSource": {"value": "Apple", "state": "plain"}}},
        "Dish": {"notBefore": 1733735289035, "notAfter": 1733735389035, "issuer": "Dish", "type": "regular",
            "attributes": {}}}}"#;
    let profiles: Vec<_> = Profiles::decode(body).unwrap().iter().collect();
    assert_eq!(profiles[0].attributes.get("tokenSource").unwrap().value.reveal().as_text().unwrap(), "Apple");
    assert!(profiles[1].attributes.get("tokenSource").is_none());
    let ends = [0, 1].map(|index: usize| profiles[index].not_after.millis() - profiles[index].not_before.millis());
    assert_eq!(ends, [10_000, 100_000]);
}

#[test]
fn r120_a_profile_tells_a_login_by_the_home_and_when_it_is_over_the_picker_comes_as_ever() {
    let body = profile("Dish").replace(r#""attributes": {"#, r#""attributes": {"hba_status": {"value": true}, "#);
    let mut stage = this_device();
    stage.begin();
    let Step::Done(SignedIn::Profile { profile, .. }) = stage.step(ok(&body)) else { panic!() };
    assert_eq!(profile.attributes.get("hba_status").unwrap().value.reveal().as_boolean(), Some(true));
    stage.flow = SignIn::on_this_device(None, DOMAIN, RETURN);
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Dish");
    assert_eq!(stage.answer(200, NO_PROFILES), "still with Dish?");
    assert_eq!(stage.reply(SignInReply::Reload), "GET /api/v2/REF30/configuration");
    assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
}

#[test]
fn r117_every_call_is_of_the_second_version_or_of_a_service_without_one() {
    for endpoint in Endpoint::ALL {
        let path = endpoint.definition().path;
        let is_sso = path.starts_with("/api/{serviceProvider}/");
        assert!(path.starts_with("/api/v2/") || path.starts_with("/o/client/") || is_sso, "{path}");
    }
}
