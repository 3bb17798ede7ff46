//! One call of a flow, with all that may stand before and between: registration, token, pace, repeats.

use super::client::Client;
use super::context::{Context, Now};
use super::pace::Pace;
use super::registration::RegistrationState;
use super::step::{Input, Step, Stop, StopReason};
use crate::endpoint::{
    AccessToken, Answer, AnyCall, CLIENT_CREDENTIALS, ClientCredentials, Register, RegisterBody, Token, fill,
};
use crate::json;
use crate::message::{Action, DcrErrorCode, Failure, HeaderName, HeaderValue, Request, decode_failure, is_success};

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

/// What an answer means to the flow.
pub(super) enum Settled<'b, T> {
    /// The answer.
    Answer(T),
    /// The same call goes out again, now or later.
    Again,
    /// It failed for the moment, and the flow wanted no repeat.
    Later,
    /// It failed.
    Failed(StopReason<'b>),
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
            Ok(token) if !token.access_token.reveal().chars().all(|character| character.is_ascii_graphic()) => {
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
        request.headers.insert(HeaderName::Authorization, HeaderValue::own(authorization));
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

    /// Reads the answer to the flow's call; a refused token, a busy service and a passing failure are dealt with here.
    pub(super) fn settle<'b, T: Answer<'b>>(
        &mut self,
        client: &mut Client,
        now: &Now,
        repeat: Repeat,
        reply: &Reply<'b>,
    ) -> Settled<'b, T> {
        let malformed = match reply {
            Reply::Answer { status, body } if is_success(*status, body) => match T::from_body(body) {
                Ok(answer) => {
                    self.succeeded();
                    return Settled::Answer(answer);
                }
                Err(error) => Some(error),
            },
            _ => None,
        };
        match self.refused(client, now, repeat, reply, malformed) {
            Settled::Failed(reason) => Settled::Failed(reason),
            Settled::Later => Settled::Later,
            Settled::Again | Settled::Answer(()) => Settled::Again,
        }
    }

    /// What a reply means that is no answer; `malformed` tells what is wrong with one that should have been.
    fn refused<'b>(
        &mut self,
        client: &mut Client,
        now: &Now,
        repeat: Repeat,
        reply: &Reply<'b>,
        malformed: Option<json::Error>,
    ) -> Settled<'b, ()> {
        let failure = match (reply, malformed) {
            (Reply::Answer { status, .. }, Some(error)) => Some(Failure::Malformed { http_status: *status, error }),
            (Reply::Answer { status, body }, None) => Some(decode_failure(*status, body)),
            _ => None,
        };
        match self.settle_failure(client, now, repeat, failure.as_ref()) {
            Verdict::Again => Settled::Again,
            Verdict::Later => Settled::Later,
            Verdict::Failed => Settled::Failed(failure.map_or(StopReason::NoAnswer, StopReason::Failure)),
        }
    }

    fn settle_failure(
        &mut self,
        client: &mut Client,
        now: &Now,
        repeat: Repeat,
        failure: Option<&Failure<'_>>,
    ) -> Verdict {
        if failure.is_some_and(|failure| self.renews(client, failure)) {
            return Verdict::Again;
        }
        if failure == Some(&Failure::Throttled) {
            client.pace.spend_all(now.monotonic_millis);
        }
        let passing = failure.is_none_or(is_passing);
        if passing && repeat == Repeat::No {
            return Verdict::Later;
        }
        let limit = if failure == Some(&Failure::Throttled) { THROTTLED_ATTEMPTS } else { ATTEMPTS };
        if passing && self.wait_for_repeat(now, limit) { Verdict::Again } else { Verdict::Failed }
    }

    fn succeeded(&mut self) {
        self.attempts = 0;
        self.refusals = Refusals::None;
    }

    /// On 401: a new token first (R7); new credentials only if a fresh token is refused with that action (R8, S4).
    fn renews(&mut self, client: &mut Client, failure: &Failure<'_>) -> bool {
        let (http_status, action) = match failure {
            Failure::Service { http_status, error } => (*http_status, error.action),
            Failure::NotApi { http_status } | Failure::Malformed { http_status, .. } => (*http_status, None),
            Failure::Registration { .. } | Failure::Throttled => return false,
        };
        match self.refusals {
            _ if http_status != 401 => false,
            Refusals::None => {
                self.refusals = Refusals::Token;
                client.drop_token();
                true
            }
            Refusals::Token if action == Some(Action::ApplicationRegistration) => {
                self.refusals = Refusals::Client;
                client.drop_credentials();
                true
            }
            _ => false,
        }
    }

    fn repeats(&mut self, now: &Now, failure: &Failure<'_>) -> bool {
        let limit = if *failure == Failure::Throttled { THROTTLED_ATTEMPTS } else { ATTEMPTS };
        is_passing(failure) && self.wait_for_repeat(now, limit)
    }

    /// Counts an answer that may be another in a while (R61); `false` if it was asked for often enough.
    pub(super) fn waits_for_repeat(&mut self, now: &Now) -> bool {
        self.repeats = self.repeats.saturating_add(1);
        let attempts = core::mem::replace(&mut self.attempts, self.repeats - 1);
        let waits = self.wait_for_repeat(now, ATTEMPTS);
        self.attempts = attempts;
        waits
    }

    /// Counts an attempt that failed; `false` if it was the last.
    fn wait_for_repeat(&mut self, now: &Now, limit: u8) -> bool {
        self.attempts = self.attempts.saturating_add(1);
        if self.attempts >= limit {
            self.attempts = 0;
            return false;
        }
        let doublings = u32::from(self.attempts - 1).min(5);
        let wait = FIRST_WAIT_MILLIS << doublings;
        let jitter = now.random % (wait / 2);
        self.not_before = now.monotonic_millis.saturating_add(u64::from(wait + jitter));
        true
    }
}

/// The answer has a value that cannot be worked with.
fn unusable<'b>(http_status: u16, field: &'static &'static str) -> Reply<'b> {
    let error = json::Error::new(json::ErrorKind::Range, field, 0);
    Reply::Stop(StopReason::Failure(Failure::Malformed { http_status, error }).into())
}

enum Verdict {
    Again,
    Later,
    Failed,
}

/// Whether the same request may succeed later: the service is busy or broken, says so itself, or was not reached.
fn is_passing(failure: &Failure<'_>) -> bool {
    match failure {
        Failure::Throttled | Failure::NotApi { .. } => true,
        Failure::Malformed { http_status, .. } => matches!(http_status, 200 | 201 | 500..),
        Failure::Service { http_status, error } => match error.action {
            Some(Action::Retry) => true,
            Some(Action::Configuration) => false,
            _ => *http_status >= 500,
        },
        Failure::Registration { http_status, .. } => *http_status >= 500,
    }
}
