//! The service: its state, the order of calls, the answers.

mod answer;
mod configuration;
mod decision;
mod pace;
mod profile;
mod registration;
mod session;
mod single_sign_on;

use std::mem;
use std::time::Duration;

use self::pace::Pace;
use self::profile::Profile;
use self::registration::{Client, Token};
use self::session::Session;
use self::single_sign_on::SingleSignOn;
use crate::check::{self, Findings};
use crate::clock::milliseconds;
use crate::endpoint::{NoRoute, Route, resolve};
use crate::http::{Request, Response};
use crate::{Endpoint, Faults, Options, Recorded, Report};

pub(crate) use answer::Answer;
use serde_json::{Value, json};

/// MVPDs that always exist, beside the one of the options: id and display name. Their names need every kind of escape.
const MVPDS: [(&str, &str); 4] = [
    ("Cablevision", "Cablevision \u{1f4fa} \"Optimum\""),
    ("Comcast_SSO", "Xfinity"),
    ("Kabel & S\u{f6}hne/West", "Kabel & S\u{f6}hne / West"),
    ("Dish", "DISH \u{2014} \u{65e5}\u{672c}"),
];

pub(crate) struct Service {
    options: Options,
    base_url: String,
    report: Report,
    /// Those that have not struck yet.
    faults: Faults,
    pace: Pace,
    clients: Vec<Client>,
    tokens: Vec<Token>,
    session: Option<Session>,
    profiles: Vec<Profile>,
    single_sign_on: SingleSignOn,
    /// The ids of the devices, in the order in which they called first.
    devices: Vec<String>,
    /// Profiles were asked for, and the question was answered (R32).
    profiles_asked: bool,
    configuration_served: Option<Duration>,
}

/// One request on its way through the service.
struct Call {
    now: Duration,
    request: Request,
    findings: Findings,
    /// The client that the access token was issued to.
    client: usize,
    /// The streaming device; empty when a secondary application calls.
    device: String,
    /// The person of the service token, where one came along.
    subject: Option<String>,
}

enum Fault {
    Answer(Answer),
    Silence,
}

impl Service {
    pub(crate) fn new(options: Options, base_url: String) -> Self {
        let report = Report { secrets: vec![options.software_statement.clone()], ..Report::default() };
        Self {
            faults: options.faults.clone(),
            pace: Pace::of(1 + u32::from(options.second_device)),
            options,
            base_url,
            report,
            clients: Vec::new(),
            tokens: Vec::new(),
            session: None,
            profiles: Vec::new(),
            single_sign_on: SingleSignOn::default(),
            devices: Vec::new(),
            profiles_asked: false,
            configuration_served: None,
        }
    }

    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    /// Something that was not even HTTP.
    pub(crate) fn unreadable(&mut self, sentence: &str) {
        self.report.violations.push(format!("not a request: {sentence}"));
    }

    /// Judges, records and answers a request; `None` closes the connection without a byte.
    pub(crate) fn handle(&mut self, request: Request) -> Option<Response> {
        let route = resolve(&request.method, request.path());
        let endpoint = route.as_ref().ok().map(|route| route.endpoint);
        let mut call = Call {
            now: self.options.clock.now(),
            request,
            findings: Findings::default(),
            client: 0,
            device: String::new(),
            subject: None,
        };
        let answer = self.reply(&mut call, route);
        self.record(call, endpoint, answer.as_ref().map(|answer| answer.status));
        answer.map(|answer| answer.into_response(self.options.faults.variants))
    }

    fn record(&mut self, call: Call, endpoint: Option<Endpoint>, status: Option<u16>) {
        let request = call.request;
        let number = self.report.requests.len() + 1;
        let label = format!("request {number}, {} {}", request.method, request.target);
        let sentences = call.findings.violations.into_iter();
        let sentences = sentences.map(|sentence| format!("{label}: {sentence}"));
        self.report.violations.extend(sentences);
        let headers = request.headers.into_iter();
        self.report.requests.push(Recorded {
            arrived: call.now,
            method: request.method,
            target: request.target,
            endpoint,
            headers: headers.map(|(name, value)| (name, String::from_utf8_lossy(&value).into_owned())).collect(),
            body: String::from_utf8_lossy(&request.body).into_owned(),
            status,
        });
    }

