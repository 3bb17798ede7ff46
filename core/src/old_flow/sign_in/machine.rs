//! The sign-in itself: what an answer means, and what each state does.

mod session;

use heapless::String;

use super::{SignInEvent, SignInState};
use crate::endpoint::{
    Authenticate, Configuration, CreateSession, GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles,
    ProfileCodePath, Profiles, ResumeSession, Session,
};
use crate::json::Text;
use crate::message::{Action, EnhancedError, Failure};
use crate::old_flow::client::{Client, MVPD_CAPACITY, store};
use crate::old_flow::context::{Context, Now, Picker};
use crate::old_flow::exchange::{Exchange, Repeat, Reply, Unanswered};
use crate::old_flow::step::{Access, Input, Outcome, Prompt, Step, Stop, StopReason};
use crate::old_flow::support::{CODE_CAPACITY, is_code_void, open_url, poll_interval, remember};

/// Signs a viewer in. See [`flow`](crate::old_flow) for how it is stepped, and the module's table for its ways.
///
/// ```
/// use tvpass::old_flow::{Client, Context, Input, Now, SignIn, Step};
/// use tvpass::json::Timestamp;
/// use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::StreamingDevice);
/// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
/// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// let context = Context::new(BaseUrl::RELEASE_STAGING, "REF30", "demo.software.statement".into(), headers);
/// let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };
/// let (mut client, mut flow, mut buffer) = (Client::new(), SignIn::new(), [0; 512]);
///
/// let Step::Send(request) = flow.step(&context, &mut client, now, Input::Begin, &mut buffer) else { panic!() };
/// assert_eq!(request.target, "/o/client/register");
/// let body = br#"{"client_id": "s6BhdRkqt3", "client_secret": "t7AkePiru4"}"#;
/// let answer = Input::Answer { status: 201, body };
/// let Step::Send(request) = flow.step(&context, &mut client, now, answer, &mut buffer) else { panic!() };
/// assert_eq!(request.target, "/o/client/token");
/// ```
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    state: SignInState,
    exchange: Exchange,
    mvpd: String<MVPD_CAPACITY>,
    /// Not the viewer's to choose again.
    mvpd_is_given: bool,
    code: String<CODE_CAPACITY>,
    code_is_complete: bool,
    /// The code, or the page, has been handed out.
    is_shown: bool,
    code_lapses_at: u64,
    next_poll_at: u64,
    failed_polls: u8,
    access: Option<Access>,
}

