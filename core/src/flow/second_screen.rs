//! Sign-in for another device: the phone or computer on which a person types the code that a television shows.
//!
//! ```text
//! Start -> Asking -> Confirming
//! Confirming -> Opening | LoadingProviders | Resuming
//! LoadingProviders -> Choosing -> Resuming
//! Resuming -> Opening | Checking
//! Opening -> Checking -> Done
//! ```

use heapless::String;

use super::app::{App, Now};
use super::cycle::{Received, Repeat, RequestCycle, Unanswered};
use super::installation::Installation;
use super::profiles::best_profile;
use super::refused::Halt;
use super::sign_in::{OpenUrl, SignedIn};
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::{InvalidArgument, StopReason, check_segment};
use super::text::{CODE_CAPACITY, MVPD_CAPACITY, store};
use super::url::login_page;
use crate::endpoint::{
    ActionName, Configuration, GetConfiguration, GetProfileCode, GetSession, ProfileCodePath, Profiles, ResumeSession,
    Session, SessionDetails,
};
use crate::json::Text;

/// Questions for the profile after the user agent has come back, before the sign-in counts as not completed.
const PROFILE_CALLS: u8 = 5;

/// Signs a viewer in for the device that shows a code.
///
/// ```
/// use tvpass::flow::{InvalidArgument, SecondScreen};
///
/// assert!(SecondScreen::new(" 8ADF2K7 ", None, None).is_ok());
/// assert_eq!(SecondScreen::new("", None, None).unwrap_err(), InvalidArgument::Empty("code"));
/// ```
#[derive(Clone, Debug)]
pub struct SecondScreen<S = &'static str> {
    code: S,
    domain_name: Option<S>,
    redirect_url: Option<S>,
    cycle: RequestCycle,
    state: State,
    mvpd: String<MVPD_CAPACITY, u8>,
    missing: Missing,
    next_call_at: u64,
    calls: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// Asks what the code stands for (R38).
    Asking,
    /// The person sees which device asks.
    Confirming,
    /// Fetches the providers to choose from.
    LoadingProviders,
    Choosing,
    /// Supplies what the session lacks (R39).
    Resuming,
    /// A user agent opens the login page.
    Opening,
    /// Asks for the profile made with the code.
    Checking,
    Over,
}

/// The parameters that the session lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Missing {
    mvpd: bool,
    domain_name: bool,
    redirect_url: bool,
}

