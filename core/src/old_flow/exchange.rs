//! One call of a flow, with all that may stand before and between: registration, token, pace, repeats.

mod settle;

use super::client::Client;
use super::context::{Context, Now};
use super::pace::Pace;
use super::registration::RegistrationState;
use super::step::{Input, Step, Stop, StopReason};
use crate::endpoint::{
    AccessToken, Answer, AnyCall, CLIENT_CREDENTIALS, ClientCredentials, Register, RegisterBody, Token, fill,
};
use crate::json;
use crate::message::{DcrErrorCode, Failure, HeaderName, HeaderValue, Request};

/// Attempts at a call in all (N4).
const ATTEMPTS: u8 = 3;
/// Attempts at a call that the service is too busy for (R71).
const THROTTLED_ATTEMPTS: u8 = 8;
/// The first wait before a repeat; each further one is twice as long (N4).
const FIRST_WAIT_MILLIS: u32 = 1000;

/// Which request has gone out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Outstanding {
    #[default]
    Nothing,
    Register,
    Token,
    Call,
}

/// How often the service refused the present call with 401.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Refusals {
    #[default]
    None,
    /// The token was renewed for it.
    Token,
    /// The application registered again for it.
    Client,
}

/// Whether a call that failed for the moment is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Up to three times.
    Yes,
    /// Not by itself: the flow asks again in its own time, as polling does.
    No,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    outstanding: Outstanding,
    refusals: Refusals,
    attempts: u8,
    repeats: u8,
    not_before: u64,
    sent_at: u64,
}

