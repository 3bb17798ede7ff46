//! The television: does what a flow of the core says, step by step, until its end. All flows share this one loop.

mod driven;
mod flows;

use std::io;
use std::time::{Duration, Instant, SystemTime};

use tvpass::endpoint::Endpoint;
use tvpass::json::Timestamp;
use tvpass::old_flow::{Client, Context, Now, RegistrationState};

use self::driven::Driven;
use crate::action::{Action, Ending, Happened};
use crate::event::{Code, Event};
use crate::framework::Framework;
use crate::screen::{Screen, Waiting};
use crate::settings::Settings;
use crate::storage::Storage;
use crate::transport::{Outgoing, Transport};
use crate::trouble::{Trouble, Who};
use crate::viewer::Viewer;

/// So many codes are shown to a room where nobody signs in.
const CODES: u32 = 3;
/// How often the screen is told that the television still waits.
const TICK_MILLIS: u64 = 1000;

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
    settings: &'a Settings,
    framework: Framework,
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
        settings: &'a Settings,
        (storage, client): (&'a mut Storage, Client),
        screen: &'a mut dyn Screen,
        viewer: &'a mut dyn Viewer,
    ) -> Self {
        // The statement is the one long thing that is ever sent, and each of its bytes may need an escape.
        let statement = context.software_statement.reveal().length();
        Self {
            transport: Transport::new(context.base.as_str()),
            context: *context,
            settings,
            framework: Framework::new(&settings.provider),
            client,
            storage,
            screen,
            viewer,
            started: Instant::now(),
            shown: Shown::default(),
            buffer: vec![0; 16 * 1024 + 6 * statement],
        }
    }

    /// Says what it is, and makes sure that it can keep what it learns.
    fn turn_on(&mut self) -> Result<(), Trouble> {
        self.show(&Event::Started {
            server: self.context.base.as_str().to_owned(),
            service_provider: self.context.service_provider.to_owned(),
            remembered_mvpd: self.storage.profile().map(|profile| profile.mvpd.clone()),
        })?;
        // A state that cannot be kept is to be known before the service registers anything (R4).
        self.storage.save_client(&self.client)
    }

    /// Runs `flow` until it ends.
    fn drive(&mut self, context: &Context<'_>, flow: &mut dyn Driven) -> Result<Ending, Trouble> {
        let mut happened = Happened::Begin;
        loop {
            let (now, registration) = (self.now(), self.client.registration());
            let mut context = *context;
            self.framework.describe(&mut context.headers);
            let step = flow.step(&context, &mut self.client, now, happened.input(), &mut self.buffer);
            let action = Action::of(&step, &self.transport, &self.settings.server);
            self.keep(registration)?;
            happened = match action {
                Action::Send(outgoing) => self.send(outgoing)?,
                Action::Wait { until_millis } => self.wait(until_millis, flow.waits_for_the_viewer())?,
                Action::ShowCode { code, authenticate_url, lapses_at_millis } => {
                    self.show_code(code, authenticate_url, lapses_at_millis)?
                }
                Action::Choose(providers) => Happened::Choice(self.viewer.choose(&providers)?),
                Action::TellCodeLapsed => self.code_lapsed()?,
                Action::OpenLogoutPages(urls) => self.open_logout_pages(urls)?,
                Action::TellPartnerSettings => {
                    self.show(&Event::PartnerSettings)?;
                    Happened::Tick
                }
                Action::AskFramework { interruption_allowed, providers } => {
                    let (does, happened) = self.framework.ask(interruption_allowed, &providers, now.unix);
                    self.show(&Event::FrameworkStandIn { does })?;
                    happened
                }
                Action::AuthenticateAtFramework => {
                    let (does, happened) = Framework::authenticate();
                    self.show(&Event::FrameworkStandIn { does })?;
                    happened
                }
                Action::Done(ending) => return Ok(ending),
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

    fn wait(&mut self, until_millis: u64, for_the_viewer: bool) -> Result<Happened, Trouble> {
        let milliseconds = until_millis.saturating_sub(self.elapsed());
        if !for_the_viewer && milliseconds > 0 {
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
            activation_url: self.settings.activation_url.clone(),
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

    /// R74: the pages of the providers end what the service does not know of.
    fn open_logout_pages(&mut self, urls: Vec<String>) -> Result<Happened, Trouble> {
        self.show(&Event::LogoutPages { urls: urls.clone() })?;
        for url in urls {
            for does in self.viewer.sign_out(&url)? {
                self.show(&Event::Person { does })?;
            }
        }
        Ok(Happened::Tick)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn unseen(error: &io::Error) -> Trouble {
    Trouble::new(Who::User, format!("nothing can be shown: {error}"), "keep standard output open")
}
