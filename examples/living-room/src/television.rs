//! The television: does what the core's sign-in says, step by step, until somebody is signed in.

use std::io;
use std::time::{Duration, Instant, SystemTime};

use tvpass::endpoint::Endpoint;
use tvpass::flow::{Client, Context, Input, Now, RegistrationState, SignIn, SignInState};
use tvpass::json::Timestamp;

use crate::action::Action;
use crate::event::{Code, Event};
use crate::profile::Profile;
use crate::screen::{Screen, Waiting};
use crate::storage::Storage;
use crate::transport::{Answer, Outgoing, Transport};
use crate::trouble::{Trouble, Who};
use crate::viewer::Viewer;

/// So many codes are shown to a room where nobody signs in.
const CODES: u32 = 3;
/// How often the screen is told that the television still waits.
const TICK_MILLIS: u64 = 1000;

/// What came of an action.
enum Happened {
    Begin,
    Answer(Option<Answer>),
    Tick,
    Choice(String),
}

impl Happened {
    fn input(&self) -> Input<'_> {
        match self {
            Self::Begin => Input::Begin,
            Self::Answer(Some(Answer { status, body })) => Input::Answer { status: *status, body },
            Self::Answer(None) => Input::NoAnswer,
            Self::Tick => Input::Tick,
            Self::Choice(mvpd) => Input::Choice(mvpd),
        }
    }
}

/// The code on the screen.
#[derive(Clone, Copy, Default)]
struct Shown {
    codes: u32,
    lapses_at_millis: Option<u64>,
    polls: u32,
}

/// A television that is on.
pub(crate) struct Television<'a> {
    context: Context<'a>,
    activation_url: Option<&'a str>,
    client: Client,
    storage: &'a mut Storage,
    transport: Transport,
    screen: &'a mut dyn Screen,
    viewer: &'a mut dyn Viewer,
    started: Instant,
    shown: Shown,
    buffer: Vec<u8>,
}

