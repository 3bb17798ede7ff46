//! Inputs that do not fit: every state of every flow with every input.

use std::collections::BTreeMap;
use std::fmt::Debug;

use tvpass::message::HeaderName;
use tvpass::old_flow::{
    Authorization, AuthorizationState, Flow, Input, Logout, LogoutState, PartnerSignIn, PartnerSignInState, Picker,
    Preauthorization, PreauthorizationState, Screen, SecondScreen, SecondScreenState, SignIn, SignInState,
};

use super::answers::Verdict::Deny;
use super::answers::{CONFIGURATION, NO_PROFILES, authorize, decisions, error, logouts, session};
use super::partner_sign_in::{PARTNER_PROFILE, granted};
use super::second_screen::lacking;
use super::stage::Stage;

/// One of each kind.
pub(crate) fn inputs() -> [Input<'static>; 8] {
    [
        Input::Begin,
        Input::Answer { status: 200, body: b"{}" },
        Input::NoAnswer,
        Input::Tick,
        Input::Choice("Dish"),
        Input::NewCode,
        Input::SamlResponse("<saml/>"),
        Input::Refused,
    ]
}

fn kind(input: Input<'_>) -> &'static str {
    match input {
        Input::Begin => "Begin",
        Input::Answer { .. } => "Answer",
        Input::NoAnswer => "NoAnswer",
        Input::Tick => "Tick",
        Input::Choice(_) => "Choice",
        Input::NewCode => "NewCode",
        Input::SamlResponse(_) => "SamlResponse",
        Input::Refused => "Refused",
    }
}

fn ok(body: &str) -> Input<'_> {
    Input::Answer { status: 200, body: body.as_bytes() }
}

