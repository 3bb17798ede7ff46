//! The service: a request in, a response out, with the time as an argument and no I/O.
//!
//! The order of the checks is fixed, so that tests can rely on it: budget of requests, path and method, access token,
//! service provider, device identifier, device information, then what each endpoint checks of its own.

mod answer;
mod caller;
mod cors;
mod decision;
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

use tvpass::endpoint::{Endpoint, RouteError, route};
use tvpass::json::Timestamp;
use tvpass::message::{ErrorCode, HeaderName};

use self::caller::Caller;
use self::faults::Faults;
use self::log::Log;
use self::login::metadata;
use self::sso::SsoCaller;
use self::throttle::Throttle;
use crate::message::{Delivery, Request, Response};
use crate::options::Settings;
use crate::pages;
use crate::random::Random;
use crate::rules::{Degradation, Denial, Rules};
use crate::scenario::Scenario;
use crate::state::{Change, LoadError, State};
use crate::world::World;

pub(crate) use endpoint::relay_cookie;
pub use faults::{Fault, FaultKind};
pub(crate) use log::Entry;
pub use media_token::Verification;
pub(crate) use refusal::{Outcome, Refusal};

/// How often what has lapsed is forgotten.
const FORGET_MILLIS: u64 = 60 * 1000;

/// The service with all that it remembers.
#[derive(Debug)]
pub struct Service {
    /// As they were at the start; a scenario changes a copy.
    base: Settings,
    pub(crate) settings: Settings,
    pub(crate) state: State,
    pub(crate) log: Log,
    pub(crate) activation: pages::Activation,
    /// The activation page, where it is not the plain one.
    pub(crate) site: Option<pages::Site>,
    random: Random,
    throttle: Throttle,
    faults: Faults,
    pub(crate) rules: Rules,
    /// What the scenario at work is about.
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
            activation: pages::Activation::default(),
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

    /// What must be stored before the answer that was just given may leave.
    #[must_use]
    pub fn take_changes(&mut self) -> Vec<Change> {
        self.state.take_changes()
    }

    /// Answers `request`, which came from `peer` at `now`.
    pub fn handle(&mut self, now: Timestamp, peer: IpAddr, request: &Request) -> Response {
        self.forget(now);
        if !is_api(request.path()) {
            return pages::handle(self, now, request);
        }
        if request.method() == "OPTIONS" {
            return cors::preflight(request, self.settings.browser_headers);
        }
        let response = self.budgeted(now, peer, request);
        self.log.record(now, request, &response);
        cors::allow_origin(request, response)
    }