    fn reply(&mut self, call: &mut Call, route: Result<Route, NoRoute>) -> Option<Answer> {
        let endpoint = route.as_ref().ok().map(|route| route.endpoint);
        if endpoint != Some(Endpoint::Authenticate) {
            // The person's browser is another device, with a budget of its own.
            self.pace.arrival(call.now, &mut call.findings);
        }
        check::target(&call.request, endpoint, &self.report.secrets, &mut call.findings);
        match route {
            Ok(route) => {
                self.inspect(call, &route);
                let answer = self.play_unless_refused(call, &route);
                let refusal = call.findings.refusal.take();
                refusal.map_or(answer, |refusal| Some(for_reader(route.endpoint, refusal)))
            }
            Err(NoRoute::UnknownPath) => {
                let page = Answer::html(404, "<html><body>No such page</body></html>");
                call.findings.refuse("there is no such endpoint", page);
                call.findings.refusal.take()
            }
            Err(NoRoute::OtherMethod(methods)) => {
                let page = Answer::html(405, "<html><body>No such method</body></html>");
                let page = page.with_header("Allow", methods.join(", "));
                call.findings.refuse("the path does not have this method", page);
                call.findings.refusal.take()
            }
        }
    }

    /// The checks that all endpoints share, in the service's order.
    fn inspect(&mut self, call: &mut Call, route: &Route) {
        let endpoint = route.endpoint;
        if endpoint == Endpoint::ProfileCode {
            self.report.polls += 1;
            let gap = self.pace.poll(call.now, &route.argument, &mut call.findings);
            self.report.smallest_poll_gap = [self.report.smallest_poll_gap, gap].into_iter().flatten().min();
        }
        let secondary_application = self.options.secondary_application;
        check::headers(&call.request, endpoint, secondary_application, &mut call.findings);
        for problem in check::content_type(&call.request, endpoint) {
            call.findings.note(problem);
        }
        if endpoint != Endpoint::Authenticate && !endpoint.is_registration() {
            self.check_token(call);
        }
        if !endpoint.is_registration() && route.service_provider != self.options.service_provider {
            let sentence = format!("the service provider '{}' is unknown", route.service_provider);
            let error = Answer::error("invalid_parameter_service_provider");
            call.findings.refuse(sentence, error);
        }
        if endpoint != Endpoint::Authenticate {
            self.check_device(call, endpoint);
        }
        if call.request.header("AD-Service-Token").is_some() && !endpoint.is_of_sso_service() {
            self.check_service_token(call);
        }
    }

    fn check_device(&mut self, call: &mut Call, endpoint: Endpoint) {
        match call.request.header("AP-Device-Identifier").map(check::device_identifier) {
            Some(Ok(id)) => self.recognise_device(call, id),
            Some(Err(sentence)) => {
                let error = Answer::error("invalid_header_device_identifier");
                call.findings.refuse(sentence, error);
            }
            None if requires_identifier(endpoint) => {
                // That it is missing was said when the headers were looked at.
                let error = Answer::error("invalid_header_device_identifier");
                call.findings.refusal.get_or_insert(error);
            }
            None => (),
        }
        if let Some(Err(sentence)) = call.request.header("X-Device-Info").map(check::device_info) {
            let error = if endpoint.is_registration() {
                Answer::registration_error("invalid_request")
            } else {
                Answer::error("invalid_header_device_info")
            };
            call.findings.refuse(sentence, error);
        }
    }

    fn recognise_device(&mut self, call: &mut Call, id: String) {
        let is_known = self.devices.contains(&id);
        if !is_known && self.devices.len() <= usize::from(self.options.second_device) {
            let header = call.request.header("AP-Device-Identifier").unwrap_or_default();
            let encoded = header.rsplit(' ').next().unwrap_or_default().to_owned();
            self.report.secrets.extend([id.clone(), encoded]);
            self.devices.push(id.clone());
        } else if !is_known {
            call.findings.note("AP-Device-Identifier is not what it was before (R12)");
        }
        call.device = id;
    }

