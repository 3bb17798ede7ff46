//! A television as small as it can be, on a bare socket, and a clock that it turns by hand.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tvpass_stand_in::{Clock, Faults, Options, Report, StandIn};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
pub(crate) const JSON: &str = "application/json";
pub(crate) const IDENTIFIER: &str = "fingerprint c3RhbmQtaW4tdGVsZXZpc2lvbg==";
pub(crate) const COMPLETE: &str =
    "mvpd=Cablevision&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com%2Fdone%3Fa%3Db";
pub(crate) const PROFILES: &str = "/api/v2/REF30/profiles";
pub(crate) const SESSIONS: &str = "/api/v2/REF30/sessions";

#[derive(Debug)]
pub(crate) struct HandClock(Mutex<Duration>);

impl Clock for HandClock {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Call {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Call {
    pub(crate) fn new(method: &'static str, target: impl Into<String>) -> Self {
        let headers = vec![("Host".into(), "127.0.0.1".into())];
        Self { method, target: target.into(), headers, body: String::new() }
    }

    /// In place of what the header was.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        self.without(name).and(name, value)
    }

    /// Beside what the header was.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(given, _)| given != name);
        self
    }

    pub(crate) fn body(mut self, content_type: &str, body: &str) -> Self {
        self.body = body.into();
        let length = body.len().to_string();
        self.with("Content-Type", content_type).with("Content-Length", &length)
    }

    pub(crate) fn to(mut self, target: impl Into<String>) -> Self {
        self.target = target.into();
        self
    }

    pub(crate) fn text(&self) -> String {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        text + "\r\n" + &self.body
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {}", self.text))
    }

    fn parse(message: &[u8]) -> Option<Self> {
        let message = std::str::from_utf8(message).unwrap();
        let (head, body) = message.split_once("\r\n\r\n")?;
        let chunked = head.contains("Transfer-Encoding: chunked");
        Some(Self {
            status: head.split(' ').nth(1)?.parse().unwrap(),
            text: if chunked { dechunked(body) } else { body.to_owned() },
            head: head.to_owned(),
        })
    }
}

fn dechunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap();
        whole.push_str(&rest[..length]);
        body = rest[length..].strip_prefix("\r\n").unwrap();
    }
    whole
}

