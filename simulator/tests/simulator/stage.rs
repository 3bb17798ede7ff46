//! The service on a virtual clock, with a television and a person's browser in front of it.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use serde_json::{Value, json};
use tvpass::json::Timestamp;
use tvpass::message::base64;
use tvpass_simulator::{Request, Response, Scenario, Service, Settings};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
pub(crate) const JSON: &str = "application/json";
pub(crate) const ALL_PARAMETERS: &str = "mvpd=Cablevision&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com";

/// The service and its time.
pub(crate) struct Stage {
    pub(crate) service: Service,
    pub(crate) now: Timestamp,
}

/// A response, with its body as JSON where it is.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) response: Response,
}

impl Answer {
    /// A text of the body, by JSON pointer.
    pub(crate) fn text(&self, pointer: &str) -> String {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Status and code of an enhanced error.
    pub(crate) fn error(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }

    /// The types of the profiles, by MVPD.
    pub(crate) fn profiles(&self) -> BTreeMap<String, String> {
        let profiles = self.body["profiles"].as_object().expect("an answer with profiles");
        let kind = |profile: &Value| profile["type"].as_str().unwrap_or_default().to_owned();
        profiles.iter().map(|(mvpd, profile)| (mvpd.clone(), kind(profile))).collect()
    }

    /// `permit` or the code of the denial, in the order of the resources.
    pub(crate) fn decisions(&self) -> Vec<String> {
        let decisions = self.body["decisions"].as_array().expect("an answer with decisions");
        let verdict = |decision: &Value| match decision["authorized"].as_bool() {
            Some(true) => "permit".to_owned(),
            _ => decision["error"]["code"].as_str().unwrap_or_default().to_owned(),
        };
        decisions.iter().map(verdict).collect()
    }
}

impl Stage {
    /// The default world, without a budget of requests.
    pub(crate) fn new() -> Self {
        Self::with(Settings { throttle: false, ..Settings::default() })
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self::seeded(30, settings)
    }

    fn seeded(seed: u64, settings: Settings) -> Self {
        let service = Service::new(Settings { seed: Some(seed), ..settings });
        Self { service, now: Timestamp::from_millis(1_733_735_289_035) }
    }

    /// A ready scenario.
    pub(crate) fn scenario(name: &str) -> Self {
        let mut stage = Self::new();
        stage.service.apply(&Scenario::ready(name).expect("a ready scenario"));
        stage
    }

    pub(crate) fn wait_millis(&mut self, millis: u64) {
        self.now = self.now.plus_millis(millis);
    }

    pub(crate) fn wait_minutes(&mut self, minutes: u64) {
        self.wait_millis(minutes * 60 * 1000);
    }

    pub(crate) fn send(&mut self, request: &Request) -> Answer {
        self.send_from(IpAddr::V4(Ipv4Addr::LOCALHOST), request)
    }

    pub(crate) fn send_from(&mut self, peer: IpAddr, request: &Request) -> Answer {
        let response = self.service.handle(self.now, peer, request);
        let body = serde_json::from_slice(&response.body).unwrap_or_default();
        Answer { status: response.status, body, response }
    }

    /// The same world after a restart: what was to be stored is all that is left.
    pub(crate) fn restart(self, changes: &[tvpass_simulator::Change]) -> Self {
        let settings = Settings { throttle: false, ..Settings::default() };
        let mut stage = Self { now: self.now, ..Self::seeded(31, settings) };
        let rows: BTreeMap<_, _> = changes.iter().map(|change| ((change.kind, &change.key), &change.body)).collect();
        for ((kind, _), body) in rows {
            if let Some(body) = body {
                stage.service.load(kind, body).expect("a row of this version");
            }
        }
        stage
    }
}

/// An application on a streaming device.
#[derive(Clone)]
pub(crate) struct Television {
    service_provider: String,
    headers: Vec<(String, String)>,
}

pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    let mut buffer = vec![0; bytes.as_ref().len() * 2 + 4];
    let mut output = tvpass::Output::new(&mut buffer);
    base64::push(&mut output, bytes.as_ref());
    String::from_utf8(output.finish().expect("room enough").to_vec()).expect("ASCII")
}

