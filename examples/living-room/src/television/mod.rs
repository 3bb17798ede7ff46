//! The television: it shows what its client does, and answers what the client asks, until the job has ended.

mod flows;
mod link;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use tvpass::json::Timestamp;
use tvpass_client::blocking::Client;
use tvpass_client::{CodeVoid, Error, LogoutQuestion, PartnerQuestion, Reply, ShownCode, SignInQuestion};

use crate::event::{Code, Event};
use crate::framework::Framework;
use crate::provider::{platform_providers, providers};
use crate::screen::{Screen, Waiting};
use crate::settings::Settings;
use crate::storage::{SharedStorage, Storage};
use crate::trouble::{Trouble, Who};
use crate::viewer::Viewer;
use crate::work::{Asker, Message, Question, beside};

/// So many codes are shown to a room where nobody signs in.
const CODES: u32 = 3;
/// The period after which the screen is told again that the television waits.
const TICK: Duration = Duration::from_secs(1);

/// The code on the screen.
#[derive(Clone, Copy, Default)]
struct Shown {
    codes: u32,
    expires_at: Option<Instant>,
    polls: u32,
}

/// A television that is on.
pub(crate) struct Television<'a> {
    client: Client,
    sender: Sender<Message>,
    /// Taken while a job runs.
    messages: Option<Receiver<Message>>,
    settings: &'a Settings,
    framework: Framework,
    storage: SharedStorage,
    screen: &'a mut dyn Screen,
    viewer: &'a mut dyn Viewer,
    shown: Shown,
    /// The last exchange brought no success: a pause is the service's.
    is_in_trouble: bool,
}

impl<'a> Television<'a> {
    /// Connects the parts; the client's observations arrive at `messages`.
    pub(crate) fn new(
        client: Client,
        (sender, messages): (Sender<Message>, Receiver<Message>),
        settings: &'a Settings,
        storage: SharedStorage,
        screen: &'a mut dyn Screen,
        viewer: &'a mut dyn Viewer,
    ) -> Self {
        Self {
            client,
            sender,
            messages: Some(messages),
            framework: Framework::new(&settings.provider),
            settings,
            storage,
            screen,
            viewer,
            shown: Shown::default(),
            is_in_trouble: false,
        }
    }

    /// Says what it is, and makes sure that it can keep what it learns.
    fn turn_on(&mut self) -> Result<(), Trouble> {
        let remembered_mvpd = self.storage.with(|storage| storage.profile().map(|profile| profile.mvpd.clone()));
        self.show(&Event::Started {
            server: self.settings.server.clone(),
            service_provider: self.settings.service_provider.clone(),
            remembered_mvpd,
        })?;
        // A state that cannot be kept is to be known before the service registers anything (R4).
        self.storage.with(|storage| storage.save())
    }

    /// Runs a job of the client to its end.
    fn job<T: Send>(&mut self, work: impl FnOnce(&Client, &Asker) -> Result<T, Error> + Send) -> Result<T, Trouble> {
        let (client, sender) = (self.client.clone(), self.sender.clone());
        let messages = self.messages.take().expect("one job runs at a time");
        let result = beside(&client, &sender, work, || self.attend(&messages));
        self.messages = Some(messages);
        result?.map_err(|error| Trouble::from_error(&error, &self.settings.server))
    }

    /// Shows and answers, until the job has ended.
    fn attend(&mut self, messages: &Receiver<Message>) -> Result<(), Trouble> {
        loop {
            match self.next(messages)? {
                Some(Message::End) => return Ok(()),
                Some(Message::Exchange { line, succeeded }) => self.exchanged(&line, succeeded)?,
                Some(Message::Pause(milliseconds)) if self.is_in_trouble && milliseconds > 0 => {
                    self.show(&Event::Pause { milliseconds })?;
                }
                Some(Message::Question(question, sender)) => {
                    let reply = self.reply(question)?;
                    // A job that has ended meanwhile waits for nothing.
                    let _ = sender.send(reply);
                }
                Some(Message::Pause(_)) | None => {}
            }
        }
    }

