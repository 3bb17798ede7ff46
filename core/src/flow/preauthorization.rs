//! Preauthorization: what of a catalogue may the viewer probably watch? Information only (R53).

mod permits;

use heapless::Vec;

use super::app::{App, Now};
use super::authorization::{is_same_resource, mvpd};
use super::cycle::{Received, Repeat, RequestCycle, Unanswered};
use super::installation::Installation;
use super::refused::{Halt, Refused, asks_for_sign_in};
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::{InvalidArgument, check_segment};
use crate::endpoint::{self, Decisions, Preauthorize, Resources};
use crate::message::{Action, EnhancedError};

use permits::Marks;

pub use permits::{PERMITS_CAPACITY, Permits};

/// Resources that one request names at most, whatever is configured.
pub const PREAUTHORIZE_LIMIT: usize = 16;
/// Resources that one request names unless Adobe configured another number (R56).
const DEFAULT_LIMIT: u8 = 5;
/// Rounds through the resources whose decision says `retry` (R61).
const ROUNDS: u8 = 3;
/// The place of a decision on a resource that was not asked about.
const NOWHERE: u16 = u16::MAX;

/// A list of resources: borrowed by firmware, owned by bindings.
pub trait ResourceList {
    /// The number of resources.
    fn count(&self) -> usize;
    /// The resource at `index`.
    fn resource(&self, index: usize) -> Option<&str>;
}

impl<T: AsRef<str>> ResourceList for [T] {
    fn count(&self) -> usize {
        self.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.get(index).map(AsRef::as_ref)
    }
}

impl<T: AsRef<str>, const N: usize> ResourceList for [T; N] {
    fn count(&self) -> usize {
        N
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.get(index).map(AsRef::as_ref)
    }
}

impl<R: ResourceList + ?Sized> ResourceList for &R {
    fn count(&self) -> usize {
        (**self).count()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        (**self).resource(index)
    }
}

/// Asks which resources the viewer may probably watch. A list longer than the limit is asked for in parts; each part's
/// decisions are handed out with their errors while the answer is there.
///
/// ```
/// use tvpass::flow::Preauthorization;
///
/// let flow: Preauthorization<_> = Preauthorization::new(["nbc", "bravo"], None).unwrap().with_limit(8);
/// assert!(!flow.permits().is_permitted(0));
/// ```
#[derive(Clone, Debug)]
pub struct Preauthorization<R, S = &'static str> {
    resources: R,
    mvpd: Option<S>,
    limit: u8,
    cycle: RequestCycle,
    state: State,
    permits: Permits,
    /// Asked for in this round.
    asked: Marks,
    rounds: u8,
    /// Places of the resources that the request names, then of those that its answer decides on.
    part: Vec<u16, PREAUTHORIZE_LIMIT, u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Asking,
    /// The host notes the decisions of a part.
    Telling,
    Over,
}

/// The question of a preauthorization.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PreauthorizationQuestion<'b> {
    /// Note these decisions, then say [`PreauthorizationReply::Noted`].
    Decided(DecidedPart<'b>),
}

/// The reply to a preauthorization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreauthorizationReply {
    /// The decisions of this part are noted.
    Noted,
}

/// The decisions of one answer, with the places of their resources in the list that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DecidedPart<'b> {
    decisions: Decisions<'b>,
    places: &'b [u16],
}

