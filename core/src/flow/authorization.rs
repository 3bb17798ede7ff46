//! Authorization: may the viewer watch one resource now? Asked before every playback (R54, R58).

use core::convert::Infallible;

use super::app::{App, Now};
use super::cycle::{Received, Repeat, RequestCycle, Unanswered};
use super::installation::Installation;
use super::refused::{Halt, Refused, asks_for_sign_in};
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::{InvalidArgument, StopReason, check_segment};
use crate::endpoint::{self, Authorize, Decisions, Resources};
use crate::json::Text;
use crate::message::{Action, EnhancedError};

/// Requests for a decision that says `retry`, in all (R61).
const ATTEMPTS: u8 = 3;

/// Asks whether the viewer may watch one resource at one provider.
///
/// ```
/// use tvpass::flow::{Authorization, InvalidArgument};
///
/// assert!(Authorization::new("REF30", None).is_ok());
/// assert_eq!(Authorization::new("", None).unwrap_err(), InvalidArgument::Empty("resource"));
/// ```
#[derive(Clone, Debug)]
pub struct Authorization<S = &'static str> {
    resource: S,
    mvpd: Option<S>,
    cycle: RequestCycle,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// Asks, for the time that this counts.
    Deciding(u8),
    Over,
}

/// The end of an authorization.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Authorized<'b> {
    /// The viewer may watch; the decision carries the media token, once.
    Permitted(endpoint::Decision<'b>),
    /// The viewer may not watch, and stays signed in (R62). The decision says why (R60).
    Denied(endpoint::Decision<'b>),
    /// Nobody is signed in, or the profile has lapsed: sign in, then ask again (R50). The service's word on it, if the
    /// service was asked.
    SignInNeeded(Option<EnhancedError<'b>>),
}

/// The part of a response that the outcome needs.
#[derive(Clone, Copy, Debug)]
pub enum End<'e> {
    Decided(Decisions<'e>),
    SignInNeeded(Option<Refused<'e>>),
}

type Decided<'e> = Decision<'e, Infallible, End<'e>>;

impl<S: AsRef<str>> Authorization<S> {
    /// A flow that has not begun. Without `mvpd` the provider that the installation remembers is asked.
    ///
    /// # Errors
    /// `resource` is empty, or `mvpd` cannot be a segment of a path.
    pub fn new(resource: S, mvpd: Option<S>) -> Result<Self, InvalidArgument> {
        if resource.as_ref().is_empty() {
            return Err(InvalidArgument::Empty("resource"));
        }
        if let Some(mvpd) = &mvpd {
            check_segment("mvpd", mvpd.as_ref())?;
        }
        Ok(Self { resource, mvpd, cycle: RequestCycle::new(), state: State::Start })
    }

    fn start(&mut self, installation: &Installation) -> Option<Decided<'static>> {
        if self.state != State::Start {
            return Some(Decision::Await);
        }
        if mvpd(self.mvpd.as_ref(), installation).is_none() {
            return Some(Decision::Done(End::SignInNeeded(None)));
        }
        self.state = State::Deciding(1);
        None
    }

    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
        attempt: u8,
    ) -> Option<Decided<'e>> {
        let decisions = match self.cycle.resolve_response::<Decisions<'e>>(installation, now, Repeat::Yes, response) {
            Ok(decisions) => decisions,
            Err(Unanswered::Failed(Halt::Failure(refused))) if refused.says(asks_for_sign_in) => {
                installation.forget_profile();
                return Some(Decision::Done(End::SignInNeeded(Some(refused))));
            }
            Err(Unanswered::Failed(reason)) => return Some(Decision::Stop(reason)),
            Err(_) => return None,
        };
        let Some(decision) = find(&decisions, self.resource.as_ref()) else {
            return Some(Decision::Stop(Halt::NoDecision));
        };
        match decision.error {
            Some(error) if !decision.authorized && asks_for_sign_in(&error) => {
                installation.forget_profile();
                Some(Decision::Done(End::Decided(decisions)))
            }
            // R61: only what says so is asked again.
            Some(error)
                if !decision.authorized && matches!(error.action, Some(Action::Retry)) && attempt < ATTEMPTS =>
            {
                self.cycle.back_off(now, attempt);
                self.state = State::Deciding(attempt + 1);
                None
            }
            _ => Some(Decision::Done(End::Decided(decisions))),
        }
    }
}

/// The provider to ask: the one given, else the one remembered.
pub(super) fn mvpd<'b, S: AsRef<str>>(given: Option<&'b S>, installation: &'b Installation) -> Option<&'b str> {
    given.map(AsRef::as_ref).or(installation.mvpd())
}

/// The decision on the resource that was asked about, and on no other.
fn find<'e>(decisions: &Decisions<'e>, resource: &str) -> Option<endpoint::Decision<'e>> {
    decisions.iter().find(|decision| is_same_resource(&decision.resource, resource))
}

/// Blanks around a resource do not make it another one.
pub(super) fn is_same_resource(answered: &Text<'_>, asked: &str) -> bool {
    *answered == *asked || answered.plain().is_some_and(|plain| plain.trim_ascii() == asked.trim_ascii())
}

impl<S: AsRef<str>> Flow for Authorization<S> {
    type Question<'b>
        = Infallible
    where
        Self: 'b;
    type Reply<'r> = Infallible;
    type Outcome<'b>
        = Authorized<'b>
    where
        Self: 'b;
    type Ask<'e> = Infallible;
    type End<'e> = End<'e>;

    fn decide<'e>(
        &mut self,
        _: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        _: Option<Infallible>,
    ) -> Decided<'e> {
        let next = match (self.cycle.receive(installation, now, event), self.state) {
            (Received::Stop(reason), _) => Some(Decision::Stop(reason)),
            (Received::Response(response), State::Deciding(attempt)) => {
                self.respond(installation, now, response, attempt)
            }
            (Received::Start, _) => self.start(installation),
            (Received::Ready, State::Deciding(_)) => None,
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
        let resource = [self.resource.as_ref()];
        let call = Authorize {
            service_provider: app.service_provider,
            mvpd: mvpd(self.mvpd.as_ref(), installation).unwrap_or_default(),
            body: Resources { resources: resource.as_slice().into() },
        };
        self.cycle.write(app, installation, Some(&call), buffer)
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        never: &Infallible,
        _: &App<'b>,
        _: &'b Installation,
        _: &'b mut [u8],
    ) -> Written<'b, Self> {
        match *never {}
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &End<'e>, _: &'b Installation) -> StepOf<'b, Self> {
        match end {
            End::SignInNeeded(refused) => Step::Done(Authorized::SignInNeeded(refused.as_ref().map(Refused::error))),
            End::Decided(decisions) => match find(decisions, self.resource.as_ref()) {
                Some(decision) if decision.authorized => Step::Done(Authorized::Permitted(decision)),
                Some(decision) if decision.error.as_ref().is_some_and(asks_for_sign_in) => {
                    Step::Done(Authorized::SignInNeeded(decision.error))
                }
                Some(decision) => Step::Done(Authorized::Denied(decision)),
                None => Step::Stop(StopReason::NoDecision),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_same_resource;
    use crate::json::Reader;

    #[test]
    fn a_resource_is_the_same_however_it_is_spelled() {
        let answers: [(&[u8], bool); 4] =
            [(br#""news""#, true), (br#"" news ""#, true), (br#""n\u0065ws""#, true), (br#""sports""#, false)];
        for (answered, is_same) in answers {
            let answered = Reader::new(answered).text().unwrap();
            assert_eq!(is_same_resource(&answered, "news"), is_same, "{answered:?}");
        }
    }
}
