//! A television: a host that runs one flow after the other, with storage, a screen and two clocks.

use tvpass::endpoint::Endpoint;
use tvpass::flow::{Actor, App, LargeInstallation, Now};
use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, DeviceIdentifier, HeaderName, Headers, PartnerFrameworkStatus, Sender};

use crate::action::{Action, Happened};
use crate::person::{Framework, Person};
use crate::plan::{Job, Settings};
use crate::running::{Running, Turned, start};
use crate::{BASE_URL, START};

/// The end of a television's run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The flow reached its own end.
    Done,
    /// It stopped, and somebody has to act.
    Stopped(Actor),
    /// The person let the code lapse and went away.
    GaveUp,
}

/// The screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) code: String,
    pub(crate) page: Option<String>,
    pub(crate) expires_at: u64,
}

/// One television.
pub struct Television {
    /// The settings.
    pub settings: Settings,
    /// The person in front of it.
    pub person: Person,
    /// The partner's framework, if there is one.
    pub framework: Framework,
    /// The distance of the clock on the wall from the service's, in milliseconds.
    pub wall_offset: i64,
    pub(crate) identifier: String,
    pub(crate) random: u32,
    pub(crate) shown: Option<Shown>,
    pub(crate) codes_shown: u32,
    pub(crate) cancelled: u32,
    pub(crate) end: Option<End>,
    /// Counts the steps: what was begun before is of no interest any more.
    pub(crate) serial: u64,
    pub(crate) booted_at: u64,
    status: Option<String>,
    job: Job,
    flow: Box<dyn Running>,
    installation: Box<LargeInstallation>,
    saved: Vec<u8>,
    keeps_log: bool,
    log: Vec<(u64, String)>,
    requests: Vec<(u64, Endpoint)>,
}

impl Default for Television {
    fn default() -> Self {
        Self::new()
    }
}

impl Television {
    /// A television that signs in on the second screen, where the viewer chooses the MVPD as well.
    #[must_use]
    pub fn new() -> Self {
        let settings = Settings {
            mvpd: None,
            opens_page: false,
            picks: false,
            resources: Vec::new(),
            sender: Sender::StreamingDevice,
            headers: Vec::new(),
            redirect_url: Some("https://television.example/done".into()),
        };
        Self {
            flow: start(&Job::SignIn, &settings),
            settings,
            person: Person::default(),
            framework: Framework::default(),
            wall_offset: 0,
            identifier: String::new(),
            random: 0,
            shown: None,
            codes_shown: 0,
            cancelled: 0,
            end: None,
            serial: 0,
            booted_at: 0,
            status: None,
            job: Job::SignIn,
            installation: Box::new(LargeInstallation::new()),
            saved: Vec::new(),
            keeps_log: true,
            log: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// The same with another job.
    #[must_use]
    pub fn running(mut self, job: Job) -> Self {
        self.job = job;
        self
    }

    /// The same where the MVPD is known.
    #[must_use]
    pub fn at(mut self, mvpd: &str) -> Self {
        self.settings.mvpd = Some(mvpd.into());
        self.person.mvpd = mvpd.into();
        self
    }

    /// The same with a browser and a picker of its own.
    #[must_use]
    pub fn here(mut self) -> Self {
        self.settings.opens_page = true;
        self.settings.picks = true;
        self
    }

    /// The same for these resources.
    #[must_use]
    pub fn asking_for(mut self, resources: &[&str]) -> Self {
        self.settings.resources = resources.iter().map(|resource| (*resource).into()).collect();
        self
    }

    /// The same with another header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        self.settings.headers.push((name, value.into()));
        self
    }

    /// The same with another person.
    #[must_use]
    pub fn with_person(mut self, person: Person) -> Self {
        self.person = person;
        self
    }

    /// The same with a partner's framework.
    #[must_use]
    pub fn with_framework(mut self, framework: Framework) -> Self {
        self.framework = framework;
        self
    }

    /// The same with a clock that is wrong by so many milliseconds.
    #[must_use]
    pub fn with_clock_off_by(mut self, millis: i64) -> Self {
        self.wall_offset = millis;
        self
    }

    /// The same without a memory of what it did, for large numbers.
    #[must_use]
    pub fn without_log(mut self) -> Self {
        self.keeps_log = false;
        self
    }

    /// Its acts in words: requests, prompts and the end.
    #[must_use]
    pub fn log(&self) -> Vec<&str> {
        self.log.iter().map(|(_, said)| said.as_str()).collect()
    }

    /// Its last act.
    #[must_use]
    pub fn last(&self) -> &str {
        self.log.last().map_or("", |(_, said)| said)
    }

    /// The requests it sent, by the names of their endpoints.
    #[must_use]
    pub fn requests(&self) -> Vec<&'static str> {
        self.requests.iter().map(|(_, endpoint)| endpoint.definition().id).collect()
    }

