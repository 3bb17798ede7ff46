//! Secrets appear nowhere in what a program might log.

use std::fmt::Debug;

use tvpass::endpoint::APPLE;
use tvpass::flow::{
    Authorization, Event, KeptToken, LinkDevice, LinkReply, ListDevices, Logout, PartnerCompletion, PartnerReply,
    PartnerSignIn, PersonSource, Preauthorization, PreauthorizationReply, Registration, SecondScreen, ServiceToken,
    ServiceTokenReply, SignIn, SignInReply, Step,
};
use tvpass::message::HeaderName;

use super::answers::Verdict::Play;
use super::answers::{
    CONFIGURATION, NO_PROFILES, decisions, error, link_code, logouts, profile, service_token, session, sso_error,
};
use super::describe::Described;
use super::partner_sign_in::{PARTNER_PROFILE, granted, granted_reply};
use super::second_screen::lacking;
use super::stage::{DOMAIN, RETURN, START, Stage, at, ok};

/// Stands in each secret.
const SENTINEL: &str = "S3NTINEL";
/// A service token, which has three parts.
const KEPT: &str = "a.S3NTINEL.b";
const CREDENTIALS: &str = r#"{"client_id": "S3NTINEL", "client_secret": "S3NTINEL"}"#;
const TOKEN: &str = r#"{"access_token": "S3NTINEL", "refresh_token": "S3NTINEL", "expires_in": 21600}"#;

/// Everything that an event and its turn leave to be printed.
fn prints<'e, F>(stage: &mut Stage<F>, event: Event<'e, F::Reply<'e>>) -> String
where
    for<'b> F::Question<'b>: Debug,
    for<'b> F::Outcome<'b>: Debug,
    F: Described + 'static,
{
    let before = format!("{event:?} {:?}", stage.app);
    let turn = stage.flow.handle(&stage.app, &mut stage.installation, stage.now, event);
    let turn_printed = format!("{turn:?}");
    let step = turn.step(&stage.app, &stage.installation, &mut stage.buffer).unwrap();
    let printed = match &step {
        Step::Send(request) => format!("{step:?} {request:?} {}", request.target),
        Step::Stop(reason) => format!("{reason:?} {reason}"),
        other => format!("{other:?}"),
    };
    format!("{before} {turn_printed} {printed} {:?} {:?}", stage.installation, stage.flow)
}

fn keeps_its_secrets<'e, F>(flow: F, events: impl IntoIterator<Item = Event<'e, F::Reply<'e>>>)
where
    F: Described + 'static,
    for<'b> F::Question<'b>: Debug,
    for<'b> F::Outcome<'b>: Debug,
{
    let mut stage = Stage::unregistered(flow).remembering("Dish");
    for name in HeaderName::ALL.into_iter().filter(|name| !is_public(*name)) {
        stage.app.headers.set(name, SENTINEL).unwrap();
    }
    stage.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    stage.app.software_statement = SENTINEL.into();
    let mut last = String::new();
    for event in events {
        last = prints(&mut stage, event);
        assert!(!last.contains(SENTINEL), "{last}");
    }
    assert!(!last.contains("\"Await\""), "the script came to the end that it was written for: {last}");
}

fn is_public(name: HeaderName) -> bool {
    matches!(name, HeaderName::ContentType | HeaderName::Accept | HeaderName::UserAgent)
}

/// The beginning of every flow, then `rest`.
fn registered<'e, R>(rest: impl IntoIterator<Item = Event<'e, R>>) -> Vec<Event<'e, R>> {
    [Event::Start, ok(CREDENTIALS), ok(TOKEN)].into_iter().chain(rest).collect()
}

