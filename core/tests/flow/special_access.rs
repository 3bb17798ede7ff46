//! Access without a sign-in at the MVPD: degraded and temporary.

use tvpass::endpoint::{DecisionSource, Endpoint, ProfileType, route};
use tvpass::flow::{Authorized, Event, Preauthorization, PreauthorizationReply, SignedIn, Step};
use tvpass::message::HeaderName;

use super::answers::Verdict::{Deny, Permit, Play};
use super::answers::{NO_PROFILES, authorize, decisions, profile};
use super::stage::{Stage, authorization, ok, television_at};

#[test]
fn r80_an_mvpd_that_is_down_for_sign_ins_needs_none_and_degradation_permits() {
    let mut stage = television_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, authorize("degraded", "Cablevision")), "Degraded access at Cablevision");
    let mut stage = authorization("Cablevision");
    stage.begin();
    let permit = decisions(&[Play("news")]).replace(r#""source": "mvpd""#, r#""source": "degradation""#);
    let Step::Done(Authorized::Permitted(decision)) = stage.step(ok(&permit)) else { panic!() };
    assert_eq!(decision.source, DecisionSource::Degradation);
    assert!(decision.token.is_some());
}

#[test]
fn r80_a_degradation_that_denies_is_a_denial_and_not_asked_again() {
    let mut stage = authorization("Cablevision");
    stage.begin();
    let denial = decisions(&[Deny("news", "authorization_denied_by_degradation_rule", "none")]);
    assert_eq!(stage.answer(200, denial), "denied news");
}

#[test]
fn r81_degraded_and_temporary_profiles_are_found_at_the_mvpd_that_is_asked_for() {
    for (kind, expected) in [("degraded", ProfileType::Degraded), ("temporary", ProfileType::Temporary)] {
        let mut stage = television_at("Cablevision");
        assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Cablevision");
        let body = profile("Cablevision").replace(r#""type": "regular""#, &format!(r#""type": "{kind}""#));
        let Step::Done(SignedIn::Profile { profile, .. }) = stage.step(ok(&body)) else { panic!() };
        assert_eq!(profile.profile_type, expected);
    }
}

#[test]
fn r84_degraded_access_permits_nothing_while_the_service_itself_is_not_reached() {
    let mut stage = television_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, authorize("degraded", "Cablevision")), "Degraded access at Cablevision");
    let mut stage = authorization("Cablevision");
    let mut said = stage.begin();
    for _ in 0..3 {
        assert_eq!(said, "POST /api/v2/REF30/decisions/authorize/Cablevision");
        said = stage.no_response();
        said = stage.waited(said);
    }
    assert_eq!(said, "stop Network: no response from the service");
}

#[test]
fn r87_temporary_access_knows_the_device_and_a_promotional_one_the_person_too() {
    let identity = "eyJlbWFpbCI6ImE3ZiJ9";
    let basic = authorization("TempPass_TEST40");
    let promotional = authorization("flexibleTempPass").with_header(HeaderName::ApTempPassIdentity, identity);
    for (mut stage, person) in [(basic, None), (promotional, Some(identity))] {
        let Step::Send(request) = stage.step(Event::Start) else { panic!() };
        assert_eq!(request.headers.get(HeaderName::ApDeviceIdentifier), Some("fingerprint dHY="));
        assert_eq!(request.headers.get(HeaderName::ApTempPassIdentity), person);
    }
}

#[test]
fn r91_a_catalogue_under_temporary_access_is_preauthorized_without_anything_before() {
    let mut stage = Stage::new(Preauthorization::new(["news", "premium"], Some("TempPass_TEST40")).unwrap());
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    assert_eq!(route(request.method.as_str(), request.target), Ok(Endpoint::Preauthorize));
    assert_eq!(stage.answer(200, decisions(&[Permit("news"), Permit("premium")])), "note 0 yes, 1 yes");
    assert_eq!(stage.reply(PreauthorizationReply::Noted), "preauthorized");
    assert!([0, 1].iter().all(|index| stage.flow.permits().is_permitted(*index)));
}
