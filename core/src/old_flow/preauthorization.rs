//! Preauthorization: what of a catalogue the viewer may probably watch; information only (R53).
//!
//! ```text
//! Idle --Begin--> PreauthorizeCall
//! PreauthorizeCall --Decided--> PreauthorizeCall
//! PreauthorizeCall --AllDecided--> Done
//! PreauthorizeCall --ProfileLapsed--> Done
//! ```
//!
//! Every state but `Done` goes to `Stopped` with `Failed`. A list longer than the limit is asked for in parts; what says
//! `retry` is asked for again after the others, three times in all (R61).

use heapless::Vec;

use super::client::Client;
use super::context::{Context, Now};
use super::exchange::{Exchange, Repeat, Reply};
use super::step::{Input, Outcome, Step, Stop, StopReason};
use super::support::mvpd;
use super::table::states;
use crate::endpoint::{Decisions, Preauthorize, Resources};
use crate::message::{Action, EncodeError};

/// How many resources a preauthorization can remember.
pub const PERMITS_CAPACITY: usize = 256;
/// How many resources one request names at most, whatever is configured.
pub const PREAUTHORIZE_LIMIT: usize = 16;
/// How often the whole list is gone through.
const ROUNDS: u8 = 3;

states! {
    /// Where a preauthorization stands.
    #[derive(Default)]
    pub enum PreauthorizationState {
        /// Not begun.
        #[default]
        Idle,
        /// Asks for a part of the list.
        PreauthorizeCall,
        /// Over: every resource was asked for.
        Done,
        /// Over, with a reason.
        Stopped,
    }
}

states! {
    /// What moves a preauthorization on.
    pub enum PreauthorizationEvent {
        /// The host begins.
        Begin,
        /// A part is decided.
        Decided,
        /// The last part is decided.
        AllDecided,
        /// The viewer must sign in (R50).
        ProfileLapsed,
        /// The call failed for good.
        Failed,
    }
}

impl PreauthorizationState {
    /// The landing state, `None` where the event changes nothing.
    #[must_use]
    pub const fn after(self, event: PreauthorizationEvent) -> Option<Self> {
        use PreauthorizationEvent as Event;
        Some(match (self, event) {
            (Self::Done | Self::Stopped, _) => return None,
            (_, Event::Failed) => Self::Stopped,
            (Self::Idle, Event::Begin) | (Self::PreauthorizeCall, Event::Decided) => Self::PreauthorizeCall,
            (Self::PreauthorizeCall, Event::AllDecided | Event::ProfileLapsed) => Self::Done,
            _ => return None,
        })
    }
}

/// A bit for each resource of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marks([u32; PERMITS_CAPACITY / 32]);

impl Marks {
    const NONE: Self = Self([0; PERMITS_CAPACITY / 32]);

    fn get(&self, index: usize) -> bool {
        self.0.get(index / 32).is_some_and(|word| word >> (index % 32) & 1 == 1)
    }

    fn set(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 32) {
            *word |= 1 << (index % 32);
        }
    }
}

/// What a preauthorization found, by the place of a resource in the list that was asked for. It is for this run of the
/// application only (R57), and never a reason to play (R53).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permits {
    permitted: Marks,
    decided: Marks,
}

impl Permits {
    /// Whether the viewer may probably watch the resource at `index`.
    #[must_use]
    pub fn is_permitted(&self, index: usize) -> bool {
        self.permitted.get(index)
    }

    /// Whether the service decided on the resource at `index` at all.
    #[must_use]
    pub fn is_decided(&self, index: usize) -> bool {
        self.decided.get(index)
    }
}

/// Asks what of the context's resources the viewer may probably watch. See [`flow`](super) for how it is stepped.
///
/// ```
/// use tvpass::old_flow::Preauthorization;
///
/// let flow = Preauthorization::new();
/// assert!(!flow.permits().is_permitted(0));
/// ```
#[derive(Clone, Debug)]
pub struct Preauthorization {
    state: PreauthorizationState,
    exchange: Exchange,
    permits: Permits,
    /// Asked for in this round.
    asked: Marks,
    rounds: u8,
}

impl Default for Preauthorization {
    fn default() -> Self {
        Self::new()
    }
}

impl Preauthorization {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            state: PreauthorizationState::Idle,
            exchange: Exchange::new(),
            permits: Permits { permitted: Marks::NONE, decided: Marks::NONE },
            asked: Marks::NONE,
            rounds: 1,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> PreauthorizationState {
        self.state
    }