pub(crate) fn device_info() -> String {
    STANDARD.encode(
        r#"{"model":"TV","version":"1","osName":"Linux","osVersion":"6","connectionType":"LAN","primaryHardwareType":"TV"}"#,
    )
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

pub(crate) fn percent(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The stand-in, the clock, and what the television remembers.
pub(crate) struct World {
    pub(crate) stand_in: StandIn,
    clock: Arc<HandClock>,
    pub(crate) client: (String, String),
    pub(crate) access_token: String,
    pub(crate) code: String,
}

impl World {
    /// Nothing happened yet.
    pub(crate) fn new(options: Options) -> Self {
        let clock = Arc::new(HandClock(Mutex::new(Duration::from_hours(500_000))));
        let options = Options { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..options };
        Self {
            stand_in: StandIn::start(options).unwrap(),
            clock,
            client: Default::default(),
            access_token: String::new(),
            code: String::new(),
        }
    }

    pub(crate) fn without_faults() -> Self {
        Self::new(Options { faults: Faults::none(), ..Options::default() })
    }

    /// Registered, with a token.
    pub(crate) fn with_token() -> Self {
        let mut world = Self::without_faults();
        world.register();
        world.fetch_token();
        world
    }

    /// A session is open.
    pub(crate) fn with_session(options: Options) -> Self {
        let mut world = Self::new(options);
        world.register();
        world.fetch_token();
        assert_eq!(world.send(&world.get(PROFILES)).status, 200);
        world.open_session(COMPLETE);
        world
    }

    pub(crate) fn with_profile() -> Self {
        let world = Self::with_session(Options { faults: Faults::none(), ..Options::default() });
        assert_eq!(world.send(&world.poll()).status, 200);
        world
    }

    pub(crate) fn register(&mut self) {
        let answer = self.send(&Self::register_call());
        assert_eq!(answer.status, 201, "{}", answer.text);
        let answer = answer.json();
        self.client = (text(&answer["client_id"]), text(&answer["client_secret"]));
    }

    pub(crate) fn fetch_token(&mut self) {
        let answer = self.send(&self.token_call());
        assert_eq!(answer.status, 201, "{}", answer.text);
        self.access_token = text(&answer.json()["access_token"]);
    }

    pub(crate) fn open_session(&mut self, body: &str) -> Value {
        let answer = self.send(&self.post(SESSIONS, FORM, body));
        assert_eq!(answer.status, 200, "{}", answer.text);
        self.code = text(&answer.json()["code"]);
        answer.json()
    }

    pub(crate) fn register_call() -> Call {
        let body = json!({ "software_statement": "stand.in.statement" }).to_string();
        Call::new("POST", "/o/client/register").with("X-Device-Info", &device_info()).body(JSON, &body)
    }

    pub(crate) fn token_call(&self) -> Call {
        let (id, secret) = &self.client;
        let body = format!("client_id={}&client_secret={}&grant_type=client_credentials", percent(id), percent(secret));
        Call::new("POST", "/o/client/token").with("X-Device-Info", &device_info()).body(FORM, &body)
    }

    pub(crate) fn get(&self, target: impl Into<String>) -> Call {
        Call::new("GET", target)
            .with("Authorization", &format!("Bearer {}", self.access_token))
            .with("AP-Device-Identifier", IDENTIFIER)
            .with("X-Device-Info", &device_info())
            .with("Accept", JSON)
    }

    pub(crate) fn post(&self, target: impl Into<String>, content_type: &str, body: &str) -> Call {
        let call = self.get(target).body(content_type, body);
        Call { method: "POST", ..call }
    }

    pub(crate) fn poll(&self) -> Call {
        self.get(format!("{PROFILES}/code/{}", self.code))
    }

    pub(crate) fn page(&self) -> Call {
        Call::new("GET", format!("/api/v2/authenticate/REF30/{}", self.code))
    }

    /// Five seconds pass, then the call arrives: slow enough for every rule.
    pub(crate) fn send(&self, call: &Call) -> Answer {
        self.send_after(5_000, call)
    }

    pub(crate) fn send_after(&self, milliseconds: u64, call: &Call) -> Answer {
        self.pass(Duration::from_millis(milliseconds));
        self.exchange(call.text().as_bytes()).expect("an answer")
    }

    pub(crate) fn pass(&self, time: Duration) {
        *self.clock.0.lock().unwrap() += time;
    }

    /// Sends bytes; `None` when the connection was closed without an answer.
    pub(crate) fn exchange(&self, bytes: &[u8]) -> Option<Answer> {
        let address = self.stand_in.base_url().replace("http://", "");
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(bytes).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut message = Vec::new();
        stream.read_to_end(&mut message).unwrap();
        Answer::parse(&message)
    }

    pub(crate) fn report(&self) -> Report {
        self.stand_in.report()
    }

    /// The call gets this status and leaves exactly one violation, which says this.
    #[track_caller]
    pub(crate) fn breaks(&self, call: &Call, status: u16, sentence: &str) -> Answer {
        self.breaks_after(5_000, call, status, sentence)
    }

    #[track_caller]
    pub(crate) fn breaks_after(&self, milliseconds: u64, call: &Call, status: u16, sentence: &str) -> Answer {
        let before = self.report().violations.len();
        let answer = self.send_after(milliseconds, call);
        assert_eq!(answer.status, status, "{}", answer.text);
        let violations = &self.report().violations[before..];
        assert!(
            matches!(violations, [only] if only.contains(sentence)),
            "wanted one violation with '{sentence}', got {violations:#?}"
        );
        answer
    }

    #[track_caller]
    pub(crate) fn refuses(&self, call: &Call, status: u16, code: &str, sentence: &str) {
        let answer = self.breaks(call, status, sentence).json();
        // The Single Sign-On Service wraps its errors.
        let answer = answer.get("error").unwrap_or(&answer);
        assert_eq!(answer["code"], code);
        assert_eq!(answer["status"], status);
    }

    #[track_caller]
    pub(crate) fn refuses_registration(&self, call: &Call, error: &str, sentence: &str) {
        let answer = self.breaks(call, 400, sentence);
        assert_eq!(answer.json(), json!({ "error": error }));
    }

    #[track_caller]
    pub(crate) fn assert_no_violations(&self) {
        assert_eq!(self.report().violations, Vec::<String>::new());
    }
}
