//! One call of a flow, with everything that may stand before and between: registration, token, pace, repeats.

mod resolve;

use super::app::{App, Now};
use super::installation::{Installation, RegistrationState};
use super::refused::{Halt, Refused};
use super::step::{Decision, Event, Response, Step};
use super::stop::{LastFailure, StopReason};
use super::storage::TooLong;
use crate::endpoint::{
    AccessToken, AnyCall, CLIENT_CREDENTIALS, ClientCredentials, Register, RegisterBody, Token, fill,
};
use crate::json;
use crate::message::{EncodeError, HeaderName, HeaderValue, Request, is_success};
use crate::output::TooSmall;

/// Attempts at a call in all (N4).
const ATTEMPTS: u8 = 3;
/// Attempts at a call that the service is too busy for (R71).
const THROTTLED_ATTEMPTS: u8 = 8;
/// The first wait before a repeat; each further one is twice as long (N4).
const FIRST_WAIT_MILLIS: u32 = 1000;
/// A longer wait than this is not taken from a `Retry-After`.
const LONGEST_DELAY_MILLIS: u64 = 3_600_000;

/// The request that is in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InFlight {
    Register,
    Token,
    Call,
}

/// Renewals that the refusals of the present call have led to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Refusals {
    #[default]
    None,
    /// The token was renewed.
    Token,
    /// The application registered again.
    Registration,
}

/// Repeats of a call that failed for the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Up to three times.
    Yes,
    /// Not by itself: the flow asks again in its own time, as polling does.
    No,
}

/// A request cycle: the flow's own call and the calls that it rests on.
#[derive(Clone, Debug, Default)]
pub(super) struct RequestCycle {
    in_flight: Option<InFlight>,
    refusals: Refusals,
    attempts: u8,
    ticket: u16,
    generation: u16,
    not_before: u64,
    sent_at: u64,
}

