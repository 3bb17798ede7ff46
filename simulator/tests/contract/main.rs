//! Calls of every endpoint, right and wrong in every part, against the types and statuses of the protocol.

mod calls;
mod judge;

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tvpass::endpoint::Endpoint;
use tvpass::json::Timestamp;
use tvpass_simulator::{Options, Request, Service, Settings, Simulator};

use crate::calls::{Names, call};
use crate::judge::{Answer, judge};

const NOW: Timestamp = Timestamp::from_millis(1_733_735_289_035);
const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// For each endpoint, the number of refusals and of successes.
#[derive(Default)]
struct Tally([[usize; 2]; Endpoint::ALL.len()]);

impl Tally {
    fn count(&mut self, endpoint: Endpoint, answer: &Answer) {
        self.0[endpoint as usize][usize::from(endpoint.definition().success.contains(&answer.status))] += 1;
    }

    /// A contract of which a part was never tried proves nothing about it.
    fn is_whole(&self) -> bool {
        self.0.iter().flatten().all(|count| *count > 0)
    }

    fn demand_all(&self) {
        for (endpoint, counts) in Endpoint::ALL.iter().zip(self.0) {
            assert!(!counts.contains(&0), "{endpoint:?} refused and did as it was asked: {counts:?}");
        }
    }
}

/// Rounds of calls at most, until each endpoint has refused and has done as it was asked: both are drawn by chance.
const ROUNDS: usize = 8;

/// Tries calls in rounds of `cases`, and judges each answer.
fn try_calls(cases: u32, names: &Names, send: impl Fn(&Request) -> Answer) {
    let tally = RefCell::new(Tally::default());
    for _ in 0..ROUNDS {
        TestRunner::new(Config::with_cases(cases))
            .run(&call(), |call| {
                let request = call.request(names);
                let answer = send(&request);
                tally.borrow_mut().count(call.endpoint(), &answer);
                judge(&request, &answer).map_err(|reason| TestCaseError::fail(format!("{reason}\n{answer}")))
            })
            .unwrap_or_else(|failure| panic!("{failure}"));
        if tally.borrow().is_whole() {
            break;
        }
    }
    tally.borrow().demand_all();
}

fn settings() -> Settings {
    Settings { throttle: false, ..Settings::default() }
}

#[test]
fn every_answer_of_the_service_keeps_the_contract() {
    let service = RefCell::new(Service::new(settings()));
    let send = |request: &Request| {
        let response = service.borrow_mut().handle(NOW, LOCALHOST, request);
        let header = |name: &str| response.header(name).map(str::to_owned);
        Answer {
            status: response.status,
            content_type: header("content-type").unwrap_or_default(),
            location: header("location"),
            cookie: header("set-cookie"),
            body: response.body,
        }
    };
    try_calls(4000, &Names::prepare(send), send);
}

#[test]
fn every_answer_over_http_keeps_the_contract() {
    let running = Simulator::start(Options { settings: settings(), ..Options::default() }).expect("a free port");
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let send = |request: &Request| {
        let url = format!("{}{}", running.base_url(), request.target());
        let mut builder = ureq::http::Request::builder().method(request.method()).uri(url);
        for (name, value) in request.headers() {
            builder = builder.header(name, value);
        }
        let request = builder.body(request.body().to_vec()).expect("a request");
        let mut response = agent.run(request).expect("an answer");
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().expect("text").to_owned());
        Answer {
            content_type: header("content-type").unwrap_or_default(),
            location: header("location"),
            cookie: header("set-cookie"),
            status: response.status().as_u16(),
            body: response.body_mut().read_to_vec().expect("a body"),
        }
    };
    try_calls(2000, &Names::prepare(send), send);
}
