//! Each step of a flow: the same state again and again, so that a run is one step and the copy of the state before it.

use std::hint::black_box;

use tvpass::flow::{
    App, Authorization, Event, Flow, Logout, Now, OtherDevice, SignIn, SignInReply, SmallInstallation, Step,
};
use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};

use crate::document;
use crate::peer::{OURS, Operation, Peer};

const REGISTERED: &[u8] = br#"{"client_id":"s6BhdRkqt3","client_secret":"t7AkePiru4"}"#;
const TOKEN: &[u8] = br#"{"access_token":"eyJhbGciOiJSUzI1NiJ9.e30.c2ln","expires_in":21600}"#;
const NO_PROFILE: &[u8] = br#"{"profiles":{}}"#;
const PERMIT: &[u8] = br#"{"decisions":[{"resource":"news","serviceProvider":"REF30","mvpd":"Cablevision",
    "authorized":true,"source":"mvpd","token":{"notBefore":1733735289035,"notAfter":1733735889035,
    "serializedToken":"PHNpZ25hdHVyZUluZm8+"}}]}"#;
const LOGGED_OUT: &[u8] =
    br#"{"logouts":{"Cablevision":{"actionName":"complete","actionType":"none","mvpd":"Cablevision"}}}"#;

/// A work for each step; the last input of each is what is measured.
pub struct FlowStep {
    pub name: &'static str,
    pub title: &'static str,
    pub peers: fn() -> [Peer; 1],
}

macro_rules! steps {
    ($($name:literal, $title:literal, $flow:expr, [$($input:expr),+];)+) => {
        pub const STEPS: &[FlowStep] = &[$(FlowStep {
            name: $name,
            title: $title,
            peers: || [Peer {
                name: OURS,
                prepare: |_| Box::new(Stage::after($flow, &[$($input),+])),
            }],
        }),+];
    };
}

/// An event of a host that does what it is told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input {
    Begin,
    Answer(&'static [u8]),
    Shown,
}

const fn answer(body: &'static [u8]) -> Input {
    Input::Answer(body)
}

const BEGIN: Input = Input::Begin;
const SHOWN: Input = Input::Shown;

pub(super) fn sign_in() -> SignIn<OtherDevice> {
    SignIn::on_other_device(Some("Cablevision"), Some("example.com"), Some("https://www.example.com/"))
}

fn authorization() -> Authorization {
    Authorization::new("news", Some("Cablevision")).expect("a resource")
}

fn logout() -> Logout {
    Logout::new(Some("Cablevision"), "https://www.example.com/").expect("an address")
}

/// A flow of which a run can be begun again and again.
pub(super) trait Measured: Flow + Clone {
    fn shown() -> Self::Reply<'static>;
}

impl Measured for SignIn<OtherDevice> {
    fn shown() -> SignInReply<'static> {
        SignInReply::Shown
    }
}

impl Measured for Authorization {
    fn shown() -> std::convert::Infallible {
        unreachable!("an authorization shows nothing")
    }
}

impl Measured for Logout {
    fn shown() -> tvpass::flow::LogoutReply {
        tvpass::flow::LogoutReply::Shown
    }
}

/// A whole sign-in.
pub(super) const SIGNED_IN: &[Input] = &[
    BEGIN,
    answer(REGISTERED),
    answer(TOKEN),
    answer(NO_PROFILE),
    answer(document::SESSION),
    SHOWN,
    answer(document::PROFILES),
];

steps! {
    "step-register", "sign-in: begin, with the registration to send", sign_in(), [BEGIN];
    "step-token", "sign-in: registered, with the token to get", sign_in(), [BEGIN, answer(REGISTERED)];
    "step-profiles", "sign-in: token, with the profiles to get", sign_in(), [BEGIN, answer(REGISTERED), answer(TOKEN)];
    "step-session", "sign-in: no profile, with the session to make", sign_in(),
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE)];
    "step-code", "sign-in: session, with the code to show", sign_in(),
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION)];
    "step-poll", "sign-in: the code is shown, with the poll to send", sign_in(),
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION), SHOWN];
    "step-no-profile", "sign-in: nobody signed in yet, with the wait", sign_in(),
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION), SHOWN,
         answer(NO_PROFILE)];
    "step-signed-in", "sign-in: the profiles, with the outcome", sign_in(),
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION), SHOWN,
         answer(document::PROFILES)];
    "step-authorize", "authorization: with the request to send", authorization(),
        [BEGIN, answer(REGISTERED), answer(TOKEN)];
    "step-permitted", "authorization: the decision, with the outcome", authorization(),
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(PERMIT)];
    "step-logout", "logout: with the request to send", logout(), [BEGIN, answer(REGISTERED), answer(TOKEN)];
    "step-logged-out", "logout: complete", logout(), [BEGIN, answer(REGISTERED), answer(TOKEN), answer(LOGGED_OUT)];
}

struct Stage<F> {
    flow: F,
    installation: SmallInstallation,
    input: Input,
    now: Now,
    buffer: [u8; 1024],
}

pub(super) fn event<F: Measured>(input: Input) -> Event<'static, F::Reply<'static>> {
    match input {
        Input::Begin => Event::Start,
        Input::Answer(body) => Event::Response { status: 200, body },
        Input::Shown => Event::Viewer(F::shown()),
    }
}

impl<F: Measured> Stage<F> {
    /// Right before the last of `inputs`.
    fn after(flow: F, inputs: &[Input]) -> Self {
        let unix = Timestamp::from_millis(1_762_774_800_000);
        let now = Now { monotonic_millis: 0, unix, random: 7 };
        let (input, before) = inputs.split_last().expect("a step has an input");
        let installation = SmallInstallation::new();
        let mut stage = Self { flow, installation, input: *input, now, buffer: [0; 1024] };
        for input in before {
            let app = app();
            let turn = stage.flow.handle(&app, &mut stage.installation, now, event::<F>(*input));
            let step = turn.step(&app, &stage.installation, &mut stage.buffer);
            assert!(matches!(step, Ok(Step::Send(_) | Step::Ask(_) | Step::Sleep { .. })), "{input:?} ends the flow");
        }
        stage
    }
}

impl<F: Measured> Operation for Stage<F> {
    fn run(&mut self) -> Option<u64> {
        let (mut flow, mut installation) = (self.flow.clone(), self.installation.clone());
        let app = black_box(app());
        let turn = flow.handle(&app, &mut installation, self.now, black_box(event::<F>(self.input)));
        match turn.step(&app, &installation, &mut self.buffer) {
            Err(_) | Ok(Step::Stop(_) | Step::Await) => None,
            Ok(Step::Send(request)) => Some(request.body.len() as u64),
            Ok(_) => Some(0),
        }
    }

    fn memory(&self) -> usize {
        size_of_val(self)
    }
}

pub(super) fn app() -> App<'static> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    for (name, value) in [(HeaderName::ApDeviceIdentifier, "fingerprint dHY="), (HeaderName::XDeviceInfo, "e30=")] {
        headers.set(name, value).expect("the values are visible ASCII");
    }
    App::new(BaseUrl::RELEASE_PRODUCTION, "REF30", "demo.software.statement".into(), headers)
}