/// What an answer brought for the landing state to show.
#[derive(Default)]
enum Brought<'b> {
    #[default]
    Nothing,
    Profiles(Profiles<'b>),
    Configuration(Configuration<'b>),
    Url(Text<'b>),
}

type Events<'b> = Result<Option<(SignInEvent, Brought<'b>)>, StopReason<'b>>;

impl SignIn {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            state: SignInState::Idle,
            exchange: Exchange::new(),
            mvpd: String::new(),
            mvpd_is_given: false,
            code: String::new(),
            code_is_complete: false,
            is_shown: false,
            code_lapses_at: 0,
            next_poll_at: 0,
            failed_polls: 0,
            access: None,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> SignInState {
        self.state
    }

    /// Takes what happened, and says what to do.
    // Each part in a frame of its own, so that the stack holds one at a time.
    #[inline(never)]
    pub fn step<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: Now,
        input: Input<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let events = self.event(context, client, &now, input);
        self.advance(context, client, &now, events, buffer)
    }

    /// Takes up a session that partner sign-in was answered with (R100), `sent_at` being when it was asked for.
    pub(in crate::old_flow) fn take_up<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        (session, sent_at): (&Session<'b>, u64),
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        self.state = SignInState::SessionCall;
        self.exchange = Exchange::after(sent_at);
        let events = self.session(context, now, session);
        self.advance(context, client, now, events, buffer)
    }

    #[inline(never)]
    fn advance<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        events: Events<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let (event, mut brought) = match events {
            Ok(Some((event, brought))) => (Some(event), brought),
            Ok(None) => (None, Brought::Nothing),
            Err(reason) => {
                self.state = self.state.after(SignInEvent::Failed).unwrap_or(self.state);
                return Step::Stop(reason.into());
            }
        };
        self.state = event.and_then(|event| self.state.after(event)).unwrap_or(self.state);
        if self.is_code_void(client, now) {
            self.state = self.state.after(SignInEvent::Lapsed).unwrap_or(self.state);
            brought = Brought::Nothing;
        }
        let latest = if self.has_code() { self.code_lapses_at } else { u64::MAX };
        match self.act(context, client, now, brought, buffer) {
            Step::Wait { until_millis } => Step::Wait { until_millis: until_millis.min(latest) },
            step => step,
        }
    }

    #[inline(never)]
    fn event<'b>(&mut self, context: &Context<'b>, client: &mut Client, now: &Now, input: Input<'b>) -> Events<'b> {
        let reply = match self.exchange.reply(client, now, input) {
            Reply::Stop(Stop { reason }) => return Err(reason),
            Reply::Other(None) => return Ok(None),
            Reply::Other(Some(input)) => return self.input(context, client, now, input),
            reply => reply,
        };
        match self.state {
            SignInState::ProfilesCall | SignInState::ProfileCall => {
                self.profiles(context, client, now, Repeat::Yes, &reply)
            }
            SignInState::PollCall => {
                self.next_poll_at = now.monotonic_millis.saturating_add(poll_interval(context));
                self.profiles(context, client, now, Repeat::No, &reply)
            }
            SignInState::ConfigurationCall => self.configuration(client, now, &reply),
            SignInState::SessionCall | SignInState::ResumeCall => self.session_reply(context, client, now, &reply),
            _ => Ok(None),
        }
    }

    #[inline(never)]
    fn configuration<'b>(&mut self, client: &mut Client, now: &Now, reply: &Reply<'b>) -> Events<'b> {
        match self.exchange.settle(client, now, Repeat::Yes, reply) {
            Ok(configuration) => Ok(Some((SignInEvent::Configuration, Brought::Configuration(configuration)))),
            Err(unanswered) => unanswered.event(),
        }
    }

    #[inline(never)]
    fn session_reply<'b>(
        &mut self,
        context: &Context<'b>,
        client: &mut Client,
        now: &Now,
        reply: &Reply<'b>,
    ) -> Events<'b> {
        match self.exchange.settle(client, now, Repeat::Yes, reply) {
            Ok(session) => self.session(context, now, &session),
            Err(Unanswered::Failed(reason)) if self.state == SignInState::ResumeCall && is_code_void(&reason) => {
                Ok(Some((SignInEvent::Lapsed, Brought::Nothing)))
            }
            Err(unanswered) => unanswered.event(),
        }
    }

    /// What the host says, not the service.
    fn input<'b>(&mut self, context: &Context<'b>, client: &Client, now: &Now, input: Input<'b>) -> Events<'b> {
        let event = match input {
            Input::Begin if self.state == SignInState::Idle => {
                // R32: profiles of the MVPD that is given or remembered, else all.
                let mvpd = context.mvpd.or(client.mvpd()).unwrap_or_default();
                store(&mut self.mvpd, "", &mvpd.into(), "mvpd")?;
                self.mvpd_is_given = context.mvpd.is_some();
                SignInEvent::Begin
            }
            Input::Choice(mvpd) if self.state == SignInState::Choice => {
                store(&mut self.mvpd, "", &mvpd.into(), "mvpd")?;
                SignInEvent::Chosen
            }
            Input::NewCode => SignInEvent::NewCode,
            // What the buffer was too small for has not been shown yet.
            Input::Tick if matches!(self.state, SignInState::Code | SignInState::UserAgent) && !self.is_shown => {
                return Ok(None);
            }
            Input::Tick if self.state == SignInState::PollPause && now.monotonic_millis < self.next_poll_at => {
                return Ok(None);
            }
            Input::Tick => SignInEvent::Tick,
            _ => return Ok(None),
        };
        Ok(Some((event, Brought::Nothing)))
    }

    #[inline(never)]
    fn profiles<'b>(
        &mut self,
        context: &Context<'b>,
        client: &mut Client,
        now: &Now,
        repeat: Repeat,
        reply: &Reply<'b>,
    ) -> Events<'b> {
        let event = match self.exchange.settle::<Profiles<'b>>(client, now, repeat, reply) {
            Ok(profiles) => match profiles.longest_valid() {
                Some(profile) => {
                    remember(client, &profile.mvpd);
                    return Ok(Some((SignInEvent::Profile, Brought::Profiles(profiles))));
                }
                None if self.state == SignInState::ProfileCall => return Err(StopReason::NotSignedIn),
                None => self.no_profile(context),
            },
            Err(Unanswered::Later) => {
                self.next_poll_at = self.next_poll_at.saturating_add(self.poll_back_off());
                SignInEvent::NoProfile
            }
            Err(Unanswered::Failed(reason)) if self.state == SignInState::PollCall && is_code_void(&reason) => {
                SignInEvent::Lapsed
            }
            Err(Unanswered::Failed(StopReason::Failure(Failure::Service { error, .. })))
                if self.state == SignInState::ProfilesCall && self.means_no_profile(&error) =>
            {
                self.no_profile(context)
            }
            Err(unanswered) => return unanswered.event(),
        };
        Ok(Some((event, Brought::Nothing)))
    }

    /// R50: a profile that has lapsed is none. R28: nor is there one at a remembered MVPD that was switched off since.
    fn means_no_profile(&self, error: &EnhancedError<'_>) -> bool {
        let is_remembered = !self.mvpd_is_given && !self.mvpd.is_empty();
        matches!(error.action, Some(Action::Authentication)) || is_remembered && error.refuses_mvpd()
    }

    fn no_profile(&mut self, context: &Context<'_>) -> SignInEvent {
        self.failed_polls = 0;
        if self.state != SignInState::ProfilesCall {
            return SignInEvent::NoProfile;
        }
        // A remembered MVPD is asked for its profile; whether it is chosen again is the viewer's to say.
        if !self.mvpd_is_given {
            self.mvpd.clear();
        }
        if self.mvpd.is_empty() && context.picker == Picker::Here {
            SignInEvent::NoMvpd
        } else {
            SignInEvent::NoProfile
        }
    }

    /// Polls that fail one after the other come at growing distances.
    fn poll_back_off(&mut self) -> u64 {
        self.failed_polls = self.failed_polls.saturating_add(1).min(5);
        (1000 << self.failed_polls) - 2000
    }

    /// Does the work of the state that was reached.
    fn act<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        brought: Brought<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let service_provider = context.service_provider;
        let (domain_name, redirect_url) = (context.domain_name, context.redirect_url);
        let Self { exchange, mvpd, code, next_poll_at, is_shown, .. } = self;
        let (mvpd, code): (&'b str, &'b str) = (mvpd, code);
        match (self.state, brought) {
            (SignInState::ProfilesCall | SignInState::ProfileCall, _) if mvpd.is_empty() => {
                exchange.call(context, client, now, &GetProfiles { service_provider }, buffer)
            }
            (SignInState::ProfilesCall | SignInState::ProfileCall, _) => {
                exchange.call(context, client, now, &GetProfileMvpd { service_provider, mvpd }, buffer)
            }
            (SignInState::ConfigurationCall, _) => {
                exchange.call(context, client, now, &GetConfiguration { service_provider }, buffer)
            }
            (SignInState::Choice, Brought::Configuration(configuration)) => {
                Step::Ask(Prompt::ChooseMvpd(configuration))
            }
            (SignInState::SessionCall, _) => {
                let mvpd = (!mvpd.is_empty()).then_some(mvpd);
                let call = CreateSession { service_provider, mvpd, domain_name, redirect_url };
                exchange.call(context, client, now, &call, buffer)
            }
            (SignInState::ResumeCall, _) => {
                let mvpd = (!mvpd.is_empty()).then_some(mvpd);
                let call = ResumeSession { service_provider, code, mvpd, domain_name, redirect_url };
                exchange.call(context, client, now, &call, buffer)
            }
            (SignInState::UserAgent, brought) => {
                let url = if let Brought::Url(url) = brought { Some(url) } else { None };
                let step = open_url(context, code, url, buffer);
                *is_shown = matches!(step, Step::Ask(_));
                step
            }
            (SignInState::Code, _) => {
                let page = self.code_is_complete.then_some(Authenticate { service_provider, code });
                let step = show_code(context, code, page, self.code_lapses_at, buffer);
                *is_shown = matches!(step, Step::Ask(_));
                step
            }
            (SignInState::PollCall, _) if now.monotonic_millis < *next_poll_at => {
                Step::Wait { until_millis: *next_poll_at }
            }
            (SignInState::PollCall, _) => {
                let call = GetProfileCode { service_provider, code, path: ProfileCodePath::Current };
                let step = exchange.call(context, client, now, &call, buffer);
                if exchange.is_called() {
                    // From here on, whatever becomes of it (R42).
                    *next_poll_at = now.monotonic_millis.saturating_add(poll_interval(context));
                }
                step
            }
            (SignInState::PollPause, _) => Step::Wait { until_millis: *next_poll_at },
            (SignInState::CodeLapsed, _) => Step::Ask(Prompt::CodeLapsed),
            (SignInState::Done, brought) => done(&brought, self.access, mvpd),
            // The list was borrowed from an answer that is gone; a tick fetches it again.
            (SignInState::Choice, _) => Step::Wait { until_millis: now.monotonic_millis },
            (SignInState::Idle | SignInState::Stopped, _) => Step::Stop(StopReason::NotRunning.into()),
        }
    }
}

fn show_code<'b>(
    context: &Context<'b>,
    code: &'b str,
    page: Option<Authenticate<'_>>,
    lapses_at_millis: u64,
    buffer: &'b mut [u8],
) -> Step<'b> {
    let authenticate_url = match page.map(|page| page.url(&context.base, buffer)).transpose() {
        Ok(url) => url,
        Err(error) => return Step::Stop(StopReason::Encode(error).into()),
    };
    Step::Ask(Prompt::ShowCode { code, authenticate_url, lapses_at_millis })
}

#[inline(never)]
fn done<'b>(brought: &Brought<'b>, access: Option<Access>, mvpd: &'b str) -> Step<'b> {
    if let Brought::Profiles(profiles) = brought
        && let Some(profile) = profiles.longest_valid()
    {
        return Step::Done(Outcome::SignedIn { profile, profiles: *profiles });
    }
    match access {
        Some(access) => Step::Done(Outcome::Granted { access, mvpd }),
        None => Step::Stop(StopReason::NotRunning.into()),
    }
}