pub(crate) fn fingerprint(id: &str) -> String {
    format!("fingerprint {}", encode(id))
}

pub(crate) fn device_info() -> String {
    encode(
        json!({"primaryHardwareType": "TV", "model": "Panel 55", "version": "2.1", "manufacturer": "Acme",
               "osName": "Linux", "osVersion": "6.1", "connectionType": "LAN"})
        .to_string(),
    )
}

pub(crate) fn register(software_statement: &str) -> Request {
    Request::new("POST", "/o/client/register")
        .with_header("Content-Type", JSON)
        .with_header("X-Device-Info", &device_info())
        .with_body(json!({"software_statement": software_statement}).to_string())
}

pub(crate) fn token(client_id: &str, client_secret: &str) -> Request {
    Request::new("POST", "/o/client/token")
        .with_header("Content-Type", FORM)
        .with_header("X-Device-Info", &device_info())
        .with_body(format!("client_id={client_id}&client_secret={client_secret}&grant_type=client_credentials"))
}

impl Television {
    /// One that has registered for REF30.
    pub(crate) fn new(stage: &mut Stage) -> Self {
        Self::of(stage, "REF30", "demo.software.statement", "living-room")
    }

    pub(crate) fn of(stage: &mut Stage, service_provider: &str, software_statement: &str, device: &str) -> Self {
        let credentials = stage.send(&register(software_statement));
        let token = stage.send(&token(&credentials.text("/client_id"), &credentials.text("/client_secret")));
        Self { service_provider: service_provider.into(), headers: Vec::new() }
            .with("Authorization", &format!("Bearer {}", token.text("/access_token")))
            .with("AP-Device-Identifier", &fingerprint(device))
            .with("X-Device-Info", &device_info())
    }

    /// The same with another header.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut television = self.without(name);
        television.headers.push((name.into(), value.into()));
        television
    }

    /// The same with one header less.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut television = self.clone();
        television.headers.retain(|(known, _)| known != name);
        television
    }

    /// The same application for another service provider.
    pub(crate) fn at(&self, service_provider: &str) -> Self {
        Self { service_provider: service_provider.into(), ..self.clone() }
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> Request {
        let request = Request::new(method, &format!("/api/v2/{}{path}", self.service_provider));
        self.headers.iter().fold(request, |request, (name, value)| request.with_header(name, value))
    }

    pub(crate) fn get(&self, stage: &mut Stage, path: &str) -> Answer {
        stage.send(&self.request("GET", path))
    }

    pub(crate) fn post(&self, stage: &mut Stage, path: &str, form: &str) -> Answer {
        stage.send(&self.request("POST", path).with_header("Content-Type", FORM).with_body(form))
    }

    pub(crate) fn ask(&self, stage: &mut Stage, phase: &str, mvpd: &str, resources: &[&str]) -> Answer {
        let body = json!({"resources": resources}).to_string();
        let request = self.request("POST", &format!("/decisions/{phase}/{mvpd}"));
        stage.send(&request.with_header("Content-Type", JSON).with_body(body))
    }

    pub(crate) fn authorize(&self, stage: &mut Stage, mvpd: &str, resource: &str) -> Answer {
        self.ask(stage, "authorize", mvpd, &[resource])
    }

    /// A call of the Single Sign-On Service.
    pub(crate) fn sso(&self, method: &str, call: &str) -> Request {
        let request = Request::new(method, &format!("/api/{}/{call}", self.service_provider));
        self.headers.iter().fold(request, |request, (name, value)| request.with_header(name, value))
    }

    /// A service token for a person whom the application knows.
    pub(crate) fn service_token(&self, stage: &mut Stage, identifier: &str) -> String {
        let answer = stage.send(&self.sso("POST", "serviceToken").with_header("X-SSO-ID", identifier));
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.text("/serviceToken")
    }

    /// A code that brings another device into the sign-in.
    pub(crate) fn link_code(&self, stage: &mut Stage, service_token: &str) -> String {
        let answer = stage.send(&self.with("AD-Service-Token", service_token).sso("POST", "link"));
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.text("/code")
    }

    /// Joins with such a code.
    pub(crate) fn join(&self, stage: &mut Stage, code: &str) -> Answer {
        stage.send(&self.sso("POST", "serviceToken").with_header("X-SSO-LINK", code))
    }

    /// Opens a session that lacks nothing.
    pub(crate) fn open_session(&self, stage: &mut Stage, mvpd: &str) -> String {
        let form = format!("mvpd={mvpd}&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com%2Fdone");
        self.post(stage, "/sessions", &form).text("/code")
    }

    /// Signs in at `mvpd`, by way of a person's browser.
    pub(crate) fn sign_in(&self, stage: &mut Stage, mvpd: &str) -> String {
        let code = self.open_session(stage, mvpd);
        let mut browser = Browser::default();
        let login = browser.open(stage, &format!("/api/v2/authenticate/{}/{code}", self.service_provider));
        assert_eq!(login.status, 200, "a login page");
        let end = browser.submit(stage, "username=viewer&password=password&action=login");
        assert_eq!(end.status, 302, "back to the application");
        code
    }
}