/// What an input means to the flow.
pub(super) enum Reply<'b> {
    /// The service answered the flow's own call.
    Answer { status: u16, body: &'b [u8] },
    /// The flow's own call was not answered.
    NoAnswer,
    /// The input is none of the exchange's business, or was its own: go on with the state's work.
    Other(Option<Input<'b>>),
    /// The registration cannot go on.
    Stop(Stop<'b>),
}

/// Why there is no answer to the flow's call.
pub(super) enum Unanswered<'b> {
    /// The same call goes out again, now or later.
    Again,
    /// It failed for the moment, and the flow wanted no repeat.
    Later,
    /// It failed.
    Failed(StopReason<'b>),
}

impl<'b> Unanswered<'b> {
    /// What it is to a flow that waits for nothing else: no event (yet), or the end.
    // Once for the events of each flow, and not in each of its states.
    #[inline(never)]
    pub(super) fn event<E>(&self) -> Result<Option<E>, StopReason<'b>> {
        match self {
            Self::Failed(reason) => Err(*reason),
            Self::Again | Self::Later => Ok(None),
        }
    }
}

impl Exchange {
    pub(super) const fn new() -> Self {
        Self::after(0)
    }

    /// One that goes on where another sent the last call at `sent_at`.
    pub(super) const fn after(sent_at: u64) -> Self {
        Self {
            outstanding: Outstanding::Nothing,
            refusals: Refusals::None,
            attempts: 0,
            repeats: 0,
            not_before: 0,
            sent_at,
        }
    }

    /// Takes the answer to the flow's own call once more, since the host had no room for what came of it.
    pub(super) const fn await_again(&mut self) {
        self.outstanding = Outstanding::Call;
    }

    /// When the flow's own call went out last.
    pub(super) const fn sent_at(&self) -> u64 {
        self.sent_at
    }

    /// Whether the flow's own call is under way.
    pub(super) fn is_called(&self) -> bool {
        self.outstanding == Outstanding::Call
    }

    /// Takes what concerns registration; hands the rest on.
    pub(super) fn reply<'b>(&mut self, client: &mut Client, now: &Now, input: Input<'b>) -> Reply<'b> {
        let outstanding = self.outstanding;
        if matches!(input, Input::Answer { .. } | Input::NoAnswer) {
            self.outstanding = Outstanding::Nothing;
        }
        match (outstanding, input) {
            (Outstanding::Nothing, Input::Answer { .. } | Input::NoAnswer) => Reply::Other(None),
            (Outstanding::Call, Input::Answer { status, body }) => Reply::Answer { status, body },
            (Outstanding::Call, Input::NoAnswer) => Reply::NoAnswer,
            (Outstanding::Register, Input::Answer { status, body }) => self.registered(client, now, status, body),
            (Outstanding::Token, Input::Answer { status, body }) => self.authorized(client, now, status, body),
            (_, Input::NoAnswer) if self.wait_for_repeat(now, ATTEMPTS) => Reply::Other(None),
            (_, Input::NoAnswer) => Reply::Stop(StopReason::NoAnswer.into()),
            (_, other) => {
                // What is still under way is given up: its answer, should it come, means nothing any more.
                self.outstanding = Outstanding::Nothing;
                Reply::Other(Some(other))
            }
        }
    }

    // In frames of their own, like the next: answers are large, and only one is read at a time.
    #[inline(never)]
    fn registered<'b>(&mut self, client: &mut Client, now: &Now, status: u16, body: &'b [u8]) -> Reply<'b> {
        match ClientCredentials::from_response(status, body) {
            // Without an id the application would count as not registered, and register for ever.
            Ok(credentials) if credentials.client_id.reveal().is_empty() => unusable(status, &"client_id"),
            Ok(credentials) => self.kept(client.set_credentials(&credentials)),
            Err(failure) => self.registration_failed(now, failure),
        }
    }

    #[inline(never)]
    fn authorized<'b>(&mut self, client: &mut Client, now: &Now, status: u16, body: &'b [u8]) -> Reply<'b> {
        match AccessToken::from_response(status, body) {
            // It becomes part of a header.
            Ok(token) if !token.access_token.reveal().all(|byte| byte.is_ascii_graphic()) => {
                unusable(status, &"access_token")
            }
            Ok(token) => self.kept(client.set_token(&token, now)),
            // R7: new credentials, but only once, since they cost every sign-in.
            Err(Failure::Registration { error: DcrErrorCode::InvalidClient, .. })
                if self.refusals != Refusals::Client =>
            {
                self.refusals = Refusals::Client;
                client.drop_credentials();
                Reply::Other(None)
            }
            Err(failure) => self.registration_failed(now, failure),
        }
    }

    fn kept<'b>(&mut self, stored: Result<(), StopReason<'static>>) -> Reply<'b> {
        self.attempts = 0;
        match stored {
            Ok(()) => Reply::Other(None),
            Err(reason) => Reply::Stop(reason.into()),
        }
    }

    fn registration_failed<'b>(&mut self, now: &Now, failure: Failure<'b>) -> Reply<'b> {
        if self.repeats(now, &failure) {
            return Reply::Other(None);
        }
        Reply::Stop(StopReason::Failure(failure).into())
    }

    /// Whether calls can go out; a token about to expire is given up here (R6).
    pub(super) fn is_authorized(client: &mut Client, now: &Now) -> bool {
        if client.registration() == RegistrationState::Authorized && client.token_expires_soon(now) {
            client.drop_token();
        }
        client.registration() == RegistrationState::Authorized
    }

    /// Registers, or gets a token.
    #[inline(never)]
    pub(super) fn register<'b>(
        &mut self,
        context: &Context<'b>,
        client: &mut Client,
        now: &Now,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        if let Some(wait) = self.wait(client, now) {
            return wait;
        }
        let mut request = Request::of(context.headers);
        let (outstanding, encoded) = if client.registration() == RegistrationState::Unregistered {
            let body = RegisterBody {
                software_statement: context.software_statement,
                redirect_uri: context.redirect_uri.map(Into::into),
            };
            (Outstanding::Register, fill(&Register { body }, &mut request, buffer))
        } else {
            let (client_id, client_secret) = (client.client_id(), client.client_secret());
            let call = Token { client_id, client_secret, grant_type: CLIENT_CREDENTIALS };
            (Outstanding::Token, fill(&call, &mut request, buffer))
        };
        if let Err(error) = encoded {
            return Step::Stop(StopReason::Encode(error).into());
        }
        self.sending(outstanding, &mut client.pace, now);
        Step::Send(request)
    }

    /// Sends the flow's call, or does first what must come before it.
    pub(super) fn call<'b>(
        &mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        call: &dyn AnyCall,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        if !Self::is_authorized(client, now) {
            // The call's turn comes with the answer to this.
            return self.register(context, client, now, buffer);
        }
        if let Some(wait) = self.wait(client, now) {
            return wait;
        }
        let mut request: Request<'b> = Request::of(context.headers);
        let (authorization, pace) = client.authorization_and_pace();
        request.headers.insert(HeaderName::Authorization, HeaderValue::own(authorization.as_bytes()));
        if let Err(error) = fill(call, &mut request, buffer) {
            return Step::Stop(StopReason::Encode(error).into());
        }
        self.sent_at = now.monotonic_millis;
        self.sending(Outstanding::Call, pace, now);
        Step::Send(request)
    }

    fn wait<'b>(&self, client: &Client, now: &Now) -> Option<Step<'b>> {
        let until_millis = self.not_before.max(client.pace.earliest());
        (now.monotonic_millis < until_millis).then_some(Step::Wait { until_millis })
    }

    fn sending(&mut self, outstanding: Outstanding, pace: &mut Pace, now: &Now) {
        self.outstanding = outstanding;
        pace.spend(now.monotonic_millis);
    }
}

/// The answer has a value that cannot be worked with.
fn unusable<'b>(http_status: u16, field: &'static &'static str) -> Reply<'b> {
    let error = json::Error::new(json::ErrorKind::Range, field, 0);
    Reply::Stop(StopReason::Failure(Failure::Malformed { http_status, error }).into())
}