/// The meaning of an event to the flow.
pub(super) enum Received<'e> {
    /// The flow's own call has come to this.
    Response(Response<'e>),
    /// Nothing is in flight (any more): go on with the state's work.
    Ready,
    /// The flow is to begin.
    Start,
    /// The viewer replies.
    Viewer,
    /// The user agent has come back.
    UserAgent,
    /// A request is in flight; what the viewer says meanwhile is to be noted.
    Busy,
    /// Nothing of this concerns the flow.
    Stray,
    /// The flow ends here.
    Stop(Halt<'e>),
}

/// Why there is no answer to the flow's call.
#[derive(Clone, Copy)]
pub(super) enum Unanswered<'e> {
    /// The same call goes out again, now or later.
    Again,
    /// It failed for the moment, and the flow wanted no repeat.
    Later(LastFailure),
    /// It failed.
    Failed(Halt<'e>),
}

/// Permission for a request to go out.
enum Launch {
    /// It is in flight from here on: write it.
    Send,
    /// Not yet.
    Sleep(u64),
    /// Another flow does what must be done first.
    AwaitOther(u64),
}

impl RequestCycle {
    pub(super) const fn new() -> Self {
        Self {
            in_flight: None,
            refusals: Refusals::None,
            attempts: 0,
            ticket: 0,
            generation: 0,
            not_before: 0,
            sent_at: 0,
        }
    }

    /// The time at which the flow's own call went out last.
    pub(super) const fn sent_at(&self) -> u64 {
        self.sent_at
    }

    /// Nothing goes out before this time.
    pub(super) fn wait_until(&mut self, millis: u64) {
        self.not_before = self.not_before.max(millis);
    }

    /// Takes what concerns the request in flight; hands the rest on.
    pub(super) fn receive<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
    ) -> Received<'e> {
        let is_busy = self.in_flight.is_some();
        let Some(response) = event.response() else {
            return match event {
                Event::Cancel => {
                    self.cancel(installation);
                    Received::Stop(Halt::Cancelled)
                }
                _ if is_busy => Received::Busy,
                Event::Start => Received::Start,
                Event::Viewer(()) => Received::Viewer,
                Event::UserAgentReturned => Received::UserAgent,
                Event::Online => {
                    self.not_before = 0;
                    Received::Ready
                }
                _ => Received::Ready,
            };
        };
        match self.in_flight.take() {
            None => Received::Stray,
            Some(InFlight::Call) => Received::Response(response),
            Some(request) => match self.renewed(installation, now, request, response) {
                None => Received::Ready,
                Some(reason) => Received::Stop(reason),
            },
        }
    }

    /// Gives up what is in flight, so that another flow need not wait for it.
    fn cancel(&mut self, installation: &mut Installation) {
        self.in_flight = None;
        installation.release(self.ticket);
    }

    /// Takes the answer to a registration, or to the request for a token.
    #[inline(never)]
    fn renewed<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        request: InFlight,
        response: Response<'e>,
    ) -> Option<Halt<'e>> {
        if !installation.release(self.ticket) {
            // It took so long that another flow took over: that one's answer counts.
            return None;
        }
        match response {
            Response::Answer { status, body } => {
                let taken = match request {
                    _ if !is_success(status, body) => Err(Refused::by_registration(status, body)),
                    InFlight::Register => {
                        registered(installation, body).map_err(|error| Refused::malformed(status, error))
                    }
                    _ => authorized(installation, now, body).map_err(|error| Refused::malformed(status, error)),
                };
                match taken {
                    Ok(stored) => {
                        self.attempts = 0;
                        stored.err().map(Halt::TooLong)
                    }
                    Err(refused) => self.renewal_failed(installation, now, refused),
                }
            }
            Response::RetryAfter { status, delay_millis } => {
                let halt = self.renewal_failed(installation, now, Refused::by_registration(status, &[]));
                self.delay(now, delay_millis);
                halt
            }
            Response::TooLarge => Some(Halt::ResponseTooLarge),
            Response::None if self.wait_for_repeat(now, ATTEMPTS) => None,
            Response::None => Some(Halt::NoResponse),
        }
    }

    #[inline(never)]
    fn renewal_failed<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        refused: Refused<'e>,
    ) -> Option<Halt<'e>> {
        let failure = &refused.failure();
        // R7: new credentials, but only once, since they cost every sign-in.
        if failure.is_invalid_client()
            && installation.registration() != RegistrationState::Unregistered
            && self.refusals != Refusals::Registration
        {
            self.refusals = Refusals::Registration;
            installation.drop_credentials();
            return None;
        }
        (!self.repeats(installation, now, failure)).then_some(Halt::Failure(refused))
    }

    /// Puts a request in flight if it may go out now: the flow's call, or what must come before it.
    pub(super) fn launch<A, E>(&mut self, installation: &mut Installation, now: &Now) -> Decision<'static, A, E> {
        match self.try_launch(installation, now) {
            Launch::Send => Decision::Send,
            Launch::Sleep(until) => Decision::Sleep(until),
            Launch::AwaitOther(until) => Decision::AwaitOther(until),
        }
    }

    #[inline(never)]
    fn try_launch(&mut self, installation: &mut Installation, now: &Now) -> Launch {
        let earliest = self.not_before.max(installation.pace.earliest());
        if now.monotonic_millis < earliest {
            return Launch::Sleep(earliest);
        }
        let request = if installation.is_authorized(now) {
            self.sent_at = now.monotonic_millis;
            self.generation = installation.generation;
            InFlight::Call
        } else {
            if let Err(until) = installation.claim(&mut self.ticket, now) {
                return Launch::AwaitOther(until);
            }
            match installation.registration() {
                RegistrationState::Unregistered => InFlight::Register,
                _ => InFlight::Token,
            }
        };
        self.in_flight = Some(request);
        installation.pace.spend(now.monotonic_millis);
        Launch::Send
    }

    /// Writes the request that is in flight; `call` is the flow's own.
    pub(super) fn write<'b, Q, O>(
        &self,
        app: &App<'b>,
        installation: &'b Installation,
        call: Option<&dyn AnyCall>,
        buffer: &'b mut [u8],
    ) -> Result<Step<'b, Q, O>, TooSmall> {
        // A request is large: it is written where it is handed out.
        let mut step = Step::Send(Request::of(app.headers));
        let Step::Send(request) = &mut step else { return Ok(step) };
        match self.fill(app, installation, call, request, buffer) {
            Ok(()) => Ok(step),
            Err(EncodeError::TooSmall { needed }) => Err(TooSmall { needed }),
            Err(error) => Ok(Step::Stop(StopReason::Encode(error))),
        }
    }

    /// The same with a service token of the flow's own in place of the application's (R126).
    pub(super) fn write_with_token<'b, Q, O>(
        &self,
        token: &'b str,
        app: &App<'b>,
        installation: &'b Installation,
        call: &dyn AnyCall,
        buffer: &'b mut [u8],
    ) -> Result<Step<'b, Q, O>, TooSmall> {
        let mut app = *app;
        app.headers.insert(HeaderName::AdServiceToken, HeaderValue::own(token.as_bytes()));
        self.write(&app, installation, Some(call), buffer)
    }

    // Once for all flows.
    #[inline(never)]
    fn fill<'b>(
        &self,
        app: &App<'b>,
        installation: &'b Installation,
        call: Option<&dyn AnyCall>,
        request: &mut Request<'b>,
        buffer: &'b mut [u8],
    ) -> Result<(), EncodeError> {
        match (self.in_flight, call) {
            (Some(InFlight::Register), _) => {
                let body = RegisterBody {
                    software_statement: app.software_statement,
                    redirect_uri: app.redirect_uri.map(Into::into),
                };
                fill(&Register { body }, request, buffer)
            }
            (Some(InFlight::Call), Some(call)) => {
                let authorization = HeaderValue::own(installation.authorization().as_bytes());
                request.headers.insert(HeaderName::Authorization, authorization);
                fill(call, request, buffer)
            }
            _ => {
                let (client_id, client_secret) = (installation.client_id(), installation.client_secret());
                fill(&Token { client_id, client_secret, grant_type: CLIENT_CREDENTIALS }, request, buffer)
            }
        }
    }
}

/// The end of storing a value of an answer; the outer error is an answer that cannot be worked with.
type Taken = Result<Result<(), TooLong>, json::Error>;

/// Takes the answer to a registration.
// In a frame of its own, and so is the other: answers are large, and only one is read at a time.
#[inline(never)]
fn registered(installation: &mut Installation, body: &[u8]) -> Taken {
    match &ClientCredentials::decode(body) {
        // Without an id the application would count as not registered, and register for ever.
        Ok(credentials) if credentials.client_id.reveal().is_empty() => Err(unusable(&"client_id")),
        Ok(credentials) => Ok(installation.set_credentials(credentials)),
        Err(error) => Err(*error),
    }
}

/// Takes the answer to the request for a token.
#[inline(never)]
fn authorized(installation: &mut Installation, now: &Now, body: &[u8]) -> Taken {
    match &AccessToken::decode(body) {
        // It becomes part of a header.
        Ok(token) if !token.access_token.reveal().all(|byte| byte.is_ascii_graphic()) => Err(unusable(&"access_token")),
        Ok(token) => Ok(installation.set_token(token, now)),
        Err(error) => Err(*error),
    }
}

const fn unusable(field: &'static &'static str) -> json::Error {
    json::Error::new(json::ErrorKind::Range, field, 0)
}
