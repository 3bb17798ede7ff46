//! A host, its clocks and its memory, around the flows of one installation.

use tvpass::endpoint::{Endpoint, route};
use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, EncodeError, HeaderName, Headers, PartnerFrameworkStatus, Sender, UrlError};
use tvpass::old_flow::{Client, Context, Input, Now, Picker, Prompt, Screen, Step, Stop, StopReason};

use super::Subject;
use super::script::Script;
use super::service::{self, HOST_SECRET, SAML_SECRET, Service};
use super::watch::Watch;

const START: u64 = 1_733_735_289_035;
/// A month; the monotonic clock neither goes back nor leaps farther at once.
const MONTH: u64 = 30 * 24 * 60 * 60 * 1000;
const RESOURCES: &[&str] = &["news", "sport", "news", "film"];

/// What does not change while the flows run.
pub(super) struct Setting {
    status: Vec<u8>,
    choices: [u8; 8],
}

/// An [`Input`] that owns its body.
#[derive(Debug)]
pub(super) enum Said {
    Begin,
    Answer(u16, Vec<u8>),
    NoAnswer,
    Tick,
    Choice,
    NewCode,
    SamlResponse,
    Refused,
}

/// A [`Step`] in short.
#[derive(Debug)]
pub(super) enum Heard {
    Send(Option<Endpoint>),
    Wait(u64),
    Ask,
    /// The buffer has grown: the same once more.
    TooSmall,
    Over {
        /// Not where the host is at fault, and may mend it.
        is_final: bool,
    },
}

pub(super) struct World<'w> {
    context: Context<'w>,
    client: Client,
    now: Now,
    buffer: Vec<u8>,
    service: Service,
    watch: Watch,
    policy: u8,
    is_over: bool,
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

    pub(super) fn world(&mut self) -> World<'_> {
        let [_, resources, limit, interval, policy, uptime, random, size] = self.choices;
        let base = [BaseUrl::RELEASE_STAGING, BaseUrl::new("http://127.0.0.1:8787").expect("a URL")][self.is_set(2)];
        let mut context = Context::new(base, "REF30", HOST_SECRET.into(), self.headers());
        context.mvpd = [None, Some("Dish")][self.is_set(3)];
        context.domain_name = [Some("adobe.com"), None][self.is_set(4)];
        context.redirect_url = [Some("https://adobe.com"), None][self.is_set(5)];
        context.screen = [Screen::Second, Screen::Here][self.is_set(6)];
        context.picker = [Picker::Second, Picker::Here][self.is_set(7)];
        context.resources = &RESOURCES[..usize::from(resources) % (RESOURCES.len() + 1)];
        context.preauthorize_limit = limit;
        context.poll_interval_millis = [4000, 0, 10_000, u32::MAX][usize::from(interval) % 4];
        let now = Now {
            monotonic_millis: u64::from(uptime) * 1000,
            unix: Timestamp::from_millis(START),
            random: u32::from(random) << 24 | 0x5A_5A5A,
        };
        let buffer = vec![0; usize::from(size) * 16];
        let (service, watch) = (Service::default(), Watch::default());
        World { context, client: Client::new(), now, buffer, service, watch, policy, is_over: false }
    }
}

impl World<'_> {
    pub(super) fn flow_begins(&mut self) {
        self.watch.polls_anew();
        self.is_over = false;
    }

    pub(super) fn ended(&mut self, is_final: bool) {
        self.is_over = is_final;
    }

    pub(super) fn step(&mut self, flow: &mut dyn Subject, said: &Said) -> Heard {
        let input = match said {
            Said::Begin => Input::Begin,
            Said::Answer(status, body) => Input::Answer { status: *status, body },
            Said::NoAnswer => Input::NoAnswer,
            Said::Tick => Input::Tick,
            Said::Choice => Input::Choice("Dish"),
            Said::NewCode => Input::NewCode,
            Said::SamlResponse => Input::SamlResponse(SAML_SECRET),
            Said::Refused => Input::Refused,
        };
        let said = format!("{input:?} {:?}", self.context);
        let step = flow.step(&self.context, &mut self.client, self.now, input, &mut self.buffer);
        let mut printed = format!("{said} {step:?}");
        let now = self.now.monotonic_millis;
        let mut needed = None;
        let heard = match step {
            Step::Send(request) => {
                let path = request.target.split('?').next().unwrap_or_default();
                let endpoint = route(request.method.as_str(), path).ok();
                self.watch.sent(now, endpoint, request.target);
                Heard::Send(endpoint)
            }
            Step::Wait { until_millis } => Heard::Wait(until_millis),
            Step::Ask(prompt) => {
                if let Prompt::ShowCode { lapses_at_millis, .. } = prompt {
                    assert!(lapses_at_millis > now, "a code is shown that has lapsed");
                }
                Heard::Ask
            }
            Step::Done(_) => Heard::Over { is_final: true },
            Step::Stop(end) => {
                printed += &end.to_string();
                needed = needed_by(&end);
                let is_final = !matches!(end.reason, StopReason::Encode(_) | StopReason::Url(_));
                if needed.is_some() { Heard::TooSmall } else { Heard::Over { is_final } }
            }
        };
        service::assert_kept(&format!("{printed} {flow:?} {:?}", self.client));
        if let Some(needed) = needed {
            assert!(needed > self.buffer.len(), "{needed} bytes are there");
            self.buffer.resize(needed, 0);
        }
        heard
    }

    /// What comes next by the script; nothing where it has ended.
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
            Heard::Send(_) if script.byte_or_zero() == 255 => Said::NoAnswer,
            Heard::Send(endpoint) => {
                let (status, body) = self.service.answer(*endpoint, script);
                self.watch_codes(&body);
                Said::Answer(status, body)
            }
            Heard::Ask => any(script.byte_or_zero()),
            _ => self.patient(heard),
        })
    }

    /// What a host does that is told what to do and learns nothing.
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
        if let Heard::Wait(until) = heard {
            self.pass(until.saturating_sub(self.now.monotonic_millis));
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
        if !self.is_over {
            return;
        }
        for said in [Said::Tick, Said::NewCode, Said::Begin, Said::NoAnswer] {
            let heard = self.step(flow, &said);
            assert!(!matches!(heard, Heard::Send(_) | Heard::Wait(_)), "goes on after its end: {flow:?}");
        }
    }
}

fn any(choice: u8) -> Said {
    match choice % 8 {
        1 => Said::Choice,
        2 => Said::NewCode,
        3 => Said::SamlResponse,
        4 => Said::Refused,
        5 => Said::Begin,
        6 => Said::NoAnswer,
        _ => Said::Tick,
    }
}

fn needed_by(stop: &Stop<'_>) -> Option<usize> {
    match stop.reason {
        StopReason::Encode(EncodeError::TooSmall { needed }) | StopReason::Url(UrlError::TooSmall { needed }) => {
            Some(needed)
        }
        _ => None,
    }
}