impl<'b> DecidedPart<'b> {
    /// The place of the resource in the list, and the decision on it.
    pub fn iter(&self) -> impl Iterator<Item = (usize, endpoint::Decision<'b>)> + use<'b> {
        let places = self.places.iter().filter(|place| **place != NOWHERE).map(|place| usize::from(*place));
        // A decision that nobody asked for has no place, and is told nobody.
        let known = self.places.iter().map(|place| *place != NOWHERE);
        let decisions = self.decisions.iter().zip(known).filter_map(|(decision, known)| known.then_some(decision));
        places.zip(decisions)
    }
}

/// The end of a preauthorization.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Preauthorized<'b> {
    /// Every resource was asked for.
    Permits(&'b Permits),
    /// Nobody is signed in, or the profile has lapsed (R50). The service's word on it, if the service was asked.
    SignInNeeded(Option<EnhancedError<'b>>),
}

/// The part of a response that the outcome needs.
#[derive(Clone, Copy, Debug)]
pub enum End<'e> {
    Permits,
    SignInNeeded(Option<Refused<'e>>),
    /// Each decision asks for a sign-in.
    NonePermitted(Decisions<'e>),
}

type Decided<'e> = Decision<'e, Decisions<'e>, End<'e>>;

impl<R: ResourceList, S: AsRef<str>> Preauthorization<R, S> {
    /// A flow that has not begun. Without `mvpd` the provider that the installation remembers is asked.
    ///
    /// # Errors
    /// There is no resource, an empty one, or more than [`PERMITS_CAPACITY`]; or `mvpd` cannot be a segment of a path.
    pub fn new(resources: R, mvpd: Option<S>) -> Result<Self, InvalidArgument> {
        let is_empty = |index| resources.resource(index).is_none_or(str::is_empty);
        if resources.count() == 0 || (0..resources.count()).any(is_empty) {
            return Err(InvalidArgument::Empty("resources"));
        }
        if resources.count() > PERMITS_CAPACITY {
            return Err(InvalidArgument::TooMany(PERMITS_CAPACITY));
        }
        if let Some(mvpd) = &mvpd {
            check_segment("mvpd", mvpd.as_ref())?;
        }
        Ok(Self {
            resources,
            mvpd,
            limit: DEFAULT_LIMIT,
            cycle: RequestCycle::new(),
            state: State::Start,
            permits: Permits::NONE,
            asked: Marks::NONE,
            rounds: 1,
            part: Vec::new(),
        })
    }

    /// Names up to `limit` resources in one request, where Adobe configured another number than five (R56); at most
    /// [`PREAUTHORIZE_LIMIT`].
    #[must_use]
    pub fn with_limit(mut self, limit: u8) -> Self {
        self.limit = limit;
        self
    }

    /// The permits so far.
    #[must_use]
    pub fn permits(&self) -> &Permits {
        &self.permits
    }

    /// The places of the resources that the next request names; empty when all are decided.
    fn choose_part(&mut self) {
        let limit = usize::from(self.limit).clamp(1, PREAUTHORIZE_LIMIT);
        self.part.clear();
        let is_open = |index: &usize| !self.asked.get(*index) && !self.permits.is_settled(*index);
        for index in (0..self.resources.count()).filter(is_open).take(limit) {
            // Both fit: 256 places at most, and a part's capacity is the greatest limit.
            let _ = self.part.push(u16::try_from(index).unwrap_or(NOWHERE));
        }
    }

    fn start(&mut self, installation: &Installation) -> Option<Decided<'static>> {
        if self.state != State::Start {
            return Some(Decision::Await);
        }
        if mvpd(self.mvpd.as_ref(), installation).is_none() {
            return Some(Decision::Done(End::SignInNeeded(None)));
        }
        self.state = State::Asking;
        self.choose_part();
        None
    }

    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match self.cycle.resolve_response::<Decisions<'e>>(installation, now, Repeat::Yes, response) {
            Ok(decisions) => {
                if all_ask_for_sign_in(&decisions) {
                    return Some(sign_in_needed(installation, End::NonePermitted(decisions)));
                }
                self.merge(&decisions);
                self.state = State::Telling;
                Some(Decision::Ask(decisions))
            }
            Err(Unanswered::Failed(Halt::Failure(refused))) if refused.says(asks_for_sign_in) => {
                Some(sign_in_needed(installation, End::SignInNeeded(Some(refused))))
            }
            Err(Unanswered::Failed(reason)) => Some(Decision::Stop(reason)),
            Err(_) => None,
        }
    }

    /// Notes the decisions on the part that was asked for. A resource that the answer leaves out stays undecided for good:
    /// only `retry` is asked again (R61).
    fn merge(&mut self, decisions: &Decisions<'_>) {
        let part = self.part.clone();
        for place in &part {
            self.asked.set(usize::from(*place));
            self.permits.ask(usize::from(*place));
        }
        let counts_agree = decisions.iter().count() == part.len();
        self.part.clear();
        for (number, decision) in decisions.iter().enumerate().take(PREAUTHORIZE_LIMIT) {
            let named = |place: &&u16| {
                let resource = self.resources.resource(usize::from(**place));
                resource.is_some_and(|resource| is_same_resource(&decision.resource, resource))
            };
            // If the counts agree the place decides when the text does not, unless another decision names that place, or this
            // one a resource of another part.
            let is_free = |place: &&u16| {
                let resource = self.resources.resource(usize::from(**place)).unwrap_or_default();
                !decisions.iter().any(|other| is_same_resource(&other.resource, resource))
            };
            let is_nameless = !(0..self.resources.count()).any(|place| {
                self.resources.resource(place).is_some_and(|resource| is_same_resource(&decision.resource, resource))
            });
            let by_place = if counts_agree && is_nameless { part.get(number).filter(is_free) } else { None };
            let place = part.iter().find(named).or(by_place).copied().unwrap_or(NOWHERE);
            let _ = self.part.push(place);
            if place != NOWHERE {
                self.note(usize::from(place), &decision);
            }
        }
        part.iter().for_each(|place| self.permits.leave_out(usize::from(*place)));
    }