/// The question of a second screen.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum SecondScreenQuestion<'b> {
    /// Show which device asks to be signed in, then say [`SecondScreenReply::Confirmed`].
    ConfirmDevice(SessionDetails<'b>),
    /// Choose a provider, then say [`SecondScreenReply::Chosen`].
    ChooseMvpd(Configuration<'b>),
    /// Open this page, then say [`Event::UserAgentReturned`] when the user agent has come back.
    OpenUrl(OpenUrl<'b>),
}

/// The reply to a second screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondScreenReply<'r> {
    /// It is the person's own device.
    Confirmed,
    /// The person chose this provider.
    Chosen(&'r str),
    /// The list of providers is old: fetch another.
    Reload,
}

/// The part of a response that a question needs.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'e> {
    Device(SessionDetails<'e>),
    Mvpd(Configuration<'e>),
    Page(Option<Text<'e>>),
}

type Decided<'e> = Decision<'e, Ask<'e>, Profiles<'e>>;

impl<S: AsRef<str>> SecondScreen<S> {
    /// A flow for the code that a person typed; blanks around it do not count.
    ///
    /// # Errors
    /// `code` is empty, made of dots, or longer than any that the service gives.
    pub fn new(code: S, domain_name: Option<S>, redirect_url: Option<S>) -> Result<Self, InvalidArgument> {
        let typed = code.as_ref().trim_ascii();
        check_segment("code", typed)?;
        if typed.len() > CODE_CAPACITY {
            return Err(InvalidArgument::TooLong("code"));
        }
        Ok(Self {
            code,
            domain_name,
            redirect_url,
            cycle: RequestCycle::new(),
            state: State::Start,
            mvpd: String::new(),
            missing: Missing::default(),
            next_call_at: 0,
            calls: 0,
        })
    }

    fn code(&self) -> &str {
        self.code.as_ref().trim_ascii()
    }

    fn respond<'e>(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match self.state {
            State::Asking => self.information(installation, now, response),
            State::LoadingProviders => self.providers(installation, now, response),
            State::Resuming => self.resumed(installation, now, response),
            State::Checking => self.profiles(app, installation, now, response),
            _ => Some(Decision::Await),
        }
    }

    // In frames of their own, like the next three: only one answer is read at a time.
    #[inline(never)]
    fn information<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match &self.cycle.resolve_response::<SessionDetails<'e>>(installation, now, Repeat::Yes, response) {
            Ok(information) => {
                let missing = information.missing_parameters;
                self.missing = Missing {
                    mvpd: missing.contains("mvpd"),
                    domain_name: missing.contains("domainName") || missing.contains("domain"),
                    redirect_url: missing.contains("redirectUrl"),
                };
                if let Some(mvpd) = information.existing("mvpd") {
                    // It is shown nowhere, and sent only if it was missing.
                    store(&mut self.mvpd, &mvpd);
                }
                self.state = State::Confirming;
                Some(Decision::Ask(Ask::Device(*information)))
            }
            Err(unanswered) => stopped(unanswered),
        }
    }

    #[inline(never)]
    fn providers<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match &self.cycle.resolve_response::<Configuration<'e>>(installation, now, Repeat::Yes, response) {
            Ok(configuration) => {
                self.state = State::Choosing;
                Some(Decision::Ask(Ask::Mvpd(*configuration)))
            }
            Err(unanswered) => stopped(unanswered),
        }
    }

    /// R35 on the second screen.
    #[inline(never)]
    fn resumed<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match &self.cycle.resolve_response::<Session<'e>>(installation, now, Repeat::Yes, response) {
            Ok(session) => match session.action_name {
                ActionName::Authenticate => {
                    self.state = State::Opening;
                    Some(Decision::Ask(Ask::Page(session.url)))
                }
                ActionName::Authorize => {
                    self.state = State::Checking;
                    None
                }
                other => Some(Decision::Stop(Halt::Unexpected(other.as_text()))),
            },
            Err(unanswered) => stopped(unanswered),
        }
    }

    #[inline(never)]
    fn profiles<'e>(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        let resolved = self.cycle.resolve_response::<Profiles<'e>>(installation, now, Repeat::No, response);
        self.next_call_at = now.after(app.poll_interval().into());
        let end = match &resolved {
            Ok(profiles) if best_profile(profiles, installation).is_some() => return Some(Decision::Done(*profiles)),
            Ok(_) => Halt::NotSignedIn,
            // Not the viewer's doing.
            Err(Unanswered::Later(failure)) => Halt::of_last(*failure),
            Err(unanswered) => return stopped(unanswered),
        };
        self.calls = self.calls.saturating_add(1);
        (self.calls >= PROFILE_CALLS).then_some(Decision::Stop(end))
    }

    /// The person replies, or the user agent does.
    #[inline(never)]
    fn reply(&mut self, reply: Option<SecondScreenReply<'_>>) -> Option<Decided<'static>> {
        self.state = match (self.state, reply) {
            (State::Confirming, Some(SecondScreenReply::Confirmed)) if self.missing.mvpd => State::LoadingProviders,
            (State::Confirming, Some(SecondScreenReply::Confirmed)) if self.missing != Missing::default() => {
                State::Resuming
            }
            (State::Confirming, Some(SecondScreenReply::Confirmed)) => {
                self.state = State::Opening;
                return Some(Decision::Ask(Ask::Page(None)));
            }
            (State::Choosing, Some(SecondScreenReply::Chosen(mvpd))) => {
                if !store(&mut self.mvpd, &mvpd.into()) {
                    return Some(Decision::Stop(Halt::Unexpected("mvpd".into())));
                }
                State::Resuming
            }
            (State::Choosing, Some(SecondScreenReply::Reload)) => State::LoadingProviders,
            (State::Opening, None) => State::Checking,
            _ => return Some(Decision::Await),
        };
        None
    }

    fn work<'e>(&mut self, installation: &mut Installation, now: &Now) -> Decided<'e> {
        match self.state {
            State::Start | State::Confirming | State::Choosing | State::Opening => return Decision::Await,
            State::Over => return Decision::Stop(Halt::NotRunning),
            State::Checking if now.monotonic_millis < self.next_call_at => return Decision::Sleep(self.next_call_at),
            _ => {}
        }
        self.cycle.launch(installation, now)
    }
}

