//! The world: what happens to televisions, persons and the service, one event after the other.

use std::net::{IpAddr, Ipv4Addr};

use tvpass::endpoint::Endpoint;
use tvpass::json::Timestamp;
use tvpass_simulator::{Request, Service, Settings};

use crate::action::{Action, Happened};
use crate::browser::Browser;
use crate::event::{Event, Queue};
use crate::network::{Fault, Network};
use crate::plan::Job;
use crate::television::{End, Shown, Television};
use crate::watch::Watch;
use crate::{BASE_URL, START};

/// The time for which a host waits for an answer.
const TIMEOUT_MILLIS: u64 = 10_000;
/// From power cut to the first step.
const BOOT_MILLIS: u64 = 15_000;

/// The televisions, the service, and the time.
pub struct World {
    /// The service.
    pub service: Service,
    /// The way to it.
    pub network: Network,
    /// The rules that all televisions are held to.
    pub watch: Watch,
    televisions: Vec<Television>,
    queue: Queue,
    now: u64,
    events: u64,
    buffer: Vec<u8>,
}

impl World {
    /// A world without televisions, whose chances `seed` decides.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::with(seed, Settings::default())
    }

    /// The same with other settings of the service.
    #[must_use]
    pub fn with(seed: u64, settings: Settings) -> Self {
        let settings = Settings { base_url: BASE_URL.into(), seed: Some(seed), ..settings };
        Self {
            service: Service::new(settings),
            network: Network::new(seed),
            watch: Watch::default(),
            televisions: Vec::new(),
            queue: Queue::default(),
            now: 0,
            events: 0,
            buffer: vec![0; 16 * 1024],
        }
    }

    /// Puts a television up and switches it on.
    pub fn add(&mut self, television: Television) -> usize {
        self.add_later(television, 0)
    }

    /// The same, switched on after `millis`.
    ///
    /// # Panics
    /// Never: a number has at most twenty digits, which fit.
    pub fn add_later(&mut self, mut television: Television, millis: u64) -> usize {
        let number = self.televisions.len();
        television.put_up(number);
        television.random = u32::try_from(number).unwrap_or_default().wrapping_mul(2_654_435_761);
        television.booted_at = self.now + millis;
        let serial = television.serial;
        self.televisions.push(television);
        self.watch.add();
        self.at(self.now + millis, Event::Start { television: number, serial });
        number
    }

    /// A television.
    #[must_use]
    pub fn television(&self, number: usize) -> &Television {
        &self.televisions[number]
    }

    /// A television, to be set otherwise.
    pub fn television_mut(&mut self, number: usize) -> &mut Television {
        &mut self.televisions[number]
    }

    /// All of them.
    #[must_use]
    pub fn televisions(&self) -> &[Television] {
        &self.televisions
    }

    /// Milliseconds from the beginning of the world.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.now
    }

    /// The number of events.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Cuts a television's power after `millis`.
    pub fn cut_power(&mut self, television: usize, millis: u64, loses_storage: bool) {
        self.at(self.now + millis, Event::PowerCut { television, loses_storage });
    }

    /// Sets a television's clock on the wall after `millis`.
    pub fn set_clock(&mut self, television: usize, millis: u64, offset: i64) {
        self.at(self.now + millis, Event::ClockJump { television, offset });
    }

    /// Runs another job on the television, and gives what it did last.
    ///
    /// # Panics
    /// A television broke a promise.
    pub fn run_next(&mut self, television: usize, job: Job) -> &str {
        self.televisions[television].switch_to(job);
        self.start_again(television);
        self.run();
        self.televisions[television].last()
    }

    /// Starts the television's flow once more, at once.
    pub fn start_again(&mut self, television: usize) {
        self.televisions[television].restart_flow();
        let serial = self.televisions[television].serial;
        self.at(self.now, Event::Start { television, serial });
    }

    /// Lets everything happen until nothing is left to happen.
    ///
    /// # Panics
    /// A television broke a promise.
    pub fn run(&mut self) {
        self.run_until(u64::MAX);
        assert!(self.watch.violations.is_empty(), "{:#?}", self.watch.violations);
    }

    /// The same until `end`, and without the assertion.
    pub fn run_until(&mut self, end: u64) {
        while let Some((at, event)) = self.queue.next_until(end) {
            self.now = at;
            self.events += 1;
            self.happen(event);
        }
        self.now = if end == u64::MAX { self.now } else { end };
    }

    fn at(&mut self, at: u64, event: Event) {
        self.queue.push(at, event);
    }

    fn clock(&self) -> Timestamp {
        START.plus_millis(self.now)
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Happened { television, serial, answers, what } => {
                self.happened(television, serial, answers, &what);
            }
            Event::Arrival { television, serial, endpoint, request, fault } => {
                self.arrived(television, serial, endpoint, &request, fault);
            }
            Event::Activation { television, shown } => self.activated(television, &shown),
            Event::Pages { television, serial, pages } => self.visited(television, serial, &pages),
            Event::Start { television, serial } => {
                self.happened(television, Some(serial), None, &Happened::Begin);
            }
            Event::PowerCut { television, loses_storage } => self.power_cut(television, loses_storage),
            Event::ClockJump { television, offset } => {
                self.watch.figures.clock_jumps += 1;
                self.televisions[television].wall_offset = offset;
            }
        }
    }

    fn happened(&mut self, number: usize, serial: Option<u64>, answers: Option<Endpoint>, what: &Happened) {
        let television = &mut self.televisions[number];
        let is_awaited = serial.is_none_or(|serial| serial == television.serial);
        if !is_awaited || television.end.is_some() {
            return;
        }
        if let (Some(endpoint), Happened::Answer { status, body }) = (answers, what) {
            self.watch.answered(number, endpoint, *status, body);
        }
        let action = television.step(self.now, what, &mut self.buffer);
        self.act(number, action);
    }

    fn act(&mut self, number: usize, action: Action) {
        let television = &mut self.televisions[number];
        let (serial, thinks) = (television.serial, television.person.thinks_millis);
        let tick = |after| (after, Happened::Tick);
        let (after, what) = match action {
            Action::Send(endpoint, request) => return self.send(number, endpoint, request),
            Action::Wait { until_millis } => {
                tick((television.booted_at.saturating_add(until_millis)).saturating_sub(self.now))
            }
            Action::Choose(mvpds) => {
                let mvpd = television.person.mvpd.clone();
                assert!(mvpds.contains(&mvpd), "{mvpd} is not among the MVPDs");
                (5000, Happened::Choice(mvpd))
            }
            Action::ShowCode { code, page, expires_at_millis } => {
                let expires_at = television.booted_at.saturating_add(expires_at_millis);
                self.show(number, Shown { code, page, expires_at });
                (0, Happened::Shown)
            }
            Action::ShowList => (1000, Happened::WantsList),
            Action::Await => return,
            Action::Open(pages) => {
                return self.at(self.now + thinks, Event::Pages { television: number, serial, pages });
            }
            Action::TellCodeVoid => return self.voided(number),
            Action::AskFramework { may_disturb } => (if may_disturb { thinks } else { 100 }, {
                let status = television.ask_framework(may_disturb);
                match television.framework.unsupported.filter(|_| may_disturb) {
                    Some(mvpd) => Happened::Choice(mvpd.into()),
                    None if may_disturb && television.framework.is_refused => Happened::Refused,
                    None => Happened::Status(status),
                }
            }),
            Action::AskProvider => {
                let saml = television.framework.saml;
                let job = saml.map_or(Job::SignInAfterPartner(None), |saml| Job::PartnerCompletion(saml.into()));
                television.go_on_with(&job);
                (2000, Happened::Begin)
            }
            Action::GoOnWith(job) => {
                television.go_on_with(&job);
                (0, Happened::Begin)
            }
            Action::Note => (0, Happened::Yes),
            Action::GoOn => (1000, Happened::Yes),
            Action::Done => {
                television.shown = None;
                television.end = Some(End::Done);
                return;
            }
            Action::Stop(actor) => {
                self.watch.stopped(actor);
                return self.stopped(number, End::Stopped(actor));
            }
        };
        self.at(self.now + after, Event::Happened { television: number, serial: Some(serial), answers: None, what });
    }

    fn send(&mut self, number: usize, endpoint: Endpoint, request: Request) {
        let serial = self.televisions[number].serial;
        self.watch.sent(number, self.now, endpoint, request.path());
        let fault = self.network.fault(endpoint);
        let sent = self.now;
        let event = |what, answers| Event::Happened { television: number, serial: Some(serial), answers, what };
        if let Some((status, body)) = fault.and_then(|fault| fault.answer(endpoint)) {
            let delay = self.network.delay() + self.network.delay();
            let answer = Happened::Answer { status, body: body.to_vec() };
            return self.at(sent + delay, event(answer, Some(endpoint)));
        }
        self.at(sent + TIMEOUT_MILLIS, event(Happened::NoAnswer, None));
        let delay = match fault {
            Some(Fault::RequestLost) => return,
            Some(Fault::Late) => TIMEOUT_MILLIS + 2000,
            _ => self.network.delay(),
        };
        self.at(sent + delay, Event::Arrival { television: number, serial, endpoint, request, fault });
    }

    fn arrived(&mut self, number: usize, serial: u64, endpoint: Endpoint, request: &Request, fault: Option<Fault>) {
        self.watch.arrived(number, serial);
        let peer = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + u32::try_from(number).unwrap_or_default()));
        let now = self.clock();
        if fault == Some(Fault::RequestTwice) {
            self.service.handle(now, peer, request);
        }
        let response = self.service.handle(now, peer, request);
        let mut body = response.body;
        if response.status == 429 {
            self.watch.figures.throttled_by_the_service += 1;
        }
        let delay = match fault {
            Some(Fault::AnswerLost | Fault::Late) => return,
            Some(Fault::Slow) => 5000,
            _ => self.network.delay(),
        };
        if fault == Some(Fault::Truncated) {
            body.truncate(body.len() / 2);
        }
        let what = Happened::Answer { status: response.status, body };
        let event = |serial, what| Event::Happened { television: number, serial, answers: Some(endpoint), what };
        if fault == Some(Fault::AnswerTwice) {
            self.at(self.now + delay + 300, event(None, what.clone()));
        }
        self.at(self.now + delay, event(Some(serial), what));
    }

    fn show(&mut self, number: usize, shown: Shown) {
        let television = &mut self.televisions[number];
        television.codes_shown += 1;
        let misses = television.codes_shown <= television.person.misses_codes;
        self.watch.shows(number, self.now, &shown.code, shown.expires_at);
        television.shown = Some(shown.clone());
        let at = self.now + television.person.thinks_millis;
        if !misses {
            self.at(at, Event::Activation { television: number, shown });
        }
    }

    fn activated(&mut self, number: usize, shown: &Shown) {
        let now = self.clock();
        let television = &self.televisions[number];
        // The host takes a code away when it lapses, even while the flow still waits for an answer.
        if television.shown.as_ref() != Some(shown) || self.now >= shown.expires_at {
            return;
        }
        self.watch.read(number, self.now, &shown.code);
        let mvpd = television.person.mvpd.clone();
        let mut browser = Browser::default();
        let is_done = match &shown.page {
            Some(page) => browser.sign_in(&mut self.service, now, page, false),
            None => browser.activate(&mut self.service, now, &shown.code, &mvpd),
        };
        if !is_done {
            // The page says no; the person tries again while the code is on the screen.
            self.at(self.now + 30_000, Event::Activation { television: number, shown: shown.clone() });
        }
    }

    fn visited(&mut self, number: usize, serial: u64, pages: &[String]) {
        let now = self.clock();
        let television = &mut self.televisions[number];
        if television.serial != serial {
            return;
        }
        let cancels = television.cancelled < television.person.cancels;
        television.cancelled += u32::from(cancels);
        for page in pages {
            let mut browser = Browser::default();
            if page.contains("/authenticate/") {
                browser.sign_in(&mut self.service, now, page, cancels);
            } else {
                browser.open(&mut self.service, now, page);
            }
        }
        self.happened(number, Some(serial), None, &Happened::Returned);
    }

    fn voided(&mut self, number: usize) {
        self.televisions[number].shown = None;
        self.stopped(number, End::GaveUp);
    }

    /// A stopped flow is started again, a lapsed code replaced, until the person's patience is at its end.
    fn stopped(&mut self, number: usize, end: End) {
        let television = &mut self.televisions[number];
        if television.person.patience == 0 {
            television.end = Some(end);
            return;
        }
        television.person.patience -= 1;
        let (after, event) = if end == End::GaveUp {
            let (serial, what) = (Some(television.serial), Happened::WantsCode);
            (20_000, Event::Happened { television: number, serial, answers: None, what })
        } else {
            television.restart_flow();
            (60_000, Event::Start { television: number, serial: television.serial })
        };
        self.at(self.now + after, event);
    }

    fn power_cut(&mut self, number: usize, loses_storage: bool) {
        let television = &mut self.televisions[number];
        if loses_storage {
            television.lose_storage();
        }
        television.boot(self.now + BOOT_MILLIS);
        let serial = television.serial;
        self.watch.booted(number, loses_storage);
        self.at(self.now + BOOT_MILLIS, Event::Start { television: number, serial });
    }
}
