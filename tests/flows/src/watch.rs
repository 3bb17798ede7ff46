//! Rules that every television is held to, whatever happens around it.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;
use tvpass::endpoint::Endpoint;
use tvpass::flow::Actor;

use crate::START;

/// The request budget that the service grants (`wire.md`, Throttled).
const INTERVAL_MILLIS: u64 = 1000;
const BURST: u64 = 10;
/// R42.
const POLL_MILLIS: u64 = 3000;

/// Holds all televisions to their promises, independently of the core: from their requests and answers alone.
#[derive(Debug, Default)]
pub struct Watch {
    watched: Vec<Watched>,
    /// The counts.
    pub figures: Figures,
    /// The promises that were broken.
    pub violations: Vec<String>,
}

/// The counts over all televisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Requests that went out, by endpoint.
    pub requests: BTreeMap<&'static str, u64>,
    /// Answers of the service itself that said 429: a budget was exceeded where it counts.
    pub throttled_by_the_service: u64,
    /// Flows that stopped before their end, by who had to act.
    pub stops: BTreeMap<String, u64>,
    /// The shortest time between two polls of a code.
    pub shortest_poll_distance: Option<u64>,
    /// The most registrations of one television.
    pub most_registrations: u64,
    /// Requests that came after one which the same television sent later.
    pub overtaken: u64,
    /// Codes that were shown.
    pub codes_shown: u64,
    /// Starts after a power cut, with what was stored and without.
    pub restarts: [u64; 2],
    /// Jumps of clocks on the wall.
    pub clock_jumps: u64,
}

#[derive(Debug, Default)]
struct Watched {
    /// The latest request that has arrived.
    arrived: u64,
    last_poll: Option<(String, u64)>,
    paid_at: u64,
    registrations: u64,
    credentials: Credentials,
    refusals: Refusals,
    /// The codes that it was told, and when they lapse.
    codes: HashMap<String, u64>,
}

/// True if it has credentials that may be replaced (S4, R7, R8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Credentials {
    #[default]
    None,
    Good,
    Refused,
}

/// The refusals of the present call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Refusals {
    #[default]
    None,
    /// The token was refused.
    Token,
    /// A fresh one was got for it.
    Renewed,
}

impl Watch {
    pub(crate) fn add(&mut self) {
        self.watched.push(Watched::default());
    }

    /// The television comes up, perhaps without what it had stored; its polls and its budget are counted from here, since
    /// it cannot know of earlier ones.
    pub(crate) fn booted(&mut self, television: usize, has_lost_storage: bool) {
        let watched = &mut self.watched[television];
        watched.last_poll = None;
        watched.paid_at = 0;
        watched.refusals = Refusals::None;
        if has_lost_storage {
            watched.credentials = Credentials::None;
        }
        self.figures.restarts[usize::from(has_lost_storage)] += 1;
    }

    pub(crate) fn sent(&mut self, television: usize, now: u64, endpoint: Endpoint, path: &str) {
        *self.figures.requests.entry(endpoint.definition().id).or_default() += 1;
        let watched = &mut self.watched[television];
        watched.paid_at = watched.paid_at.max(now) + INTERVAL_MILLIS;
        let mut violations = Vec::new();
        if watched.paid_at > now + BURST * INTERVAL_MILLIS {
            violations.push("exceeds the budget of requests".to_owned());
        }
        match endpoint {
            Endpoint::ProfileCode => violations.extend(watched.polled(now, path, &mut self.figures)),
            Endpoint::Register => {
                watched.registrations += 1;
                self.figures.most_registrations = self.figures.most_registrations.max(watched.registrations);
                if watched.credentials == Credentials::Good {
                    violations.push("registers although it has credentials".to_owned());
                }
            }
            _ => {}
        }
        self.report(television, now, violations);
    }

    pub(crate) fn answered(&mut self, television: usize, endpoint: Endpoint, status: u16, body: &[u8]) {
        let body: Option<Value> = serde_json::from_slice(body).ok();
        self.watched[television].answered(endpoint, status, body.as_ref());
    }

