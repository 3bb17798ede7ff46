//! Authorization before every playback, preauthorization for the catalogue, and what both make of a denial.

use tvpass::message::{ErrorCode, HeaderName};
use tvpass::old_flow::{Authorization, Client, Flow, Input, Outcome, Preauthorization, SAVED_CAPACITY, Step};

use super::answers::Verdict::{Deny, Permit, Play};
use super::answers::{HTML, decisions, error, refused_token, token};
use super::stage::{START, Stage};

const AUTHORIZE: &str = "POST /api/v2/REF30/decisions/authorize/Cablevision";
const PREAUTHORIZE: &str = "POST /api/v2/REF30/decisions/preauthorize/Cablevision";

fn authorization() -> Stage<Authorization> {
    Stage::new(Authorization::new()).at("Cablevision").asking_for(&["news"])
}

fn preauthorization(resources: &'static [&'static str]) -> Stage<Preauthorization> {
    Stage::new(Preauthorization::new()).at("Cablevision").asking_for(resources)
}

/// The body of the request that comes of `answer`.
fn asks<F: Flow>(stage: &mut Stage<F>, input: Input<'_>) -> String {
    match stage.step(input) {
        Step::Send(request) => String::from_utf8(request.body.to_vec()).unwrap(),
        step => panic!("{step:?}"),
    }
}

fn answered<F: Flow>(stage: &mut Stage<F>, answer: &str) -> String {
    asks(stage, Input::Answer { status: 200, body: answer.as_bytes() })
}

#[test]
fn r54_every_playback_is_authorized_anew() {
    let mut stage = authorization();
    assert_eq!(stage.begin(), AUTHORIZE);
    assert_eq!(stage.answer(200, decisions(&[Play("news")])), "permitted news");
    stage.flow = Authorization::new();
    assert_eq!(stage.begin(), AUTHORIZE);
}

