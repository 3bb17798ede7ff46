//! Profiles: whose they are, and for how long.

use serde_json::json;

use crate::stage::{Stage, Television, fingerprint};

#[test]
fn nobody_signed_in_is_an_empty_map() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    for path in ["/profiles".to_owned(), "/profiles/Dish".to_owned(), format!("/profiles/code/{code}")] {
        let answer = television.get(&mut stage, &path);
        assert_eq!((answer.status, &answer.body), (200, &json!({"profiles": {}})));
    }
}

#[test]
fn a_sign_in_makes_a_profile_for_the_device_that_opened_the_session() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.sign_in(&mut stage, "Cablevision");
    let phone = Television::of(&mut stage, "REF30", "demo.software.statement", "phone");
    for path in ["/profiles".to_owned(), "/profiles/Cablevision".to_owned(), format!("/profiles/code/{code}")] {
        let profile = &television.get(&mut stage, &path).body["profiles"]["Cablevision"];
        assert_eq!(profile["issuer"], "Cablevision");
        assert_eq!(profile["type"], "regular");
        assert_eq!(profile["notBefore"], stage.now.millis());
        assert_eq!(profile["notAfter"], stage.now.millis() + 30 * 24 * 60 * 60 * 1000);
    }
    assert!(phone.get(&mut stage, "/profiles").profiles().is_empty());
    assert_eq!(phone.get(&mut stage, &format!("/profiles/code/{code}")).profiles().len(), 1);
}

#[test]
fn attributes_have_every_type_of_value() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let attributes = &television.get(&mut stage, "/profiles").body["profiles"]["Dish"]["attributes"];
    assert!(attributes["userID"]["value"].is_string());
    assert!(attributes["hba_status"]["value"].is_boolean());
    assert!(attributes["zip"]["value"].is_array());
    assert!(attributes["maxRating"]["value"].is_object());
    assert_eq!((&attributes["zip"]["state"], &attributes["encryptedZip"]["state"]), (&json!("plain"), &json!("enc")));
}

#[test]
fn a_profile_is_bound_to_device_client_and_service_provider() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let other_device = television.with("AP-Device-Identifier", &fingerprint("bedroom"));
    let other_client = Television::new(&mut stage);
    let other_programmer = Television::of(&mut stage, "NEWS24", "news24.software.statement", "living-room");
    for stranger in [other_device, other_client, other_programmer] {
        assert!(stranger.get(&mut stage, "/profiles").profiles().is_empty());
        assert!(stranger.get(&mut stage, "/profiles/Dish").profiles().is_empty());
    }
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
}

#[test]
fn several_profiles_coexist() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let code = television.sign_in(&mut stage, "Spectrum");
    let mvpds: Vec<_> = television.get(&mut stage, "/profiles").profiles().into_keys().collect();
    assert_eq!(mvpds, ["Dish", "Spectrum"]);
    let of_code: Vec<_> =
        television.get(&mut stage, &format!("/profiles/code/{code}")).profiles().into_keys().collect();
    assert_eq!(of_code, ["Spectrum"]);
}

#[test]
fn expired_profiles_vanish() {
    let mut stage = Stage::scenario("basic-profiles-primary-application");
    let television = Television::new(&mut stage);
    let code = television.sign_in(&mut stage, "Dish");
    stage.wait_minutes(15);
    for path in ["/profiles".to_owned(), "/profiles/Dish".to_owned(), format!("/profiles/code/{code}")] {
        assert!(television.get(&mut stage, &path).profiles().is_empty());
    }
}

#[test]
fn profiles_of_an_integration_that_was_switched_off_vanish() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let scenario = r#"
        [[service_provider]]
        id = "REF30"
        name = "Reference TV"
        domains = ["adobe.com"]
        disabled_mvpds = ["Dish"]
    "#;
    stage.service.apply(&tvpass_simulator::Scenario::parse(scenario).expect("a scenario"));
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
    assert_eq!(television.get(&mut stage, "/profiles/Dish").error(), (400, "invalid_integration"));
    assert_eq!(television.authorize(&mut stage, "Dish", "news").error(), (400, "invalid_integration"));
}

#[test]
fn early_forms_of_the_path_by_code_are_understood() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.sign_in(&mut stage, "Dish");
    let phone = television.without("AP-Device-Identifier").without("X-Device-Info");
    for path in [format!("/profiles/{code}"), format!("/profiles/Dish/{code}"), format!("/profiles/code/{code}/")] {
        assert_eq!(phone.get(&mut stage, &path).profiles().len(), 1, "{path}");
    }
}

#[test]
fn a_code_that_lapsed_reads_as_an_mvpd_in_the_early_form() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    stage.wait_minutes(30);
    let answer = television.get(&mut stage, &format!("/profiles/{code}"));
    assert_eq!(answer.error(), (400, "invalid_parameter_mvpd"));
}

#[test]
fn configuration_lists_the_mvpds_whose_integration_is_on() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.get(&mut stage, "/configuration");
    let mvpds = answer.body["requestor"]["mvpds"].as_array().expect("a list");
    let find = |id: &str| mvpds.iter().find(|mvpd| mvpd["id"] == id);
    assert!(mvpds.len() > 300 && find("Switched_Off").is_none());
    assert_eq!(find("TempPass_TEST40").expect("listed")["isTempPass"], true);
    assert_eq!(find("Cablevision").expect("listed")["boardingStatus"], "SUPPORTED");
    assert_eq!(answer.body["requestor"]["domains"][0]["name"], "adobe.com");
    let other = Television::of(&mut stage, "NEWS24", "news24.software.statement", "living-room");
    let answer = other.get(&mut stage, "/configuration");
    assert_eq!(answer.text("/requestor/id"), "NEWS24");
}