    pub(crate) fn shows(&mut self, television: usize, now: u64, code: &str, expires_at: u64) {
        self.figures.codes_shown += 1;
        let violation = match self.watched[television].codes.get(code) {
            None => Some(format!("shows the code {code}, which it was never told")),
            Some(truth) if now >= *truth => Some(format!("shows the code {code}, which has lapsed")),
            Some(truth) if expires_at > *truth => Some(format!("lets the code {code} be shown for too long")),
            Some(_) => None,
        };
        self.report(television, now, violation);
    }

    /// The person reads a code from the screen.
    pub(crate) fn read(&mut self, television: usize, now: u64, code: &str) {
        let has_lapsed = self.watched[television].codes.get(code).is_none_or(|truth| now >= *truth);
        self.report(television, now, has_lapsed.then(|| format!("still shows the code {code}, which has lapsed")));
    }

    /// Requests are numbered in the order in which they were sent.
    pub(crate) fn arrived(&mut self, television: usize, number: u64) {
        let latest = &mut self.watched[television].arrived;
        self.figures.overtaken += u64::from(number < *latest);
        *latest = number.max(*latest);
    }

    pub(crate) fn stopped(&mut self, actor: Actor) {
        *self.figures.stops.entry(format!("{actor:?}")).or_default() += 1;
    }

    fn report(&mut self, television: usize, now: u64, violations: impl IntoIterator<Item = String>) {
        let place = |what| format!("television {television} at {now} ms {what}");
        self.violations.extend(violations.into_iter().map(place));
    }
}

impl Watched {
    fn polled(&mut self, now: u64, path: &str, figures: &mut Figures) -> Option<String> {
        let code = path.rsplit('/').next().unwrap_or_default().to_owned();
        if self.codes.get(&code).is_some_and(|expires_at| now >= *expires_at) {
            return Some(format!("polls the code {code}, which has lapsed"));
        }
        let (last_code, last) = self.last_poll.replace((code.clone(), now))?;
        if last_code != code {
            return None;
        }
        let distance = now - last;
        let shortest = figures.shortest_poll_distance.get_or_insert(distance);
        *shortest = distance.min(*shortest);
        (distance < POLL_MILLIS).then(|| format!("polls {distance} ms after the last poll"))
    }

