//! Sign-in through a partner's framework, such as Apple's Video Subscriber Account, in two flows: the framework's request
//! out ([`PartnerSignIn`]), then its SAML response in ([`PartnerCompletion`]) (R94).
//!
//! ```text
//! Start -> CheckingStatus -> LookingUp -> Done | LoadingProviders
//! LoadingProviders -> Picking -> Requesting | Done (basic)
//! Requesting -> Done (request for the framework, or basic)
//! ```

mod completion;

use heapless::String;

use super::app::{App, Now};
use super::cycle::{Received, Repeat, RequestCycle, Unanswered};
use super::installation::{Installation, PendingCode};
use super::profiles::best_profile;
use super::refused::Halt;
use super::sign_in::arguments_digest;
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::{InvalidArgument, StopReason, check_segment};
use super::text::{MVPD_CAPACITY, store};
use crate::endpoint::{
    ActionName, AuthenticationRequest, Configuration, CreatePartnerSession, GetConfiguration, GetProfiles, Profile,
    Profiles, Session,
};
use crate::message::{HeaderName, PartnerFrameworkStatus};

pub use completion::{PartnerCompleted, PartnerCompletion};

/// Gets the request that the partner's framework answers, or finds the profile that is there already.
///
/// The host keeps the header `AP-Partner-Framework-Status` of its [`App`] equal to the status that it replies; a status
/// that does not hold is not sent (R98).
///
/// ```
/// use tvpass::endpoint::APPLE;
/// use tvpass::flow::PartnerSignIn;
///
/// assert!(PartnerSignIn::new(APPLE, Some("adobe.com"), Some("https://adobe.com")).is_ok());
/// ```
#[derive(Clone, Debug)]
pub struct PartnerSignIn<S = &'static str> {
    partner: S,
    domain_name: Option<S>,
    redirect_url: Option<S>,
    cycle: RequestCycle,
    state: State,
    status_is_valid: bool,
    mvpd: String<MVPD_CAPACITY, u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// The framework is asked without a prompt (R95).
    CheckingStatus,
    LookingUp,
    LoadingProviders,
    /// The framework is asked with a prompt.
    Picking,
    Requesting,
    Over,
}

/// The question of a partner sign-in.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PartnerQuestion<'b> {
    /// Ask the partner's framework for its status, set or remove the header of it, then say [`PartnerReply::Status`].
    #[non_exhaustive]
    Status {
        /// Permission for the framework to ask the viewer (R95).
        interruption_allowed: bool,
        /// The providers, for the framework's picker. If the viewer picks one that the framework does not support, say
        /// [`PartnerReply::Chosen`] with the [MVPD of that id](Configuration::mvpd_of_platform), or
        /// [`PartnerReply::Refused`] (R101).
        configuration: Option<Configuration<'b>>,
    },
}

impl<'b> PartnerQuestion<'b> {
    /// The question for the framework's status.
    #[must_use]
    pub const fn status(interruption_allowed: bool, configuration: Option<Configuration<'b>>) -> Self {
        Self::Status { interruption_allowed, configuration }
    }
}