/// A person's browser: keeps cookies and follows redirects, but never to another host.
#[derive(Default)]
pub(crate) struct Browser {
    cookies: BTreeMap<String, String>,
    /// The page that is open.
    pub(crate) location: String,
}

impl Browser {
    pub(crate) fn open(&mut self, stage: &mut Stage, location: &str) -> Answer {
        self.follow(stage, "GET", location, "")
    }

    /// Sends a form to where it is.
    pub(crate) fn submit(&mut self, stage: &mut Stage, form: &str) -> Answer {
        let location = self.location.clone();
        self.follow(stage, "POST", &location, form)
    }

    /// Sends a form elsewhere.
    pub(crate) fn submit_to(&mut self, stage: &mut Stage, location: &str, form: &str) -> Answer {
        self.follow(stage, "POST", location, form)
    }

    pub(crate) fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    fn follow(&mut self, stage: &mut Stage, method: &str, location: &str, form: &str) -> Answer {
        let (mut method, mut target, mut form) = (method.to_owned(), location.to_owned(), form.to_owned());
        for _ in 0..10 {
            self.location.clone_from(&target);
            let mut request = Request::new(&method, &target).with_header("Host", "simulator.test");
            if method == "POST" {
                request = request.with_header("Content-Type", FORM).with_body(form.as_str());
            }
            for (name, value) in &self.cookies {
                request = request.with_header("Cookie", &format!("{name}={value}"));
            }
            let answer = stage.send(&request);
            self.keep_cookies(&answer.response);
            let Some(next) = answer.response.header("location") else { return answer };
            let next = next.strip_prefix("http://simulator.test").unwrap_or(next).to_owned();
            if !next.starts_with('/') {
                self.location = next;
                return answer;
            }
            (method, target, form) = ("GET".into(), next, String::new());
        }
        panic!("redirects without end");
    }

    fn keep_cookies(&mut self, response: &Response) {
        for (_, value) in response.headers.iter().filter(|(name, _)| *name == "set-cookie") {
            let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.expect("a cookie with a value");
            self.cookies.insert(name.into(), value.into());
        }
    }
}

/// The text of a page's first heading.
pub(crate) fn heading(answer: &Answer) -> String {
    let page = String::from_utf8_lossy(&answer.response.body);
    let heading = page.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>"));
    heading.map(|(heading, _)| heading.to_owned()).unwrap_or_default()
}

/// A JWS that looks signed.
pub(crate) fn service_token(subject: &str, expires: Timestamp) -> String {
    let part = |value: Value| encode(value.to_string()).replace('+', "-").replace('/', "_").replace('=', "");
    let claims = json!({"iss": "programmer", "sub": subject, "aud": "Adobe", "exp": expires.millis() / 1000});
    format!("{}.{}.c2lnbmF0dXJl", part(json!({"alg": "RS256"})), part(claims))
}

/// The value of `AP-Partner-Framework-Status`.
pub(crate) fn framework_status(access: &str, provider: &str, expires: Timestamp) -> String {
    let provider = if provider.is_empty() {
        json!({})
    } else {
        json!({"id": provider, "expirationDate": expires.millis().to_string()})
    };
    let permission = json!({"accessStatus": access});
    encode(json!({"frameworkPermissionInfo": permission, "frameworkProviderInfo": provider}).to_string())
}
