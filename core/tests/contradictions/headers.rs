//! H: headers.

use tvpass::endpoint::{
    Authorize, Call, CreatePartnerSession, CreateSession, Endpoint, GetProfileCode, GetProfiles, GetSession,
    Preauthorize, Register, RegisterBody, Requirement, Resources, ResumeSession, Token,
};
use tvpass::message::{EncodeError, HeaderName, HeaderValue, Headers, Request, Sender};

use super::{all_headers, sent};

const PROFILES: GetProfiles<'_> = GetProfiles::new("REF30");

fn names(request: &Request<'_>) -> Vec<HeaderName> {
    request.headers.iter().map(|(name, _)| name).collect()
}

/// The headers that `sender` sends with `call`, all being ready.
fn sent_by<'a>(sender: Sender, call: &impl Call<'a>) -> Vec<HeaderName> {
    names(&call.encode(&all_headers(sender), &mut [0; 512]).unwrap())
}

#[test]
fn h1_the_identity_for_temporary_access_is_spelt_as_the_documentation_does() {
    assert_eq!(HeaderName::ApTempPassIdentity.as_str(), "AP-TempPass-Identity");
    assert_eq!(HeaderName::from_wire("AP-Temppass-Identity"), Some(HeaderName::ApTempPassIdentity));
}

#[test]
fn h1_the_identity_for_temporary_access_goes_with_preauthorize_too() {
    let body = Resources::new((&["news"][..]).into());
    let preauthorize = Preauthorize::new("REF30", "flexibleTempPass", body);
    assert!(names(&sent(&preauthorize)).contains(&HeaderName::ApTempPassIdentity));
    let authorize = Authorize::new("REF30", "flexibleTempPass", body);
    assert!(names(&sent(&authorize)).contains(&HeaderName::ApTempPassIdentity));
}

#[test]
fn h2_the_streaming_device_describes_itself_where_the_tables_do_not_ask_for_it() {
    let (service_provider, code) = ("REF30", "8ADF2");
    let resume = ResumeSession::new(service_provider, code);
    let info = GetSession::new(service_provider, code);
    let poll = GetProfileCode::new(service_provider, code);
    let calls = |sender| [sent_by(sender, &resume), sent_by(sender, &info), sent_by(sender, &poll)];
    for (sender, described) in
        [(Sender::StreamingDevice, true), (Sender::Browser, true), (Sender::SecondaryApplication, false)]
    {
        for names in calls(sender) {
            assert_eq!(names.contains(&HeaderName::ApDeviceIdentifier), described, "{sender:?}");
            assert_eq!(names.contains(&HeaderName::XDeviceInfo), described, "{sender:?}");
        }
    }
}

#[test]
fn h2_nobody_describes_a_device_to_the_page_for_user_agents() {
    for sender in [Sender::StreamingDevice, Sender::Browser, Sender::SecondaryApplication] {
        for header in [HeaderName::ApDeviceIdentifier, HeaderName::XDeviceInfo] {
            let requirement = Endpoint::Authenticate.definition().requirement_for(header, sender);
            assert_eq!(requirement, Requirement::Undefined);
        }
    }
}

#[test]
fn h3_the_frameworks_status_goes_with_partner_calls_and_is_the_flows_to_give() {
    let call = CreatePartnerSession::new("REF30", "Apple");
    assert!(names(&sent(&call)).contains(&HeaderName::ApPartnerFrameworkStatus));
    let mut without = all_headers(Sender::StreamingDevice);
    without.remove(HeaderName::ApPartnerFrameworkStatus);
    assert!(call.encode(&without, &mut [0; 512]).is_ok(), "the table has it as optional");
}

