//! Permits and denials.

use crate::stage::{FORM, JSON, Stage, Television};
use tvpass::message::ErrorCode;
use tvpass_simulator::{Denial, Phase, Request, Verification};

#[test]
fn without_a_profile_every_resource_is_denied() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.ask(&mut stage, "preauthorize", "Dish", &["news", "premium"]);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.decisions(), ["authenticated_profile_missing"; 2]);
    let error = &answer.body["decisions"][0]["error"];
    assert_eq!((&error["status"], &error["action"]), (&403.into(), &"authentication".into()));
}

#[test]
fn a_profile_that_expired_is_told_from_one_that_never_was() {
    let mut stage = Stage::scenario("basic-profiles-primary-application");
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    stage.wait_minutes(15);
    assert_eq!(television.authorize(&mut stage, "Dish", "news").decisions(), ["authenticated_profile_expired"]);
    assert_eq!(television.authorize(&mut stage, "Spectrum", "news").decisions(), ["authenticated_profile_missing"]);
}

#[test]
fn preauthorization_permits_without_a_media_token() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let answer = television.ask(&mut stage, "preauthorize", "Dish", &["news", "premium", "nothing"]);
    let denied = "preauthorization_denied_by_mvpd";
    assert_eq!(answer.decisions(), ["permit", denied, denied]);
    let decision = &answer.body["decisions"][0];
    assert!(decision.get("token").is_none());
    assert_eq!((&decision["source"], &decision["mvpd"]), (&"mvpd".into(), &"Dish".into()));
    assert_eq!((&decision["resource"], &decision["serviceProvider"]), (&"news".into(), &"REF30".into()));
}

#[test]
fn a_permit_of_authorization_carries_a_media_token_for_seven_minutes() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let token = television.authorize(&mut stage, "Dish", "news").body["decisions"][0]["token"].clone();
    assert_eq!(token["notBefore"], stage.now.millis());
    assert_eq!(token["notAfter"], stage.now.millis() + 7 * 60 * 1000);
    let denied = television.authorize(&mut stage, "Dish", "premium");
    assert_eq!(denied.decisions(), ["authorization_denied_by_mvpd"]);
    assert!(denied.body["decisions"][0].get("token").is_none());
}

#[test]
fn a_media_token_is_verified_once_for_its_resource_while_it_lasts() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let play =
        |stage: &mut Stage| television.authorize(stage, "Dish", "news").text("/decisions/0/token/serializedToken");
    let (first, second) = (play(&mut stage), play(&mut stage));
    assert_ne!(first, second);
    let now = stage.now;
    let mut verify = |token: &str, resource| stage.service.verify_media_token(now, token, resource);
    assert_eq!(verify(&first, Some("sports")), Verification::OtherResource);
    assert_eq!(verify(&first, Some("news")), Verification::Valid);
    assert_eq!(verify(&first, Some("news")), Verification::Used);
    assert_eq!(verify("bm9ib2R5", None), Verification::Unknown);
    let lapsed = now.plus_millis(7 * 60 * 1000);
    assert_eq!(stage.service.verify_media_token(lapsed, &second, None), Verification::Unknown);
    assert_eq!(stage.service.verify_media_token(now, &second, None), Verification::Valid);
}

#[test]
fn a_backend_verifies_media_tokens_over_http() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let token = television.authorize(&mut stage, "Dish", "news").text("/decisions/0/token/serializedToken");
    let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("token", &token).finish();
    let request = Request::new("POST", "/media-token/verify").with_header("Content-Type", FORM).with_body(form);
    assert_eq!(stage.send(&request).body["valid"], true);
    assert_eq!(stage.send(&request).text("/reason"), "used before");
}

#[test]
fn a_resource_can_be_an_mrss_item() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let item = |title: &str| format!("<rss version=\"2.0\"><channel><title>{title}</title></channel></rss>");
    let (news, premium) = (item("news"), item("premium"));
    assert_eq!(television.authorize(&mut stage, "Dish", &news).decisions(), ["permit"]);
    let answer = television.authorize(&mut stage, "Dish", &premium);
    assert_eq!(answer.decisions(), ["authorization_denied_by_mvpd"]);
    assert_eq!(answer.text("/decisions/0/resource"), premium);
}

#[test]
fn a_resource_called_like_a_code_is_denied_with_that_code() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    for code in ErrorCode::ALL {
        let answer = television.authorize(&mut stage, "Dish", code.as_str());
        assert_eq!(answer.decisions(), [code.as_str()]);
        let error = &answer.body["decisions"][0]["error"];
        assert_eq!(error["status"].as_u64(), code.statuses().first().map(|status| u64::from(*status)));
        assert_eq!(error["action"].as_str().map(str::to_owned), code.action().map(|action| action.to_string()));
    }
}

#[test]
fn denials_on_demand_pass() {
    let mut stage = Stage::scenario("basic-authorization");
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    assert_eq!(television.authorize(&mut stage, "Dish", "news").decisions(), ["network_received_error"]);
    assert_eq!(television.authorize(&mut stage, "Dish", "news").decisions(), ["permit"]);
    for _ in 0..2 {
        let answer = television.authorize(&mut stage, "Dish", "sports");
        assert_eq!(answer.decisions(), ["authorization_denied_by_parental_controls"]);
        assert!(answer.text("/decisions/0/error/details").contains("rating"));
    }
    assert_eq!(television.ask(&mut stage, "preauthorize", "Dish", &["sports"]).decisions(), ["permit"]);
}

#[test]
fn a_denial_hits_its_resource_and_phase_only() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    stage.service.deny(Denial {
        resource: Some("news".into()),
        phase: Some(Phase::Preauthorize),
        code: ErrorCode::NetworkConnectionTimeout,
        details: None,
        times: None,
    });
    let answer = television.ask(&mut stage, "preauthorize", "Dish", &["news", "sports"]);
    assert_eq!(answer.decisions(), ["network_connection_timeout", "permit"]);
    assert_eq!(television.authorize(&mut stage, "Dish", "news").decisions(), ["permit"]);
}

#[test]
fn the_body_of_a_decision_is_json() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let request = television.request("POST", "/decisions/authorize/Dish").with_header("Content-Type", JSON);
    let answer = stage.send(&request.with_body(r#"{"resources": ["news"],}"#));
    assert_eq!(answer.error(), (400, "invalid_parameter_resources"));
    assert!(answer.text("/message").contains("byte"));
}