    /// Notes one decision for its place, and for every other place of the same resource.
    fn note(&mut self, place: usize, decision: &endpoint::Decision<'_>) {
        let action = decision.error.and_then(|error| error.action);
        let waits = !decision.authorized && matches!(action, Some(Action::Retry));
        let resource = self.resources.resource(place);
        for index in (0..self.resources.count()).filter(|index| self.resources.resource(*index) == resource) {
            self.permits.note(index, decision.authorized, waits);
        }
    }

    /// Goes on to the next part, or the next round.
    fn advance(&mut self, now: &Now) -> Option<Decided<'static>> {
        self.state = State::Asking;
        self.choose_part();
        if !self.part.is_empty() {
            return None;
        }
        self.asked = Marks::NONE;
        self.choose_part();
        if self.part.is_empty() || self.rounds >= ROUNDS {
            return Some(Decision::Done(End::Permits));
        }
        self.cycle.back_off(now, self.rounds);
        self.rounds = self.rounds.saturating_add(1);
        None
    }
}

fn sign_in_needed<'e>(installation: &mut Installation, end: End<'e>) -> Decided<'e> {
    installation.forget_profile();
    Decision::Done(end)
}

/// True if each decision asks for a sign-in. One alone is a decision like any other (R64).
fn all_ask_for_sign_in(decisions: &Decisions<'_>) -> bool {
    let asks = |decision: endpoint::Decision<'_>| {
        !decision.authorized && decision.error.as_ref().is_some_and(asks_for_sign_in)
    };
    !decisions.is_empty() && decisions.iter().all(asks)
}

impl<R: ResourceList, S: AsRef<str>> Flow for Preauthorization<R, S> {
    type Question<'b>
        = PreauthorizationQuestion<'b>
    where
        Self: 'b;
    type Reply<'r> = PreauthorizationReply;
    type Outcome<'b>
        = Preauthorized<'b>
    where
        Self: 'b;
    type Ask<'e> = Decisions<'e>;
    type End<'e> = End<'e>;

    fn decide<'e>(
        &mut self,
        _: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        _: Option<PreauthorizationReply>,
    ) -> Decided<'e> {
        let next = match (self.cycle.receive(installation, now, event), self.state) {
            (Received::Stop(reason), _) => Some(Decision::Stop(reason)),
            (Received::Response(response), State::Asking) => self.respond(installation, now, response),
            (Received::Viewer, State::Telling) => self.advance(now),
            (Received::Start, _) => self.start(installation),
            (Received::Ready, State::Asking) => None,
            (Received::Ready, State::Over) => Some(Decision::Stop(Halt::NotRunning)),
            _ => Some(Decision::Await),
        };
        let decision = match next {
            Some(decision) => decision,
            None => self.cycle.launch(installation, now),
        };
        if decision.ends() {
            self.state = State::Over;
        }
        decision
    }

    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        let mut resources: Vec<&str, PREAUTHORIZE_LIMIT, u8> = Vec::new();
        for place in &self.part {
            let _ = resources.push(self.resources.resource(usize::from(*place)).unwrap_or_default());
        }
        let call = Preauthorize {
            service_provider: app.service_provider,
            mvpd: mvpd(self.mvpd.as_ref(), installation).unwrap_or_default(),
            body: Resources { resources: resources.as_slice().into() },
        };
        self.cycle.write(app, installation, Some(&call), buffer)
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        decisions: &Decisions<'e>,
        _: &App<'b>,
        _: &'b Installation,
        _: &'b mut [u8],
    ) -> Written<'b, Self> {
        let part = DecidedPart { decisions: *decisions, places: &self.part };
        Ok(Step::Ask(PreauthorizationQuestion::Decided(part)))
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &End<'e>, _: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(match end {
            End::Permits => Preauthorized::Permits(&self.permits),
            End::SignInNeeded(refused) => Preauthorized::SignInNeeded(refused.as_ref().map(Refused::error)),
            End::NonePermitted(decisions) => {
                Preauthorized::SignInNeeded(decisions.iter().find_map(|decision| decision.error))
            }
        })
    }
}