fn stopped<'e>(unanswered: &Unanswered<'e>) -> Option<Decided<'e>> {
    if let Unanswered::Failed(reason) = unanswered { Some(Decision::Stop(*reason)) } else { None }
}

impl<S: AsRef<str>> Flow for SecondScreen<S> {
    type Question<'b>
        = SecondScreenQuestion<'b>
    where
        Self: 'b;
    type Reply<'r> = SecondScreenReply<'r>;
    type Outcome<'b>
        = SignedIn<'b>
    where
        Self: 'b;
    type Ask<'e> = Ask<'e>;
    type End<'e> = Profiles<'e>;

    fn decide<'e>(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        reply: Option<SecondScreenReply<'_>>,
    ) -> Decided<'e> {
        let next = match self.cycle.receive(installation, now, event) {
            Received::Response(response) => self.respond(app, installation, now, response),
            Received::Start if self.state == State::Start => {
                self.state = State::Asking;
                None
            }
            Received::Viewer | Received::UserAgent => self.reply(reply),
            Received::Ready => None,
            Received::Start | Received::Busy | Received::Stray => Some(Decision::Await),
            Received::Stop(reason) => Some(Decision::Stop(reason)),
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
        let (service_provider, code, cycle) = (app.service_provider, self.code(), &self.cycle);
        match self.state {
            State::Asking => cycle.write(app, installation, Some(&GetSession { service_provider, code }), buffer),
            State::LoadingProviders => {
                cycle.write(app, installation, Some(&GetConfiguration { service_provider }), buffer)
            }
            State::Resuming => {
                // R39: exactly what is missing.
                let text = |text: &'b Option<S>| text.as_ref().map(AsRef::as_ref);
                let call = ResumeSession {
                    service_provider,
                    code,
                    mvpd: self.missing.mvpd.then_some(&self.mvpd),
                    domain_name: text(&self.domain_name).filter(|_| self.missing.domain_name),
                    redirect_url: text(&self.redirect_url).filter(|_| self.missing.redirect_url),
                };
                cycle.write(app, installation, Some(&call), buffer)
            }
            _ => {
                let call = GetProfileCode { service_provider, code, path: ProfileCodePath::Current };
                cycle.write(app, installation, Some(&call), buffer)
            }
        }
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        ask: &Ask<'e>,
        app: &App<'b>,
        _: &'b Installation,
        buffer: &'b mut [u8],
    ) -> Written<'b, Self> {
        Ok(Step::Ask(match ask {
            Ask::Device(information) => SecondScreenQuestion::ConfirmDevice(*information),
            Ask::Mvpd(configuration) => SecondScreenQuestion::ChooseMvpd(*configuration),
            Ask::Page(url) => match login_page(app, self.code(), *url, buffer)? {
                Ok(url) => SecondScreenQuestion::OpenUrl(OpenUrl { url, expires_at_millis: u64::MAX }),
                Err(reason) => return Ok(Step::Stop(reason)),
            },
        }))
    }

    fn outcome<'b, 'e: 'b>(&'b self, profiles: &Profiles<'e>, installation: &'b Installation) -> StepOf<'b, Self> {
        match best_profile(profiles, installation) {
            Some(profile) => Step::Done(SignedIn::Profile { profile, profiles: *profiles }),
            None => Step::Stop(StopReason::NotSignedIn),
        }
    }
}
