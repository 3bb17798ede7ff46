//! The service: a request in, a response out, with the time as an argument and no I/O.
//!
//! The order of the checks is fixed, so that tests can rely on it: budget of requests, path and method, access token,
//! service provider, device identifier, device information, then what each endpoint checks of its own.

mod answer;
mod caller;
mod cors;
mod decision;
mod dispatch;
mod endpoint;
mod faults;
mod framework;
mod identity;
mod jws;
mod log;
mod login;
mod media_token;
mod refusal;
mod resource;
mod sso;
mod standing;
mod throttle;
mod trial;

use std::net::IpAddr;

use tvpass::endpoint::Endpoint;
use tvpass::json::Timestamp;
use tvpass::message::{ErrorCode, HeaderName};

use self::dispatch::{Received, is_sso, memory_of};
use self::faults::Faults;
use self::log::Log;
use self::login::metadata;
use self::throttle::Throttle;
use crate::message::{Delivery, Request, Response};
use crate::random::Random;
use crate::rules::{Degradation, Denial, Rules};
use crate::scenario::Scenario;
use crate::settings::Settings;
use crate::site::{MissingPage, Site};
use crate::state::{Change, LoadError, State};
use crate::world::World;

pub(crate) use endpoint::{login_url, relay_cookie};
pub use faults::{Fault, FaultKind};
pub use log::{Entry, Header};
pub use media_token::Verification;
pub(crate) use refusal::{Outcome, Refusal};

/// The interval at which lapsed entries are forgotten.
const FORGET_MILLIS: u64 = 60 * 1000;

/// The service with all that it remembers.
#[derive(Debug)]
pub struct Service {
    /// As they were at the start; a scenario changes a copy.
    base: Settings,
    pub(crate) settings: Settings,
    pub(crate) state: State,
    pub(crate) log: Log,
    /// The access token of the activation page, with its end.
    pub(crate) activation_token: Option<(String, Timestamp)>,
    /// The activation page, where it is not the plain one.
    pub(crate) site: Option<Site>,
    random: Random,
    throttle: Throttle,
    faults: Faults,
    pub(crate) rules: Rules,
    /// The description of the scenario at work.
    pub(crate) scenario: String,
    /// Why the state is not stored, while it is not.
    pub(crate) trouble: Option<String>,
    forget_at: Timestamp,
}

