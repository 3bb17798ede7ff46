//! HTTP: what the core wants sent, and nothing else.

use std::net::IpAddr;
use std::time::Duration;

use tvpass::endpoint::{Endpoint, route};
use tvpass::message::{Method, Request};
use ureq::Agent;
use ureq::http;
use url::{Host, Url};

/// A host that says nothing for so long does not answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(30);
/// No answer of the service comes near this; configurations of a thousand MVPDs have a third of a megabyte.
const BODY_LIMIT: u64 = 16 * 1024 * 1024;

/// A whole answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// A request on its own, so that the state can be saved before it goes out.
pub(crate) struct Outgoing {
    request: http::Request<Vec<u8>>,
    /// What it asks.
    pub(crate) endpoint: Option<Endpoint>,
}

/// The connection to one server.
pub(crate) struct Transport {
    agent: Agent,
    base: String,
    trouble: Option<String>,
}

impl Transport {
    /// Requests go to `base`.
    pub(crate) fn new(base: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A redirect is an answer like any other: what belongs to this server is not carried to another.
            .max_redirects(0)
            // R19: the request's own headers, and what HTTP itself needs.
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(TIMEOUT));
        // A proxy for the world outside cannot reach this machine.
        let config = if is_this_machine(base) { config.proxy(None) } else { config };
        Self { agent: config.build().into(), base: base.to_owned(), trouble: None }
    }

    /// `request` as it goes out.
    ///
    /// # Errors
    /// HTTP cannot express it.
    pub(crate) fn prepare(&self, request: &Request<'_>) -> Result<Outgoing, http::Error> {
        let method = match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
        };
        let path = request.target.split('?').next().unwrap_or_default();
        let mut builder = http::Request::builder().method(method).uri(format!("{}{}", self.base, request.target));
        for (name, value) in request.headers.iter() {
            builder = builder.header(name.as_str(), value);
        }
        Ok(Outgoing {
            request: builder.body(request.body.to_vec())?,
            endpoint: route(request.method.as_str(), path).ok(),
        })
    }

    /// Sends, and waits for the whole answer; `None` if there is none.
    pub(crate) fn send(&mut self, outgoing: Outgoing) -> Option<Answer> {
        // No cookie of one answer goes out with the next request: none of the endpoints has the header.
        self.agent.cookie_jar_lock().clear();
        match exchange(&self.agent, outgoing.request) {
            Ok(answer) => {
                self.trouble = None;
                Some(answer)
            }
            Err(error) => {
                self.trouble = Some(error.to_string());
                None
            }
        }
    }

    /// What was wrong with the connection last.
    pub(crate) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }
}

fn exchange(agent: &Agent, request: http::Request<Vec<u8>>) -> Result<Answer, ureq::Error> {
    let mut response = match *request.method() {
        http::Method::GET => agent.run(request.map(|_| ()))?,
        _ => agent.run(request)?,
    };
    let body = response.body_mut().with_config().limit(BODY_LIMIT).read_to_vec()?;
    Ok(Answer { status: response.status().as_u16(), body })
}

/// Whether `url` leads to the machine that this program runs on.
pub(crate) fn is_this_machine(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback(),
        None => false,
    }
}
