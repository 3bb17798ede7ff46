//! A host, its clocks and its memory, around the flows of one installation.

use tvpass::flow::{AnyPlace, App, LargeInstallation, Now};
use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, HeaderName, Headers, PartnerFrameworkStatus, Sender};

use super::script::Script;
use super::service::{self, HOST_SECRET, START, Service};
use super::subject::{Arguments, Heard, Said, Subject};
use super::watch::Watch;

/// A month; the monotonic clock neither goes back nor leaps farther at once.
const MONTH: u64 = 30 * 24 * 60 * 60 * 1000;

/// The conditions that stay while the flows run.
pub(super) struct Setting {
    status: Vec<u8>,
    choices: [u8; 8],
}

pub(super) struct World<'w> {
    app: App<'w>,
    installation: Box<LargeInstallation>,
    now: Now,
    buffer: Vec<u8>,
    service: Service,
    watch: Watch,
    policy: u8,
}

impl Setting {
    pub(super) fn new(script: &mut Script<'_>) -> Self {
        let mut status = vec![0; 256];
        let granted = PartnerFrameworkStatus::granted("Dish", Timestamp::from_millis(START * 2));
        let length = granted.encode_header(&mut status).map(|value| value.as_bytes().len());
        status.truncate(length.expect("it is short"));
        Self { status, choices: std::array::from_fn(|_| script.byte_or_zero()) }
    }

    fn headers(&self) -> Headers<'_> {
        let mut headers = Headers::new([Sender::StreamingDevice, Sender::SecondaryApplication][self.is_set(0)]);
        for name in [HeaderName::ApDeviceIdentifier, HeaderName::XDeviceInfo, HeaderName::AdServiceToken] {
            headers.set(name, HOST_SECRET).expect("visible ASCII");
        }
        if self.is_set(1) == 0 {
            let status = std::str::from_utf8(&self.status).expect("base64");
            headers.set(HeaderName::ApPartnerFrameworkStatus, status).expect("visible ASCII");
        }
        headers
    }

    /// The flag of this number, as an index.
    fn is_set(&self, flag: usize) -> usize {
        usize::from(self.choices[0] >> flag & 1)
    }

    pub(super) fn arguments(&self) -> Arguments {
        Arguments {
            place: AnyPlace { opens_page: self.is_set(6) == 1, picks: self.is_set(7) == 1 },
            mvpd: [None, Some("Dish")][self.is_set(3)],
            domain_name: [Some("adobe.com"), None][self.is_set(4)],
            redirect_url: [Some("https://adobe.com"), None][self.is_set(5)],
            limit: self.choices[2],
        }
    }

    pub(super) fn world(&mut self) -> World<'_> {
        let [_, _, _, interval, policy, uptime, random, size] = self.choices;
        let base = [BaseUrl::RELEASE_STAGING, BaseUrl::new("http://127.0.0.1:8787").expect("a URL")][self.is_set(2)];
        let mut app = App::new(base, "REF30", HOST_SECRET.into(), self.headers());
        app.poll_interval_millis = [4000, 0, 10_000, u32::MAX][usize::from(interval) % 4];
        let now = Now {
            monotonic_millis: u64::from(uptime) * 1000,
            unix: Timestamp::from_millis(START),
            random: u32::from(random) << 24 | 0x5A_5A5A,
        };
        let buffer = vec![0; usize::from(size) * 16];
        let (service, watch) = (Service::default(), Watch::default());
        World { app, installation: Box::new(LargeInstallation::new()), now, buffer, service, watch, policy }
    }
}

