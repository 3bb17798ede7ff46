//! Flows by hand: each event, and the turn that comes of it.

use std::sync::Arc;

use super::{
    AuthFlow, Event, Installation, NoSingleSignOn, Now, Outcome, Question, RestoreError, Settings, Step, Turn,
};
use crate::{Headers, Party, Person, Secret, SecretBytes, Timestamp};

const NOW: Now = Now { monotonic_millis: 0, unix: Timestamp(1_733_735_289_035), random: 7 };

fn installation() -> Arc<Installation> {
    let headers = Headers {
        ap_device_identifier: Some(Secret::from("fingerprint dHY=")),
        x_device_info: Some(Secret::from("e30=")),
        ..Headers::default()
    };
    let base_url = "http://127.0.0.1:8787".to_owned();
    let settings = Settings {
        base_url,
        service_provider: "REF30".to_owned(),
        software_statement: Secret::from("statement"),
        headers,
        ..Settings::default()
    };
    Installation::new(settings, None).unwrap()
}

#[test]
fn what_does_not_fit_while_a_request_is_in_flight_sends_nothing_and_changes_nothing() {
    let installation = installation();
    let flow = AuthFlow::registration(installation.clone());
    assert!(matches!(flow.handle(NOW, Event::Start).step, Step::Send { .. }));
    let stray = [Event::Start, Event::Timer, Event::Online, Event::UserAgentReturned, Event::Shown, Event::NewCode];
    for event in stray.into_iter().chain([Event::Chosen { mvpd: "Dish".to_owned() }, Event::Refused]) {
        assert_eq!(flow.handle(NOW, event.clone()).step, Step::Await, "{event:?}");
    }
    assert_eq!(installation.unsaved(), None);
}