impl Service {
    /// A service that remembers nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            random: Random::new(settings.seed),
            base: settings.clone(),
            settings,
            state: State::default(),
            log: Log::default(),
            activation_token: None,
            site: None,
            throttle: Throttle::default(),
            faults: Faults::default(),
            rules: Rules::default(),
            scenario: String::new(),
            trouble: None,
            forget_at: Timestamp::default(),
        }
    }

    /// Takes in a row that an earlier run gave out as a [`Change`].
    ///
    /// # Errors
    /// This version cannot read it.
    pub fn load(&mut self, kind: &str, body: &str) -> Result<(), LoadError> {
        self.state.load(kind, body)
    }

    /// Takes the changes that must be stored before the answer that was just given may leave.
    #[must_use]
    pub fn take_changes(&mut self) -> Vec<Change> {
        self.state.take_changes()
    }

    /// Answers a request to the API, within the budget of `peer`, and notes it in the log.
    pub(crate) fn answer_counted(&mut self, now: Timestamp, peer: IpAddr, request: &Request) -> Response {
        if request.method() == "OPTIONS" {
            return cors::preflight(request, self.settings.browser_headers);
        }
        let mut memory = memory_of(request);
        let received = Received::read(request, &mut memory);
        let response = self.budgeted(now, peer, &received);
        self.log.record(now, request, received.endpoint(), &response);
        cors::allow_origin(request, response)
    }

    /// The world: service providers, MVPDs, viewers and resources.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.settings.world
    }

    /// Begins `scenario`: an earlier one ends, and with it all failures, denials and degradations that were asked for.
    /// The service keeps its state.
    pub fn apply(&mut self, scenario: &Scenario) {
        self.settings = scenario.settings(&self.base);
        self.rules = Rules { degradations: scenario.degradations.clone(), denials: scenario.denials.clone() };
        self.scenario.clone_from(&scenario.description);
        self.faults.clear();
        for fault in &scenario.faults {
            self.faults.push(*fault);
        }
    }

    /// Makes the next requests fail.
    pub fn inject(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Degrades an MVPD.
    pub fn degrade(&mut self, degradation: Degradation) {
        self.rules.degradations.push(degradation);
    }

    /// Denies on demand.
    pub fn deny(&mut self, denial: Denial) {
        self.rules.denials.push(denial);
    }

    /// Serves a built activation page in place of the plain one: its files with their paths, each of which begins with a slash.
    ///
    /// # Errors
    /// There is no `/index.html` among them.
    pub fn serve_site(&mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<(), MissingPage> {
        self.site = Some(Site::new(files)?);
        Ok(())
    }

    /// The last hundred requests to the API, the newest first, as a person can read them.
    pub fn requests(&self) -> impl Iterator<Item = &Entry> {
        self.log.entries()
    }

    /// Takes back the failures still to come.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// Forgets what has lapsed, now and then.
    pub(crate) fn forget(&mut self, now: Timestamp) {
        if now >= self.forget_at {
            self.forget_at = now.plus_millis(FORGET_MILLIS);
            self.state.forget(now);
            self.throttle.forget(now);
        }
    }

    fn budgeted(&mut self, now: Timestamp, peer: IpAddr, received: &Received<'_>) -> Response {
        let endpoint = received.endpoint();
        // A person's browser has no part in the budget of the device it may share an address with.
        let counted = self.settings.throttle && endpoint != Some(Endpoint::Authenticate);
        if counted && !self.throttle.admit(&device_address(received.request, peer), now) {
            return throttled();
        }
        match endpoint.and_then(|endpoint| self.faults.take(endpoint)) {
            Some(fault) => self.faulty(now, endpoint.is_some_and(is_sso), fault, received),
            None => self.answer_received(now, received),
        }
    }

    fn faulty(&mut self, now: Timestamp, is_sso: bool, fault: FaultKind, received: &Received<'_>) -> Response {
        let refusal = |code| Refusal::new(code, "A failure was asked for.");
        let of_sso = |status, code| sso::refusal(status, code, "A failure was asked for.");
        match fault {
            FaultKind::Unauthorized if is_sso => self.refuse(of_sso(401, ErrorCode::Unauthorized)),
            FaultKind::InternalServerError if is_sso => self.refuse(of_sso(500, ErrorCode::InternalError)),
            FaultKind::Unauthorized => self.refuse(refusal(ErrorCode::InvalidAccessTokenClientApplication)),
            FaultKind::InternalServerError => self.refuse(refusal(ErrorCode::InternalServerError)),
            FaultKind::Throttled => throttled(),
            FaultKind::Html(status) => proxy_error(status),
            FaultKind::RequestLost => Response { delivery: Delivery::Lost, ..Response::html(504, "") },
            FaultKind::AnswerLost => Response { delivery: Delivery::Lost, ..self.answer_received(now, received) },
            FaultKind::AnswerTruncated => {
                Response { delivery: Delivery::Truncated, ..self.answer_received(now, received) }
            }
        }
    }
}

/// The owner of a budget of requests: the device that a server speaks for, else whoever is connected (R17).
fn device_address(request: &Request, peer: IpAddr) -> String {
    let forwarded = request.header(HeaderName::XForwardedFor.as_str());
    let first =
        forwarded.and_then(|value| value.split(',').next()).map(str::trim).filter(|address| !address.is_empty());
    first.map_or_else(|| peer.to_string(), Into::into)
}

fn throttled() -> Response {
    Response::html(
        429,
        "<!doctype html><html lang=\"en\"><title>429 Too Many Requests</title><h1>Too Many Requests</h1></html>\n",
    )
}

/// The error page of a proxy that cannot reach the service.
fn proxy_error(status: u16) -> Response {
    Response::html(
        status,
        format!("<!doctype html><html lang=\"en\"><title>{status}</title><h1>The server cannot answer</h1></html>\n"),
    )
}
