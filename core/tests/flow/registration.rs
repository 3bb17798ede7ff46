//! Credentials once, a token until it expires, and what a refusal leads to.

use tvpass::flow::{Event, Registration, RegistrationState, Step};
use tvpass::json::Timestamp;
use tvpass::message::HeaderName;

use super::answers::{CREDENTIALS, HTML, INVALID_CLIENT, NO_PROFILES, refused_token, token};
use super::stage::{START, Stage, ok, restored, television};

const REGISTER: &str = "POST /o/client/register";
const TOKEN: &str = "POST /o/client/token";
const PROFILES: &str = "GET /api/v2/REF30/profiles";

fn fresh_token() -> String {
    token(START.millis(), 21_600)
}

#[test]
fn r1_registration_sends_the_software_statement_as_json() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.app.redirect_uri = Some("app://tv");
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    assert_eq!((request.method.as_str(), request.target), ("POST", "/o/client/register"));
    assert_eq!(request.headers.get(HeaderName::ContentType), Some("application/json"));
    assert_eq!(request.body, br#"{"software_statement":"demo.software.statement","redirect_uri":"app://tv"}"#);
}

#[test]
fn r3_credentials_survive_a_restart_and_are_used_again() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    assert_eq!(stage.answer(201, CREDENTIALS), TOKEN);
    assert!(stage.installation.is_unsaved());
    let mut stage = Stage { installation: restored(&stage.installation), ..Stage::unregistered(Registration::new()) };
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    assert_eq!(request.target, "/o/client/token");
    assert_eq!(request.body, b"client_id=s6BhdRkqt3&client_secret=t7AkePiru4&grant_type=client_credentials");
}

#[test]
fn r4_an_expired_token_is_renewed_without_registering_again() {
    let mut stage = television();
    stage.pass(24 * 60 * 60 * 1000);
    assert_eq!(stage.begin(), TOKEN);
    assert_eq!(stage.answer(201, token(stage.now.unix.millis(), 21_600)), PROFILES);
}

#[test]
fn r5_the_token_is_asked_for_with_a_form_of_credentials_and_grant_type() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    let Step::Send(request) = stage.step(ok(CREDENTIALS)) else { panic!() };
    assert_eq!((request.method.as_str(), request.target), ("POST", "/o/client/token"));
    assert_eq!(request.headers.get(HeaderName::ContentType), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.body, b"client_id=s6BhdRkqt3&client_secret=t7AkePiru4&grant_type=client_credentials");
}

/// The first step of a registration flow that begins now.
fn again(stage: &Stage<Registration>) -> String {
    Stage { flow: Registration::new(), ..stage.clone() }.begin()
}

#[test]
fn r6_a_token_is_kept_until_shortly_before_it_expires() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    stage.answer(201, CREDENTIALS);
    assert_eq!(stage.answer(201, fresh_token()), "registered");
    stage.pass(21_600_000 - 61_000);
    assert_eq!(again(&stage), "registered");
    stage.pass(1000);
    assert_eq!(again(&stage), TOKEN);
}

#[test]
fn r7_a_refused_token_is_renewed_once_and_the_call_repeated() {
    let mut stage = television();
    assert_eq!(stage.begin(), PROFILES);
    assert_eq!(stage.answer(401, refused_token()), TOKEN);
    assert_eq!(stage.answer(201, fresh_token()), PROFILES);
    assert_eq!(stage.answer(200, NO_PROFILES), "POST /api/v2/REF30/sessions");
    // The next call has a renewal of its own.
    assert_eq!(stage.answer(401, refused_token()), TOKEN);
}

#[test]
fn r7_credentials_that_the_token_endpoint_does_not_know_are_replaced_once() {
    let mut stage = Stage::new(Registration::new());
    stage.pass(24 * 60 * 60 * 1000);
    assert_eq!(stage.begin(), TOKEN);
    assert_eq!(stage.answer(400, INVALID_CLIENT), REGISTER);
    assert_eq!(stage.answer(201, CREDENTIALS), TOKEN);
    let said = stage.answer(400, INVALID_CLIENT);
    assert_eq!(said, "stop ServiceProvider: the registration is refused (HTTP 400): invalid_client");
}

#[test]
fn r8_only_a_fresh_token_that_is_refused_leads_to_a_new_registration() {
    let mut stage = television();
    stage.begin();
    assert_eq!(stage.answer(401, refused_token()), TOKEN);
    stage.answer(201, fresh_token());
    assert_eq!(stage.answer(401, refused_token()), REGISTER);
    stage.answer(201, CREDENTIALS);
    assert_eq!(stage.answer(201, fresh_token()), PROFILES);
    // Not for ever: each registration costs every sign-in.
    assert!(stage.answer(401, refused_token()).starts_with("stop ServiceProvider"));
}

