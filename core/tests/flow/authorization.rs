//! Authorization before every playback, and what it makes of a denial.

use tvpass::flow::{Authorization, Authorized, Event, InvalidArgument, Step};
use tvpass::message::{ErrorCode, HeaderName};

use super::answers::Verdict::{Deny, Play};
use super::answers::{HTML, decisions, error, refused_token, token};
use super::stage::{START, Stage, ok, saved};

const AUTHORIZE: &str = "POST /api/v2/REF30/decisions/authorize/Cablevision";

fn authorization() -> Stage<Authorization> {
    super::stage::authorization("Cablevision")
}

/// The same at the provider that is remembered.
fn remembered() -> Stage<Authorization> {
    Stage::new(Authorization::new("news", None).unwrap()).remembering("Cablevision")
}

#[test]
fn r54_every_playback_is_authorized_anew() {
    let mut stage = authorization();
    assert_eq!(stage.begin(), AUTHORIZE);
    assert_eq!(stage.answer(200, decisions(&[Play("news")])), "permitted news");
    stage.flow = authorization().flow;
    assert_eq!(stage.begin(), AUTHORIZE);
}

#[test]
fn r55_resources_go_out_as_json_whatever_they_hold() {
    let resource = "<rss><title>\"A\" & B</title></rss>";
    let mut stage = Stage::new(Authorization::new(resource, Some("Cablevision")).unwrap());
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    assert_eq!(request.body, br#"{"resources":["<rss><title>\"A\" & B</title></rss>"]}"#);
    assert_eq!(request.headers.get(HeaderName::ContentType), Some("application/json"));
}

#[test]
fn r56_one_resource_is_authorized_at_a_time() {
    let mut stage = authorization();
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    assert_eq!(request.body, br#"{"resources":["news"]}"#);
}

#[test]
fn r56_too_many_resources_are_a_matter_of_configuration_and_not_asked_again() {
    let mut stage = authorization();
    stage.begin();
    assert!(stage.answer(403, error("too_many_resources", "configuration")).starts_with("stop Configuration"));
}

#[test]
fn r58_the_media_token_is_handed_out_once_and_kept_nowhere() {
    let mut stage = authorization();
    stage.begin();
    let body = decisions(&[Play("news")]);
    let Step::Done(Authorized::Permitted(decision)) = stage.step(ok(&body)) else { panic!() };
    let media_token = decision.token.unwrap();
    assert_eq!(media_token.serialized_token.reveal(), "bWVkaWEtdG9rZW4=");
    assert_eq!(media_token.not_after.unwrap().millis() - media_token.not_before.unwrap().millis(), 7 * 60 * 1000);
    assert!(!format!("{decision:?}").contains("bWVkaWEtdG9rZW4="));
    assert!(!format!("{:?}", stage.flow).contains("bWVkaWEtdG9rZW4="));
    // Neither the same answer nor a timer brings it back.
    assert_eq!(stage.answer(200, &body), "await");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
    assert!(!String::from_utf8(saved(&stage.installation)).unwrap().contains("bWVkaWEtdG9rZW4="));
}

#[test]
fn r59_a_media_token_is_not_renewed_while_it_plays_but_a_new_decision_brings_a_new_one() {
    let mut stage = authorization();
    stage.begin();
    stage.answer(200, decisions(&[Play("news")]));
    for _ in 0..8 {
        assert_eq!(stage.timer_after(60 * 1000), "stop Integrator: the flow is over");
    }
    stage.flow = authorization().flow;
    assert_eq!(stage.begin(), AUTHORIZE);
    assert_eq!(stage.answer(200, decisions(&[Play("news")])), "permitted news");
}

#[test]
fn r60_a_denial_is_an_answer_and_tells_why() {
    let mut stage = authorization();
    stage.begin();
    let body = decisions(&[Deny("news", "authorization_denied_by_parental_controls", "none")]);
    let Step::Done(Authorized::Denied(decision)) = stage.step(ok(&body)) else { panic!() };
    let error = decision.error.unwrap();
    assert_eq!(error.known_code(), Some(ErrorCode::AuthorizationDeniedByParentalControls));
    assert_eq!((error.message.unwrap().0, error.details.unwrap()), ("No.".into(), "Not now.".into()));
}

#[test]
fn r61_only_what_says_retry_is_authorized_again_and_three_times_in_all() {
    for code in ["network_received_error", "network_connection_timeout", "maximum_execution_time_exceeded"] {
        let passing = decisions(&[Deny("news", code, "retry")]);
        let mut stage = authorization();
        stage.begin();
        assert_eq!(stage.answer(200, &passing), "sleep until 1000");
        assert_eq!(stage.timer_after(1000), AUTHORIZE);
        assert_eq!(stage.answer(200, &passing), "sleep until 3000");
        assert_eq!(stage.timer_after(2000), AUTHORIZE);
        assert_eq!(stage.answer(200, &passing), "denied news", "{code}");
    }
    for code in ["authorization_denied_by_mvpd", "authorization_denied_by_degradation_rule"] {
        let mut stage = authorization();
        stage.begin();
        assert_eq!(stage.answer(200, decisions(&[Deny("news", code, "none")])), "denied news", "{code}");
    }
}

#[test]
fn r62_a_denial_leaves_the_viewer_signed_in_and_sends_no_logout() {
    let mut stage = remembered();
    stage.begin();
    assert_eq!(stage.answer(200, decisions(&[Deny("news", "authorization_denied_by_mvpd", "none")])), "denied news");
    assert_eq!(stage.installation.mvpd(), Some("Cablevision"));
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn r63_a_permit_says_who_gave_it() {
    for source in ["mvpd", "degradation", "temppass", "dummy", "somebody new"] {
        let mut stage = authorization();
        stage.begin();
        let body = decisions(&[Play("news")]).replace(r#""source": "mvpd""#, &format!(r#""source": "{source}""#));
        let Step::Done(Authorized::Permitted(decision)) = stage.step(ok(&body)) else { panic!() };
        assert_eq!(decision.source.as_text(), source);
    }
}

#[test]
fn r50_a_profile_that_has_lapsed_leads_from_a_decision_to_a_sign_in_that_says_why() {
    for code in ["authenticated_profile_missing", "authenticated_profile_expired", "authenticated_profile_invalidated"]
    {
        let mut stage = authorization();
        stage.begin();
        let lapsed = decisions(&[Deny("news", code, "authentication")]);
        assert_eq!(stage.answer(200, &lapsed), format!("sign-in needed: {code}"));
        // The same as a whole answer.
        let mut stage = authorization();
        stage.begin();
        assert_eq!(stage.answer(403, error(code, "authentication")), format!("sign-in needed: {code}"));
    }
}

#[test]
fn r50_a_profile_that_has_lapsed_is_not_known_any_more() {
    let mut stage = super::stage::television();
    stage.begin();
    stage.answer(200, super::answers::profile("Cablevision"));
    assert!(stage.installation.profile_until().is_some());
    let mut stage = stage.with_flow(Authorization::new("news", None).unwrap());
    stage.begin();
    stage.answer(200, decisions(&[Deny("news", "authenticated_profile_expired", "authentication")]));
    assert_eq!((stage.installation.profile_until(), stage.installation.mvpd()), (None, Some("Cablevision")));
}

#[test]
fn r64_a_denial_by_home_based_policies_leads_to_a_sign_in() {
    let mut stage = authorization();
    stage.begin();
    let denial = decisions(&[Deny("news", "authorization_denied_by_hba_policies", "authentication")]);
    assert_eq!(stage.answer(200, denial), "sign-in needed: authorization_denied_by_hba_policies");
}

#[test]
fn r85_temporary_access_is_authorized_without_session_profile_or_anything_else_before() {
    let mut stage = super::stage::authorization("TempPass_TEST40");
    assert_eq!(stage.begin(), "POST /api/v2/REF30/decisions/authorize/TempPass_TEST40");
    assert_eq!(stage.answer(200, decisions(&[Play("news")])), "permitted news");
}

#[test]
fn r86_the_identity_of_a_promotional_access_goes_out_with_its_decisions() {
    let identity = "eyJlbWFpbCI6ImE3ZiJ9";
    let mut stage =
        super::stage::authorization("flexibleTempPass").with_header(HeaderName::ApTempPassIdentity, identity);
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    assert_eq!(request.headers.get(HeaderName::ApTempPassIdentity), Some(identity));
    let mut stage = super::stage::authorization("flexibleTempPass");
    stage.begin();
    let said = stage.answer(400, error("invalid_header_identity_for_temporary_access", "none"));
    assert!(said.starts_with("stop ServiceProvider"));
}

#[test]
fn r89_a_temporary_access_that_is_used_up_leads_to_a_sign_in() {
    for code in ["temporary_access_duration_limit_exceeded", "temporary_access_resources_limit_exceeded"] {
        let mut stage = super::stage::authorization("TempPass_TEST40");
        stage.begin();
        let said = stage.answer(200, decisions(&[Deny("news", code, "authentication")]));
        assert_eq!(said, format!("sign-in needed: {code}"));
    }
}

#[test]
fn r92_accounts_are_switched_by_the_mvpd_of_the_path() {
    let mut stage = remembered().remembering("Dish");
    assert_eq!(stage.begin(), "POST /api/v2/REF30/decisions/authorize/Dish");
    let mut stage = stage.with_flow(Authorization::new("news", Some("TempPass_TEST40")).unwrap());
    assert_eq!(stage.begin(), "POST /api/v2/REF30/decisions/authorize/TempPass_TEST40");
}

#[test]
fn a_refused_token_is_renewed_and_the_decision_asked_for_again() {
    let mut stage = authorization();
    stage.begin();
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), AUTHORIZE);
}

#[test]
fn nobody_signed_in_is_an_answer_and_costs_no_request() {
    let mut stage = Stage::new(Authorization::new("news", None).unwrap());
    assert_eq!(stage.begin(), "sign-in needed: no word on it");
    let mut stage = Stage::unregistered(Authorization::new("news", None).unwrap());
    assert_eq!(stage.begin(), "sign-in needed: no word on it");
}

#[test]
fn what_cannot_be_asked_is_refused_by_the_constructor() {
    assert_eq!(Authorization::new("", Some("Dish")).unwrap_err(), InvalidArgument::Empty("resource"));
    assert_eq!(Authorization::new("news", Some("")).unwrap_err(), InvalidArgument::Empty("mvpd"));
    for dots in [".", ".."] {
        assert_eq!(Authorization::new("news", Some(dots)).unwrap_err(), InvalidArgument::Dots("mvpd"));
    }
}

#[test]
fn a_broken_answer_is_asked_for_three_times() {
    for (status, body) in [(502, HTML), (200, HTML), (200, r#"{"decisions": [{"resource": "ne"#), (500, "")] {
        let mut stage = authorization();
        stage.begin();
        for _ in 0..2 {
            let said = stage.answer(status, body);
            assert_eq!(stage.waited(said), AUTHORIZE);
        }
        assert!(stage.answer(status, body).starts_with("stop "), "{status} {body}");
    }
}
