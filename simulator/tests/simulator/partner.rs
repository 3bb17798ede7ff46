//! Apple's single sign-on.

use serde_json::json;
use tvpass::endpoint::APPLE_CHANNEL;
use tvpass::json::Timestamp;
use tvpass::message::base64;

use crate::stage::{Stage, Television, encode, framework_status};

const STATUS: &str = "AP-Partner-Framework-Status";
const FORM: &str = "domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com";

fn saml(name: &str) -> String {
    let xml = format!("<Response><Assertion><Subject><NameID>{name}</NameID></Subject></Assertion></Response>");
    let encoded = encode(xml);
    format!("SAMLResponse={}", url::form_urlencoded::byte_serialize(encoded.as_bytes()).collect::<String>())
}

fn later(stage: &Stage) -> Timestamp {
    stage.now.plus_millis(60 * 60 * 1000)
}

/// A television whose framework is signed in at `provider`.
fn granted(stage: &mut Stage, provider: &str) -> Television {
    let status = framework_status("granted", provider, later(stage));
    Television::new(stage).with(STATUS, &status)
}

#[test]
fn a_supported_provider_gets_a_request_for_the_framework() {
    let mut stage = Stage::new();
    let television = granted(&mut stage, "Cablevision");
    let answer = television.post(&mut stage, "/sessions/sso/apple", FORM);
    let (name, kind, reason) = (answer.text("/actionName"), answer.text("/actionType"), answer.text("/reasonType"));
    assert_eq!((name.as_str(), kind.as_str(), reason.as_str()), ("partner_profile", "direct", "none"));
    assert_eq!(answer.text("/url"), "/api/v2/REF30/profiles/sso/Apple");
    assert_eq!(answer.text("/mvpd"), "Cablevision");
    assert_eq!(answer.body["authenticationRequest"]["attributesNames"], json!(["uid", "NameID", "uniqueId"]));
    let request = answer.text("/authenticationRequest/request");
    let mut buffer = vec![0; request.len()];
    let xml = base64::decode(&request, &mut buffer).expect("base64");
    assert!(String::from_utf8_lossy(xml).contains(APPLE_CHANNEL));
}

#[test]
fn r100_a_framework_that_does_not_allow_it_leads_to_the_basic_flow() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let lapsed = framework_status("granted", "Cablevision", stage.now);
    let denied = framework_status("denied", "", later(&stage));
    let nobody = framework_status("granted", "", later(&stage));
    for (status, action) in
        [(lapsed.as_str(), "authenticate"), (&denied, "resume"), (&nobody, "resume"), ("!", "resume")]
    {
        let answer = television.with(STATUS, status).post(&mut stage, "/sessions/sso/Apple", FORM);
        assert_eq!(answer.text("/reasonType"), "pfs_fallback");
        assert_eq!(answer.text("/actionName"), action);
        assert_eq!(answer.text("/code").len(), 7);
    }
    assert_eq!(television.post(&mut stage, "/sessions/sso/Apple", FORM).text("/reasonType"), "pfs_fallback");
}

#[test]
fn r100_a_provider_that_is_not_supported_leads_to_the_basic_flow() {
    let mut stage = Stage::new();
    let answer = granted(&mut stage, "Comcast").post(&mut stage, "/sessions/sso/Apple", FORM);
    let (name, reason) = (answer.text("/actionName"), answer.text("/reasonType"));
    assert_eq!((name.as_str(), reason.as_str()), ("authenticate", "configuration_fallback"));
    assert_eq!(answer.text("/mvpd"), "Comcast_SSO");
    let unknown = granted(&mut stage, "Nobody").post(&mut stage, "/sessions/sso/Apple", FORM);
    let (name, reason) = (unknown.text("/actionName"), unknown.text("/reasonType"));
    assert_eq!((name.as_str(), reason.as_str()), ("resume", "configuration_fallback"));
}

#[test]
fn r100_missing_parameters_lead_to_the_basic_flow() {
    let mut stage = Stage::new();
    let television = granted(&mut stage, "Cablevision");
    let answer = television.post(&mut stage, "/sessions/sso/Apple", "domainName=adobe.com");
    let (name, reason) = (answer.text("/actionName"), answer.text("/reasonType"));
    assert_eq!((name.as_str(), reason.as_str()), ("resume", "missing_parameters_fallback"));
    assert_eq!(answer.body["missingParameters"], json!(["redirectUrl"]));
}

