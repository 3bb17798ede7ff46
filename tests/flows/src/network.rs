//! The network's effect on requests and answers on their way.

use std::collections::VecDeque;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tvpass::endpoint::Endpoint;

/// A fault that a request meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It never arrives.
    RequestLost,
    /// It arrives, and its answer does not.
    AnswerLost,
    /// Half of its answer arrives.
    Truncated,
    /// Its answer arrives so late that nobody waits for it any more.
    Late,
    /// Its answer takes seconds.
    Slow,
    /// Its answer arrives twice.
    AnswerTwice,
    /// It arrives twice, and the second answer counts.
    RequestTwice,
    /// The service fails.
    InternalServerError,
    /// A proxy answers with a page.
    Html,
    /// The service does not take the token.
    Unauthorized,
    /// The service has too many requests.
    Throttled,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::RequestLost,
        Self::AnswerLost,
        Self::Truncated,
        Self::Late,
        Self::Slow,
        Self::AnswerTwice,
        Self::RequestTwice,
        Self::InternalServerError,
        Self::Html,
        Self::Unauthorized,
        Self::Throttled,
    ];

    /// The answer that takes the service's place.
    pub(crate) fn answer(self, endpoint: Endpoint) -> Option<(u16, &'static [u8])> {
        const INTERNAL: &[u8] = br#"{"action": "none", "status": 500, "code": "internal_server_error"}"#;
        const REFUSED: &[u8] = br#"{"action": "application-registration", "status": 401,
            "code": "invalid_access_token_client_application"}"#;
        const PAGE: &[u8] = b"<!doctype html><title>Sorry</title>";
        match self {
            Self::InternalServerError => Some((500, INTERNAL)),
            Self::Html => Some((502, PAGE)),
            // The registration endpoints have no token to refuse.
            Self::Unauthorized if matches!(endpoint, Endpoint::Register | Endpoint::Token) => Some((401, PAGE)),
            Self::Unauthorized => Some((401, REFUSED)),
            Self::Throttled => Some((429, PAGE)),
            _ => None,
        }
    }
}

/// The way to the service: always the same, or with planned faults, or with those that the seed brings.
#[derive(Debug)]
pub struct Network {
    random: StdRng,
    planned: VecDeque<(Option<Endpoint>, Fault)>,
    /// Of 10,000 requests, how many meet each fault.
    rate: u32,
    /// The number of times that each fault was met, in the order of [`Fault::ALL`].
    pub met: [u64; Fault::ALL.len()],
}

impl Network {
    pub(crate) fn new(seed: u64) -> Self {
        let random = StdRng::seed_from_u64(seed ^ 0x6e65_7477_6f72_6b00);
        Self { random, planned: VecDeque::new(), rate: 0, met: [0; Fault::ALL.len()] }
    }

    /// The next request of `endpoint` meets `fault`.
    pub fn fail(&mut self, endpoint: Endpoint, fault: Fault) {
        self.planned.push_back((Some(endpoint), fault));
    }

    /// The next request, whichever it is, meets `fault`.
    pub fn fail_next(&mut self, fault: Fault) {
        self.planned.push_back((None, fault));
    }

    /// From now on, each fault is met by `rate` of 10,000 requests.
    pub fn set_rate(&mut self, rate: u32) {
        self.rate = rate;
    }

    /// The fault that a request of `endpoint` meets, if any.
    pub(crate) fn fault(&mut self, endpoint: Endpoint) -> Option<Fault> {
        let is_meant = |(planned, _): &(Option<Endpoint>, Fault)| planned.is_none_or(|planned| planned == endpoint);
        let fault = match self.planned.iter().position(is_meant) {
            Some(place) => self.planned.remove(place).map(|(_, fault)| fault),
            None => self.drawn(),
        };
        if let Some(fault) = fault {
            self.met[fault as usize] += 1;
        }
        fault
    }

    fn drawn(&mut self) -> Option<Fault> {
        if self.rate == 0 {
            return None;
        }
        let place = self.random.random_range(0..10_000_u32) / self.rate;
        Fault::ALL.get(place as usize).copied()
    }

    /// Milliseconds that a message takes in one direction.
    pub(crate) fn delay(&mut self) -> u64 {
        if self.rate == 0 { 50 } else { self.random.random_range(10..400) }
    }
}