#[test]
fn a_turn_carries_what_is_to_be_saved_until_it_is_saved() {
    let installation = installation();
    let flow = AuthFlow::registration(installation.clone());
    let _ = flow.handle(NOW, Event::Start);
    let body = SecretBytes(br#"{"client_id": "id", "client_secret": "secret"}"#.to_vec());
    let turn = flow.handle(NOW, Event::Response { http_status: 201, body });
    assert!(matches!(turn.step, Step::Send { .. }));
    let again = flow.handle(NOW, Event::Timer);
    assert_eq!((again.saved.is_some(), again.saved, again.revision), (true, turn.saved, turn.revision));
    installation.mark_saved(turn.revision);
    assert_eq!(flow.handle(NOW, Event::Timer).saved, None);
}

#[test]
fn another_flow_waits_for_the_one_that_registers() {
    let installation = installation();
    let flows = [AuthFlow::registration(installation.clone()), AuthFlow::registration(installation)];
    assert!(matches!(flows[0].handle(NOW, Event::Start).step, Step::Send { .. }));
    assert!(matches!(flows[1].handle(NOW, Event::Start).step, Step::AwaitOther { .. }));
    assert!(matches!(flows[0].handle(NOW, Event::Cancel).step, Step::Stop { .. }));
    assert!(matches!(flows[1].handle(NOW, Event::Timer).step, Step::Send { .. }));
}

#[test]
fn the_question_for_a_sign_in_asks_for_profiles_and_nothing_else() {
    let (signed_out, installation) = (Outcome::SignInNeeded { error: None }, installation());
    let flow = AuthFlow::check_sign_in(installation.clone());
    let _ = flow.handle(NOW, Event::Start);
    let answers = [
        (201, r#"{"client_id": "id", "client_secret": "secret"}"#),
        (201, r#"{"access_token": "token", "expires_in": 3600, "created_at": 1733735289035}"#),
    ];
    for (http_status, body) in answers {
        let step = flow.handle(NOW, Event::Response { http_status, body: SecretBytes(body.into()) }).step;
        assert!(matches!(step, Step::Send { .. }), "{step:?}");
    }
    let body = SecretBytes(br#"{"profiles": {}}"#.to_vec());
    let step = flow.handle(NOW, Event::Response { http_status: 200, body }).step;
    assert_eq!(step, Step::Done { outcome: signed_out });
}

#[test]
fn nobody_signed_in_is_an_outcome() {
    let flow = AuthFlow::authorization(installation(), "REF30".to_owned(), None).unwrap();
    let needed = Outcome::SignInNeeded { error: None };
    assert_eq!(flow.handle(NOW, Event::Start).step, Step::Done { outcome: needed });
}

const ISSUED: &str =
    r#"{"serviceToken": "eyJhbGciOi.e30.c2ln", "notBefore": 1733735289035, "notAfter": 1733738889035}"#;
const RENEWED: &str =
    r#"{"serviceToken": "eyJhbGciOi.e30.bmV3", "notBefore": 1733735289035, "notAfter": 1733738889035}"#;
const DEVICES: &str = r#"{"devices": {"dHY=": {"model": "TV"}, "attic": {}}}"#;

fn later(minutes: u64) -> Now {
    Now { monotonic_millis: minutes * 60_000, ..NOW }
}

fn answer(flow: &AuthFlow, now: Now, http_status: u16, body: &str) -> Turn {
    flow.handle(now, Event::Response { http_status, body: SecretBytes(body.into()) })
}

/// The value of the header `AD-Service-Token` in the request that the step sends.
fn carried(step: &Step) -> Option<&str> {
    let Step::Send { request } = step else { panic!("{step:?}") };
    let header = request.headers.iter().find(|header| header.name == "AD-Service-Token");
    header.map(|header| header.value.0.as_str())
}

/// An installation with access for a day, and a service token for an hour.
fn signed_on() -> Arc<Installation> {
    let installation = installation();
    let person = Person::Id { identifier: Secret::from("household-19") };
    let flow = AuthFlow::service_token(installation.clone(), Some(person)).unwrap();
    let _ = flow.handle(NOW, Event::Start);
    let _ = answer(&flow, NOW, 201, r#"{"client_id": "id", "client_secret": "secret"}"#);
    let access = r#"{"access_token": "token", "expires_in": 86400, "created_at": 1733735289035}"#;
    let _ = answer(&flow, NOW, 201, access);
    let turn = answer(&flow, NOW, 201, ISSUED);
    assert_eq!((turn.step, turn.is_token_new), (Step::Done { outcome: Outcome::ServiceTokenReady }, true));
    installation
}

#[test]
fn r131_calls_carry_the_token_until_it_expires() {
    let installation = signed_on();
    let check = |now| AuthFlow::check_sign_in(installation.clone()).handle(now, Event::Start).step;
    assert_eq!(carried(&check(later(59))), Some("eyJhbGciOi.e30.c2ln"));
    assert_eq!(carried(&check(later(60))), None);
}

#[test]
fn r145_a_token_that_is_forgotten_is_carried_no_more() {
    let installation = signed_on();
    installation.forget_service_token();
    assert_eq!(carried(&AuthFlow::check_sign_in(installation).handle(NOW, Event::Start).step), None);
}

#[test]
fn another_person_does_not_go_on_with_the_token_of_the_one_before() {
    let installation = signed_on();
    let person = |name: &str| Some(Person::Id { identifier: Secret::from(name) });
    let same = AuthFlow::service_token(installation.clone(), person("household-19")).unwrap();
    assert_eq!(same.handle(NOW, Event::Start).step, Step::Done { outcome: Outcome::ServiceTokenReady });
    let other = AuthFlow::service_token(installation.clone(), person("household-20")).unwrap();
    assert!(matches!(other.handle(NOW, Event::Start).step, Step::Send { .. }));
    assert_eq!(carried(&AuthFlow::check_sign_in(installation).handle(NOW, Event::Start).step), None);
}

#[test]
fn a_person_who_joins_by_a_code_is_not_the_one_whose_name_is_known() {
    let installation = signed_on();
    let size = |installation: &Installation| installation.saved_service_token().unwrap().0.len();
    let before = size(&installation);
    let code = Person::LinkCode { code: Secret::from("407315") };
    let flow = AuthFlow::service_token(installation.clone(), Some(code)).unwrap();
    let _ = flow.handle(NOW, Event::Start);
    assert!(answer(&flow, NOW, 201, ISSUED).is_token_new);
    // It is the same token: the name alone is missing.
    assert!(size(&installation) < before);
}

#[test]
fn a_device_that_changes_hands_has_no_token_any_more() {
    let installation = signed_on();
    installation.reset();
    assert_eq!((installation.saved_service_token(), installation.service_token_until()), (None, None));
}

#[test]
fn r129_a_token_that_is_due_is_renewed_and_the_job_goes_on_with_the_new_one() {
    let installation = signed_on();
    let flow = AuthFlow::list_devices(installation.clone()).unwrap();
    let refresh = flow.handle(later(56), Event::Start).step;
    assert_eq!(carried(&refresh), Some("eyJhbGciOi.e30.c2ln"));
    let turn = answer(&flow, later(56), 200, RENEWED);
    assert_eq!((carried(&turn.step), turn.is_token_new), (Some("eyJhbGciOi.e30.bmV3"), true));
    let Step::Done { outcome: Outcome::Devices { devices, own } } = answer(&flow, later(56), 200, DEVICES).step else {
        panic!("no devices")
    };
    assert_eq!((devices.len(), own), (2, Some(Secret::from("dHY="))));
    let check = AuthFlow::check_sign_in(installation).handle(later(61), Event::Start).step;
    assert_eq!(carried(&check), Some("eyJhbGciOi.e30.bmV3"));
}

#[test]
fn r136_a_link_code_is_shown_until_the_viewer_is_done_or_it_expires() {
    let flow = AuthFlow::link_device(signed_on()).unwrap();
    let _ = flow.handle(NOW, Event::Start);
    let code = r#"{"code": "407315", "notBefore": 1733735289035, "notAfter": 1733735349035}"#;
    let step = answer(&flow, NOW, 201, code).step;
    let expires_at = NOW.unix.after(60_000);
    let question = Question::ShowLinkCode { code: Secret::from("407315"), expires_at };
    assert_eq!(step, Step::Ask { question, usual_event: Event::Shown, awaits_viewer: false });
    assert_eq!(flow.handle(NOW, Event::Shown).step, Step::Sleep { until_millis: 60_000 });
    let expired = Step::Ask { question: Question::LinkCodeExpired, usual_event: Event::Finished, awaits_viewer: true };
    assert_eq!(flow.handle(later(1), Event::Timer).step, expired);
    assert_eq!(flow.handle(later(1), Event::Finished).step, Step::Done { outcome: Outcome::LinkFinished });
}

#[test]
fn r137_another_link_code_is_asked_for_with_the_services_word_on_the_old_one() {
    let installation = signed_on();
    let person = Person::LinkCode { code: Secret::from("000000") };
    let flow = AuthFlow::service_token(installation, Some(person)).unwrap();
    let _ = flow.handle(NOW, Event::Start);
    let refused = r#"{"error": {"code": "token_invalid", "message": "Used.", "action": "get_new_token"}}"#;
    let step = answer(&flow, NOW, 400, refused).step;
    let Step::Ask { question: Question::LinkCodeRefused { error: Some(error) }, usual_event, .. } = step else {
        panic!("{step:?}")
    };
    assert_eq!((error.message.as_deref(), usual_event), (Some("Used."), Event::Refused));
    let step = flow.handle(NOW, Event::LinkCode { code: Secret::from("407315") }).step;
    assert!(matches!(step, Step::Send { .. }));
    assert_eq!(answer(&flow, NOW, 201, RENEWED).step, Step::Done { outcome: Outcome::ServiceTokenReady });
}

#[test]
fn r143_a_device_that_leaves_the_sign_in_forgets_its_token() {
    let installation = signed_on();
    let devices = vec![Secret::from("dHY="), Secret::from("cellar")];
    let flow = AuthFlow::unlink_devices(installation.clone(), devices).unwrap();
    let _ = flow.handle(NOW, Event::Start);
    let turn = answer(&flow, NOW, 200, r#"{"unlinkedDevices": ["dHY="]}"#);
    let outcome = Outcome::Unlinked { devices: vec![Secret::from("dHY=")], is_own: true };
    assert_eq!((turn.step, turn.is_token_new), (Step::Done { outcome }, true));
    assert_eq!((installation.saved_service_token(), installation.service_token_until()), (None, None));
    let flow = AuthFlow::list_devices(installation).unwrap();
    let outcome = Outcome::WithoutSingleSignOn { reason: NoSingleSignOn::NobodyKnown, party: Party::Viewer };
    assert_eq!(flow.handle(NOW, Event::Start).step, Step::Done { outcome });
}

#[test]
fn r132_token_and_identifier_outlive_a_restart_and_nothing_damaged_is_taken_up() {
    let saved = signed_on().saved_service_token().unwrap();
    let again = installation();
    assert_eq!(again.restore_service_token(SecretBytes(saved.0[1..].to_vec()), NOW), Some(RestoreError::Damaged));
    assert_eq!(again.restore_service_token(saved, later(1)), None);
    assert_eq!(again.service_token_until(), Some(Timestamp(1_733_738_889_035)));
    let flow = AuthFlow::service_token(again.clone(), None).unwrap();
    assert_eq!(flow.handle(later(1), Event::Start).step, Step::Done { outcome: Outcome::ServiceTokenReady });
    let flow = AuthFlow::list_devices(again).unwrap();
    assert!(matches!(flow.handle(later(1), Event::Start).step, Step::Send { .. }));
}

/// An installation that joined by a link code, whose token has expired and is about to be renewed.
fn about_to_renew() -> (Arc<Installation>, Arc<AuthFlow>) {
    let installation = signed_on();
    installation.forget_service_token();
    let person = Person::LinkCode { code: Secret::from("407315") };
    let flow = AuthFlow::service_token(installation.clone(), Some(person)).unwrap();
    let _ = flow.handle(NOW, Event::Start);
    let _ = answer(&flow, NOW, 201, ISSUED);
    let flow = AuthFlow::service_token(installation.clone(), None).unwrap();
    assert_eq!(carried(&flow.handle(later(61), Event::Start).step), Some("eyJhbGciOi.e30.c2ln"));
    (installation, flow)
}

#[test]
fn r130_an_expired_token_that_is_refused_is_dropped() {
    let (installation, flow) = about_to_renew();
    let refused = r#"{"error": {"code": "header_invalid", "message": "Over.", "action": "get_new_token"}}"#;
    let turn = answer(&flow, later(61), 401, refused);
    let Step::Done { outcome: Outcome::WithoutSingleSignOn { reason, .. } } = turn.step else { panic!("served") };
    let NoSingleSignOn::TokenRefused { error: Some(error) } = reason else { panic!("{reason:?}") };
    assert_eq!((error.message.as_deref(), turn.is_token_new), (Some("Over."), true));
    assert_eq!(installation.saved_service_token(), None);
}

#[test]
fn r130_an_expired_token_that_nobody_could_be_asked_about_is_kept_for_another_attempt() {
    let (installation, flow) = about_to_renew();
    let mut turn = flow.handle(later(61), Event::NoResponse);
    while let Step::Sleep { until_millis } = turn.step {
        let now = Now { monotonic_millis: until_millis, ..NOW };
        let _ = flow.handle(now, Event::Timer);
        turn = flow.handle(now, Event::NoResponse);
    }
    let Step::Done { outcome: Outcome::WithoutSingleSignOn { reason, .. } } = turn.step else { panic!("{turn:?}") };
    assert!(matches!(reason, NoSingleSignOn::Unreachable { .. }) && !turn.is_token_new, "{reason:?}");
    assert!(installation.saved_service_token().is_some());
}

#[test]
fn r125_an_identifier_that_no_header_holds_is_refused_at_once() {
    let person = Person::Id { identifier: Secret::from("a\r") };
    let refused = AuthFlow::service_token(installation(), Some(person)).err().unwrap();
    assert!(matches!(refused, crate::TvpassError::Integrator { .. }), "{refused:?}");
}