impl World<'_> {
    pub(super) fn flow_begins(&mut self) {
        self.watch.polls_anew();
    }

    pub(super) fn step(&mut self, flow: &mut dyn Subject, said: &Said) -> Heard {
        let mut printed = format!("{:?}", self.app);
        let (heard, target) =
            flow.step(&self.app, &mut self.installation, self.now, said, &mut self.buffer, &mut printed);
        if let (Heard::Send(endpoint), Some(target)) = (&heard, target) {
            self.watch.sent(self.now.monotonic_millis, *endpoint, &target);
        }
        service::assert_kept(&format!("{printed} {} {:?}", flow.printed(), self.installation));
        heard
    }

    /// The next event by the script; nothing when it has ended.
    pub(super) fn scripted(&mut self, heard: &Heard, script: &mut Script<'_>) -> Option<Said> {
        match script.byte()? % 16 {
            0 => return Some(any(script.byte_or_zero())),
            1 => self.pass(script.pick(&[1, 999, 1000, 2999, 3000, 60_000, 30 * 60 * 1000, MONTH])),
            2 => self.now.unix = Timestamp::from_millis(script.pick(&[0, 1, START, START * 2, u64::MAX])),
            3 => self.buffer.truncate(usize::from(script.byte_or_zero())),
            4 => self.now.random = u32::from(script.byte_or_zero()) << 4,
            _ => {}
        }
        Some(match heard {
            Heard::Send(_) if script.byte_or_zero() > 252 => no_answer(script.byte_or_zero()),
            Heard::Send(endpoint) => {
                let (status, body) = self.service.answer(*endpoint, script);
                self.watch_codes(&body);
                Said::Answer(status, body)
            }
            Heard::Ask(fitting) if script.byte_or_zero() < 192 => (**fitting).clone(),
            Heard::Ask(_) => any(script.byte_or_zero()),
            _ => self.patient(heard),
        })
    }

    /// The event of a host that does as it is told and learns nothing.
    pub(super) fn dull(&mut self, heard: &Heard, is_last: bool) -> Said {
        match heard {
            Heard::Send(_) => match service::always(if is_last { 0 } else { self.policy }) {
                Some((status, body)) => Said::Answer(status, body.into_bytes()),
                None => Said::NoAnswer,
            },
            _ => self.patient(heard),
        }
    }

    pub(super) fn is_progress(&self, heard: &Heard) -> bool {
        match heard {
            Heard::Wait(until) => *until > self.now.monotonic_millis,
            _ => matches!(heard, Heard::Send(_)),
        }
    }

    /// Waits where it is to wait.
    fn patient(&mut self, heard: &Heard) -> Said {
        match heard {
            Heard::Wait(until) => self.pass(until.saturating_sub(self.now.monotonic_millis)),
            Heard::Ask(fitting) => return (**fitting).clone(),
            _ => {}
        }
        Said::Tick
    }

    fn pass(&mut self, millis: u64) {
        self.now.monotonic_millis = self.now.monotonic_millis.saturating_add(millis);
        self.now.unix = self.now.unix.plus_millis(millis);
    }

    /// The same code a second time is another session's.
    fn watch_codes(&mut self, body: &[u8]) {
        let value: Option<serde_json::Value> = serde_json::from_slice(body).ok();
        if value.is_some_and(|value| value["code"].is_string()) {
            self.watch.polls_anew();
        }
    }

    /// A flow that has ended sends nothing, whatever it is told.
    pub(super) fn stays_over(&mut self, flow: &mut dyn Subject) {
        for said in [Said::Tick, Said::NewCode, Said::Begin, Said::NoAnswer, Said::Online, Said::Returned, Said::Yes] {
            let heard = self.step(flow, &said);
            assert!(
                matches!(heard, Heard::Over | Heard::Await | Heard::Unwritten),
                "goes on after its end: {}",
                flow.printed()
            );
        }
    }
}

fn no_answer(choice: u8) -> Said {
    match choice % 4 {
        0 => Said::RetryAfter(429),
        1 => Said::RetryAfter(503),
        2 => Said::TooLarge,
        _ => Said::NoAnswer,
    }
}

fn any(choice: u8) -> Said {
    match choice % 12 {
        1 => Said::Choice,
        2 => Said::NewCode,
        3 => Said::Yes,
        4 => Said::List,
        5 => Said::Begin,
        6 => Said::NoAnswer,
        7 => Said::Returned,
        8 => Said::Online,
        9 => Said::TooLarge,
        10 => Said::Cancel,
        _ => Said::Tick,
    }
}
