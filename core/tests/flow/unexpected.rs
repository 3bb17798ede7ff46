//! Events that do not fit: every state of every flow with every event sends nothing and changes nothing.

use std::collections::BTreeMap;

use tvpass::endpoint::APPLE;
use tvpass::flow::{
    Authorization, Event, Logout, LogoutReply, PartnerCompletion, PartnerReply, PartnerSignIn, Preauthorization,
    PreauthorizationReply, Registration, SecondScreen, SecondScreenReply, SignIn, SignInReply,
};
use tvpass::message::HeaderName;

use super::answers::Verdict::{Deny, Permit};
use super::answers::{
    CONFIGURATION, CREDENTIALS, HTML, NO_PROFILES, authorize, decisions, error, logouts, profile, session, token,
};
use super::describe::Described;
use super::partner_sign_in::{PARTNER_PROFILE, SAML, granted, granted_reply};
use super::second_screen::lacking;
use super::stage::{DOMAIN, RETURN, START, Stage, saved};

/// An event with the name of its kind.
pub(crate) type Named<R> = (&'static str, Event<'static, R>);

pub(crate) const RESPONSES: [&str; 4] = ["Response", "RetryAfter", "NoResponse", "ResponseTooLarge"];

/// An event of each kind but `Cancel`, which always ends a flow; `replies` are those of the flow.
pub(crate) fn events<R>(replies: impl IntoIterator<Item = (&'static str, R)>) -> Vec<Named<R>> {
    let mut events = vec![
        ("Start", Event::Start),
        ("Response", answer(200, "{}")),
        ("RetryAfter", Event::RetryAfter { status: 503, delay_millis: 5000 }),
        ("NoResponse", Event::NoResponse),
        ("ResponseTooLarge", Event::ResponseTooLarge),
        ("Timer", Event::Timer),
        ("Online", Event::Online),
        ("UserAgentReturned", Event::UserAgentReturned),
    ];
    events.extend(replies.into_iter().map(|(name, reply)| (name, Event::Viewer(reply))));
    events
}

pub(crate) fn answer<R>(status: u16, body: &str) -> Event<'static, R> {
    Event::Response { status, body: body.to_owned().leak().as_bytes() }
}

pub(crate) fn ok<R>(body: &str) -> Event<'static, R> {
    answer(200, body)
}

/// The kinds of events that fit after this step.
fn fitting(state: &str, said: &str) -> &'static [&'static str] {
    match said.split(' ').next().unwrap_or_default() {
        "" => &["Start"],
        // A wish for a new code is noted meanwhile.
        "GET" | "POST" if state == "Polling" => {
            &["Response", "RetryAfter", "NoResponse", "ResponseTooLarge", "NewCode"]
        }
        "GET" | "POST" => &RESPONSES,
        "sleep" if state == "Polling" => &["Timer", "Online", "NewCode"],
        "sleep" if state == "Waiting" => &["Timer", "Online", "NewCode", "Finished"],
        "sleep" | "other" => &["Timer", "Online"],
        "show" if state == "Showing" => &["Shown", "NewCode", "Finished"],
        "code" if state == "Lapsed" => &["NewCode", "Finished"],
        "another" => &["LinkCode", "Declined"],
        "keep" => &["TokenKept"],
        "show" => &["Shown", "NewCode"],
        "open" if state == "Presenting" => &["UserAgentReturned", "NewCode"],
        "open" => &["UserAgentReturned"],
        "choose" | "still" => &["Chosen", "Reload"],
        "code" => &["NewCode"],
        "note" => &["Noted"],
        "sign" if state == "Telling" => &["Shown"],
        "confirm" => &["Confirmed"],
        "partner" => &["Status", "Chosen", "Refused"],
        _ => &[],
    }
}