    /// The next message; `None` when it is time to look at the clock and the viewer again.
    fn next(&mut self, messages: &Receiver<Message>) -> Result<Option<Message>, Trouble> {
        let Some(expires_at) = self.shown.expires_at else {
            return Ok(Some(messages.recv().expect("this television holds a sender")));
        };
        let seconds_left = expires_at.saturating_duration_since(Instant::now()).as_secs();
        let waiting = Waiting { seconds_left, polls: self.shown.polls };
        self.screen.wait(waiting).map_err(|error| unseen(&error))?;
        let tick = Instant::now() + TICK;
        while Instant::now() < tick {
            match messages.recv_timeout(Duration::from_millis(10)) {
                Ok(message) => return Ok(Some(message)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => unreachable!("this television holds a sender"),
            }
            if let Some(does) = self.viewer.pass(Duration::from_millis(40))? {
                self.show(&Event::Person { does })?;
            }
        }
        Ok(None)
    }

    fn show(&mut self, event: &Event) -> Result<(), Trouble> {
        self.screen.show(event).map_err(|error| unseen(&error))
    }

    fn exchanged(&mut self, line: &str, succeeded: bool) -> Result<(), Trouble> {
        self.is_in_trouble = !succeeded;
        let path = line.split_once("/api/v2/").and_then(|(_, path)| path.split_once('/')).map(|(_, path)| path);
        match (line, path) {
            ("POST /o/client/register", _) if succeeded => self.show(&Event::Registered),
            ("POST /o/client/token", _) if succeeded => self.show(&Event::Token),
            (_, Some("configuration")) => self.show(&Event::Configuration),
            (_, Some(path)) if path.starts_with("profiles/code/") => {
                self.shown.polls += 1;
                self.show(&Event::Poll { number: self.shown.polls })
            }
            (_, Some(path)) if line.starts_with("GET ") && path.starts_with("profiles") => self.show(&Event::Profiles),
            _ => Ok(()),
        }
    }

    fn reply(&mut self, question: Question) -> Result<Reply, Trouble> {
        match question {
            Question::SignIn(SignInQuestion::ShowCode(shown)) => self.show_code(shown),
            Question::SignIn(SignInQuestion::ChooseMvpd(configuration)) => {
                Ok(Reply::Mvpd(self.viewer.choose(&providers(&configuration.get()))?))
            }
            // This television asks with the whole list.
            Question::SignIn(SignInQuestion::ConfirmMvpd(_)) => Ok(Reply::List),
            Question::SignIn(SignInQuestion::CodeVoid(why)) => self.code_void(&why),
            Question::Logout(LogoutQuestion::OpenPages { urls, .. }) => self.open_logout_pages(urls),
            Question::Logout(LogoutQuestion::SignOutAtPartner) => {
                self.show(&Event::PartnerSettings)?;
                Ok(Reply::Yes)
            }
            Question::Partner(PartnerQuestion::Status { interruption_allowed, configuration }) => {
                let known = configuration.map(|known| platform_providers(&known.get())).unwrap_or_default();
                let (does, reply) = self.framework.ask(interruption_allowed, &known, now());
                self.show(&Event::FrameworkStandIn { does })?;
                Ok(reply)
            }
            Question::Link(shown) => self.show_link_code(shown),
            // Questions of devices with a browser.
            Question::SignIn(_) | Question::Logout(_) | Question::Partner(_) => Ok(Reply::Cancel),
        }
    }

    fn show_code(&mut self, shown: ShownCode) -> Result<Reply, Trouble> {
        let code = Code {
            code: shown.code,
            activation_url: self.settings.activation_url.clone(),
            authenticate_url: shown.authenticate_url,
            expires_in_seconds: shown.valid_for.as_secs(),
        };
        self.storage.with(Storage::forget_profile)?;
        let expires_at = Some(Instant::now() + shown.valid_for);
        self.shown = Shown { codes: self.shown.codes + 1, expires_at, polls: 0 };
        self.show(&Event::Code(code.clone()))?;
        self.viewer.see(&code);
        Ok(Reply::Yes)
    }

    fn code_void(&mut self, why: &CodeVoid) -> Result<Reply, Trouble> {
        self.shown.expires_at = None;
        self.show(&Event::CodeExpired)?;
        if self.shown.codes >= CODES {
            if let CodeVoid::TimePassed(Some(failure)) = why {
                let reason = format!("the last poll failed: {failure}");
                return Err(Trouble::new(failure.actor().into(), reason, "start again when the service answers"));
            }
            let reason = format!("nobody signed in with any of {CODES} codes");
            return Err(Trouble::new(Who::Viewer, reason, "start again, and sign in while the code is shown"));
        }
        if matches!(why, CodeVoid::Replaced(_)) {
            // N10: two programs of one device would take each other's codes for ever.
            let reason = "another program of this device shows a code";
            return Err(Trouble::new(Who::Viewer, reason, "sign in there, or end it and start again"));
        }
        Ok(Reply::Yes)
    }

    /// R74: the pages of the providers end what the service does not know of.
    fn open_logout_pages(&mut self, urls: Vec<String>) -> Result<Reply, Trouble> {
        self.show(&Event::LogoutPages { urls: urls.clone() })?;
        for url in urls {
            for does in self.viewer.sign_out(&url)? {
                self.show(&Event::Person { does })?;
            }
        }
        Ok(Reply::Yes)
    }
}

fn now() -> Timestamp {
    let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(u64::try_from(unix.as_millis()).unwrap_or(u64::MAX))
}

fn unseen(error: &io::Error) -> Trouble {
    Trouble::new(Who::User, format!("nothing can be shown: {error}"), "keep standard output open")
}