#[test]
fn r8_a_fresh_token_that_is_refused_without_that_action_does_not_cost_the_registration() {
    let mut stage = television();
    stage.begin();
    assert_eq!(stage.answer(401, r#"{"code": "unknown"}"#), TOKEN);
    stage.answer(201, fresh_token());
    assert!(stage.answer(401, r#"{"code": "unknown"}"#).starts_with("stop ServiceProvider"));
    assert_eq!(stage.installation.registration(), RegistrationState::Authorized);
}

#[test]
fn r10_a_revoked_software_statement_stops_the_flow_and_the_service_provider_has_to_act() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    let said = stage.answer(400, r#"{"error": "invalid_software_statement"}"#);
    assert_eq!(said, "stop ServiceProvider: the registration is refused (HTTP 400): invalid_software_statement");
}

#[test]
fn r11_nothing_is_registered_without_a_device_info() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.app.headers.remove(HeaderName::XDeviceInfo);
    let said = stage.begin();
    assert_eq!(said, "stop Integrator: the request could not be written: header X-Device-Info is required");
    let mut stage = Stage::unregistered(Registration::new());
    for event in [Event::Start, ok(CREDENTIALS)] {
        let Step::Send(request) = stage.step(event) else { panic!() };
        assert_eq!(request.headers.get(HeaderName::XDeviceInfo), Some("e30="));
    }
}

#[test]
fn a_device_whose_clock_is_wrong_keeps_its_token_for_the_tokens_life() {
    for year_of_the_device in [0, 2_840_140_800_000] {
        let mut stage = Stage::unregistered(Registration::new());
        stage.now.unix = Timestamp::from_millis(year_of_the_device);
        stage.begin();
        stage.answer(201, CREDENTIALS);
        assert_eq!(stage.answer(201, fresh_token()), "registered");
        stage.pass(21_600_000 - 61_000);
        assert_eq!(again(&stage), "registered", "{year_of_the_device}");
        stage.pass(1000);
        assert_eq!(again(&stage), TOKEN, "{year_of_the_device}");
    }
}

#[test]
fn a_token_that_is_said_to_be_void_at_once_is_tried_all_the_same() {
    for seconds in [0, 1] {
        let mut stage = television();
        stage.installation.reset();
        stage.begin();
        stage.answer(201, CREDENTIALS);
        assert_eq!(stage.answer(201, token(START.millis(), seconds)), PROFILES);
    }
}

#[test]
fn credentials_and_tokens_that_cannot_be_sent_are_not_kept() {
    let nothing = r#"{"client_id": "", "client_secret": "t7AkePiru4"}"#;
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    assert!(stage.answer(201, nothing).starts_with("stop Service: the service's answer is malformed"));
    assert_eq!(stage.installation.registration(), RegistrationState::Unregistered);
    for token in [r"eyJhbGciOi\r\nX-Injected: 1", r"eyJhbGciOi\n", "eyJ hbGciOi", "eyJhbGciOi\u{e9}"] {
        let body = format!(r#"{{"access_token": "{token}", "expires_in": 21600}}"#);
        let mut stage = Stage::unregistered(Registration::new());
        stage.begin();
        stage.answer(201, CREDENTIALS);
        let said = stage.answer(201, body);
        assert!(said.starts_with("stop Service: the service's answer is malformed"), "{token}: {said}");
        assert_eq!(stage.installation.registration(), RegistrationState::Registered);
    }
}

#[test]
fn registration_is_tried_three_times_at_growing_distances() {
    let mut stage = Stage::unregistered(Registration::new());
    assert_eq!(stage.begin(), REGISTER);
    assert_eq!(stage.no_response(), "sleep until 1000");
    assert_eq!(stage.timer_after(1000), REGISTER);
    assert_eq!(stage.answer(502, HTML), "sleep until 3000");
    assert_eq!(stage.timer_after(2000), REGISTER);
    assert_eq!(stage.no_response(), "stop Network: no response from the service");
}

#[test]
fn credentials_that_the_storage_has_no_room_for_are_not_kept_by_half() {
    use tvpass::flow::{Flow, Installation, StopReason};

    // Room for the id, and not for the secret.
    let (mut installation, mut flow) = (Installation::<[u8; 16]>::new(), Registration::new());
    let app = super::stage::app();
    let _ = flow.handle(&app, &mut installation, super::stage::at(0), Event::Start);
    let turn = flow.handle(&app, &mut installation, super::stage::at(0), ok(CREDENTIALS));
    let Ok(Step::Stop(StopReason::TooLong(error))) = turn.step(&app, &installation, &mut []) else { panic!() };
    assert_eq!((error.field, error.needed), ("client_secret", 20));
    assert_eq!(installation.registration(), RegistrationState::Unregistered);
}

#[test]
fn a_registration_that_is_over_cannot_be_started_again() {
    let mut stage = Stage::new(Registration::new());
    stage.begin();
    assert_eq!(stage.says(Event::Start), "stop Integrator: the flow is over");
}
