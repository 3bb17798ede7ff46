//! F: names of fields.

use tvpass::endpoint::{Call, CreatePartnerSession, CreateSession, Profiles, ResumeSession, Session, SessionDetails};
use tvpass::json::check;
use tvpass::message::{DeviceInfo, HardwareType, Scratch, base64};

use super::{incoming, sent};

#[test]
fn f1_domain_name_is_sent() {
    let (service_provider, domain_name) = ("REF30", Some("adobe.com"));
    let mut create = CreateSession::new(service_provider);
    create.domain_name = domain_name;
    assert_eq!(sent(&create).body, b"domainName=adobe.com");
    let mut resume = ResumeSession::new(service_provider, "C");
    resume.domain_name = domain_name;
    assert_eq!(sent(&resume).body, b"domainName=adobe.com");
    let mut partner = CreatePartnerSession::new(service_provider, "Apple");
    partner.domain_name = domain_name;
    assert_eq!(sent(&partner).body, b"domainName=adobe.com");
}

#[test]
fn f1_domain_counts_as_domain_name_where_the_service_lists_it() {
    for name in ["domain", "domainName"] {
        let body = format!(
            "{{\"actionName\":\"resume\",\"actionType\":\"direct\",\"reasonType\":\"none\",\"missingParameters\":[\"{name}\"],\
             \"sessionId\":\"s\",\"serviceProvider\":\"REF30\"}}"
        );
        let session = Session::decode(body.as_bytes()).unwrap();
        assert!(session.lacks("domainName") && !session.lacks("mvpd") && !session.lacks("redirectUrl"));
        let body = format!("{{\"existingParameters\":{{\"{name}\":\"adobe.com\"}},\"notBefore\":1,\"notAfter\":2}}");
        let information = SessionDetails::decode(body.as_bytes()).unwrap();
        assert!(information.existing("domainName").is_some_and(|domain| domain == "adobe.com"));
        assert!(information.existing("mvpd").is_none());
    }
}

#[test]
fn f2_attributes_are_looked_up_as_given_without_folding() {
    let body = br#"{"profiles":{"M":{"notBefore":1,"notAfter":2,"issuer":"M","type":"regular","attributes":{
        "userID":{"value":"upper"},"userId":{"value":"lower"},"householdId":{"value":"h"}}}}}"#;
    let attributes = Profiles::decode(body).unwrap().iter().next().unwrap().attributes;
    let text = |name| attributes.get(name).and_then(|attribute| attribute.value.reveal().as_text());
    assert!(text("userID").is_some_and(|text| text == "upper") && text("userId").is_some_and(|text| text == "lower"));
    assert!(text("householdId").is_some() && text("householdID").is_none() && text("USERID").is_none());
}

#[test]
fn f3_the_kind_of_device_is_sent_under_the_tables_key() {
    let mut info = DeviceInfo::new("m".into(), "1".into(), "tvOS".into(), "11".into(), "LAN".into());
    info.primary_hardware_type = Some(HardwareType::SetTopBox);
    let (mut buffer, mut json) = ([0; 256], [0; 256]);
    let value = info.encode_header(&mut buffer).unwrap();
    let json = base64::decode(value.as_str(), &mut json).unwrap();
    assert_eq!(check(json), Ok(()));
    let json = str::from_utf8(json).unwrap();
    assert!(json.starts_with("{\"primaryHardwareType\":\"SetTopBox\",") && !json.contains("\"type\""), "{json}");
    assert_eq!(DeviceInfo::decode(br#"{"type":"SetTopBox"}"#), Ok(DeviceInfo::default()));
}

#[test]
fn f1_a_server_reads_domain_name() {
    let body = b"mvpd=Dish&domainName=adobe.com";
    let read =
        CreateSession::decode(&incoming("POST", "/api/v2/REF30/sessions", body), &mut Scratch::new(&mut [])).unwrap();
    assert_eq!((read.mvpd, read.domain_name, read.redirect_url), (Some("Dish"), Some("adobe.com"), None));
}