/// The reply to a partner sign-in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PartnerReply<'r> {
    /// The framework's status; `None` if it gave none.
    Status(Option<PartnerFrameworkStatus<'r>>),
    /// The viewer chose a provider that the framework does not support.
    Chosen(&'r str),
    /// The viewer or the framework refuses.
    Refused,
}

/// The end of a partner sign-in.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PartnerSignedIn<'b> {
    /// The viewer is signed in already.
    #[non_exhaustive]
    Profile {
        /// The profile that stays valid the longest.
        profile: Profile<'b>,
        /// All profiles of the answer.
        profiles: Profiles<'b>,
    },
    /// Hand this to the partner's framework, Apple's with [`APPLE_CHANNEL`](crate::endpoint::APPLE_CHANNEL) (R103); its
    /// SAML response goes into a [`PartnerCompletion`]. If the framework refuses, go on with a
    /// [`SignIn`](super::SignIn) (R94).
    AskFramework(AuthenticationRequest<'b>),
    /// Go on with a [`SignIn`](super::SignIn) [without a lookup](super::SignIn::without_lookup). With the same arguments
    /// it takes up the session that the service has opened, if it has (R100).
    #[non_exhaustive]
    Basic {
        /// The provider that the viewer chose in the framework's picker.
        mvpd: Option<&'b str>,
    },
}

impl<'b> PartnerSignedIn<'b> {
    /// The end with a profile, which is one of `profiles`.
    #[must_use]
    pub const fn profile(profile: Profile<'b>, profiles: Profiles<'b>) -> Self {
        Self::Profile { profile, profiles }
    }

    /// The end that goes on with an ordinary sign-in, at the provider that the viewer chose.
    #[must_use]
    pub const fn basic(mvpd: Option<&'b str>) -> Self {
        Self::Basic { mvpd }
    }
}

/// The part of a response that the outcome needs.
#[derive(Clone, Copy, Debug)]
pub enum End<'e> {
    Profiles(Profiles<'e>),
    Request(AuthenticationRequest<'e>),
    Basic,
}

type Decided<'e> = Decision<'e, Option<Configuration<'e>>, End<'e>>;

impl<S: AsRef<str>> PartnerSignIn<S> {
    /// A flow that has not begun. `domain_name` and `redirect_url` should be there, so that the service can fall back by
    /// itself (R100).
    ///
    /// # Errors
    /// `partner` cannot be a segment of a path.
    pub fn new(partner: S, domain_name: Option<S>, redirect_url: Option<S>) -> Result<Self, InvalidArgument> {
        check_segment("partner", partner.as_ref())?;
        Ok(Self {
            partner,
            domain_name,
            redirect_url,
            cycle: RequestCycle::new(),
            state: State::Start,
            status_is_valid: false,
            mvpd: String::new(),
        })
    }

    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        let unanswered = match self.state {
            State::LookingUp => {
                match &self.cycle.resolve_response::<Profiles<'e>>(installation, now, Repeat::Yes, response) {
                    Ok(profiles) => return self.looked_up(installation, profiles),
                    Err(Unanswered::Failed(reason)) => Decision::Stop(*reason),
                    Err(_) => return None,
                }
            }
            State::LoadingProviders => {
                match &self.cycle.resolve_response::<Configuration<'e>>(installation, now, Repeat::Yes, response) {
                    Ok(configuration) => {
                        self.state = State::Picking;
                        return Some(Decision::Ask(Some(*configuration)));
                    }
                    Err(Unanswered::Failed(reason)) => Decision::Stop(*reason),
                    Err(_) => return None,
                }
            }
            _ => match &self.cycle.resolve_response::<Session<'e>>(installation, now, Repeat::Yes, response) {
                Ok(session) => return Some(self.session(installation, now, session)),
                Err(Unanswered::Failed(reason)) => Decision::Stop(*reason),
                Err(_) => return None,
            },
        };
        Some(unanswered)
    }

    // In frames of their own, like the next: only one answer is read at a time.
    #[inline(never)]
    fn looked_up<'e>(&mut self, installation: &mut Installation, profiles: &Profiles<'e>) -> Option<Decided<'e>> {
        if let Some(profile) = &best_profile(profiles, installation) {
            installation.remember_profile(profile);
            return Some(Decision::Done(End::Profiles(*profiles)));
        }
        self.state = State::LoadingProviders;
        None
    }

    /// The framework's request, or the basic flow's session, which a sign-in takes up as after a restart.
    #[inline(never)]
    fn session<'e>(&mut self, installation: &mut Installation, now: &Now, session: &Session<'e>) -> Decided<'e> {
        if let (ActionName::PartnerProfile, Some(request)) = (session.action_name, session.authentication_request) {
            return Decision::Done(End::Request(request));
        }
        let mut text = String::<{ super::text::CODE_CAPACITY }, u8>::new();
        let life = session.lifetime_millis().filter(|life| *life > 0);
        let is_basic = matches!(session.action_name, ActionName::Authenticate | ActionName::Resume | ActionName::Retry);
        if let (Some(code), Some(life)) = (session.code, life)
            && is_basic
            && store(&mut text, &code)
        {
            let age = now.monotonic_millis.saturating_sub(self.cycle.sent_at());
            let until = now.unix.plus_millis(life.saturating_sub(age));
            let is_complete = matches!(session.action_name, ActionName::Authenticate);
            let texts = [None, borrowed(self.domain_name.as_ref()), borrowed(self.redirect_url.as_ref())];
            let arguments = arguments_digest(texts);
            installation.keep_code(&PendingCode { text: &text, until, is_complete, arguments });
        }
        Decision::Done(End::Basic)
    }

    fn reply(&mut self, now: &Now, reply: &PartnerReply<'_>) -> Option<Decided<'static>> {
        if let (State::CheckingStatus | State::Picking, PartnerReply::Status(status)) = (self.state, reply) {
            // R96.
            self.status_is_valid = status.is_some_and(|status| status.is_valid(now.unix));
        }
        match (self.state, reply) {
            (State::CheckingStatus, _) => self.state = State::LookingUp,
            (State::Picking, PartnerReply::Status(_)) if self.status_is_valid => self.state = State::Requesting,
            (State::Picking, PartnerReply::Chosen(mvpd)) => {
                if !store(&mut self.mvpd, &(*mvpd).into()) {
                    return Some(Decision::Stop(Halt::Unexpected("mvpd".into())));
                }
                return Some(Decision::Done(End::Basic));
            }
            (State::Picking, _) => return Some(Decision::Done(End::Basic)),
            _ => return Some(Decision::Await),
        }
        None
    }

    fn work<'e>(&mut self, installation: &mut Installation, now: &Now) -> Decided<'e> {
        match self.state {
            State::Start | State::CheckingStatus | State::Picking => Decision::Await,
            State::Over => Decision::Stop(Halt::NotRunning),
            // The framework's SAML response must go out at once, before it is gone (R99).
            State::Requesting if installation.pace.earliest_two() > now.monotonic_millis => {
                Decision::Sleep(installation.pace.earliest_two())
            }
            _ => self.cycle.launch(installation, now),
        }
    }
}