#[test]
fn r114_no_flow_turn_step_or_installation_prints_a_secret() {
    let refused = error("invalid_access_token_client_application", "application-registration");
    let (complete, found) = (session("8ADF2K7", &[]), profile("Dish"));
    keeps_its_secrets(Registration::new(), registered([]));
    let show = [ok(NO_PROFILES), ok(&complete), Event::Viewer(SignInReply::Shown), ok(&found)];
    keeps_its_secrets(SignIn::on_other_device(Some("Dish"), DOMAIN, RETURN), registered(show));
    let page = [ok(NO_PROFILES), Event::Viewer(SignInReply::Reload), ok(CONFIGURATION)];
    let page = page.into_iter().chain([Event::Viewer(SignInReply::Chosen("Dish")), ok(&complete)]);
    let page = page.chain([Event::UserAgentReturned, ok(&found)]);
    keeps_its_secrets(SignIn::on_this_device(None, DOMAIN, RETURN), registered(page));
    let lacking = lacking();
    let second = [ok(&lacking), Event::Viewer(tvpass::flow::SecondScreenReply::Confirmed), ok(CONFIGURATION)];
    keeps_its_secrets(SecondScreen::new("8ADF2K7", DOMAIN, RETURN).unwrap(), registered(second));
    let play = decisions(&[Play("news")]).replace("bWVkaWEtdG9rZW4=", SENTINEL);
    let noted = [ok(&play), Event::Viewer(PreauthorizationReply::Noted)];
    keeps_its_secrets(Preauthorization::<_, &str>::new(["news"], None).unwrap(), registered(noted));
    keeps_its_secrets(Authorization::new("news", None).unwrap(), registered([ok(&play)]));
    let refused = || Event::Response { status: 401, body: refused.as_bytes() };
    let refusal = [refused(), ok(TOKEN), refused(), ok(CREDENTIALS), ok(TOKEN), refused()];
    keeps_its_secrets(Authorization::new("news", None).unwrap(), registered(refusal));
    let pages = logouts(&[("Dish", "logout", Some("/1"))]);
    keeps_its_secrets(Logout::new(None, "https://adobe.com").unwrap(), registered([ok(&pages)]));
    let question = PARTNER_PROFILE.replace("PHNhbWw+", SENTINEL);
    let partner = [Event::Start, Event::Viewer(granted_reply()), ok(CREDENTIALS), ok(TOKEN), ok(NO_PROFILES)];
    let partner = partner.into_iter().chain([ok(CONFIGURATION), Event::Viewer(granted_reply()), ok(&question)]);
    keeps_its_secrets(PartnerSignIn::new(APPLE, DOMAIN, RETURN).unwrap(), partner);
    keeps_its_secrets(PartnerCompletion::new(APPLE, SENTINEL).unwrap(), registered([ok(&found)]));
}

#[test]
fn r148_no_flow_of_the_single_sign_on_service_prints_a_secret() {
    let kept = KeptToken::received(KEPT, None, START.plus_millis(60_000), &at(0)).unwrap();
    let refused = sso_error("header_invalid", "get_new_token");
    let issued = service_token(KEPT, START.millis());
    let by_id = ServiceToken::new(Some(kept), PersonSource::Identifier(SENTINEL)).unwrap();
    keeps_its_secrets(by_id, registered([Event::Response { status: 401, body: refused.as_bytes() }, ok(&issued)]));
    let by_code = ServiceToken::new(Some(kept), PersonSource::LinkCode("S3NTINEL")).unwrap();
    let void = sso_error("token_invalid", "get_new_token");
    keeps_its_secrets(by_code, registered([Event::Response { status: 400, body: void.as_bytes() }]));
    let code = link_code(SENTINEL, START.millis());
    let link = [
        Event::Response { status: 401, body: refused.as_bytes() },
        ok(&issued),
        Event::Viewer(LinkReply::TokenKept),
        ok(&code),
    ];
    keeps_its_secrets(LinkDevice::new(kept, Some(SENTINEL)).unwrap(), registered(link));
    let devices = format!(r#"{{"devices": {{"dev-{SENTINEL}": {{}}}}}}"#);
    keeps_its_secrets(ListDevices::new(kept, Some(SENTINEL)).unwrap(), registered([ok(&devices)]));
    let replies = [ServiceTokenReply::LinkCode(SENTINEL), ServiceTokenReply::Declined];
    assert_eq!(format!("{replies:?}"), "[LinkCode([redacted]), Declined]");
}

#[test]
fn an_event_prints_its_kind_without_what_was_said() {
    let printed = |event: Event<'_, PartnerReply<'_>>| format!("{event:?}");
    assert_eq!(printed(Event::Response { status: 401, body: b"S3NTINEL" }), "Response");
    assert_eq!(printed(Event::Viewer(PartnerReply::Chosen(SENTINEL))), "Viewer");
    assert_eq!(printed(Event::RetryAfter { status: 429, delay_millis: 1 }), "RetryAfter");
    let others = [
        Event::Start,
        Event::NoResponse,
        Event::ResponseTooLarge,
        Event::Timer,
        Event::Online,
        Event::UserAgentReturned,
        Event::Cancel,
    ];
    let expected = ["Start", "NoResponse", "ResponseTooLarge", "Timer", "Online", "UserAgentReturned", "Cancel"];
    assert_eq!(others.map(printed), expected);
}

#[test]
fn r119_what_a_stop_says_names_the_failure_and_no_secret() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.app.software_statement = SENTINEL.into();
    stage.begin();
    let said = stage.answer(400, r#"{"error": "invalid_software_statement"}"#);
    assert_eq!(said, "stop ServiceProvider: the registration is refused (HTTP 400): invalid_software_statement");
}
