//! Flows that are told anything in any order: one request at a time, each for a reason, and within the budget.

use tvpass::endpoint::APPLE;
use tvpass::flow::{
    AnyPlace, Authorization, CheckSignIn, DeviceReply, Event, LinkDevice, LinkReply, ListDevices, Logout, LogoutReply,
    PartnerCompletion, PartnerReply, PartnerSignIn, PersonSource, Preauthorization, PreauthorizationReply,
    Registration, RegistrationState, SecondScreen, SecondScreenReply, ServiceToken, ServiceTokenReply, SignIn,
    SignInReply, UnlinkDevices,
};
use tvpass::message::HeaderName;

use super::answers::Verdict::{Deny, Play};
use super::answers::{
    CONFIGURATION, CREDENTIALS, HTML, INVALID_CLIENT, NO_PROFILES, authorize, decisions, error, link_code, logouts,
    profile, refused_token, session, sso_error, token,
};
use super::describe::Described;
use super::partner_sign_in::{PARTNER_PROFILE, SAML, granted, granted_reply};
use super::second_screen::lacking;
use super::service_token::{IDENTIFIER, NEW, kept, new_token};
use super::stage::{DOMAIN, RETURN, START, Stage, saved};
use super::unexpected::{Named, RESPONSES, events};

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// Answers of every endpoint, and of what stands before them.
fn answers() -> Vec<(u16, String)> {
    let passing = decisions(&[Deny("news", "network_received_error", "retry")]);
    let bodies = [
        CREDENTIALS.into(),
        token(START.millis(), 21_600),
        NO_PROFILES.into(),
        CONFIGURATION.into(),
        session("8ADF2K7", &[]),
        session("8ADF2K7", &["redirectUrl"]),
        authorize("authenticated", "Dish"),
        profile("Dish"),
        lacking(),
        decisions(&[Play("news")]),
        passing,
        logouts(&[("Dish", "logout", Some("/1"))]),
        PARTNER_PROFILE.into(),
        new_token(),
        link_code("407315", START.millis()),
        r#"{"devices": {"den": {"type": "sso"}}}"#.into(),
        r#"{"status": "OK", "unlinkedDevices": ["den"]}"#.into(),
    ];
    let failures = [
        (401, refused_token()),
        (400, INVALID_CLIENT.into()),
        (400, error("invalid_authentication_session", "none")),
        (403, error("network_received_error", "retry")),
        (401, sso_error("header_invalid", "get_new_token")),
        (400, sso_error("token_invalid", "get_new_token")),
        (429, HTML.into()),
        (502, HTML.into()),
    ];
    bodies.into_iter().map(|body| (200, body)).chain(failures).collect()
}

/// The first words of every end.
const ENDS: [&str; 17] = [
    "signed",
    "sign-in needed",
    "stop",
    "permitted",
    "denied",
    "nobody",
    "remembered",
    "registered",
    "preauthorized",
    "basic",
    "ask",
    "token",
    "the kept token",
    "linked",
    "devices",
    "unlinked",
    "no single sign-on",
];

/// The state of a walk.
#[derive(Default)]
struct Walked {
    requests: usize,
    ends: usize,
    strays: usize,
}

/// Checks that a request that goes out now has what it rests on, and that no other is missing.
fn check_request<F: Described>(stage: &Stage<F>, said: &str) {
    let expected = match said {
        "POST /o/client/register" => RegistrationState::Unregistered,
        "POST /o/client/token" => RegistrationState::Registered,
        _ => RegistrationState::Authorized,
    };
    assert_eq!(stage.installation.registration(), expected, "{said}");
}

fn walk<F: Described>(
    dice: &mut Dice,
    walked: &mut Walked,
    mut stage: Stage<F>,
    stray: impl Fn() -> Vec<Named<F::Reply<'static>>>,
) {
    let answers = answers();
    let (mut in_flight, mut is_over, mut polled_at, mut sent) = (false, false, None, 0);
    assert_eq!(stage.timer(), "await", "not begun");
    for round in 0..40 {
        stage.pass(u64::try_from(dice.below(5000)).unwrap());
        let (status, body) = &answers[dice.below(answers.len())];
        let mut others = stray();
        let (name, event) = match dice.below(3) {
            _ if round == 0 => ("Start", Event::Start),
            0 => others.swap_remove(dice.below(others.len())),
            _ if in_flight => ("Response", Event::Response { status: *status, body: body.as_bytes() }),
            _ => others.swap_remove(dice.below(others.len())),
        };
        let is_stray = round > 0 && in_flight != RESPONSES.contains(&name);
        if is_stray || is_over {
            let before = (saved(&stage.installation), stage.installation.revision());
            let said = stage.says(event);
            assert!(said == "await" || is_over && said == "stop Integrator: the flow is over", "{name}: {said}");
            assert_eq!((saved(&stage.installation), stage.installation.revision()), before);
            walked.strays += 1;
            if is_over && dice.below(3) == 0 {
                break;
            }
            continue;
        }
        let said = stage.says(event);
        in_flight = said.starts_with("GET ") || said.starts_with("POST ");
        if in_flight {
            check_request(&stage, &said);
            sent += 1;
            assert!(sent <= 10 + stage.now.monotonic_millis / 1000, "beyond the budget");
            if said.contains("/profiles/code/") {
                let now = stage.now.monotonic_millis;
                assert!(polled_at.is_none_or(|polled| now - polled >= 3000), "polled too soon");
                polled_at = Some(now);
            }
        }
        is_over = ENDS.iter().any(|end| said.starts_with(end)) || said.contains(" access at ");
        walked.ends += usize::from(is_over);
    }
    walked.requests += usize::try_from(sent).unwrap();
}

