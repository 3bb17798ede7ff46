//! E: enumerations that differ from page to page.

use tvpass::endpoint::{ActionName, ProfileType, Profiles, ReasonType, Session};
use tvpass::message::{DeviceInfo, OsName};

fn session(action: &str, reason: &str) -> Session<'static> {
    let body = format!(
        "{{\"actionName\":\"{action}\",\"actionType\":\"direct\",\"reasonType\":\"{reason}\",\"sessionId\":\"s\",\"serviceProvider\":\"p\"}}"
    );
    Session::decode(body.leak().as_bytes()).unwrap()
}

#[test]
fn e1_resume_and_retry_are_two_values_of_one_open_set() {
    assert_eq!(session("resume", "none").action_name, ActionName::Resume);
    assert_eq!(session("retry", "none").action_name, ActionName::Retry);
    assert_eq!(session("rewind", "none").action_name, ActionName::Other("rewind".into()));
}

#[test]
fn e2_reasons_of_every_page_are_one_open_set() {
    for (name, reason) in [
        ("none", ReasonType::None),
        ("authenticated", ReasonType::Authenticated),
        ("temporary", ReasonType::Temporary),
        ("degraded", ReasonType::Degraded),
        ("authenticatedSSO", ReasonType::AuthenticatedSso),
        ("pfs_fallback", ReasonType::PfsFallback),
        ("configuration_fallback", ReasonType::ConfigurationFallback),
        ("missing_parameters_fallback", ReasonType::MissingParametersFallback),
        ("weather", ReasonType::Other("weather".into())),
    ] {
        for action in ["authenticate", "resume", "authorize", "partner_profile"] {
            assert_eq!(session(action, name).reason_type, reason);
        }
    }
}

#[test]
fn e3_types_and_issuers_of_profiles_are_open() {
    for (name, profile_type) in [
        ("regular", ProfileType::Regular),
        ("degraded", ProfileType::Degraded),
        ("temporary", ProfileType::Temporary),
        ("appleSSO", ProfileType::AppleSso),
        ("platformSSO", ProfileType::PlatformSso),
        ("serviceTokenSSO", ProfileType::ServiceTokenSso),
        ("AppleSSO", ProfileType::Other("AppleSSO".into())),
    ] {
        for issuer in ["Cablevision", "Adobe", "Apple", "Someone"] {
            let body = format!(
                "{{\"profiles\":{{\"M\":{{\"notBefore\":1,\"notAfter\":2,\"issuer\":\"{issuer}\",\"type\":\"{name}\",\"attributes\":{{}}}}}}}}"
            );
            let profile = Profiles::decode(body.leak().as_bytes()).unwrap().iter().next().unwrap();
            assert_eq!(profile.profile_type, profile_type);
            assert_eq!(profile.issuer, issuer);
        }
    }
}

#[test]
fn e4_operating_systems_beside_the_list_are_kept_as_they_are() {
    for (name, known) in [("Mac OS", OsName::MacOs), ("OS X", OsName::OsX), ("Roku OS", OsName::RokuOs)] {
        assert_eq!(OsName::from(name), known);
    }
    for name in ["macOS", "Roku", "Fuchsia"] {
        let info = DeviceInfo::new("m".into(), "1".into(), name.into(), "1".into(), "LAN".into());
        let (mut buffer, mut json) = ([0; 256], [0; 256]);
        let value = info.encode_header(&mut buffer).unwrap();
        let read = DeviceInfo::decode_header(value.as_str(), &mut json).unwrap();
        assert_eq!(read.os_name, Some(OsName::Other(name.into())), "sent unchanged, and read unchanged");
    }
}