    fn play_unless_refused(&mut self, call: &mut Call, route: &Route) -> Option<Answer> {
        call.findings.proceed()?;
        match self.fault(call, route.endpoint) {
            Some(Fault::Silence) => None,
            Some(Fault::Answer(answer)) => Some(answer),
            None => self.play(call, route),
        }
    }

    fn fault(&mut self, call: &Call, endpoint: Endpoint) -> Option<Fault> {
        let is_here = |target: &mut Endpoint| *target == endpoint;
        let asks_profiles = matches!(endpoint, Endpoint::Profiles | Endpoint::ProfileMvpd);
        let (name, fault) = if asks_profiles && mem::take(&mut self.faults.unauthorized) {
            self.revoke_tokens();
            let error = Answer::error("invalid_access_token_client_application");
            ("401", Fault::Answer(error))
        } else if self.faults.no_answer.take_if(is_here).is_some() {
            ("no answer", Fault::Silence)
        } else if self.faults.throttled.take_if(is_here).is_some() {
            ("429", Fault::Answer(self.pace.throttle(call.now)))
        } else if self.faults.bad_gateway.take_if(is_here).is_some() {
            ("502", Fault::Answer(Answer::bad_gateway()))
        } else {
            return None;
        };
        self.report.faults.push(format!("{name} on {}", endpoint.id()));
        Some(fault)
    }

    fn play(&mut self, call: &mut Call, route: &Route) -> Option<Answer> {
        match route.endpoint {
            Endpoint::Register => self.register(call),
            Endpoint::Token => self.token(call),
            Endpoint::Configuration => Some(self.configuration(call)),
            Endpoint::CreateSession => self.create_session(call),
            Endpoint::ResumeSession => self.resume_session(call, &route.argument),
            Endpoint::SessionInfo => self.session_info(call, &route.argument),
            Endpoint::Authenticate => self.authenticate(call, &route.argument),
            Endpoint::Profiles => Some(self.all_profiles(call)),
            Endpoint::ProfileMvpd => self.profile_of_mvpd(call, &route.argument),
            Endpoint::ProfileCode => self.profile_of_code(call, &route.argument),
            Endpoint::Preauthorize | Endpoint::Authorize => self.decisions(call, route),
            Endpoint::Logout => self.logout(call, &route.argument),
            Endpoint::SsoToken => self.sso_token(call),
            Endpoint::SsoRefresh => self.sso_refresh(call),
            Endpoint::SsoLink => self.sso_link(call),
            Endpoint::SsoUnlink => self.sso_unlink(call),
            Endpoint::SsoList => self.sso_list(call),
        }
    }

    fn is_mvpd(&self, id: &str) -> bool {
        id == self.options.mvpd || MVPDS.iter().any(|(known, _)| *known == id)
    }

    /// The MVPD in the path.
    fn check_mvpd(&self, call: &mut Call, id: &str) -> Option<()> {
        if !self.is_mvpd(id) {
            let error = Answer::error("invalid_parameter_mvpd");
            call.findings.refuse(format!("the MVPD '{id}' is unknown"), error);
        }
        call.findings.proceed()
    }

    /// A point in time, as a number or as text (T1).
    fn time(&self, time: Duration) -> Value {
        let number = milliseconds(time);
        if self.options.faults.variants { json!(number.to_string()) } else { json!(number) }
    }
}

/// A browser gets a page where an application gets JSON (R41).
fn for_reader(endpoint: Endpoint, refusal: Answer) -> Answer {
    if endpoint == Endpoint::Authenticate {
        Answer::html(400, "<html><body>This code does not work</body></html>")
    } else {
        refusal
    }
}

/// Endpoints for which `headers.tsv` itself requires AP-Device-Identifier; elsewhere it is the ruling alone (H2), and the service does
/// not mind.
fn requires_identifier(endpoint: Endpoint) -> bool {
    matches!(
        endpoint,
        Endpoint::CreateSession
            | Endpoint::Profiles
            | Endpoint::ProfileMvpd
            | Endpoint::Preauthorize
            | Endpoint::Authorize
            | Endpoint::Logout
            | Endpoint::SsoToken
            | Endpoint::SsoLink
            | Endpoint::SsoUnlink
            | Endpoint::SsoList
    )
}
