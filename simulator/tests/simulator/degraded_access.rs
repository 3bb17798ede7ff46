//! Degradation rules (R80).

use crate::stage::{ALL_PARAMETERS, Stage, Television, framework_status};

#[test]
fn authn_all_signs_everybody_in() {
    let mut stage = Stage::scenario("degraded-authn-all");
    let television = Television::new(&mut stage);
    let answer = television.post(&mut stage, "/sessions", ALL_PARAMETERS);
    assert_eq!((answer.text("/actionName"), answer.text("/reasonType")), ("authorize".into(), "degraded".into()));
    let profiles = television.get(&mut stage, "/profiles/Cablevision");
    assert_eq!(profiles.text("/profiles/Cablevision/type"), "degraded");
    assert_eq!(profiles.text("/profiles/Cablevision/issuer"), "Adobe");
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
    for phase in ["preauthorize", "authorize"] {
        let answer = television.ask(&mut stage, phase, "Cablevision", &["premium"]);
        assert_eq!(answer.decisions(), ["permit"]);
        assert_eq!(answer.text("/decisions/0/source"), "degradation");
    }
    let logout = television.get(&mut stage, "/logout/Cablevision?redirectUrl=https%3A%2F%2Fadobe.com");
    assert_eq!(logout.text("/logouts/Cablevision/actionName"), "complete");
}

#[test]
fn authz_all_permits_everything_and_signs_nobody_in() {
    let mut stage = Stage::scenario("degraded-authz-all");
    let television = Television::new(&mut stage);
    assert_eq!(television.authorize(&mut stage, "Cablevision", "premium").decisions(), ["permit"]);
    assert_eq!(television.post(&mut stage, "/sessions", ALL_PARAMETERS).text("/actionName"), "authenticate");
    assert!(television.get(&mut stage, "/profiles/Cablevision").profiles().is_empty());
}

#[test]
fn authz_none_denies_everything_and_says_why() {
    let mut stage = Stage::scenario("degraded-authz-none");
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Cablevision");
    for phase in ["preauthorize", "authorize"] {
        let answer = television.ask(&mut stage, phase, "Cablevision", &["news"]);
        assert_eq!(answer.decisions(), ["authorization_denied_by_degradation_rule"]);
        assert_eq!(answer.text("/decisions/0/source"), "degradation");
        assert_eq!(answer.text("/decisions/0/error/action"), "none");
        assert!(answer.text("/decisions/0/error/details").contains("maintenance"));
    }
}

#[test]
fn r82_other_mvpds_are_not_degraded() {
    let mut stage = Stage::scenario("degraded-authn-all");
    let television = Television::new(&mut stage);
    assert_eq!(television.authorize(&mut stage, "Dish", "news").decisions(), ["authenticated_profile_missing"]);
    assert!(television.get(&mut stage, "/profiles/Dish").profiles().is_empty());
}

#[test]
fn r83_degradation_wins_over_the_partner() {
    let mut stage = Stage::scenario("degraded-authn-all");
    let status = framework_status("granted", "Cablevision", stage.now.plus_millis(60_000));
    let television = Television::new(&mut stage).with("AP-Partner-Framework-Status", &status);
    let answer = television.post(&mut stage, "/sessions/sso/Apple", "domainName=adobe.com");
    assert_eq!((answer.text("/actionName"), answer.text("/reasonType")), ("authorize".into(), "degraded".into()));
    let form = format!("SAMLResponse={}", crate::stage::encode("<Response/>"));
    let answer = television.post(&mut stage, "/profiles/sso/Apple", &form);
    assert_eq!((answer.status, answer.text("/profiles/Cablevision/type")), (200, "degraded".into()));
}

#[test]
fn a_degradation_ends_with_its_scenario() {
    let mut stage = Stage::scenario("degraded-authn-all");
    let television = Television::new(&mut stage);
    stage.service.apply(&tvpass_simulator::Scenario::default());
    assert_eq!(television.post(&mut stage, "/sessions", ALL_PARAMETERS).text("/actionName"), "authenticate");
}