#[test]
fn a_viewer_with_a_regular_profile_needs_no_partner() {
    let mut stage = Stage::new();
    let television = granted(&mut stage, "Cablevision");
    television.sign_in(&mut stage, "Cablevision");
    let answer = television.post(&mut stage, "/sessions/sso/Apple", FORM);
    let (name, reason) = (answer.text("/actionName"), answer.text("/reasonType"));
    assert_eq!((name.as_str(), reason.as_str()), ("authorize", "authenticated"));
}

#[test]
fn the_frameworks_answer_becomes_a_profile() {
    let mut stage = Stage::new();
    let television = granted(&mut stage, "Cablevision");
    let answer = television.post(&mut stage, "/profiles/sso/Apple", &saml("viewer-7"));
    assert_eq!(answer.status, 201);
    let profile = &answer.body["profiles"]["Cablevision"];
    assert_eq!((&profile["type"], &profile["issuer"]), (&"appleSSO".into(), &"Apple".into()));
    assert_eq!(profile["attributes"]["tokenSource"]["value"], "Apple");
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
}

#[test]
fn r98_a_partners_profile_counts_only_with_a_valid_status() {
    let mut stage = Stage::new();
    let television = granted(&mut stage, "Cablevision");
    television.post(&mut stage, "/profiles/sso/Apple", &saml("viewer-7"));
    assert_eq!(television.authorize(&mut stage, "Cablevision", "news").decisions(), ["permit"]);
    let denied = framework_status("denied", "", later(&stage));
    let elsewhere = framework_status("granted", "Comcast", later(&stage));
    for television in
        [television.without(STATUS), television.with(STATUS, &denied), television.with(STATUS, &elsewhere)]
    {
        let answer = television.authorize(&mut stage, "Cablevision", "news");
        assert_eq!(answer.decisions(), ["authenticated_profile_missing"]);
        assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
    }
}

#[test]
fn r104_each_defect_of_the_status_has_its_code() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let cases = [
        ("!".to_owned(), "invalid_header_pfs_permission_access_not_present"),
        (encode("{}"), "invalid_header_pfs_permission_access_not_present"),
        (framework_status("notDetermined", "", later(&stage)), "invalid_header_pfs_permission_access_not_determined"),
        (framework_status("denied", "", later(&stage)), "invalid_header_pfs_permission_access_not_granted"),
        (framework_status("restricted", "", later(&stage)), "invalid_header_pfs_permission_access_not_granted"),
        (framework_status("granted", "", later(&stage)), "invalid_header_pfs_provider_id_not_determined"),
        (framework_status("granted", "Nobody", later(&stage)), "invalid_header_pfs_provider_id_mismatch"),
        (framework_status("granted", "Comcast", later(&stage)), "invalid_header_pfs_provider_id_mismatch"),
        (framework_status("granted", "Cablevision", stage.now), "invalid_header_pfs_provider_info_expired"),
    ];
    for (status, code) in cases {
        let answer = television.with(STATUS, &status).post(&mut stage, "/profiles/sso/Apple", "");
        assert_eq!(answer.error(), (400, code), "{status}");
    }
    let answer = television.post(&mut stage, "/profiles/sso/Apple", &saml("viewer-7"));
    assert_eq!(answer.error(), (400, "invalid_header_pfs_permission_access_not_present"));
}

#[test]
fn the_frameworks_answer_is_base64_of_xml() {
    let mut stage = Stage::new();
    let television = granted(&mut stage, "Cablevision");
    let unusable =
        ["", "SAMLResponse=", "SAMLResponse=!", &format!("SAMLResponse={}", encode("{}")), "SAMLResponse=PHg%2B"];
    for form in unusable {
        let answer = television.post(&mut stage, "/profiles/sso/Apple", form);
        assert_eq!(answer.error(), (400, "invalid_parameter_saml_response"), "{form}");
    }
}

#[test]
fn r76_logging_out_of_the_partner_is_the_viewers_to_do() {
    let mut stage = Stage::new();
    let television = granted(&mut stage, "Cablevision");
    television.post(&mut stage, "/profiles/sso/Apple", &saml("viewer-7"));
    let answer = television.without(STATUS).get(&mut stage, "/logout/Cablevision?redirectUrl=https%3A%2F%2Fadobe.com");
    let logout = &answer.body["logouts"]["Cablevision"];
    assert_eq!(logout["actionName"], "partner_logout");
    assert_eq!(logout["actionType"], "partner_interactive");
    assert!(logout.get("url").is_none());
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
}