    fn answered(&mut self, endpoint: Endpoint, status: u16, body: Option<&Value>) {
        let text = |name: &str| body.and_then(|body| body.get(name)).and_then(Value::as_str);
        let is_success = matches!(status, 200 | 201) && body.is_some();
        match endpoint {
            Endpoint::Register if is_success => self.credentials = Credentials::Good,
            Endpoint::Token if text("error") == Some("invalid_client") => self.credentials = Credentials::Refused,
            Endpoint::Token if is_success && self.refusals == Refusals::Token => self.refusals = Refusals::Renewed,
            Endpoint::Register | Endpoint::Token => {}
            _ if status == 401 => {
                let asks_for_it = text("action") == Some("application-registration");
                if self.refusals == Refusals::Renewed && asks_for_it {
                    self.credentials = Credentials::Refused;
                }
                self.refusals = Refusals::Token;
            }
            _ if is_success => {
                self.refusals = Refusals::None;
                if let (Some(code), Some(not_after)) = (text("code"), text("notAfter")) {
                    let not_after: u64 = not_after.parse().unwrap_or_default();
                    self.codes.insert(code.into(), not_after.saturating_sub(START.millis()));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use tvpass::endpoint::Endpoint;

    use super::Watch;

    const SESSION: &[u8] = br#"{"code": "8ADF2K7", "notAfter": "1733735389035"}"#;
    const POLL: &str = "/api/v2/REF30/profiles/code/8ADF2K7";

    /// A watch over one television that was told a code of 100 seconds.
    fn watch() -> Watch {
        let mut watch = Watch::default();
        watch.add();
        watch.answered(0, Endpoint::CreateSession, 200, SESSION);
        watch
    }

    fn complains(watch: &Watch, of: &str) -> bool {
        watch.violations.len() == 1 && watch.violations[0].contains(of)
    }

    #[test]
    fn two_polls_of_a_code_within_three_seconds_are_noticed() {
        let mut watch = watch();
        watch.sent(0, 1000, Endpoint::ProfileCode, POLL);
        watch.sent(0, 1500, Endpoint::ProfileCode, "/api/v2/REF30/profiles/code/9BEG3L8");
        assert!(watch.violations.is_empty());
        watch.sent(0, 4499, Endpoint::ProfileCode, "/api/v2/REF30/profiles/code/9BEG3L8");
        assert!(complains(&watch, "polls 2999 ms after the last poll"));
    }

    #[test]
    fn a_poll_of_a_lapsed_code_is_noticed() {
        let mut watch = watch();
        watch.sent(0, 99_999, Endpoint::ProfileCode, POLL);
        assert!(watch.violations.is_empty());
        watch.sent(0, 100_000, Endpoint::ProfileCode, POLL);
        assert!(complains(&watch, "which has lapsed"));
    }

    #[test]
    fn a_code_that_is_shown_too_late_too_long_or_without_reason_is_noticed() {
        for (now, code, expires_at, complaint) in [
            (1000, "8ADF2K7", 100_001, "for too long"),
            (100_000, "8ADF2K7", 100_000, "which has lapsed"),
            (1000, "9BEG3L8", 2000, "never told"),
        ] {
            let mut watch = watch();
            watch.shows(0, now, code, expires_at);
            assert!(complains(&watch, complaint), "{complaint}");
        }
        let mut watch = watch();
        watch.shows(0, 1000, "8ADF2K7", 100_000);
        assert!(watch.violations.is_empty());
    }

    #[test]
    fn a_code_that_is_still_on_the_screen_after_it_has_lapsed_is_noticed() {
        let mut watch = watch();
        watch.read(0, 99_999, "8ADF2K7");
        assert!(watch.violations.is_empty());
        watch.read(0, 100_000, "8ADF2K7");
        assert!(complains(&watch, "still shows"));
    }

    #[test]
    fn a_request_that_comes_after_a_later_one_is_counted() {
        let mut watch = watch();
        for number in [3, 5, 5, 4, 6] {
            watch.arrived(0, number);
        }
        assert_eq!(watch.figures.overtaken, 1);
    }

    #[test]
    fn the_eleventh_request_at_once_is_noticed() {
        let mut watch = watch();
        (0..10).for_each(|_| watch.sent(0, 1000, Endpoint::Profiles, ""));
        watch.sent(0, 2000, Endpoint::Profiles, "");
        assert!(watch.violations.is_empty());
        watch.sent(0, 2999, Endpoint::Profiles, "");
        assert!(complains(&watch, "exceeds the budget"));
    }

    #[test]
    fn a_second_registration_is_noticed_unless_there_is_a_reason() {
        let refused = br#"{"action": "application-registration"}"#;
        let registered = || {
            let mut watch = watch();
            watch.sent(0, 0, Endpoint::Register, "");
            watch.answered(0, Endpoint::Register, 201, b"{}");
            watch
        };
        let mut without_reason = registered();
        without_reason.answered(0, Endpoint::Profiles, 401, refused);
        without_reason.sent(0, 5000, Endpoint::Register, "");
        assert!(complains(&without_reason, "registers although"));
        let mut fresh_token = registered();
        fresh_token.answered(0, Endpoint::Profiles, 401, refused);
        fresh_token.answered(0, Endpoint::Token, 201, b"{}");
        fresh_token.answered(0, Endpoint::Profiles, 401, refused);
        fresh_token.sent(0, 5000, Endpoint::Register, "");
        assert!(fresh_token.violations.is_empty());
        let mut lost = watch();
        lost.sent(0, 0, Endpoint::Register, "");
        lost.answered(0, Endpoint::Register, 201, b"{\"client_i");
        lost.sent(0, 5000, Endpoint::Register, "");
        assert!(lost.violations.is_empty());
        let mut unknown = registered();
        unknown.answered(0, Endpoint::Token, 400, br#"{"error": "invalid_client"}"#);
        unknown.sent(0, 5000, Endpoint::Register, "");
        assert!(unknown.violations.is_empty());
    }
}
