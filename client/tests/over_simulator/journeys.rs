//! The requests and bytes of each journey of a viewer, beside `ledger/journeys.tsv`.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tvpass_client::blocking::Client;
use tvpass_client::transport::{HttpRequest, HttpResponse, Transport, TransportError, UreqTransport};
use tvpass_client::{
    AuthorizeOutcome, LogoutQuestion, MemoryStore, Reply, ServicePerson, SignInCheck, SignInOptions, SignInOutcome,
    SignInQuestion, SsoOutcome,
};
use tvpass_simulator::Running;

use crate::person;
use crate::service::{options, settings, start};

/// Requests and bytes so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Traffic {
    requests: usize,
    /// Method, path, query, headers of the protocol and body.
    sent: usize,
    /// Bodies alone: the rest is the server's choice.
    received: usize,
}

/// A transport that counts.
#[derive(Clone)]
struct Counting(Arc<Mutex<Traffic>>);

impl Transport for Counting {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let response = UreqTransport::direct().send(request)?;
        let target = request.url.splitn(4, '/').nth(3).map_or(0, |rest| rest.len() + "/".len());
        // A colon, a space, and the end of the line.
        let headers: usize = request.headers.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
        let mut traffic = self.0.lock().unwrap();
        traffic.requests += 1;
        traffic.sent += request.method.len() + target + headers + request.body.len();
        traffic.received += response.body.len();
        Ok(response)
    }
}

/// A device at one simulator, and what its journeys have cost.
struct Device<'r> {
    running: &'r Running,
    id: &'static str,
    store: Arc<MemoryStore>,
    traffic: Counting,
    client: Client,
}

impl<'r> Device<'r> {
    fn new(running: &'r Running, id: &'static str) -> Self {
        let (store, traffic) = (Arc::new(MemoryStore::default()), Counting(Arc::default()));
        let client = client(running, id, &store, &traffic);
        Self { running, id, store, traffic, client }
    }

    /// The program begins anew, with the state that it saved.
    fn restart(&mut self) {
        self.client = client(self.running, self.id, &self.store, &self.traffic);
    }

    /// The traffic since this was last asked.
    fn taken(&self) -> Traffic {
        std::mem::take(&mut *self.traffic.0.lock().unwrap())
    }

    fn sign_in(&self, options: SignInOptions) {
        let outcome = self.client.sign_in(options, |question| match question {
            SignInQuestion::ShowCode(shown) => {
                person::sign_in(&shown.authenticate_url.expect("nothing is left to choose"));
                Reply::Yes
            }
            SignInQuestion::ChooseMvpd(_) => Reply::Mvpd("Cablevision".to_owned()),
            _ => Reply::Cancel,
        });
        assert!(matches!(outcome.unwrap(), SignInOutcome::SignedIn { .. }));
    }

    fn play(&self) {
        assert!(matches!(self.client.authorize("REF30", None).unwrap(), AuthorizeOutcome::Permitted(_)));
    }
}

fn client(running: &Running, id: &str, store: &Arc<MemoryStore>, traffic: &Counting) -> Client {
    Client::new(settings(running).device_id(id), traffic.clone(), Arc::clone(store)).unwrap()
}

/// The journeys of a viewer, in the order in which they are made.
fn journeys(running: &Running) -> Vec<(&'static str, Traffic)> {
    let mut device = Device::new(running, "television");
    let mut table = Vec::new();
    device.sign_in(options());
    table.push(("first sign-in", device.taken()));
    device.play();
    table.push(("play after it", device.taken()));
    device.play();
    table.push(("play another title", device.taken()));
    device.client.preauthorize(&["REF30", "news", "premium"], None).unwrap();
    table.push(("three titles of a catalogue", device.taken()));
    device.restart();
    device.play();
    table.push(("start with saved state, play", device.taken()));
    device.restart();
    assert!(matches!(device.client.check_sign_in().unwrap(), SignInCheck::Remembered { .. }));
    table.push(("start with saved state, ask who is signed in", device.taken()));
    device.restart();
    device.sign_in(options());
    table.push(("start with saved state, sign in", device.taken()));
    let signed_out = device.client.logout(None, "https://adobe.com", |question| match question {
        LogoutQuestion::OpenPages { .. } => Reply::Yes,
        _ => Reply::Cancel,
    });
    assert!(signed_out.unwrap().was_signed_in);
    table.push(("logout", device.taken()));
    device.sign_in(options());
    table.push(("sign in again", device.taken()));
    table
}

/// The journeys of two devices in one sign-in.
fn linked_journeys(running: &Running) -> Vec<(&'static str, Traffic)> {
    let (phone, television) = (Device::new(running, "phone"), Device::new(running, "other television"));
    let mut table = Vec::new();
    let by_name = ServicePerson::Identifier("household-19");
    assert_eq!(phone.client.service_token(by_name, |_| Reply::Cancel).unwrap(), SsoOutcome::Done(()));
    phone.sign_in(options());
    table.push(("first sign-in with a service token", phone.taken()));
    let mut code = String::new();
    let linked = phone.client.link_device(|shown| {
        code = shown.code.unwrap();
        Reply::Yes
    });
    assert_eq!(linked.unwrap(), SsoOutcome::Done(()));
    table.push(("show a link code", phone.taken()));
    let by_code = ServicePerson::LinkCode(&code);
    assert_eq!(television.client.service_token(by_code, |_| Reply::Cancel).unwrap(), SsoOutcome::Done(()));
    assert!(matches!(television.client.check_sign_in().unwrap(), SignInCheck::SignedIn { .. }));
    television.play();
    table.push(("join by a link code, play", television.taken()));
    table
}

#[test]
fn every_journey_takes_the_requests_and_bytes_of_the_ledger() {
    let running = start();
    let mut table = "journey\trequests\tbytes sent\tbytes received\n".to_owned();
    for (journey, Traffic { requests, sent, received }) in
        journeys(&running).into_iter().chain(linked_journeys(&running))
    {
        writeln!(table, "{journey}\t{requests}\t{sent}\t{received}").unwrap();
    }
    let ledger = include_str!("../../../ledger/journeys.tsv");
    assert!(table == ledger, "ledger/journeys.tsv has other figures; where that is meant, make it:\n{table}");
}

#[test]
fn the_journeys_that_people_wait_for_take_the_fewest_requests_there_can_be() {
    let requests = |journey: &str| {
        let lines = include_str!("../../../ledger/journeys.tsv").lines();
        let mut cells = lines.map(|line| line.split('\t')).filter(|cells| cells.clone().next() == Some(journey));
        cells.next().unwrap().nth(1).unwrap().parse::<usize>().unwrap()
    };
    let musts = [
        ("first sign-in", 5),
        ("play after it", 1),
        ("play another title", 1),
        ("start with saved state, play", 1),
        ("start with saved state, ask who is signed in", 0),
        ("logout", 1),
    ];
    for (journey, must) in musts {
        assert!(requests(journey) <= must, "{journey}: {} requests", requests(journey));
    }
}
