//! Sign-in for another device: the phone or computer on which a person types the code that a television shows.
//!
//! ```text
//! Idle --Begin--> InformationCall
//! InformationCall --CodeKnown--> Confirmation
//! Confirmation --NothingMissing--> UserAgent
//! Confirmation --MvpdMissing--> ConfigurationCall
//! Confirmation --OthersMissing--> ResumeCall
//! ConfigurationCall --Configuration--> Choice
//! Choice --Tick--> ConfigurationCall
//! Choice --Chosen--> ResumeCall
//! ResumeCall --UrlToOpen--> UserAgent
//! ResumeCall --AlreadySignedIn--> ProfileCall
//! UserAgent --Tick--> ProfileCall
//! ProfileCall --Profile--> Done
//! ProfileCall --NoProfile--> ProfilePause
//! ProfilePause --Tick--> ProfileCall
//! ```
//!
//! Every state but `Done` goes to `Stopped` with `Failed`.

use heapless::String;

use super::client::{Client, MVPD_CAPACITY, store};
use super::context::{Context, Now};
use super::exchange::{Exchange, Repeat, Reply, Unanswered};
use super::step::{Input, Outcome, Prompt, Step, Stop, StopReason};
use super::support::{CODE_CAPACITY, open_url, poll_interval};
use super::table::states;
use crate::endpoint::{
    ActionName, Configuration, GetConfiguration, GetProfileCode, ProfileCodePath, Profiles, ResumeSession, Session,
    SessionInfo, SessionInformation,
};
use crate::json::Text;

/// How often the profile is asked for after the user agent has come back, before the sign-in counts as not completed.
const PROFILE_CALLS: u8 = 5;

states! {
    /// Where a second screen stands.
    #[derive(Default)]
    pub enum SecondScreenState {
        /// Not begun.
        #[default]
        Idle,
        /// Asks what the code stands for (R38).
        InformationCall,
        /// Shows which device asks.
        Confirmation,
        /// Fetches the MVPDs to choose from.
        ConfigurationCall,
        /// Waits for the person's choice.
        Choice,
        /// Supplies what the session lacks (R39).
        ResumeCall,
        /// Waits for the user agent to come back.
        UserAgent,
        /// Asks for the profile made with the code.
        ProfileCall,
        /// Waits for the next time to ask.
        ProfilePause,
        /// Over: the other device is signed in.
        Done,
        /// Over, with a reason.
        Stopped,
    }
}

states! {
    /// What moves a second screen on.
    pub enum SecondScreenEvent {
        /// The host begins.
        Begin,
        /// The time or the person's part has passed.
        Tick,
        /// The person chose an MVPD.
        Chosen,
        /// The code stands for a session.
        CodeKnown,
        /// The person goes on, and the session is complete.
        NothingMissing,
        /// The person goes on, and the MVPD must be chosen.
        MvpdMissing,
        /// The person goes on, and other parameters are missing.
        OthersMissing,
        /// The configuration is there.
        Configuration,
        /// The login page is to be opened.
        UrlToOpen,
        /// The service has a profile already.
        AlreadySignedIn,
        /// There is a profile.
        Profile,
        /// There is no profile yet.
        NoProfile,
        /// A call failed for good.
        Failed,
    }
}

impl SecondScreenState {
    /// The landing state, `None` where the event changes nothing.
    #[must_use]
    // The table reads edge by edge.
    #[allow(clippy::match_same_arms)]
    pub const fn after(self, event: SecondScreenEvent) -> Option<Self> {
        use SecondScreenEvent as Event;
        Some(match (self, event) {
            (Self::Done | Self::Stopped, _) => return None,
            (_, Event::Failed) => Self::Stopped,
            (Self::Idle, Event::Begin) => Self::InformationCall,
            (Self::InformationCall, Event::CodeKnown) => Self::Confirmation,
            (Self::Confirmation, Event::NothingMissing) | (Self::ResumeCall, Event::UrlToOpen) => Self::UserAgent,
            (Self::Confirmation, Event::MvpdMissing) | (Self::Choice, Event::Tick) => Self::ConfigurationCall,
            (Self::Confirmation, Event::OthersMissing) | (Self::Choice, Event::Chosen) => Self::ResumeCall,
            (Self::ConfigurationCall, Event::Configuration) => Self::Choice,
            (Self::ResumeCall, Event::AlreadySignedIn) | (Self::UserAgent | Self::ProfilePause, Event::Tick) => {
                Self::ProfileCall
            }
            (Self::ProfileCall, Event::Profile) => Self::Done,
            (Self::ProfileCall, Event::NoProfile) => Self::ProfilePause,
            _ => return None,
        })
    }
}

