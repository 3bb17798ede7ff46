//! Each step of a flow: the same state again and again, so that a run is one step and the copy of the state before it.

use crate::document;
use crate::peer::{OURS, Operation, Peer};
use std::hint::black_box;
use tvpass::old_flow::{Authorization, Client, Context, Flow, Input, Logout, Now, SignIn, Step};
use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};

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
    ($($name:literal, $title:literal, $flow:ident, [$($input:expr),+];)+) => {
        pub const STEPS: &[FlowStep] = &[$(FlowStep {
            name: $name,
            title: $title,
            peers: || [Peer {
                name: OURS,
                prepare: |_| Box::new(Stage::<$flow>::after(&[$($input),+])),
            }],
        }),+];
    };
}

const fn answer(body: &'static [u8]) -> Input<'static> {
    Input::Answer { status: 200, body }
}

const BEGIN: Input<'static> = Input::Begin;
const TICK: Input<'static> = Input::Tick;

steps! {
    "step-register", "sign-in: begin, with the registration to send", SignIn, [BEGIN];
    "step-token", "sign-in: registered, with the token to get", SignIn, [BEGIN, answer(REGISTERED)];
    "step-profiles", "sign-in: token, with the profiles to get", SignIn, [BEGIN, answer(REGISTERED), answer(TOKEN)];
    "step-session", "sign-in: no profile, with the session to make", SignIn,
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE)];
    "step-code", "sign-in: session, with the code to show", SignIn,
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION)];
    "step-poll", "sign-in: the code is shown, with the poll to send", SignIn,
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION), TICK];
    "step-no-profile", "sign-in: nobody signed in yet, with the wait", SignIn,
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION), TICK,
         answer(NO_PROFILE)];
    "step-signed-in", "sign-in: the profiles, with the outcome", SignIn,
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(NO_PROFILE), answer(document::SESSION), TICK,
         answer(document::PROFILES)];
    "step-authorize", "authorization: with the request to send", Authorization,
        [BEGIN, answer(REGISTERED), answer(TOKEN)];
    "step-permitted", "authorization: the decision, with the outcome", Authorization,
        [BEGIN, answer(REGISTERED), answer(TOKEN), answer(PERMIT)];
    "step-logout", "logout: with the request to send", Logout, [BEGIN, answer(REGISTERED), answer(TOKEN)];
    "step-logged-out", "logout: complete", Logout, [BEGIN, answer(REGISTERED), answer(TOKEN), answer(LOGGED_OUT)];
}

struct Stage<F> {
    flow: F,
    client: Client,
    input: Input<'static>,
    now: Now,
    buffer: [u8; 1024],
}

impl<F: Flow + Clone + Default> Stage<F> {
    /// Right before the last of `inputs`.
    fn after(inputs: &[Input<'static>]) -> Self {
        let unix = Timestamp::from_millis(1_762_774_800_000);
        let now = Now { monotonic_millis: 0, unix, random: 7 };
        let (input, before) = inputs.split_last().expect("a step has an input");
        let mut stage = Self { flow: F::default(), client: Client::new(), input: *input, now, buffer: [0; 1024] };
        for input in before {
            let Stage { flow, client, buffer, .. } = &mut stage;
            let step = flow.step(&context(), client, now, *input, buffer);
            assert!(!matches!(step, Step::Stop(_) | Step::Done(_)), "{input:?} ends the flow: {step:?}");
        }
        stage
    }
}

impl<F: Flow + Clone> Operation for Stage<F> {
    fn run(&mut self) -> Option<u64> {
        let (mut flow, mut client) = (self.flow.clone(), self.client.clone());
        let step = flow.step(black_box(&context()), &mut client, self.now, black_box(self.input), &mut self.buffer);
        match step {
            Step::Stop(_) => None,
            Step::Send(request) => Some(request.body.len() as u64),
            Step::Wait { .. } | Step::Ask(_) | Step::Done(_) => Some(0),
        }
    }

    fn memory(&self) -> usize {
        size_of_val(self)
    }
}

fn context() -> Context<'static> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    for (name, value) in [(HeaderName::ApDeviceIdentifier, "fingerprint dHY="), (HeaderName::XDeviceInfo, "e30=")] {
        headers.set(name, value).expect("the values are visible ASCII");
    }
    let mut context = Context::new(BaseUrl::RELEASE_PRODUCTION, "REF30", "demo.software.statement".into(), headers);
    context.mvpd = Some("Cablevision");
    context.resources = &["news"];
    context.domain_name = Some("example.com");
    context.redirect_url = Some("https://www.example.com/");
    context
}