/// The name of the state, as the flow prints it.
fn state_of<F: Described>(flow: &F) -> String {
    let printed = format!("{flow:?}");
    let state = printed.split("state: ").nth(1).unwrap_or_default();
    state.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// The states that the source of a flow declares.
fn declared(source: &str) -> Vec<String> {
    let body = source.split("enum State {").nth(1).and_then(|rest| rest.split("\n}").next()).unwrap();
    let names = body.lines().map(|line| line.trim().chars().take_while(char::is_ascii_alphanumeric).collect());
    names.filter(|name: &String| name.starts_with(|first: char| first.is_ascii_uppercase())).collect()
}

/// A flow in each state that `scripts` pass through, by its state and the step that is to be done there.
fn stages<F: Described + Clone>(
    begin: &Stage<F>,
    scripts: Vec<Vec<Event<'static, F::Reply<'static>>>>,
) -> BTreeMap<(String, String), Stage<F>> {
    let mut stages = BTreeMap::from([((state_of(&begin.flow), String::new()), begin.clone())]);
    for script in scripts {
        let mut stage = begin.clone();
        for event in script {
            let said = stage.says(event);
            assert_ne!(said, "await", "the script does not fit in {}", state_of(&stage.flow));
            let key = (state_of(&stage.flow), said.clone());
            stages.entry(key).or_insert_with(|| stage.clone());
            if let Some(until) = said.strip_prefix("sleep until ") {
                stage.pass(until.parse::<u64>().unwrap() - stage.now.monotonic_millis);
            }
        }
    }
    stages
}

pub(crate) fn what_does_not_fit_changes_nothing<F: Described + Clone>(
    source: &str,
    begin: &Stage<F>,
    scripts: Vec<Vec<Event<'static, F::Reply<'static>>>>,
    events: impl Fn() -> Vec<Named<F::Reply<'static>>>,
) {
    let stages = stages(begin, scripts);
    for state in declared(source) {
        assert!(stages.keys().any(|(reached, _)| *reached == state), "no script reaches {state}");
    }
    for ((state, said), stage) in &stages {
        let fits = fitting(state, said);
        assert_eq!(fits.is_empty(), state == "Over", "{state} after {said}");
        let is_stray = |(name, _): &Named<_>| !fits.contains(name);
        for (number, (name, _)) in events().into_iter().enumerate().filter(|(_, event)| is_stray(event)) {
            let place = format!("{state} after \"{said}\", {name}");
            let mut strayed = stage.clone();
            for _ in 0..3 {
                let said = strayed.says(events().swap_remove(number).1);
                let is_over = state == "Over" && said == "stop Integrator: the flow is over";
                assert!(is_over || said == "await", "{place}: {said}");
            }
            assert_eq!(saved(&strayed.installation), saved(&stage.installation), "{place}");
            assert_eq!(strayed.installation.revision(), stage.installation.revision(), "{place}");
            if name != "Online" {
                assert_eq!(format!("{:?}", strayed.flow), format!("{:?}", stage.flow), "{place}");
            }
            for fit in fits {
                let next = || events().into_iter().find(|(name, _)| name == fit).unwrap().1;
                let (mut with, mut without) = (strayed.clone(), stage.clone());
                assert_eq!(with.says(next()), without.says(next()), "{place}, then {fit}");
                assert_eq!(saved(&with.installation), saved(&without.installation), "{place}, then {fit}");
            }
        }
    }
}

fn sign_in_events() -> Vec<Named<SignInReply<'static>>> {
    events([
        ("Shown", SignInReply::Shown),
        ("Chosen", SignInReply::Chosen("Dish")),
        ("Reload", SignInReply::Reload),
        ("NewCode", SignInReply::NewCode),
    ])
}