/// Signs a viewer in for the device that shows a code. See [`flow`](super) for how it is stepped.
///
/// ```
/// use tvpass::old_flow::SecondScreen;
///
/// let flow = SecondScreen::new("8ADF2K7").unwrap();
/// assert!(SecondScreen::new(&"A".repeat(100)).is_err());
/// # let _ = flow;
/// ```
#[derive(Clone, Debug)]
pub struct SecondScreen {
    state: SecondScreenState,
    exchange: Exchange,
    code: String<CODE_CAPACITY>,
    mvpd: String<MVPD_CAPACITY>,
    missing: Missing,
    /// The page has been handed out.
    is_shown: bool,
    next_call_at: u64,
    calls: u8,
}

/// What the session lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Missing {
    mvpd: bool,
    domain_name: bool,
    redirect_url: bool,
}

/// What an answer brought for the landing state to show.
#[derive(Default)]
enum Brought<'b> {
    #[default]
    Nothing,
    Information(SessionInformation<'b>),
    Configuration(Configuration<'b>),
    Url(Text<'b>),
    Profiles(Profiles<'b>),
}

type Events<'b> = Result<Option<(SecondScreenEvent, Brought<'b>)>, StopReason<'b>>;

impl SecondScreen {
    /// A flow for the code that a person typed.
    ///
    /// # Errors
    /// The code is longer than any that the service gives.
    pub fn new(code: &str) -> Result<Self, StopReason<'static>> {
        let mut flow = Self {
            state: SecondScreenState::Idle,
            exchange: Exchange::new(),
            code: String::new(),
            mvpd: String::new(),
            missing: Missing::default(),
            is_shown: false,
            next_call_at: 0,
            calls: 0,
        };
        store(&mut flow.code, "", &code.trim_ascii().into(), "code")?;
        Ok(flow)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> SecondScreenState {
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
        let brought = match self.event(context, client, &now, input) {
            Ok(Some((event, brought))) => {
                self.state = self.state.after(event).unwrap_or(self.state);
                brought
            }
            Ok(None) => Brought::Nothing,
            Err(reason) => {
                self.state = self.state.after(SecondScreenEvent::Failed).unwrap_or(self.state);
                return Step::Stop(reason.into());
            }
        };
        self.act(context, client, &now, brought, buffer)
    }

    fn event<'b>(&mut self, context: &Context<'b>, client: &mut Client, now: &Now, input: Input<'b>) -> Events<'b> {
        let reply = match self.exchange.reply(client, now, input) {
            Reply::Stop(Stop { reason }) => return Err(reason),
            Reply::Other(None) => return Ok(None),
            Reply::Other(Some(input)) => return self.input(now, input),
            reply => reply,
        };
        let exchange = &mut self.exchange;
        match self.state {
            SecondScreenState::InformationCall => match exchange.settle(client, now, Repeat::Yes, &reply) {
                Ok(information) => self.information(&information),
                Err(unanswered) => unanswered.event(),
            },
            SecondScreenState::ConfigurationCall => match exchange.settle(client, now, Repeat::Yes, &reply) {
                Ok(configuration) => {
                    Ok(Some((SecondScreenEvent::Configuration, Brought::Configuration(configuration))))
                }
                Err(unanswered) => unanswered.event(),
            },
            SecondScreenState::ResumeCall => match exchange.settle(client, now, Repeat::Yes, &reply) {
                Ok(session) => resumed(&session),
                Err(unanswered) => unanswered.event(),
            },
            SecondScreenState::ProfileCall => {
                let settled = exchange.settle(client, now, Repeat::No, &reply);
                self.next_call_at = now.monotonic_millis.saturating_add(poll_interval(context));
                self.profiles(settled)
            }
            _ => Ok(None),
        }
    }

    /// What the host says, not the service.
    // In a frame of its own, so that the stack holds it only while it runs; so do the others that say so.
    #[inline(never)]
    fn input<'b>(&mut self, now: &Now, input: Input<'b>) -> Events<'b> {
        let event = match (self.state, input) {
            (SecondScreenState::Idle, Input::Begin) => SecondScreenEvent::Begin,
            (SecondScreenState::Choice, Input::Choice(mvpd)) => {
                store(&mut self.mvpd, "", &mvpd.into(), "mvpd")?;
                SecondScreenEvent::Chosen
            }
            (SecondScreenState::Confirmation, Input::Tick) if self.missing.mvpd => SecondScreenEvent::MvpdMissing,
            (SecondScreenState::Confirmation, Input::Tick) if self.missing != Missing::default() => {
                SecondScreenEvent::OthersMissing
            }
            (SecondScreenState::Confirmation, Input::Tick) => SecondScreenEvent::NothingMissing,
            (SecondScreenState::ProfilePause, Input::Tick) if now.monotonic_millis < self.next_call_at => {
                return Ok(None);
            }
            // What the buffer was too small for has not been shown yet.
            (SecondScreenState::UserAgent, Input::Tick) if !self.is_shown => return Ok(None),
            (_, Input::Tick) => SecondScreenEvent::Tick,
            _ => return Ok(None),
        };
        Ok(Some((event, Brought::Nothing)))
    }

    #[inline(never)]
    fn information<'b>(&mut self, information: &SessionInformation<'b>) -> Events<'b> {
        let missing = information.missing_parameters;
        self.missing = Missing {
            mvpd: missing.contains("mvpd"),
            domain_name: missing.contains("domainName") || missing.contains("domain"),
            redirect_url: missing.contains("redirectUrl"),
        };
        if let Some(mvpd) = information.existing("mvpd") {
            store(&mut self.mvpd, "", &mvpd, "mvpd")?;
        }
        Ok(Some((SecondScreenEvent::CodeKnown, Brought::Information(*information))))
    }

    #[inline(never)]
    fn profiles<'b>(&mut self, settled: Result<Profiles<'b>, Unanswered<'b>>) -> Events<'b> {
        let none = Ok(Some((SecondScreenEvent::NoProfile, Brought::Nothing)));
        self.calls = self.calls.saturating_add(1);
        match settled {
            Ok(profiles) if !profiles.is_empty() => Ok(Some((SecondScreenEvent::Profile, Brought::Profiles(profiles)))),
            Ok(_) | Err(Unanswered::Later) if self.calls >= PROFILE_CALLS => Err(StopReason::NotSignedIn),
            Ok(_) | Err(Unanswered::Later) => none,
            Err(unanswered) => unanswered.event(),
        }
    }

    /// Does the work of the state that was reached.
    #[inline(never)]
    fn act<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        brought: Brought<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let service_provider = context.service_provider;
        let Self { exchange, code, mvpd, missing, is_shown, next_call_at, .. } = self;
        let (code, mvpd): (&'b str, &'b str) = (code, mvpd);
        match (self.state, brought) {
            (SecondScreenState::InformationCall, _) => {
                exchange.call(context, client, now, &SessionInfo { service_provider, code }, buffer)
            }
            (SecondScreenState::Confirmation, Brought::Information(information)) => {
                Step::Ask(Prompt::ConfirmDevice(information))
            }
            (SecondScreenState::ConfigurationCall, _) => {
                exchange.call(context, client, now, &GetConfiguration { service_provider }, buffer)
            }
            (SecondScreenState::Choice, Brought::Configuration(configuration)) => {
                Step::Ask(Prompt::ChooseMvpd(configuration))
            }
            (SecondScreenState::ResumeCall, _) => {
                // R39: exactly what is missing.
                let call = ResumeSession {
                    service_provider,
                    code,
                    mvpd: missing.mvpd.then_some(mvpd),
                    domain_name: context.domain_name.filter(|_| missing.domain_name),
                    redirect_url: context.redirect_url.filter(|_| missing.redirect_url),
                };
                exchange.call(context, client, now, &call, buffer)
            }
            (SecondScreenState::UserAgent, brought) => {
                let url = if let Brought::Url(url) = brought { Some(url) } else { None };
                let step = open_url(context, code, url, buffer);
                *is_shown = matches!(step, Step::Ask(_));
                step
            }
            (SecondScreenState::ProfileCall, _) if now.monotonic_millis < *next_call_at => {
                Step::Wait { until_millis: *next_call_at }
            }
            (SecondScreenState::ProfileCall, _) => {
                let call = GetProfileCode { service_provider, code, path: ProfileCodePath::Current };
                let step = exchange.call(context, client, now, &call, buffer);
                if exchange.is_called() {
                    // From here on, whatever becomes of it (R42).
                    *next_call_at = now.monotonic_millis.saturating_add(poll_interval(context));
                }
                step
            }
            (SecondScreenState::ProfilePause, _) => Step::Wait { until_millis: *next_call_at },
            (SecondScreenState::Done, Brought::Profiles(profiles)) => {
                profiles.longest_valid().map_or(Step::Stop(StopReason::NotSignedIn.into()), |profile| {
                    Step::Done(Outcome::SignedIn { profile, profiles })
                })
            }
            // What these show was borrowed from an answer that is gone; a tick goes on.
            (SecondScreenState::Confirmation | SecondScreenState::Choice, _) => {
                Step::Wait { until_millis: now.monotonic_millis }
            }
            (SecondScreenState::Idle | SecondScreenState::Done | SecondScreenState::Stopped, _) => {
                Step::Stop(StopReason::NotRunning.into())
            }
        }
    }
}

/// R35 on the second screen.
fn resumed<'b>(session: &Session<'b>) -> Events<'b> {
    let event = match session.action_name {
        ActionName::Authenticate => SecondScreenEvent::UrlToOpen,
        ActionName::Authorize => SecondScreenEvent::AlreadySignedIn,
        other => return Err(StopReason::Unexpected(other.as_text())),
    };
    Ok(Some((event, session.url.map_or(Brought::Nothing, Brought::Url))))
}