/// A stage for every state that `scripts` pass through, among them all of `all`.
fn stages<F: Flow + Clone, S: Copy + Debug + PartialEq>(
    begin: &Stage<F>,
    scripts: &[&[Input<'_>]],
    (state_of, all): (fn(&F) -> S, &[S]),
) -> BTreeMap<String, Stage<F>> {
    let name = |stage: &Stage<F>| format!("{:?}", state_of(&stage.flow));
    let mut stages = BTreeMap::from([(name(begin), begin.clone())]);
    for script in scripts {
        let mut stage = begin.clone();
        for input in *script {
            stage.says(*input);
            stages.entry(name(&stage)).or_insert_with(|| stage.clone());
        }
    }
    for needed in all {
        assert!(stages.contains_key(&format!("{needed:?}")), "no script reaches {needed:?}");
    }
    stages
}

/// Every input that is not in `fitting` leaves state and installation as they are, also if it comes again and again.
fn what_does_not_fit_changes_nothing<F: Flow + Clone, S: Copy + Debug + PartialEq>(
    stages: &BTreeMap<String, Stage<F>>,
    state_of: fn(&F) -> S,
    fitting: &[(S, &[&str])],
) {
    for (name, stage) in stages {
        let before = state_of(&stage.flow);
        let fits = fitting.iter().find(|(known, _)| *known == before).map_or(&[][..], |(_, fits)| fits);
        for input in inputs().into_iter().filter(|input| !fits.contains(&kind(*input))) {
            let mut stage = stage.clone();
            stage.client.changed();
            for _ in 0..3 {
                stage.says(input);
            }
            assert_eq!(state_of(&stage.flow), before, "{name} with {}", kind(input));
            assert!(!stage.client.changed(), "{name} with {}", kind(input));
        }
    }
}

const CALL: &[&str] = &["Answer", "NoAnswer"];
const OVER: &[&str] = &[];

#[test]
fn an_input_that_does_not_fit_changes_nothing_in_a_sign_in() {
    use SignInState as State;
    let mut begin = Stage::new(SignIn::new());
    begin.context.screen = Screen::Here;
    begin.context.picker = Picker::Here;
    let (incomplete, complete) = (session("8ADF2K7", &["redirectUrl"]), session("8ADF2K7", &[]));
    let signed_in = authorize("authenticated", "Dish");
    let void = error("invalid_authentication_session", "none");
    let to_session = [Input::Begin, ok(NO_PROFILES), ok(CONFIGURATION), Input::Choice("Dish")];
    let with = |rest: &[Input<'static>]| -> Vec<Input<'static>> { to_session.iter().chain(rest).copied().collect() };
    let leak = |body: &str| ok(Box::leak(body.to_owned().into_boxed_str()));
    let lapsed = Input::Answer { status: 400, body: Box::leak(void.into_boxed_str()).as_bytes() };
    let scripts = [
        with(&[leak(&incomplete), leak(&complete), Input::Tick, ok(NO_PROFILES), Input::Tick]),
        with(&[leak(&complete), Input::Tick, lapsed]),
        with(&[leak(&signed_in), ok(NO_PROFILES)]),
        with(&[leak(&authorize("temporary", "Dish"))]),
    ];
    let scripts: Vec<_> = scripts.iter().map(Vec::as_slice).collect();
    let here = State::ALL.iter().copied().filter(|state| *state != State::Code).collect::<Vec<_>>();
    let mut stages = stages(&begin, &scripts, (SignIn::state, &here));
    let mut second = Stage::new(SignIn::new());
    for input in [Input::Begin, ok(NO_PROFILES), leak(&complete)] {
        second.says(input);
    }
    assert_eq!(second.flow.state(), State::Code);
    stages.insert("Code".into(), second);
    let fitting = [
        (State::Idle, &["Begin"][..]),
        (State::ProfilesCall, CALL),
        (State::ConfigurationCall, CALL),
        (State::Choice, &["Choice", "Tick"]),
        (State::SessionCall, CALL),
        (State::ResumeCall, CALL),
        (State::UserAgent, &["Tick", "NewCode"]),
        (State::Code, &["Tick", "NewCode"]),
        (State::PollCall, &["Answer", "NoAnswer", "NewCode"]),
        (State::PollPause, &["NewCode"]),
        (State::CodeLapsed, &["Tick", "NewCode"]),
        (State::ProfileCall, CALL),
        (State::Done, OVER),
        (State::Stopped, OVER),
    ];
    what_does_not_fit_changes_nothing(&stages, SignIn::state, &fitting);
}

#[test]
fn an_input_that_does_not_fit_changes_nothing_on_a_second_screen() {
    use SecondScreenState as State;
    let begin = Stage::new(SecondScreen::new("8ADF2K7").unwrap());
    let (lacking, complete) = (lacking(), session("8ADF2K7", &[]));
    let first = [Input::Begin, ok(&lacking), Input::Tick, ok(CONFIGURATION), Input::Choice("Dish"), ok(&complete)];
    let profile = super::answers::profile("Dish");
    let signed_in: Vec<_> = first.iter().copied().chain([Input::Tick, ok(&profile)]).collect();
    let pausing: Vec<_> = first.iter().copied().chain([Input::Tick, ok(NO_PROFILES)]).collect();
    let stopped = [Input::Begin, Input::Answer { status: 400, body: b"{\"code\": \"a\"}" }];
    let stages = stages(&begin, &[&signed_in, &pausing, &stopped], (SecondScreen::state, State::ALL));
    let fitting = [
        (State::Idle, &["Begin"][..]),
        (State::InformationCall, CALL),
        (State::Confirmation, &["Tick"]),
        (State::ConfigurationCall, CALL),
        (State::Choice, &["Choice", "Tick"]),
        (State::ResumeCall, CALL),
        (State::UserAgent, &["Tick"]),
        (State::ProfileCall, CALL),
        (State::ProfilePause, OVER),
        (State::Done, OVER),
        (State::Stopped, OVER),
    ];
    what_does_not_fit_changes_nothing(&stages, SecondScreen::state, &fitting);
}

#[test]
fn an_input_that_does_not_fit_changes_nothing_in_decisions() {
    let passing = decisions(&[Deny("news", "network_received_error", "retry")]);
    let denied = decisions(&[Deny("news", "authorization_denied_by_mvpd", "none")]);
    let refused = Input::Answer { status: 400, body: b"{\"code\": \"a\"}" };
    let begin = Stage::new(Authorization::new()).at("Dish").asking_for(&["news"]);
    let scripts: [&[Input<'_>]; 3] =
        [&[Input::Begin, ok(&passing)], &[Input::Begin, ok(&denied)], &[Input::Begin, refused]];
    let known = stages(&begin, &scripts, (Authorization::state, AuthorizationState::ALL));
    let fitting = [
        (AuthorizationState::Idle, &["Begin"][..]),
        (AuthorizationState::AuthorizeCall, CALL),
        (AuthorizationState::Pause, &["Tick"]),
    ];
    what_does_not_fit_changes_nothing(&known, Authorization::state, &fitting);
    let begin = Stage::new(Preauthorization::new()).at("Dish").asking_for(&["news"]);
    let known = stages(&begin, &scripts[1..], (Preauthorization::state, PreauthorizationState::ALL));
    let fitting = [(PreauthorizationState::Idle, &["Begin"][..]), (PreauthorizationState::PreauthorizeCall, CALL)];
    what_does_not_fit_changes_nothing(&known, Preauthorization::state, &fitting);
}

#[test]
fn an_input_that_does_not_fit_changes_nothing_in_a_logout() {
    let begin = Stage::new(Logout::new()).at("Dish");
    let page = logouts(&[("Dish", "logout", Some("/1"))]);
    let partner = logouts(&[("Dish", "partner_logout", None)]);
    let scripts: [&[Input<'_>]; 3] = [
        &[Input::Begin, ok(&page)],
        &[Input::Begin, ok(&partner), Input::Tick],
        &[Input::Begin, Input::Answer { status: 400, body: b"{\"code\": \"a\"}" }],
    ];
    let stages = stages(&begin, &scripts, (Logout::state, LogoutState::ALL));
    let fitting = [
        (LogoutState::Idle, &["Begin"][..]),
        (LogoutState::LogoutCall, CALL),
        (LogoutState::UserAgent, &["Tick"]),
        (LogoutState::PartnerSettings, &["Tick"]),
    ];
    what_does_not_fit_changes_nothing(&stages, Logout::state, &fitting);
}

#[test]
fn an_input_that_does_not_fit_changes_nothing_in_a_partner_sign_in() {
    use PartnerSignInState as State;
    let mut begin = Stage::new(PartnerSignIn::new());
    begin.context.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let profile = super::answers::profile("Dish");
    let first = [Input::Begin, Input::Tick, ok(NO_PROFILES), ok(CONFIGURATION), Input::Tick, ok(PARTNER_PROFILE)];
    let saml = Input::SamlResponse("<saml/>");
    let signed_in: Vec<_> = first.iter().copied().chain([saml, ok(&profile)]).collect();
    let basic: Vec<_> = first.iter().copied().chain([Input::Refused]).collect();
    let stopped = [Input::Begin, Input::Tick, Input::Answer { status: 400, body: b"{\"code\": \"a\"}" }];
    let stages = stages(&begin, &[&signed_in, &basic, &stopped], (PartnerSignIn::state, State::ALL));
    // In these two states everything else leads back to the question, whose answer is gone.
    let again = &["Begin", "Answer", "NoAnswer", "Tick", "Choice", "NewCode", "SamlResponse", "Refused"][..];
    let fitting = [
        (State::Idle, &["Begin"][..]),
        (State::StatusCheck, &["Tick"]),
        (State::ProfilesCall, CALL),
        (State::ConfigurationCall, CALL),
        (State::PartnerPicker, &["Tick", "Choice", "Refused"]),
        (State::RequestCall, CALL),
        (State::PartnerAuthentication, again),
        (State::ProfileCall, again),
        (State::Done, OVER),
        (State::Stopped, OVER),
    ];
    what_does_not_fit_changes_nothing(&stages, PartnerSignIn::state, &fitting);
}

#[test]
fn an_answer_that_comes_twice_is_taken_once() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let answer = session("8ADF2K7", &["mvpd"]);
    assert_eq!(stage.answer(200, &answer), "show 8ADF2K7");
    assert_eq!(stage.answer(200, session("9BEG3L8", &["mvpd"])), "show 8ADF2K7");
}