fn borrowed<S: AsRef<str>>(text: Option<&S>) -> Option<&str> {
    text.map(AsRef::as_ref)
}

impl<S: AsRef<str>> Flow for PartnerSignIn<S> {
    type Question<'b>
        = PartnerQuestion<'b>
    where
        Self: 'b;
    type Reply<'r> = PartnerReply<'r>;
    type Outcome<'b>
        = PartnerSignedIn<'b>
    where
        Self: 'b;
    type Ask<'e> = Option<Configuration<'e>>;
    type End<'e> = End<'e>;

    fn decide<'e>(
        &mut self,
        _: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        reply: Option<PartnerReply<'_>>,
    ) -> Decided<'e> {
        let next = match self.cycle.receive(installation, now, event) {
            Received::Response(response) => self.respond(installation, now, response),
            Received::Start if self.state == State::Start => {
                self.state = State::CheckingStatus;
                Some(Decision::Ask(None))
            }
            Received::Viewer => reply.map_or(Some(Decision::Await), |reply| self.reply(now, &reply)),
            Received::Ready => None,
            Received::Stop(reason) => Some(Decision::Stop(reason)),
            Received::Start | Received::UserAgent | Received::Busy | Received::Stray => Some(Decision::Await),
        };
        let decision = match next {
            Some(decision) => decision,
            None => self.work(installation, now),
        };
        if decision.ends() {
            self.state = State::Over;
        }
        decision
    }

    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        let (mut app, cycle) = (*app, &self.cycle);
        if !self.status_is_valid {
            // R98: a status that does not hold is not sent.
            app.headers.remove(HeaderName::ApPartnerFrameworkStatus);
        }
        let service_provider = app.service_provider;
        match self.state {
            State::LookingUp => cycle.write(&app, installation, Some(&GetProfiles { service_provider }), buffer),
            State::LoadingProviders => {
                cycle.write(&app, installation, Some(&GetConfiguration { service_provider }), buffer)
            }
            _ => {
                let call = CreatePartnerSession {
                    service_provider,
                    partner: self.partner.as_ref(),
                    domain_name: borrowed(self.domain_name.as_ref()),
                    redirect_url: borrowed(self.redirect_url.as_ref()),
                };
                cycle.write(&app, installation, Some(&call), buffer)
            }
        }
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        configuration: &Option<Configuration<'e>>,
        _: &App<'b>,
        _: &'b Installation,
        _: &'b mut [u8],
    ) -> Written<'b, Self> {
        let (interruption_allowed, configuration) = (configuration.is_some(), *configuration);
        Ok(Step::Ask(PartnerQuestion::Status { interruption_allowed, configuration }))
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &End<'e>, installation: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(match end {
            End::Profiles(profiles) => match best_profile(profiles, installation) {
                Some(profile) => PartnerSignedIn::Profile { profile, profiles: *profiles },
                None => return Step::Stop(StopReason::NotSignedIn),
            },
            End::Request(request) => PartnerSignedIn::AskFramework(*request),
            End::Basic => {
                let mvpd = (!self.mvpd.is_empty()).then_some(self.mvpd.as_str());
                PartnerSignedIn::Basic { mvpd }
            }
        })
    }
}
