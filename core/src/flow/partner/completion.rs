//! The second half of a partner sign-in: the framework's SAML response in, the profile out (R99).

use core::convert::Infallible;

use crate::endpoint::{CreatePartnerProfile, Profile, Profiles, encode_saml_response};
use crate::flow::app::{App, Now};
use crate::flow::cycle::{Received, Repeat, RequestCycle, Unanswered};
use crate::flow::installation::Installation;
use crate::flow::profiles::best_profile;
use crate::flow::refused::{Halt, Refused};
use crate::flow::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use crate::flow::stop::{InvalidArgument, StopReason, check_segment};
use crate::json::Secret;
use crate::message::Failure;
use crate::output::TooSmall;

/// Turns the framework's SAML response into a profile.
///
/// ```
/// use tvpass::endpoint::APPLE;
/// use tvpass::flow::{InvalidArgument, PartnerCompletion};
///
/// assert!(PartnerCompletion::new(APPLE, "<saml/>").is_ok());
/// assert_eq!(PartnerCompletion::new(APPLE, "").unwrap_err(), InvalidArgument::Empty("saml"));
/// ```
#[derive(Clone)]
pub struct PartnerCompletion<S = &'static str> {
    partner: S,
    saml: S,
    cycle: RequestCycle,
    state: State,
}

// The SAML response is a secret.
impl<S> core::fmt::Debug for PartnerCompletion<S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("PartnerCompletion").field("state", &self.state).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Creating,
    Over,
}

/// The end of a partner completion.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PartnerCompleted<'b> {
    /// The viewer is signed in.
    #[non_exhaustive]
    Profile {
        /// The profile that stays valid the longest.
        profile: Profile<'b>,
        /// All profiles of the answer.
        profiles: Profiles<'b>,
    },
    /// The service does not take the response: go on with a [`SignIn`](crate::flow::SignIn) (R101). The failure, unless no
    /// response came or the answer had no profile.
    Basic(Option<Failure<'b>>),
}

impl<'b> PartnerCompleted<'b> {
    /// The end with a profile, which is one of `profiles`.
    #[must_use]
    pub const fn profile(profile: Profile<'b>, profiles: Profiles<'b>) -> Self {
        Self::Profile { profile, profiles }
    }
}

/// The part of a response that the outcome needs.
#[derive(Clone, Copy, Debug)]
pub enum End<'e> {
    Profiles(Profiles<'e>),
    Basic(Option<Refused<'e>>),
}

type Decided<'e> = Decision<'e, Infallible, End<'e>>;

impl<S: AsRef<str>> PartnerCompletion<S> {
    /// A flow that has not begun, for the SAML response as the framework gave it.
    ///
    /// # Errors
    /// `saml` is empty, or `partner` cannot be a segment of a path.
    pub fn new(partner: S, saml: S) -> Result<Self, InvalidArgument> {
        check_segment("partner", partner.as_ref())?;
        if saml.as_ref().is_empty() {
            return Err(InvalidArgument::Empty("saml"));
        }
        Ok(Self { partner, saml, cycle: RequestCycle::new(), state: State::Start })
    }

    fn write<'b>(
        &'b self,
        app: &App<'b>,
        installation: &'b Installation,
        saml_response: Secret<'_>,
        buffer: &'b mut [u8],
    ) -> Written<'b, Self> {
        let (service_provider, partner) = (app.service_provider, self.partner.as_ref());
        let call = CreatePartnerProfile { service_provider, partner, saml_response };
        self.cycle.write(app, installation, Some(&call), buffer)
    }

    /// R99: the response is good for one call; what the service does not take leads to the basic flow (R101).
    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        Some(match &self.cycle.resolve_response::<Profiles<'e>>(installation, now, Repeat::No, response) {
            Ok(profiles) => match &best_profile(profiles, installation) {
                Some(profile) => {
                    installation.remember_profile(profile);
                    Decision::Done(End::Profiles(*profiles))
                }
                None => Decision::Done(End::Basic(None)),
            },
            Err(Unanswered::Again) => return None,
            Err(Unanswered::Later(failure)) => Decision::Done(End::Basic(Refused::of_last(*failure))),
            Err(Unanswered::Failed(Halt::Failure(refused))) if refused.says(|_| true) => {
                Decision::Done(End::Basic(Some(*refused)))
            }
            Err(Unanswered::Failed(halt)) => Decision::Stop(*halt),
        })
    }
}

impl<S: AsRef<str>> Flow for PartnerCompletion<S> {
    type Question<'b>
        = Infallible
    where
        Self: 'b;
    type Reply<'r> = Infallible;
    type Outcome<'b>
        = PartnerCompleted<'b>
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
            (Received::Response(response), State::Creating) => self.respond(installation, now, response),
            (Received::Start, State::Start) => {
                self.state = State::Creating;
                None
            }
            (Received::Ready, State::Creating) => None,
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

    /// The SAML response is prepared in the back half of the buffer, and the request written in the front one.
    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        let (front, back) = buffer.split_at_mut_checked(buffer.len() / 2).unwrap_or_default();
        match encode_saml_response(self.saml.as_ref(), back) {
            Ok(saml) => self.write(app, installation, saml, front).map_err(|error| of_both_halves(error.needed)),
            Err(TooSmall { needed }) => {
                // Three bytes for each character are more than the form ever needs.
                let rest = self.write(app, installation, Secret::default(), &mut []).err();
                let request = rest.map_or(0, |error| error.needed).saturating_add(needed.saturating_mul(3));
                Err(of_both_halves(request))
            }
        }
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

    fn outcome<'b, 'e: 'b>(&'b self, end: &End<'e>, installation: &'b Installation) -> StepOf<'b, Self> {
        match end {
            End::Profiles(profiles) => match best_profile(profiles, installation) {
                Some(profile) => Step::Done(PartnerCompleted::Profile { profile, profiles: *profiles }),
                None => Step::Stop(StopReason::NotSignedIn),
            },
            End::Basic(refused) => Step::Done(PartnerCompleted::Basic(refused.as_ref().map(Refused::failure))),
        }
    }
}

fn of_both_halves(needed: usize) -> TooSmall {
    TooSmall { needed: needed.saturating_mul(2) }
}
