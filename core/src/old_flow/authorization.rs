//! Authorization: whether the viewer may watch now, asked before every playback (R54).
//!
//! ```text
//! Idle --Begin--> AuthorizeCall
//! AuthorizeCall --Permitted--> Done
//! AuthorizeCall --Denied--> Done
//! AuthorizeCall --ProfileLapsed--> Done
//! AuthorizeCall --Passing--> Pause
//! Pause --Tick--> AuthorizeCall
//! ```
//!
//! Every state but `Done` goes to `Stopped` with `Failed`. Temporary access needs nothing before this (R85).

use super::client::Client;
use super::context::{Context, Now};
use super::exchange::{Exchange, Repeat, Reply};
use super::step::{Input, Outcome, Step, Stop, StopReason};
use super::support::mvpd;
use super::table::states;
use crate::endpoint::{Authorize, Decision, Decisions, Resources};
use crate::message::{Action, EncodeError};

states! {
    /// Where an authorization stands.
    #[derive(Default)]
    pub enum AuthorizationState {
        /// Not begun.
        #[default]
        Idle,
        /// Asks for the decision.
        AuthorizeCall,
        /// Waits before asking again (R61).
        Pause,
        /// Over: there is a decision.
        Done,
        /// Over, with a reason.
        Stopped,
    }
}

states! {
    /// What moves an authorization on.
    pub enum AuthorizationEvent {
        /// The host begins.
        Begin,
        /// The time has passed.
        Tick,
        /// The viewer may watch.
        Permitted,
        /// The viewer may not watch.
        Denied,
        /// The viewer must sign in (R50).
        ProfileLapsed,
        /// The decision may be another in a while (R61).
        Passing,
        /// The call failed for good.
        Failed,
    }
}

impl AuthorizationState {
    /// The landing state, `None` where the event changes nothing.
    #[must_use]
    pub const fn after(self, event: AuthorizationEvent) -> Option<Self> {
        use AuthorizationEvent as Event;
        Some(match (self, event) {
            (Self::Done | Self::Stopped, _) => return None,
            (_, Event::Failed) => Self::Stopped,
            (Self::Idle, Event::Begin) | (Self::Pause, Event::Tick) => Self::AuthorizeCall,
            (Self::AuthorizeCall, Event::Permitted | Event::Denied | Event::ProfileLapsed) => Self::Done,
            (Self::AuthorizeCall, Event::Passing) => Self::Pause,
            _ => return None,
        })
    }
}

/// Asks whether the viewer may watch the one resource of the context. See [`flow`](super) for how it is stepped.
///
/// ```
/// use tvpass::old_flow::{Authorization, AuthorizationState};
///
/// assert_eq!(Authorization::new().state(), AuthorizationState::Idle);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Authorization {
    state: AuthorizationState,
    exchange: Exchange,
}

type Events<'b> = Result<Option<(AuthorizationEvent, Option<Decision<'b>>)>, StopReason<'b>>;

impl Authorization {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: AuthorizationState::Idle, exchange: Exchange::new() }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> AuthorizationState {
        self.state
    }

    /// Takes what happened, and says what to do.
    pub fn step<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: Now,
        input: Input<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let (event, decision) = match self.event(client, &now, input) {
            Ok(Some((event, decision))) => (Some(event), decision),
            Ok(None) => (None, None),
            Err(reason) => {
                self.state = self.state.after(AuthorizationEvent::Failed).unwrap_or(self.state);
                return Step::Stop(reason.into());
            }
        };
        self.state = event.and_then(|event| self.state.after(event)).unwrap_or(self.state);
        match (self.state, event, decision) {
            (AuthorizationState::AuthorizeCall | AuthorizationState::Pause, ..) => {
                self.call(context, client, &now, buffer)
            }
            (AuthorizationState::Done, Some(AuthorizationEvent::ProfileLapsed), _) => Step::Done(Outcome::SignInNeeded),
            (AuthorizationState::Done, _, Some(decision)) if decision.authorized => {
                Step::Done(Outcome::Permitted(decision))
            }
            (AuthorizationState::Done, _, Some(decision)) => Step::Done(Outcome::Denied(decision)),
            _ => Step::Stop(StopReason::NotRunning.into()),
        }
    }

    fn event<'b>(&mut self, client: &mut Client, now: &Now, input: Input<'b>) -> Events<'b> {
        let reply = match self.exchange.reply(client, now, input) {
            Reply::Stop(Stop { reason }) => return Err(reason),
            Reply::Other(Some(Input::Begin)) => return Ok(Some((AuthorizationEvent::Begin, None))),
            Reply::Other(Some(Input::Tick)) => return Ok(Some((AuthorizationEvent::Tick, None))),
            Reply::Other(_) => return Ok(None),
            reply => reply,
        };
        match self.exchange.settle::<Decisions<'b>>(client, now, Repeat::Yes, &reply) {
            Ok(decisions) => {
                let Some(decision) = decisions.iter().next() else {
                    return Err(StopReason::Unexpected("decisions".into()));
                };
                Ok(Some((self.weigh(now, &decision), Some(decision))))
            }
            Err(unanswered) => unanswered.event(),
        }
    }

    fn weigh(&mut self, now: &Now, decision: &Decision<'_>) -> AuthorizationEvent {
        match decision.error.and_then(|error| error.action) {
            _ if decision.authorized => AuthorizationEvent::Permitted,
            // R61: only what says so is asked again, three times in all.
            Some(Action::Retry) if self.exchange.waits_for_repeat(now) => AuthorizationEvent::Passing,
            Some(Action::Authentication) => AuthorizationEvent::ProfileLapsed,
            _ => AuthorizationEvent::Denied,
        }
    }

    fn call<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let Some(resource) = context.resources.get(..1) else {
            return Step::Stop(StopReason::Encode(EncodeError::InvalidParameter("resources")).into());
        };
        let call = Authorize {
            service_provider: context.service_provider,
            mvpd: &mvpd(context, client),
            body: Resources { resources: resource.into() },
        };
        self.exchange.call(context, client, now, &call, buffer)
    }
}