    /// When it sent requests of `endpoint`, in milliseconds from the beginning of the world.
    #[must_use]
    pub fn times_of(&self, endpoint: Endpoint) -> Vec<u64> {
        self.requests.iter().filter(|(_, known)| *known == endpoint).map(|(at, _)| *at).collect()
    }

    /// Its end, if there was one.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// The provider that it remembers between its runs.
    #[must_use]
    pub fn mvpd(&self) -> Option<&str> {
        self.installation.mvpd()
    }

    /// Forgets what it did.
    pub fn clear_log(&mut self) {
        self.log.clear();
        self.requests.clear();
    }

    /// Takes another job, for when the television is started again.
    pub fn switch_to(&mut self, job: Job) {
        self.job = job;
    }

    /// Goes on with another flow where one has ended.
    pub(crate) fn go_on_with(&mut self, job: &Job) {
        self.flow = start(job, &self.settings);
    }

    /// Makes it another device than all others, with the flow of its job as it is set now.
    pub(crate) fn put_up(&mut self, number: usize) {
        self.flow = start(&self.job, &self.settings);
        let mut buffer = [0; 64];
        let name = format!("television {number}");
        let identifier = DeviceIdentifier::new(&name).encode(&mut buffer).expect("it fits");
        identifier.as_str().clone_into(&mut self.identifier);
    }

    /// Starts a flow anew; what the installation keeps stays.
    pub(crate) fn restart_flow(&mut self) {
        self.flow = start(&self.job, &self.settings);
        self.shown = None;
        self.end = None;
        self.serial += 1;
    }

    /// Comes up after a power cut with what was stored.
    pub(crate) fn boot(&mut self, now: u64) {
        self.restart_flow();
        self.booted_at = now;
        self.status = None;
        let app = app(&self.settings, &self.identifier, None);
        // Damaged or none: a new installation either way.
        let _ = self.installation.restore_in_place(&app, &self.saved);
    }

    pub(crate) fn lose_storage(&mut self) {
        self.saved.clear();
    }

    /// Keeps what the framework says for the header of the next calls.
    pub(crate) fn ask_framework(&mut self, may_disturb: bool) -> Option<PartnerFrameworkStatus<'static>> {
        let status = self.framework.status(may_disturb);
        self.status = status.as_ref().map(Framework::header);
        status
    }

    /// Steps the flow.
    pub(crate) fn step(&mut self, now: u64, happened: &Happened, buffer: &mut [u8]) -> Action {
        let app = app(&self.settings, &self.identifier, self.status.as_deref());
        let times = Now {
            monotonic_millis: now - self.booted_at,
            unix: Timestamp::from_millis(START.plus_millis(now).millis().saturating_add_signed(self.wall_offset)),
            random: self.random,
        };
        let Turned { action, said, saved } = self.flow.turn(&app, &mut self.installation, times, happened, buffer);
        self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.serial += u64::from(!matches!(action, Action::Await));
        if let Some(saved) = saved {
            self.saved = saved;
        }
        self.remember(now, &action, said);
        action
    }

    fn remember(&mut self, now: u64, action: &Action, said: String) {
        if !self.keeps_log || matches!(action, Action::Wait { .. } | Action::Await) {
            return;
        }
        if let Action::Send(endpoint, _) = action {
            self.requests.push((now, *endpoint));
        }
        self.log.push((now, said));
    }
}

fn app<'a>(settings: &'a Settings, identifier: &'a str, status: Option<&'a str>) -> App<'a> {
    let mut headers = Headers::new(settings.sender);
    let own = [(HeaderName::ApDeviceIdentifier, identifier), (HeaderName::XDeviceInfo, "e30=")];
    let status = status.map(|status| (HeaderName::ApPartnerFrameworkStatus, status));
    let more = settings.headers.iter().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in own.into_iter().chain(status).chain(more) {
        headers.set(name, value).expect("a value that a header can hold");
    }
    let base = BaseUrl::new(BASE_URL).expect("a URL");
    App::new(base, "REF30", "demo.software.statement".into(), headers)
}