#[test]
fn r55_resources_go_out_as_json_whatever_they_hold() {
    let mut stage = authorization().asking_for(&["<rss><title>\"A\" & B</title></rss>"]);
    assert_eq!(asks(&mut stage, Input::Begin), r#"{"resources":["<rss><title>\"A\" & B</title></rss>"]}"#);
    let mut stage = authorization();
    let Step::Send(request) = stage.step(Input::Begin) else { panic!() };
    assert_eq!(request.headers.get(HeaderName::ContentType), Some("application/json"));
}

#[test]
fn r56_one_resource_is_authorized_and_five_are_preauthorized_at_a_time() {
    let mut one = authorization().asking_for(&["news", "sports"]);
    assert_eq!(asks(&mut one, Input::Begin), r#"{"resources":["news"]}"#);
    let mut many = preauthorization(&["a", "b", "c", "d", "e", "f", "g"]);
    assert_eq!(asks(&mut many, Input::Begin), r#"{"resources":["a","b","c","d","e"]}"#);
    let five = decisions(&[Permit("a"), Permit("b"), Permit("c"), Permit("d"), Permit("e")]);
    assert_eq!(answered(&mut many, &five), r#"{"resources":["f","g"]}"#);
    assert_eq!(many.answer(200, decisions(&[Permit("g"), Permit("f")])), "preauthorized");
    assert!((0..7).all(|index| many.flow.permits().is_permitted(index)));
}

#[test]
fn r56_too_many_resources_are_a_matter_of_configuration_and_not_asked_again() {
    let mut stage = authorization();
    stage.begin();
    assert!(stage.answer(403, error("too_many_resources", "configuration")).starts_with("stop Configuration"));
}

#[test]
fn another_limit_is_kept_and_none_is_exceeded() {
    let mut stage = preauthorization(&["a", "b", "c"]);
    stage.context.preauthorize_limit = 2;
    assert_eq!(asks(&mut stage, Input::Begin), r#"{"resources":["a","b"]}"#);
    let mut stage = preauthorization(&["a", "b", "c"]);
    stage.context.preauthorize_limit = 0;
    assert_eq!(asks(&mut stage, Input::Begin), r#"{"resources":["a"]}"#);
    let mut stage = preauthorization(&["a"; 20]);
    stage.context.preauthorize_limit = u8::MAX;
    assert_eq!(asks(&mut stage, Input::Begin).matches("\"a\"").count(), 16);
    let mut stage = preauthorization(&["a"; 257]);
    assert!(stage.begin().starts_with("stop Host"));
}

#[test]
fn a_catalogue_that_names_a_resource_twice_gets_its_permit_twice() {
    let mut stage = preauthorization(&["a", "b", "a"]);
    stage.begin();
    assert_eq!(
        stage.answer(200, decisions(&[Permit("a"), Deny("b", "preauthorization_denied_by_mvpd", "none")])),
        "preauthorized"
    );
    let permits = stage.flow.permits();
    assert_eq!([0, 1, 2].map(|index| permits.is_permitted(index)), [true, false, true]);
    assert!((0..3).all(|index| permits.is_decided(index)));
}

#[test]
fn r53_preauthorization_gives_permits_and_no_media_token() {
    let mut stage = preauthorization(&["news"]);
    assert_eq!(stage.begin(), PREAUTHORIZE);
    let body = decisions(&[Play("news")]);
    let Step::Done(Outcome::Preauthorized(permits)) = stage.step(Input::Answer { status: 200, body: body.as_bytes() })
    else {
        panic!()
    };
    assert!(permits.is_permitted(0) && !permits.is_permitted(1));
}

#[test]
fn r57_permits_are_kept_in_memory_only() {
    let mut stage = preauthorization(&["news"]);
    stage.begin();
    stage.answer(200, decisions(&[Permit("news")]));
    let mut saved = [0; SAVED_CAPACITY];
    assert!(!String::from_utf8_lossy(stage.client.save(&mut saved).unwrap()).contains("news"));
    assert!(!Preauthorization::new().permits().is_permitted(0));
}

#[test]
fn r58_the_media_token_is_handed_out_once_and_kept_nowhere() {
    let mut stage = authorization();
    stage.begin();
    let body = decisions(&[Play("news")]);
    let answer = Input::Answer { status: 200, body: body.as_bytes() };
    let Step::Done(Outcome::Permitted(decision)) = stage.step(answer) else { panic!() };
    let media_token = decision.token.unwrap();
    assert_eq!(media_token.serialized_token.reveal(), "bWVkaWEtdG9rZW4=");
    assert_eq!(media_token.not_after.unwrap().millis() - media_token.not_before.unwrap().millis(), 7 * 60 * 1000);
    assert!(!format!("{decision:?}").contains("bWVkaWEtdG9rZW4="));
    assert!(!format!("{:?}", stage.flow).contains("bWVkaWEtdG9rZW4="));
    // Neither the same answer nor a tick brings it back.
    assert!(stage.says(answer).starts_with("stop Host"));
    assert!(stage.tick().starts_with("stop Host"));
    let mut saved = [0; SAVED_CAPACITY];
    assert!(!String::from_utf8_lossy(stage.client.save(&mut saved).unwrap()).contains("bWVkaWEtdG9rZW4="));
}

#[test]
fn r59_a_media_token_is_not_renewed_while_it_plays_but_a_new_decision_brings_a_new_one() {
    let mut stage = authorization();
    stage.begin();
    stage.answer(200, decisions(&[Play("news")]));
    for _ in 0..8 {
        assert!(stage.tick_after(60 * 1000).starts_with("stop Host"));
    }
    stage.flow = Authorization::new();
    assert_eq!(stage.begin(), AUTHORIZE);
    assert_eq!(stage.answer(200, decisions(&[Play("news")])), "permitted news");
}

#[test]
fn r60_a_denial_is_an_answer_and_tells_why() {
    let mut stage = authorization();
    stage.begin();
    let body = decisions(&[Deny("news", "authorization_denied_by_parental_controls", "none")]);
    let Step::Done(Outcome::Denied(decision)) = stage.step(Input::Answer { status: 200, body: body.as_bytes() }) else {
        panic!()
    };
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
        assert_eq!(stage.answer(200, &passing), "wait until 1000");
        assert_eq!(stage.tick_after(1000), AUTHORIZE);
        assert_eq!(stage.answer(200, &passing), "wait until 3000");
        assert_eq!(stage.tick_after(2000), AUTHORIZE);
        assert_eq!(stage.answer(200, &passing), "denied news", "{code}");
    }
    for code in ["authorization_denied_by_mvpd", "authorization_denied_by_degradation_rule"] {
        let mut stage = authorization();
        stage.begin();
        assert_eq!(stage.answer(200, decisions(&[Deny("news", code, "none")])), "denied news", "{code}");
    }
}

#[test]
fn r61_only_what_says_retry_is_preauthorized_again_and_three_times_in_all() {
    let mut stage = preauthorization(&["a", "b", "c"]);
    stage.begin();
    let first = decisions(&[
        Deny("a", "network_received_error", "retry"),
        Deny("b", "preauthorization_denied_by_mvpd", "none"),
        Permit("c"),
    ]);
    assert_eq!(stage.answer(200, first), "wait until 1000");
    stage.pass(1000);
    assert_eq!(asks(&mut stage, Input::Tick), r#"{"resources":["a"]}"#);
    let again = decisions(&[Deny("a", "network_received_error", "retry")]);
    assert_eq!(stage.answer(200, &again), "wait until 3000");
    assert_eq!(stage.tick_after(2000), PREAUTHORIZE);
    assert_eq!(stage.answer(200, &again), "preauthorized");
    let permits = stage.flow.permits();
    assert_eq!([0, 1, 2].map(|index| permits.is_decided(index)), [false, true, true]);
    assert_eq!([0, 1, 2].map(|index| permits.is_permitted(index)), [false, false, true]);
}

#[test]
fn r62_a_denial_leaves_the_viewer_signed_in_and_sends_no_logout() {
    let mut stage = authorization();
    stage.context.mvpd = None;
    stage.client.remember_mvpd("Cablevision").unwrap();
    stage.begin();
    assert_eq!(stage.answer(200, decisions(&[Deny("news", "authorization_denied_by_mvpd", "none")])), "denied news");
    assert_eq!(stage.client.mvpd(), Some("Cablevision"));
    assert!(stage.tick().starts_with("stop Host"));
}

#[test]
fn r63_a_permit_says_who_gave_it() {
    for source in ["mvpd", "degradation", "temppass", "dummy", "somebody new"] {
        let mut stage = authorization();
        stage.begin();
        let body = decisions(&[Play("news")]).replace(r#""source": "mvpd""#, &format!(r#""source": "{source}""#));
        let Step::Done(Outcome::Permitted(decision)) = stage.step(Input::Answer { status: 200, body: body.as_bytes() })
        else {
            panic!()
        };
        assert_eq!(decision.source.as_text(), source);
    }
}

#[test]
fn r50_a_profile_that_has_lapsed_leads_from_decisions_to_a_sign_in() {
    for code in ["authenticated_profile_missing", "authenticated_profile_expired", "authenticated_profile_invalidated"]
    {
        let lapsed = decisions(&[Deny("news", code, "authentication")]);
        let mut stage = authorization();
        stage.begin();
        assert_eq!(stage.answer(200, &lapsed), "sign-in needed", "{code}");
        let mut stage = preauthorization(&["news", "sports"]);
        stage.begin();
        assert_eq!(stage.answer(200, &lapsed), "sign-in needed", "{code}");
        assert!(stage.tick().starts_with("stop Host"), "{code}");
    }
}

#[test]
fn r64_a_denial_by_home_based_policies_leads_to_a_sign_in() {
    let mut stage = authorization();
    stage.begin();
    let denial = decisions(&[Deny("news", "authorization_denied_by_hba_policies", "authentication")]);
    assert_eq!(stage.answer(200, denial), "sign-in needed");
}

#[test]
fn r85_temporary_access_is_authorized_without_session_profile_or_anything_else_before() {
    let mut stage = authorization().at("TempPass_TEST40");
    assert_eq!(stage.begin(), "POST /api/v2/REF30/decisions/authorize/TempPass_TEST40");
    assert_eq!(stage.answer(200, decisions(&[Play("news")])), "permitted news");
}

#[test]
fn r86_the_identity_of_a_promotional_access_goes_out_with_its_decisions() {
    let identity = "eyJlbWFpbCI6ImE3ZiJ9";
    let mut stage = authorization().at("flexibleTempPass").with_header(HeaderName::ApTempPassIdentity, identity);
    let Step::Send(request) = stage.step(Input::Begin) else { panic!() };
    assert_eq!(request.headers.get(HeaderName::ApTempPassIdentity), Some(identity));
    let mut stage = authorization().at("flexibleTempPass");
    stage.begin();
    let said = stage.answer(400, error("invalid_header_identity_for_temporary_access", "none"));
    assert!(said.starts_with("stop Programmer"));
}

#[test]
fn r89_a_temporary_access_that_is_used_up_leads_to_a_sign_in() {
    for code in ["temporary_access_duration_limit_exceeded", "temporary_access_resources_limit_exceeded"] {
        let mut stage = authorization().at("TempPass_TEST40");
        stage.begin();
        assert_eq!(stage.answer(200, decisions(&[Deny("news", code, "authentication")])), "sign-in needed", "{code}");
    }
}

#[test]
fn r92_accounts_are_switched_by_the_mvpd_of_the_path() {
    let mut stage = authorization();
    stage.client.remember_mvpd("Dish").unwrap();
    stage.context.mvpd = None;
    assert_eq!(stage.begin(), "POST /api/v2/REF30/decisions/authorize/Dish");
    let mut stage = stage.at("TempPass_TEST40");
    stage.flow = Authorization::new();
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
fn an_answer_without_a_decision_stops_and_says_so() {
    let mut stage = authorization();
    stage.begin();
    assert!(stage.answer(200, r#"{"decisions": []}"#).starts_with("stop Configuration"));
}

#[test]
fn resources_that_the_service_leaves_out_end_undecided() {
    let mut stage = preauthorization(&["a", "b"]);
    stage.begin();
    for _ in 0..2 {
        let said = stage.answer(200, decisions(&[Permit("b"), Permit("unasked")]));
        assert_eq!(stage.waited(said), PREAUTHORIZE);
    }
    assert_eq!(stage.answer(200, r#"{"decisions": []}"#), "preauthorized");
    assert!(!stage.flow.permits().is_decided(0) && stage.flow.permits().is_permitted(1));
}

#[test]
fn nothing_is_asked_without_a_resource_or_an_mvpd() {
    let mut stage = Stage::new(Authorization::new()).at("Cablevision");
    assert!(stage.begin().starts_with("stop Host"));
    let mut stage = Stage::new(Preauthorization::new()).at("Cablevision");
    assert!(stage.begin().starts_with("stop Host"));
    let mut stage = Stage::new(Authorization::new()).asking_for(&["news"]);
    stage.client = Client::restore(super::stage::SAVED).unwrap();
    assert!(stage.begin().starts_with("stop Host"));
}

#[test]
fn a_broken_answer_is_asked_for_three_times() {
    for (status, body) in [(502, HTML), (200, HTML), (200, r#"{"decisions": [{"resource": "ne"#), (500, "")] {
        let mut stage = authorization();
        stage.begin();
        let said = stage.answer(status, body);
        assert_eq!(stage.waited(said), AUTHORIZE);
        let said = stage.answer(status, body);
        assert_eq!(stage.waited(said), AUTHORIZE);
        assert!(stage.answer(status, body).starts_with("stop "), "{status} {body}");
    }
}