fn chosen() -> Event<'static, SignInReply<'static>> {
    Event::Viewer(SignInReply::Chosen("Dish"))
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_sign_in_on_this_device() {
    let void = || answer(400, &error("invalid_authentication_session", "none"));
    let new_code = || Event::Viewer(SignInReply::NewCode);
    let (incomplete, complete) = (session("8ADF2K7", &["redirectUrl"]), session("8ADF2K7", &[]));
    let to_session = || vec![Event::Start, ok(NO_PROFILES), Event::Viewer(SignInReply::Reload), ok(CONFIGURATION)];
    let with = |rest: Vec<Event<'static, SignInReply<'static>>>| {
        to_session().into_iter().chain([chosen()]).chain(rest).collect::<Vec<_>>()
    };
    let scripts = vec![
        with(vec![
            ok(&incomplete),
            ok(&complete),
            Event::UserAgentReturned,
            ok(NO_PROFILES),
            Event::Timer,
            void(),
            new_code(),
        ]),
        with(vec![ok(&authorize("authenticated", "Dish")), ok(&profile("Dish"))]),
        with(vec![ok(&authorize("temporary", "Dish"))]),
        // Repeats, and a renewed token, in the midst of it.
        vec![
            Event::Start,
            answer(502, HTML),
            Event::Timer,
            answer(401, "{}"),
            answer(201, &token(START.millis(), 9000)),
        ],
    ];
    let begin = Stage::new(SignIn::on_this_device(None, DOMAIN, RETURN)).remembering("Cablevision");
    let source = include_str!("../../src/flow/sign_in/machine.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, sign_in_events);
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_sign_in_on_another_device() {
    let complete = session("8ADF2K7", &[]);
    let shown = || Event::Viewer(SignInReply::Shown);
    let scripts = vec![
        vec![
            Event::Start,
            ok(CREDENTIALS),
            ok(&token(START.millis(), 9000)),
            ok(NO_PROFILES),
            ok(CONFIGURATION),
            chosen(),
            ok(&complete),
            shown(),
            answer(502, HTML),
            Event::Timer,
            answer(401, "{}"),
            Event::Timer,
            ok(&token(START.millis(), 9000)),
            ok(&profile("Dish")),
        ],
        vec![Event::Start, Event::NoResponse, Event::Timer, answer(400, r#"{"error": "invalid_request"}"#)],
    ];
    let begin = Stage::unregistered(SignIn::new(tvpass::flow::OtherDeviceWithPicker, None, DOMAIN, RETURN));
    what_does_not_fit_changes_nothing("enum State {Start\n}", &begin, scripts, sign_in_events);
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_registration() {
    let scripts = vec![
        vec![Event::Start, Event::NoResponse, Event::Timer, ok(CREDENTIALS), ok(&token(START.millis(), 9000))],
        vec![Event::Start, answer(400, r#"{"error": "invalid_software_statement"}"#)],
    ];
    let begin = Stage::unregistered(Registration::new());
    let source = include_str!("../../src/flow/registration.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || events([]));
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_on_a_second_screen() {
    let page = [Event::Start, ok(&lacking()), Event::Viewer(SecondScreenReply::Confirmed), ok(CONFIGURATION)];
    let page = page.into_iter().chain([
        Event::Viewer(SecondScreenReply::Chosen("Dish")),
        ok(&session("8ADF2K7", &[])),
        Event::UserAgentReturned,
        ok(NO_PROFILES),
        Event::Timer,
        ok(&profile("Dish")),
    ]);
    let scripts = vec![page.collect(), vec![Event::Start, answer(400, "{\"code\": \"a\"}")]];
    let begin = Stage::new(SecondScreen::new("8ADF2K7", DOMAIN, RETURN).unwrap());
    let source = include_str!("../../src/flow/second_screen.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || {
        events([
            ("Confirmed", SecondScreenReply::Confirmed),
            ("Chosen", SecondScreenReply::Chosen("Dish")),
            ("Reload", SecondScreenReply::Reload),
        ])
    });
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_decisions() {
    let passing = decisions(&[Deny("news", "network_received_error", "retry")]);
    let denied = decisions(&[Deny("news", "authorization_denied_by_mvpd", "none")]);
    let begin = Stage::new(Authorization::new("news", Some("Dish")).unwrap());
    let scripts = vec![
        vec![Event::Start, ok(&passing), Event::Timer, ok(&denied)],
        vec![Event::Start, answer(400, "{\"code\": \"a\"}")],
    ];
    let source = include_str!("../../src/flow/authorization.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || events([]));
    let noted = || Event::Viewer(PreauthorizationReply::Noted);
    let begin = Stage::new(Preauthorization::new(["news", "sports"], Some("Dish")).unwrap().with_limit(1));
    let part = [Event::Start, ok(&passing), noted(), ok(&decisions(&[Permit("sports")])), noted(), Event::Timer];
    let scripts = vec![
        part.into_iter().chain([ok(&denied), noted()]).collect(),
        vec![Event::Start, answer(400, "{\"code\": \"a\"}")],
    ];
    let source = include_str!("../../src/flow/preauthorization.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || events([("Noted", PreauthorizationReply::Noted)]));
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_logout() {
    let page = logouts(&[("Dish", "logout", Some("/1")), ("Apple", "partner_logout", None)]);
    let begin = Stage::new(Logout::new(None, "https://adobe.com").unwrap()).remembering("Dish");
    let scripts = vec![
        vec![Event::Start, ok(&page), Event::UserAgentReturned, Event::Viewer(LogoutReply::Shown)],
        vec![Event::Start, answer(502, HTML), Event::Timer, answer(400, "{\"code\": \"a\"}")],
    ];
    let source = include_str!("../../src/flow/logout.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || events([("Shown", LogoutReply::Shown)]));
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_partner_sign_in() {
    let mut begin = Stage::new(PartnerSignIn::new(APPLE, DOMAIN, RETURN).unwrap());
    begin.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let status = || Event::Viewer(granted_reply());
    let scripts = vec![
        vec![Event::Start, status(), ok(NO_PROFILES), ok(CONFIGURATION), status(), ok(PARTNER_PROFILE)],
        vec![Event::Start, status(), answer(502, HTML), Event::Timer, answer(400, "{\"code\": \"a\"}")],
    ];
    let source = include_str!("../../src/flow/partner.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || {
        events([
            ("Status", PartnerReply::Status(None)),
            ("Chosen", PartnerReply::Chosen("Dish")),
            ("Refused", PartnerReply::Refused),
        ])
    });
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_partner_completion() {
    let mut begin = Stage::new(PartnerCompletion::new(APPLE, SAML).unwrap());
    begin.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let scripts = vec![
        vec![Event::Start, answer(401, "{}"), ok(&token(START.millis(), 9000)), ok(&profile("Dish"))],
        vec![Event::Start, answer(400, r#"{"error": "invalid_request"}"#)],
    ];
    let source = include_str!("../../src/flow/partner/completion.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || events([]));
}

#[test]
fn an_answer_that_comes_twice_is_taken_once() {
    let mut stage = super::stage::television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let answer = session("8ADF2K7", &["mvpd"]);
    assert_eq!(stage.answer(200, &answer), "show 8ADF2K7");
    assert_eq!(stage.answer(200, session("9BEG3L8", &["mvpd"])), "await");
    assert_eq!(stage.reply(SignInReply::Shown), "GET /api/v2/REF30/profiles/code/8ADF2K7");
}