/// Walks `times` flows, half of them from before the first start.
fn walk_all<F: Described>(
    times: usize,
    flow: impl Fn(&mut Dice) -> F,
    stray: impl Fn() -> Vec<Named<F::Reply<'static>>>,
) {
    let (mut dice, mut walked) = (Dice(7), Walked::default());
    let registered = Stage::new(Registration::new());
    for number in 0..times {
        let flow = flow(&mut dice);
        let mut stage = if number % 2 == 0 { Stage::unregistered(flow) } else { registered.clone().with_flow(flow) };
        stage.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
        stage.app.headers.set(HeaderName::AdServiceToken, NEW).unwrap();
        if dice.below(2) == 0 {
            stage.installation.remember_mvpd("Dish").unwrap();
        }
        walk(&mut dice, &mut walked, stage, &stray);
    }
    let Walked { requests, ends, strays } = walked;
    // The walks would prove nothing if they led nowhere.
    assert!(requests > times / 2 && ends > times / 4 && strays > times, "{requests} {ends} {strays}");
}

#[test]
fn no_order_of_events_makes_a_sign_in_send_twice() {
    let flow = |dice: &mut Dice| {
        let place = AnyPlace { opens_page: dice.below(2) == 0, picks: dice.below(2) == 0 };
        SignIn::<AnyPlace>::new(place, [None, Some("Dish")][dice.below(2)], DOMAIN, RETURN)
    };
    walk_all(1000, flow, || {
        events([
            ("Shown", SignInReply::Shown),
            ("Chosen", SignInReply::Chosen("Dish")),
            ("Reload", SignInReply::Reload),
            ("NewCode", SignInReply::NewCode),
        ])
    });
}

#[test]
fn no_order_of_events_makes_another_flow_send_twice() {
    walk_all(150, |_| Registration::new(), || events([]));
    walk_all(150, |_| CheckSignIn::new(), || events([]));
    walk_all(150, |_| Authorization::new("news", Some("Dish")).unwrap(), || events([]));
    let noted = || events([("Noted", PreauthorizationReply::Noted)]);
    walk_all(150, |_| Preauthorization::new(["news", "b", "c"], Some("Dish")).unwrap().with_limit(2), noted);
    let shown = || events([("Shown", LogoutReply::Shown)]);
    walk_all(150, |_| Logout::new(Some("Dish"), "https://adobe.com").unwrap(), shown);
    walk_all(150, |_| PartnerCompletion::new(APPLE, SAML).unwrap(), || events([]));
    walk_all(
        150,
        |_| PartnerSignIn::new(APPLE, DOMAIN, RETURN).unwrap(),
        || {
            events([
                ("Status", granted_reply()),
                ("Chosen", PartnerReply::Chosen("Dish")),
                ("Refused", PartnerReply::Refused),
            ])
        },
    );
    walk_all(
        150,
        |_| SecondScreen::new("8ADF2K7", DOMAIN, RETURN).unwrap(),
        || {
            events([
                ("Confirmed", SecondScreenReply::Confirmed),
                ("Chosen", SecondScreenReply::Chosen("Dish")),
                ("Reload", SecondScreenReply::Reload),
            ])
        },
    );
}

#[test]
fn no_order_of_events_makes_a_flow_of_the_single_sign_on_service_send_twice() {
    let of_code =
        || events([("LinkCode", ServiceTokenReply::LinkCode("K7Q2ZP")), ("Declined", ServiceTokenReply::Declined)]);
    walk_all(150, |_| ServiceToken::new(None, PersonSource::LinkCode("407315")).unwrap(), of_code);
    walk_all(150, |_| ServiceToken::new(None, PersonSource::Identifier(IDENTIFIER)).unwrap(), of_code);
    walk_all(
        150,
        |_| LinkDevice::new(kept(), Some(IDENTIFIER)).unwrap(),
        || {
            events([
                ("Shown", LinkReply::Shown),
                ("NewCode", LinkReply::NewCode),
                ("Finished", LinkReply::Finished),
                ("TokenKept", LinkReply::TokenKept),
            ])
        },
    );
    let keeps = || events([("TokenKept", DeviceReply::TokenKept)]);
    walk_all(150, |_| ListDevices::new(kept(), Some(IDENTIFIER)).unwrap(), keeps);
    walk_all(150, |_| UnlinkDevices::new(["den"], kept(), Some(IDENTIFIER)).unwrap(), keeps);
}