    /// What is known so far.
    #[must_use]
    pub fn permits(&self) -> &Permits {
        &self.permits
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
        if context.resources.len() > PERMITS_CAPACITY {
            return Step::Stop(StopReason::Capacity("resources").into());
        }
        let event = match self.event(context, client, &now, input) {
            Ok(event) => event,
            Err(reason) => {
                self.state = self.state.after(PreauthorizationEvent::Failed).unwrap_or(self.state);
                return Step::Stop(reason.into());
            }
        };
        self.state = event.and_then(|event| self.state.after(event)).unwrap_or(self.state);
        match (self.state, event) {
            (PreauthorizationState::PreauthorizeCall, _) => self.call(context, client, &now, buffer),
            (PreauthorizationState::Done, Some(PreauthorizationEvent::ProfileLapsed)) => {
                Step::Done(Outcome::SignInNeeded)
            }
            (PreauthorizationState::Done, Some(_)) => Step::Done(Outcome::Preauthorized(&self.permits)),
            _ => Step::Stop(StopReason::NotRunning.into()),
        }
    }

    fn event<'b>(
        &mut self,
        context: &Context<'b>,
        client: &mut Client,
        now: &Now,
        input: Input<'b>,
    ) -> Result<Option<PreauthorizationEvent>, StopReason<'b>> {
        let reply = match self.exchange.reply(client, now, input) {
            Reply::Stop(Stop { reason }) => return Err(reason),
            Reply::Other(Some(Input::Begin)) => return Ok(Some(PreauthorizationEvent::Begin)),
            Reply::Other(_) => return Ok(None),
            reply => reply,
        };
        match self.exchange.settle::<Decisions<'b>>(client, now, Repeat::Yes, &reply) {
            Ok(decisions) => Ok(Some(self.merge(context, now, &decisions))),
            Err(unanswered) => unanswered.event(),
        }
    }

    /// Notes the decisions on the part that was asked for.
    fn merge(&mut self, context: &Context<'_>, now: &Now, decisions: &Decisions<'_>) -> PreauthorizationEvent {
        let part = self.part(context);
        for decision in decisions.iter() {
            let action = decision.error.and_then(|error| error.action);
            if !decision.authorized && matches!(action, Some(Action::Authentication)) {
                return PreauthorizationEvent::ProfileLapsed;
            }
            let is_decided = decision.authorized || !matches!(action, Some(Action::Retry));
            // A list may name a resource more than once.
            let places = context.resources.iter().enumerate().filter(|(_, resource)| decision.resource == **resource);
            for (index, _) in places.filter(|_| is_decided) {
                self.permits.decided.set(index);
                if decision.authorized {
                    self.permits.permitted.set(index);
                }
            }
        }
        part.iter().for_each(|index| self.asked.set(*index));
        if self.part(context).is_empty() { self.next_round(context, now) } else { PreauthorizationEvent::Decided }
    }

    fn next_round(&mut self, context: &Context<'_>, now: &Now) -> PreauthorizationEvent {
        self.asked = Marks::NONE;
        self.rounds += 1;
        if self.rounds > ROUNDS || self.part(context).is_empty() {
            return PreauthorizationEvent::AllDecided;
        }
        self.exchange.waits_for_repeat(now);
        PreauthorizationEvent::Decided
    }

    /// The places of the resources that come next.
    fn part(&self, context: &Context<'_>) -> Vec<usize, PREAUTHORIZE_LIMIT> {
        let limit = usize::from(context.preauthorize_limit).clamp(1, PREAUTHORIZE_LIMIT);
        let open = |index: &usize| !self.asked.get(*index) && !self.permits.decided.get(*index);
        gather((0..context.resources.len()).filter(open).take(limit))
    }

    fn call<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let part = gather(self.part(context).iter().filter_map(|index| context.resources.get(*index).copied()));
        if part.is_empty() {
            return Step::Stop(StopReason::Encode(EncodeError::InvalidParameter("resources")).into());
        }
        let call = Preauthorize {
            service_provider: context.service_provider,
            mvpd: &mvpd(context, client),
            body: Resources { resources: part.as_slice().into() },
        };
        self.exchange.call(context, client, now, &call, buffer)
    }
}

/// What `collect` would give, were it not for its path to a panic when there are more.
fn gather<T>(items: impl Iterator<Item = T>) -> Vec<T, PREAUTHORIZE_LIMIT> {
    let mut gathered = Vec::new();
    for item in items {
        if gathered.push(item).is_err() {
            break;
        }
    }
    gathered
}