#[test]
fn h4_device_information_is_required_of_devices_and_optional_for_browsers() {
    let register = Register::new(RegisterBody::new("s".into()));
    let token = Token::new("a".into(), "b".into(), "c");
    let session = CreateSession::new("REF30");
    for sender in [Sender::StreamingDevice, Sender::Browser, Sender::SecondaryApplication] {
        let mut headers = all_headers(sender);
        headers.remove(HeaderName::XDeviceInfo);
        let expected = match sender {
            Sender::Browser => Ok(()),
            _ => Err(EncodeError::MissingHeader(HeaderName::XDeviceInfo)),
        };
        let mut buffer = [0; 512];
        assert_eq!(register.encode(&headers, &mut buffer).map(drop), expected, "{sender:?}");
        assert_eq!(token.encode(&headers, &mut buffer).map(drop), expected, "{sender:?}");
        assert_eq!(session.encode(&headers, &mut buffer).map(drop), expected, "{sender:?}");
        assert_eq!(PROFILES.encode(&headers, &mut buffer).map(drop), expected, "{sender:?}");
    }
}

#[test]
fn h5_the_visitor_identifier_goes_out_bare() {
    let mut headers = all_headers(Sender::StreamingDevice);
    headers
        .insert(HeaderName::ApVisitorIdentifier, HeaderValue::new("20265673158980419722735089753036633573").unwrap());
    let mut buffer = [0; 512];
    let request = PROFILES.encode(&headers, &mut buffer).unwrap();
    assert_eq!(request.headers.get(HeaderName::ApVisitorIdentifier), Some("20265673158980419722735089753036633573"));
}

#[test]
fn h6_json_is_accepted_with_its_charset_unless_the_caller_says_otherwise() {
    let mut headers = all_headers(Sender::StreamingDevice);
    headers.remove(HeaderName::Accept);
    let mut buffer = [0; 512];
    let request = PROFILES.encode(&headers, &mut buffer).unwrap();
    assert_eq!(request.headers.get(HeaderName::Accept), Some("application/json;charset=utf-8"));
    headers.set(HeaderName::Accept, "application/json").unwrap();
    let mut buffer = [0; 512];
    let request = PROFILES.encode(&headers, &mut buffer).unwrap();
    assert_eq!(request.headers.get(HeaderName::Accept), Some("application/json"));
}

#[test]
fn h7_a_browser_sends_no_single_sign_on_header_of_its_own() {
    let mut headers = Headers::new(Sender::Browser);
    headers.set(HeaderName::Authorization, "Bearer t").unwrap();
    headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    let mut buffer = [0; 512];
    let request = PROFILES.encode(&headers, &mut buffer).unwrap();
    let expected = [HeaderName::Authorization, HeaderName::ApDeviceIdentifier, HeaderName::Accept];
    assert_eq!(names(&request), expected);
    headers.set(HeaderName::AdServiceToken, "token").unwrap();
    let mut buffer = [0; 512];
    let request = PROFILES.encode(&headers, &mut buffer).unwrap();
    assert_eq!(request.headers.get(HeaderName::AdServiceToken), Some("token"), "when asked to");
}

#[test]
fn h8_a_server_forwards_the_devices_address_to_register_and_token_too() {
    let register = Register::new(RegisterBody::new("s".into()));
    let token = Token::new("a".into(), "b".into(), "c");
    assert!(names(&sent(&register)).contains(&HeaderName::XForwardedFor));
    assert!(names(&sent(&token)).contains(&HeaderName::XForwardedFor));
    let mut without = all_headers(Sender::StreamingDevice);
    without.remove(HeaderName::XForwardedFor);
    assert!(register.encode(&without, &mut [0; 512]).is_ok(), "a device has no such header");
}

#[test]
fn h9_the_platforms_token_goes_with_every_call_of_the_api_but_the_login_page() {
    for endpoint in Endpoint::ALL {
        let definition = endpoint.definition();
        let is_listed = definition.path.starts_with("/api/v2/") && *endpoint != Endpoint::Authenticate;
        let expected = if is_listed { Requirement::Optional } else { Requirement::Undefined };
        assert_eq!(definition.requirement(HeaderName::AdobeSubjectToken), expected, "{}", definition.id);
    }
}