impl<'a> Television<'a> {
    /// Connects the parts; `client` is what `storage` had kept of the core.
    pub(crate) fn new(
        context: &Context<'a>,
        activation_url: Option<&'a str>,
        (storage, client): (&'a mut Storage, Client),
        screen: &'a mut dyn Screen,
        viewer: &'a mut dyn Viewer,
    ) -> Self {
        // The statement is the one long thing that is ever sent, and each of its bytes may need an escape.
        let statement = context.software_statement.reveal().length();
        Self {
            transport: Transport::new(context.base.as_str()),
            context: *context,
            activation_url,
            client,
            storage,
            screen,
            viewer,
            started: Instant::now(),
            shown: Shown::default(),
            buffer: vec![0; 16 * 1024 + 6 * statement],
        }
    }

    /// Runs until somebody is signed in.
    ///
    /// # Errors
    /// Nobody is signed in, and somebody has to act.
    pub(crate) fn run(mut self) -> Result<(), Trouble> {
        let server = self.context.base.as_str();
        self.show(&Event::Started {
            server: server.to_owned(),
            service_provider: self.context.service_provider.to_owned(),
            remembered_mvpd: self.storage.profile().map(|profile| profile.mvpd.clone()),
        })?;
        // A state that cannot be kept is to be known before the service registers anything (R4).
        self.storage.save_client(&self.client)?;
        let mut flow = SignIn::new();
        let mut happened = Happened::Begin;
        loop {
            let (now, registration) = (self.now(), self.client.registration());
            let step = flow.step(&self.context, &mut self.client, now, happened.input(), &mut self.buffer);
            let action = Action::of(&step, &self.transport, server);
            self.keep(registration)?;
            happened = match action {
                Action::Send(outgoing) => self.send(outgoing)?,
                Action::Wait { until_millis } => self.wait(until_millis, flow.state())?,
                Action::ShowCode { code, authenticate_url, lapses_at_millis } => {
                    self.show_code(code, authenticate_url, lapses_at_millis)?
                }
                Action::Choose(providers) => Happened::Choice(self.viewer.choose(&providers)?),
                Action::TellCodeLapsed => self.code_lapsed()?,
                Action::SignedIn(profile) => return self.signed_in(profile),
                Action::Granted { access, mvpd } => return self.granted(access, mvpd),
                Action::Stop(trouble) => return Err(trouble),
            };
        }
    }

    fn now(&self) -> Now {
        let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Now { monotonic_millis: self.elapsed(), unix: Timestamp::from_millis(millis(unix)), random: rand::random() }
    }

    fn elapsed(&self) -> u64 {
        millis(self.started.elapsed())
    }

    fn show(&mut self, event: &Event) -> Result<(), Trouble> {
        self.screen.show(event).map_err(|error| unseen(&error))
    }

    /// Keeps what the step changed, before the next request goes out.
    fn keep(&mut self, before: RegistrationState) -> Result<(), Trouble> {
        if self.client.changed() {
            self.storage.save_client(&self.client)?;
        }
        match (before, self.client.registration()) {
            (RegistrationState::Unregistered, RegistrationState::Registered) => self.show(&Event::Registered),
            (RegistrationState::Registered, RegistrationState::Authorized) => self.show(&Event::Token),
            _ => Ok(()),
        }
    }

    fn send(&mut self, outgoing: Outgoing) -> Result<Happened, Trouble> {
        match outgoing.endpoint {
            Some(Endpoint::Profiles | Endpoint::ProfileMvpd) => self.show(&Event::Profiles)?,
            Some(Endpoint::Configuration) => self.show(&Event::Configuration)?,
            Some(Endpoint::ProfileCode) => {
                self.shown.polls += 1;
                self.show(&Event::Poll { number: self.shown.polls })?;
            }
            _ => {}
        }
        Ok(Happened::Answer(self.transport.send(outgoing)))
    }

    fn wait(&mut self, until_millis: u64, state: SignInState) -> Result<Happened, Trouble> {
        let milliseconds = until_millis.saturating_sub(self.elapsed());
        if state != SignInState::PollPause && milliseconds > 0 {
            self.show(&Event::Pause { milliseconds })?;
        }
        loop {
            let now = self.elapsed();
            let left = until_millis.saturating_sub(now);
            if left == 0 {
                return Ok(Happened::Tick);
            }
            if let Some(lapses_at) = self.shown.lapses_at_millis {
                let seconds_left = lapses_at.saturating_sub(now) / 1000;
                let waiting = Waiting { seconds_left, polls: self.shown.polls };
                self.screen.wait(waiting).map_err(|error| unseen(&error))?;
            }
            if let Some(does) = self.viewer.pass(Duration::from_millis(left.min(TICK_MILLIS)))? {
                self.show(&Event::Person { does })?;
            }
        }
    }

    fn show_code(
        &mut self,
        code: String,
        authenticate_url: Option<String>,
        lapses_at: u64,
    ) -> Result<Happened, Trouble> {
        let code = Code {
            code,
            activation_url: self.activation_url.map(str::to_owned),
            authenticate_url,
            expires_in_seconds: lapses_at.saturating_sub(self.elapsed()) / 1000,
        };
        self.storage.forget_profile()?;
        self.shown = Shown { codes: self.shown.codes + 1, lapses_at_millis: Some(lapses_at), polls: 0 };
        self.show(&Event::Code(code.clone()))?;
        self.viewer.see(&code);
        Ok(Happened::Tick)
    }

    fn code_lapsed(&mut self) -> Result<Happened, Trouble> {
        self.shown.lapses_at_millis = None;
        self.show(&Event::CodeLapsed)?;
        if self.shown.codes >= CODES {
            let reason = format!("nobody signed in with any of {CODES} codes");
            return Err(Trouble::new(Who::Viewer, reason, "start again, and sign in while the code is shown"));
        }
        Ok(Happened::Tick)
    }

    fn signed_in(mut self, profile: Profile) -> Result<(), Trouble> {
        for does in self.viewer.finish() {
            self.show(&Event::Person { does })?;
        }
        self.storage.save_profile(profile.clone())?;
        self.show(&Event::SignedIn { mvpd: profile.mvpd.clone(), profile })
    }

    /// R35: the viewer may watch, and nobody is signed in.
    fn granted(mut self, access: &'static str, mvpd: String) -> Result<(), Trouble> {
        let reason = format!("{mvpd} grants {access} access without a sign-in");
        self.show(&Event::Granted { access, mvpd })?;
        Err(Trouble::new(Who::Viewer, reason, "watch as you are, or sign in at another provider"))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn unseen(error: &io::Error) -> Trouble {
    Trouble::new(Who::User, format!("nothing can be shown: {error}"), "keep standard output open")
}
