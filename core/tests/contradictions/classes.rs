//! T9 and T10: what a value of a wrong type costs.

use tvpass::endpoint::{Configuration, Decisions, Profiles, SessionDetails};
use tvpass::json::Timestamp;

use super::case::case;

#[test]
fn t9_port_and_diagonal_are_numbers_or_texts() {
    let device = |port: &str, size: &str| {
        let body = format!(
            "{{\"existingParameters\":{{}},\"notBefore\":1,\"notAfter\":2,\"device\":{{\"connection\":{{\"port\":{port}}},\
             \"display\":{{\"diagonalSize\":{size}}}}}}}"
        );
        let device = SessionDetails::decode(body.leak().as_bytes()).unwrap().device.unwrap().get();
        (device.connection.unwrap().port, device.display.unwrap().diagonal_size.map(|size| size.to_f64().to_bits()))
    };
    assert_eq!(device("53124", "55.5"), (Some(53_124), Some(55.5_f64.to_bits())));
    assert_eq!(device("\"53124\"", "\"55.5\""), (Some(53_124), Some(55.5_f64.to_bits())));
    assert_eq!(device("\"\"", "\"\""), (None, None));
}

#[test]
fn t10_a_port_that_is_no_number_is_absent() {
    let information = SessionDetails::decode(case!("session-info-port-empty.json").as_bytes()).unwrap();
    assert_eq!(information.device.unwrap().get().connection.unwrap().port, None);
    assert!(information.existing("mvpd").is_some_and(|mvpd| mvpd == "Cablevision"));
}

#[test]
fn t10_an_mvpd_that_is_null_is_skipped_and_counted() {
    let configuration = Configuration::decode(case!("configuration-one-null.json").as_bytes()).unwrap();
    assert!(configuration.mvpds().map(|mvpd| mvpd.id).eq(["Dish"]));
    assert_eq!(configuration.skipped(), 1);
}

#[test]
fn t10_a_logo_of_another_type_is_absent_and_its_mvpd_is_not() {
    let configuration = Configuration::decode(case!("configuration-one-odd-mvpd.json").as_bytes()).unwrap();
    assert!(configuration.mvpds().map(|mvpd| mvpd.id).eq(["Cablevision", "X"]));
    assert!(configuration.mvpds().all(|mvpd| mvpd.logo_url.is_none()));
    assert_eq!(configuration.skipped(), 0);
}

#[test]
fn t10_a_denial_with_a_status_in_words_is_a_denial() {
    let decision = Decisions::decode(case!("denial-status-word.json").as_bytes()).unwrap().iter().next().unwrap();
    let error = decision.error.unwrap();
    assert!(!decision.authorized && error.status.is_none());
    assert!(error.code.is_some_and(|code| code == "authorization_denied_by_mvpd"));
}

#[test]
fn a_profile_is_over_by_the_services_own_clock() {
    let over = case!("profile-over-since-2023.json");
    let profile = Profiles::decode(over.as_bytes()).unwrap().longest_valid().unwrap();
    assert!(profile.is_over(Some(Timestamp::from_millis(1_700_000_001_001))));
    assert!(!profile.is_over(Some(Timestamp::from_millis(1_700_000_001_000))));
    assert!(!profile.is_over(None), "nothing but the device's clock says so");
    let body =
        br#"{"profiles":{"Dish":{"notBefore":1700000000000,"notAfter":1700000000000,"issuer":"Dish","type":"regular",
        "attributes":{}}}}"#;
    let profile = Profiles::decode(body).unwrap().longest_valid().unwrap();
    assert!(profile.is_over(None), "it has no life");
}
