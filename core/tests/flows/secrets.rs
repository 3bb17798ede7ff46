//! Secrets appear nowhere in what a program might log.

use std::fmt::Debug;

use tvpass::message::HeaderName;
use tvpass::old_flow::{
    Authorization, Context, Flow, Input, Logout, PartnerSignIn, Picker, Preauthorization, Registration, Screen,
    SecondScreen, SignIn, Step,
};

use super::answers::Verdict::Play;
use super::answers::{CONFIGURATION, NO_PROFILES, decisions, error, profile, session};
use super::partner_sign_in::{PARTNER_PROFILE, granted};
use super::stage::Stage;

/// Stands in each secret.
const SENTINEL: &str = "S3NTINEL";

/// Everything that a step leaves to be printed.
fn prints<F: Flow + Debug>(stage: &mut Stage<F>, input: Input<'_>) -> String {
    let before = format!("{input:?} {:?}", stage.context);
    let step = match stage.step(input) {
        Step::Send(request) => format!("{:?} {request:?} {}", Step::Send(request), request.target),
        Step::Stop(end) => format!("{end:?} {end}"),
        other => format!("{other:?}"),
    };
    format!("{before} {step} {:?} {:?}", stage.client, stage.flow)
}

fn keeps_its_secrets<F: Flow + Debug>(stage: Stage<F>, inputs: &[Input<'_>]) {
    let mut headers = stage.context.headers;
    for name in HeaderName::ALL.into_iter().filter(|name| !is_public(*name)) {
        headers.set(name, SENTINEL).unwrap();
    }
    headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let context = Context { headers, screen: Screen::Here, picker: Picker::Here, ..stage.context };
    let mut stage = Stage { context, ..stage }.at("Dish").asking_for(&["news"]);
    stage.context.software_statement = SENTINEL.into();
    for input in inputs {
        let printed = prints(&mut stage, *input);
        assert!(!printed.contains(SENTINEL), "{printed}");
    }
}

fn is_public(name: HeaderName) -> bool {
    matches!(name, HeaderName::ContentType | HeaderName::Accept | HeaderName::UserAgent)
}

fn ok(body: &str) -> Input<'_> {
    Input::Answer { status: 200, body: body.as_bytes() }
}

#[test]
fn r114_no_flow_step_or_installation_prints_a_secret() {
    let credentials = r#"{"client_id": "S3NTINEL", "client_secret": "S3NTINEL"}"#;
    let token = r#"{"access_token": "S3NTINEL", "refresh_token": "S3NTINEL", "expires_in": 21600}"#;
    let refused = error("invalid_access_token_client_application", "application-registration");
    let refused = Input::Answer { status: 401, body: refused.as_bytes() };
    let registration = [Input::Begin, ok(credentials), ok(token)];
    let with = |rest: &[Input<'static>]| -> Vec<Input<'static>> {
        registration.into_iter().chain(rest.iter().copied()).collect()
    };
    let (complete, found) = (session("8ADF2K7", &[]), profile("Dish"));
    keeps_its_secrets(Stage::unregistered(Registration::new()), &registration);
    let sign_in: Vec<_> =
        registration.into_iter().chain([ok(NO_PROFILES), ok(&complete), Input::Tick, refused, ok(&found)]).collect();
    keeps_its_secrets(Stage::unregistered(SignIn::new()), &sign_in);
    keeps_its_secrets(Stage::unregistered(SecondScreen::new("8ADF2K7").unwrap()), &registration);
    keeps_its_secrets(Stage::unregistered(Preauthorization::new()), &registration);
    keeps_its_secrets(Stage::unregistered(Logout::new()), &registration);
    let play = decisions(&[Play("news")]).replace("bWVkaWEtdG9rZW4=", SENTINEL);
    keeps_its_secrets(Stage::unregistered(Authorization::new()), &with(&[ok(Box::leak(play.into_boxed_str()))]));
    let question: &'static str = PARTNER_PROFILE.replace("PHNhbWw+", SENTINEL).leak();
    let partner = [Input::Begin, Input::Tick, ok(credentials), ok(token), ok(NO_PROFILES), ok(CONFIGURATION)];
    let saml = [Input::Tick, ok(question), Input::SamlResponse(SENTINEL), ok(&found)];
    let partner: Vec<_> = partner.into_iter().chain(saml).collect();
    keeps_its_secrets(Stage::unregistered(PartnerSignIn::new()), &partner);
}

#[test]
fn an_input_prints_what_happened_without_what_was_said() {
    let printed = |input: Input<'_>| format!("{input:?}");
    assert_eq!(printed(Input::Answer { status: 401, body: b"S3NTINEL" }), "Answer { status: 401, body_length: 8 }");
    assert_eq!(printed(Input::SamlResponse(SENTINEL)), "SamlResponse");
    assert_eq!(printed(Input::Choice("Dish")), "Choice(\"Dish\")");
    let others = [Input::Begin, Input::NoAnswer, Input::Tick, Input::NewCode, Input::Refused];
    assert_eq!(others.map(printed), ["Begin", "NoAnswer", "Tick", "NewCode", "Refused"]);
}

#[test]
fn r119_what_a_stop_says_names_the_failure_and_no_secret() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.context.software_statement = SENTINEL.into();
    stage.begin();
    let said = stage.answer(400, r#"{"error": "invalid_software_statement"}"#);
    assert_eq!(said, "stop Programmer: the registration is refused (HTTP 400): invalid_software_statement");
}