    /// Who and what exists.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.settings.world
    }

    /// Begins `scenario`: an earlier one ends, and with it all failures, denials and degradations that were asked for.
    /// What the service remembers stays.
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

    /// Takes back the failures still to come.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    fn forget(&mut self, now: Timestamp) {
        if now >= self.forget_at {
            self.forget_at = now.plus_millis(FORGET_MILLIS);
            self.state.forget(now);
            self.throttle.forget(now);
        }
    }

    fn budgeted(&mut self, now: Timestamp, peer: IpAddr, request: &Request) -> Response {
        let routed = route(request.method(), request.path());
        // A person's browser has no part in the budget of the device it may share an address with.
        let counted = self.settings.throttle && routed != Ok(Endpoint::Authenticate);
        if counted && !self.throttle.admit(&device_address(request, peer), now) {
            return throttled();
        }
        match routed.ok().and_then(|endpoint| self.faults.take(endpoint)) {
            Some(fault) => self.faulty(now, routed.is_ok_and(is_sso), fault, request),
            None => self.answer(now, request),
        }
    }

    fn faulty(&mut self, now: Timestamp, is_sso: bool, fault: FaultKind, request: &Request) -> Response {
        let refusal = |code| Refusal::new(code, "A failure was asked for.");
        let of_sso = |status, code| sso::refusal(status, code, "A failure was asked for.");
        match fault {
            FaultKind::Unauthorized if is_sso => self.refuse(of_sso(401, ErrorCode::Unauthorized)),
            FaultKind::InternalServerError if is_sso => self.refuse(of_sso(500, ErrorCode::InternalError)),
            FaultKind::Unauthorized => self.refuse(refusal(ErrorCode::InvalidAccessTokenClientApplication)),
            FaultKind::InternalServerError => self.refuse(refusal(ErrorCode::InternalServerError)),
            FaultKind::Throttled => throttled(),
            FaultKind::Html(status) => pages::proxy_error(status),
            FaultKind::RequestLost => Response { delivery: Delivery::Lost, ..Response::html(504, "") },
            FaultKind::AnswerLost => Response { delivery: Delivery::Lost, ..self.answer(now, request) },
            FaultKind::AnswerTruncated => Response { delivery: Delivery::Truncated, ..self.answer(now, request) },
        }
    }

    /// Answers a request to the API without counting it.
    pub(crate) fn answer(&mut self, now: Timestamp, request: &Request) -> Response {
        match route(request.method(), request.path()) {
            Ok(endpoint) => {
                let outcome = self.dispatch(now, endpoint, request);
                outcome.unwrap_or_else(|refusal| self.refuse(refusal))
            }
            Err(RouteError::NotFound) => self.no_endpoint(404, "There is no such path."),
            Err(RouteError::MethodNotAllowed { get, post }) => {
                let allowed = [("GET", get), ("POST", post), ("OPTIONS", true)];
                let allowed: Vec<_> = allowed.into_iter().filter(|(_, is)| *is).map(|(method, _)| method).collect();
                self.no_endpoint(405, "The path has other methods.").with_header("allow", allowed.join(", "))
            }
        }
    }

    fn dispatch(&mut self, now: Timestamp, endpoint: Endpoint, request: &Request) -> Outcome {
        match endpoint {
            Endpoint::Register => self.register(now, request),
            Endpoint::Token => self.token(now, request),
            Endpoint::Authenticate => self.authenticate(now, request),
            _ if is_sso(endpoint) => {
                let caller = SsoCaller::check(&self.settings.world, &self.state, now, endpoint, request)?;
                self.state.note_use(&caller.client_id, now);
                self.dispatch_sso(&caller)
            }
            _ => {
                let caller = Caller::check(&self.settings.world, &self.state, now, endpoint, request)?;
                self.state.note_use(&caller.client_id, now);
                self.dispatch_caller(&caller)
            }
        }
    }

    fn dispatch_caller(&mut self, caller: &Caller<'_>) -> Outcome {
        match caller.endpoint {
            Endpoint::Configuration => self.configuration(caller),
            Endpoint::CreateSession => self.create_session(caller),
            Endpoint::ResumeSession => self.resume_session(caller),
            Endpoint::SessionInfo => self.session_info(caller),
            Endpoint::Profiles => self.profiles(caller),
            Endpoint::ProfileMvpd => self.profile_mvpd(caller),
            Endpoint::ProfileCode => self.profile_code(caller),
            Endpoint::PartnerRequest => self.partner_request(caller),
            Endpoint::PartnerProfile => self.partner_profile(caller),
            Endpoint::Preauthorize => self.preauthorize(caller),
            Endpoint::Authorize => self.authorize(caller),
            Endpoint::Logout => self.logout(caller),
            _ => Err(Refusal::new(ErrorCode::InternalServerError, "This endpoint has checks of its own.")),
        }
    }

    fn dispatch_sso(&mut self, caller: &SsoCaller<'_>) -> Outcome {
        match caller.endpoint {
            Endpoint::SsoToken => self.sso_token(caller),
            Endpoint::SsoRefresh => self.sso_refresh(caller),
            Endpoint::SsoLink => self.sso_link(caller),
            Endpoint::SsoUnlink => self.sso_unlink(caller),
            _ => self.sso_list(caller),
        }
    }

    fn refuse(&mut self, refusal: Refusal) -> Response {
        refusal.into_response(&self.random.uuid(), self.settings.sso_errors)
    }

    /// The catalogue has no code for these two; `internal_error` is the one documented with 405.
    fn no_endpoint(&mut self, status: u16, message: &str) -> Response {
        refusal::enhanced(status, ErrorCode::InternalError, message, &self.random.uuid())
    }
}

/// True for a call of the Single Sign-On Service, which has an order of checks of its own.
fn is_sso(endpoint: Endpoint) -> bool {
    use Endpoint::{SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink};
    matches!(endpoint, SsoToken | SsoRefresh | SsoLink | SsoUnlink | SsoList)
}

fn is_api(path: &str) -> bool {
    ["/api", "/o/client"]
        .iter()
        .any(|prefix| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// What a budget of requests belongs to: the device that a server speaks for, else whoever is connected (R17).
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
