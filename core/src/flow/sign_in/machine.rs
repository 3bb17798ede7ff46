//! The sign-in itself: what an answer means, and what each state does.

use heapless::String;

use super::{SignInEvent, SignInState};
use crate::endpoint::{
    ActionName, Authenticate, Configuration, CreateSession, GetConfiguration, GetProfileCode, GetProfileMvpd,
    GetProfiles, ProfileCodePath, Profiles, ReasonType, ResumeSession, Session,
};
use crate::flow::client::{Client, MVPD_CAPACITY, store};
use crate::flow::context::{Context, Now, Picker, Screen};
use crate::flow::exchange::{Exchange, Repeat, Reply, Settled};
use crate::flow::step::{Access, Input, Outcome, Prompt, Step, Stop, StopReason};
use crate::flow::support::{CODE_CAPACITY, is_code_void, open_url, poll_interval, remember, unanswered};
use crate::json::Text;
use crate::message::{Action, Failure};

/// The life of a code for which the service states none.
const CODE_LIFE_MILLIS: u64 = 30 * 60 * 1000;

/// Signs a viewer in. See [`flow`](crate::flow) for how it is stepped, and the module's table for its ways.
///
/// ```
/// use tvpass::flow::{Client, Context, Input, Now, SignIn, Step};
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
    code: String<CODE_CAPACITY>,
    code_is_complete: bool,
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
            code: String::new(),
            code_is_complete: false,
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
                self.state = self.state.after(SignInEvent::Failed).unwrap_or(self.state);
                return Step::Stop(reason.into());
            }
        };
        self.act(context, client, &now, brought, buffer)
    }

    /// Takes up a session that partner sign-in was answered with (R100).
    pub(in crate::flow) fn take_up<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: &Now,
        session: &Session<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        self.state = SignInState::SessionCall;
        let brought = match self.session(context, now, session) {
            Ok(Some((event, brought))) => {
                self.state = self.state.after(event).unwrap_or(self.state);
                brought
            }
            Ok(None) => Brought::Nothing,
            Err(reason) => return Step::Stop(reason.into()),
        };
        self.act(context, client, now, brought, buffer)
    }

    fn event<'b>(&mut self, context: &Context<'b>, client: &mut Client, now: &Now, input: Input<'b>) -> Events<'b> {
        let reply = match self.exchange.reply(client, now, input) {
            Reply::Stop(Stop { reason }) => return Err(reason),
            Reply::Other(None) => return Ok(None),
            Reply::Other(Some(input)) => return self.input(context, client, now, input),
            reply => reply,
        };
        match self.state {
            SignInState::ProfilesCall | SignInState::ProfileCall => {
                let settled = self.exchange.settle(client, now, Repeat::Yes, &reply);
                self.profiles(context, client, settled)
            }
            SignInState::PollCall => {
                self.next_poll_at = now.monotonic_millis.saturating_add(poll_interval(context));
                let settled = self.exchange.settle(client, now, Repeat::No, &reply);
                self.profiles(context, client, settled)
            }
            SignInState::ConfigurationCall => match self.exchange.settle(client, now, Repeat::Yes, &reply) {
                Settled::Answer(configuration) => {
                    Ok(Some((SignInEvent::Configuration, Brought::Configuration(configuration))))
                }
                settled => unanswered(&settled),
            },
            SignInState::SessionCall | SignInState::ResumeCall => {
                match self.exchange.settle(client, now, Repeat::Yes, &reply) {
                    Settled::Answer(session) => self.session(context, now, &session),
                    Settled::Failed(reason) if is_code_void(&reason) => {
                        Ok(Some((SignInEvent::Lapsed, Brought::Nothing)))
                    }
                    settled => unanswered(&settled),
                }
            }
            _ => Ok(None),
        }
    }

    /// What the host says, not the service.
    fn input<'b>(&mut self, context: &Context<'b>, client: &Client, now: &Now, input: Input<'b>) -> Events<'b> {
        let event = match input {
            Input::Begin if self.state == SignInState::Idle => {
                // R32: profiles of the MVPD that is given or remembered, else all.
                let mvpd = context.mvpd.or(client.mvpd()).unwrap_or_default();
                store(&mut self.mvpd, "", &mvpd.into(), "mvpd")?;
                SignInEvent::Begin
            }
            Input::Choice(mvpd) if self.state == SignInState::Choice => {
                store(&mut self.mvpd, "", &mvpd.into(), "mvpd")?;
                SignInEvent::Chosen
            }
            Input::NewCode => SignInEvent::NewCode,
            Input::Tick if self.has_lapsed(now) => SignInEvent::Lapsed,
            Input::Tick if self.state == SignInState::PollPause && now.monotonic_millis < self.next_poll_at => {
                return Ok(None);
            }
            Input::Tick => SignInEvent::Tick,
            _ => return Ok(None),
        };
        Ok(Some((event, Brought::Nothing)))
    }

    /// R43: a code is neither shown nor polled beyond its time.
    fn has_lapsed(&self, now: &Now) -> bool {
        let code_matters = matches!(
            self.state,
            SignInState::UserAgent | SignInState::Code | SignInState::PollCall | SignInState::PollPause
        );
        code_matters && now.monotonic_millis >= self.code_lapses_at
    }

    fn profiles<'b>(
        &mut self,
        context: &Context<'b>,
        client: &mut Client,
        settled: Settled<'b, Profiles<'b>>,
    ) -> Events<'b> {
        let event = match settled {
            Settled::Answer(profiles) => match profiles.longest_valid() {
                Some(profile) => {
                    remember(client, &profile.mvpd);
                    return Ok(Some((SignInEvent::Profile, Brought::Profiles(profiles))));
                }
                None if self.state == SignInState::ProfileCall => return Err(StopReason::NotSignedIn),
                None => self.no_profile(context),
            },
            Settled::Later => {
                self.next_poll_at = self.next_poll_at.saturating_add(self.poll_back_off());
                SignInEvent::NoProfile
            }
            Settled::Failed(reason) if self.state == SignInState::PollCall && is_code_void(&reason) => {
                SignInEvent::Lapsed
            }
            // R50: a profile that has lapsed is none.
            Settled::Failed(StopReason::Failure(Failure::Service { error, .. }))
                if self.state == SignInState::ProfilesCall && error.action == Some(Action::Authentication) =>
            {
                self.no_profile(context)
            }
            settled => return unanswered(&settled),
        };
        Ok(Some((event, Brought::Nothing)))
    }

    fn no_profile(&mut self, context: &Context<'_>) -> SignInEvent {
        self.failed_polls = 0;
        if self.state != SignInState::ProfilesCall {
            return SignInEvent::NoProfile;
        }
        // A remembered MVPD is asked for its profile; whether it is chosen again is the viewer's to say.
        if context.mvpd.is_none() {
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

    /// R35: what the service says to do.
    fn session<'b>(&mut self, context: &Context<'b>, now: &Now, session: &Session<'b>) -> Events<'b> {
        if let Some(mvpd) = &session.mvpd {
            store(&mut self.mvpd, "", mvpd, "mvpd")?;
        }
        let event = match session.action_name {
            ActionName::Authorize => match session.reason_type {
                ReasonType::Temporary => self.grant(Access::Temporary),
                ReasonType::Degraded => self.grant(Access::Degraded),
                _ => SignInEvent::AlreadySignedIn,
            },
            ActionName::Authenticate | ActionName::Resume | ActionName::Retry => {
                self.keep_code(now, session)?;
                self.next_with_code(context, session)?
            }
            other => return Err(StopReason::Unexpected(other.as_text())),
        };
        Ok(Some((event, session.url.map_or(Brought::Nothing, Brought::Url))))
    }

    fn grant(&mut self, access: Access) -> SignInEvent {
        self.access = Some(access);
        SignInEvent::AccessGranted
    }

    fn keep_code<'b>(&mut self, now: &Now, session: &Session<'b>) -> Result<(), StopReason<'b>> {
        let Some(code) = session.code else { return Err(StopReason::Unexpected(session.action_name.as_text())) };
        store(&mut self.code, "", &code, "code")?;
        self.code_is_complete = session.action_name == ActionName::Authenticate;
        // The service's own two times, since this device's clock may be off.
        let life = session.lifetime_millis().unwrap_or(CODE_LIFE_MILLIS);
        self.code_lapses_at = now.monotonic_millis.saturating_add(life);
        self.next_poll_at = now.monotonic_millis;
        Ok(())
    }

    fn next_with_code<'b>(&self, context: &Context<'b>, session: &Session<'b>) -> Result<SignInEvent, StopReason<'b>> {
        if context.screen == Screen::Second {
            return Ok(SignInEvent::CodeToShow);
        }
        if self.code_is_complete {
            return Ok(SignInEvent::UrlToOpen);
        }
        let known = |name, is_known: bool| is_known || !session.lacks(name);
        let all_known = known("mvpd", !self.mvpd.is_empty())
            && known("domainName", context.domain_name.is_some())
            && known("redirectUrl", context.redirect_url.is_some());
        if all_known && self.state == SignInState::SessionCall {
            Ok(SignInEvent::ParametersMissing)
        } else {
            Err(StopReason::Unexpected(session.action_name.as_text()))
        }
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
        let Self { exchange, mvpd, code, .. } = self;
        let (mvpd, code): (&'b str, &'b str) = (mvpd, code);
        match (self.state, brought) {
            (SignInState::ProfilesCall, _) if mvpd.is_empty() => {
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
                open_url(context, code, url, buffer)
            }
            (SignInState::Code, _) => {
                let page = self.code_is_complete.then_some(Authenticate { service_provider, code });
                show_code(context, code, page, self.code_lapses_at, buffer)
            }
            (SignInState::PollCall, _) if now.monotonic_millis < self.next_poll_at => {
                Step::Wait { until_millis: self.next_poll_at }
            }
            (SignInState::PollCall, _) => {
                let call = GetProfileCode { service_provider, code, path: ProfileCodePath::Current };
                exchange.call(context, client, now, &call, buffer)
            }
            (SignInState::PollPause, _) => Step::Wait { until_millis: self.next_poll_at.min(self.code_lapses_at) },
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

fn done<'b>(brought: &Brought<'b>, access: Option<Access>, mvpd: &'b str) -> Step<'b> {
    let outcome = match (brought, access) {
        (Brought::Profiles(profiles), _) => {
            profiles.longest_valid().map(|profile| Outcome::SignedIn { profile, profiles: *profiles })
        }
        (_, Some(access)) => Some(Outcome::Granted { access, mvpd }),
        _ => None,
    };
    outcome.map_or(Step::Stop(StopReason::NotRunning.into()), Step::Done)
}
