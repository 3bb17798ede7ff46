//! "Is anybody signed in?": asked without leading towards a sign-in.

use core::convert::Infallible;

use super::app::{App, Now};
use super::cycle::{Received, Repeat, RequestCycle, Unanswered};
use super::installation::Installation;
use super::profiles::best_profile;
use super::refused::Halt;
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use crate::endpoint::{GetProfiles, Profile, Profiles};
use crate::json::Timestamp;

/// Says whether somebody is signed in: from what the installation keeps, else by one request for the profiles. It opens no
/// session and asks nothing.
///
/// ```
/// # use tvpass::flow::{App, Now};
/// # use tvpass::json::Timestamp;
/// # use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
/// # let mut headers = Headers::new(Sender::StreamingDevice);
/// # headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// # let app = App::new(BaseUrl::new("http://127.0.0.1:8787").unwrap(), "REF30", "statement".into(), headers);
/// # let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };
/// use tvpass::flow::{CheckSignIn, Event, Flow, SmallInstallation, Step};
///
/// let (mut installation, mut flow, mut buffer) = (SmallInstallation::new(), CheckSignIn::new(), [0; 512]);
/// let turn = flow.handle(&app, &mut installation, now, Event::Start);
/// let Ok(Step::Send(request)) = turn.step(&app, &installation, &mut buffer) else { panic!() };
/// assert_eq!(request.target, "/o/client/register");
/// ```
#[derive(Clone, Debug, Default)]
pub struct CheckSignIn {
    cycle: RequestCycle,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Asking,
    Over,
}

/// The answer to the question for a sign-in.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum SignInState<'b> {
    /// As far as the installation knows. The profile may have ended since, which the next decision tells.
    #[non_exhaustive]
    Remembered {
        /// The provider.
        mvpd: &'b str,
        /// The end of the profile, by the service's clock.
        until: Timestamp,
    },
    /// The service says so.
    #[non_exhaustive]
    SignedIn {
        /// The profile that stays valid the longest.
        profile: Profile<'b>,
        /// All profiles of the answer.
        profiles: Profiles<'b>,
    },
    /// Nobody is.
    SignedOut,
}

impl<'b> SignInState<'b> {
    /// The answer of the installation alone.
    #[must_use]
    pub const fn remembered(mvpd: &'b str, until: Timestamp) -> Self {
        Self::Remembered { mvpd, until }
    }

    /// The answer of the service, of whose `profiles` one is `profile`.
    #[must_use]
    pub const fn signed_in(profile: Profile<'b>, profiles: Profiles<'b>) -> Self {
        Self::SignedIn { profile, profiles }
    }
}

/// The part of a response that the outcome needs.
#[derive(Clone, Copy, Debug)]
pub enum End<'e> {
    Remembered,
    Profiles(Profiles<'e>),
    SignedOut,
}

type Decided<'e> = Decision<'e, Infallible, End<'e>>;

impl CheckSignIn {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self { cycle: RequestCycle::new(), state: State::Start }
    }

    fn start(&mut self, installation: &Installation, now: &Now) -> Option<Decided<'static>> {
        if self.state != State::Start {
            return Some(Decision::Await);
        }
        let is_valid = installation.profile_until().is_some_and(|until| now.unix < until);
        if is_valid && installation.mvpd().is_some() {
            return Some(Decision::Done(End::Remembered));
        }
        self.state = State::Asking;
        None
    }

    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match &self.cycle.resolve_response::<Profiles<'e>>(installation, now, Repeat::Yes, response) {
            Ok(profiles) => Some(Decision::Done(if let Some(profile) = &best_profile(profiles, installation) {
                installation.remember_profile(profile);
                End::Profiles(*profiles)
            } else {
                installation.forget_profile();
                End::SignedOut
            })),
            Err(Unanswered::Failed(reason)) => Some(Decision::Stop(*reason)),
            Err(_) => None,
        }
    }
}

impl Flow for CheckSignIn {
    type Question<'b>
        = Infallible
    where
        Self: 'b;
    type Reply<'r> = Infallible;
    type Outcome<'b>
        = SignInState<'b>
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
            (Received::Response(response), State::Asking) => self.respond(installation, now, response),
            (Received::Start, _) => self.start(installation, now),
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
        let call = GetProfiles { service_provider: app.service_provider };
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

    fn outcome<'b, 'e: 'b>(&'b self, end: &End<'e>, installation: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(match end {
            End::Remembered => SignInState::Remembered {
                mvpd: installation.mvpd().unwrap_or_default(),
                until: installation.profile_until().unwrap_or_default(),
            },
            End::Profiles(profiles) => match best_profile(profiles, installation) {
                Some(profile) => SignInState::SignedIn { profile, profiles: *profiles },
                None => SignInState::SignedOut,
            },
            End::SignedOut => SignInState::SignedOut,
        })
    }
}
